"""A linear program put together from sums of columns, and its least cost by HiGHS."""

from dataclasses import dataclass, field
from math import inf

import highspy
import numpy as np

ROUNDS, REACHED = 200, 1e-7


class Line:
    """A sum of columns times coefficients, and a constant."""

    __slots__ = ("constant", "terms")

    def __init__(self, terms=None, constant=0.0):
        self.terms, self.constant = dict(terms or {}), constant

    def __add__(self, other):
        other = other if isinstance(other, Line) else Line(constant=other)
        terms = dict(self.terms)
        for column, coefficient in other.terms.items():
            terms[column] = terms.get(column, 0.0) + coefficient
        return Line(terms, self.constant + other.constant)

    __radd__ = __add__

    def __mul__(self, factor):
        return Line({column: factor * value for column, value in self.terms.items()}, factor * self.constant)

    __rmul__ = __mul__

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + other * -1

    def __rsub__(self, other):
        return -self + other

    def at(self, columns):
        """Its value where the columns have some values."""
        return self.constant + sum(value * columns[column] for column, value in self.terms.items())


def total(lines):
    """The sum of lines and numbers, also of none."""
    terms, constant = {}, 0.0
    for line in lines:
        if not isinstance(line, Line):
            constant += line
            continue
        constant += line.constant
        for column, coefficient in line.terms.items():
            terms[column] = terms.get(column, 0.0) + coefficient
    return Line(terms, constant)


@dataclass
class Program:
    """Columns from 0 to an upper bound, and rows between two bounds."""

    uppers: list[float] = field(default_factory=list)
    rows: list[tuple[Line, float, float]] = field(default_factory=list)
    squares: list[tuple[Line, Line, Line]] = field(default_factory=list)

    def column(self, upper=inf):
        self.uppers.append(upper)
        return Line({len(self.uppers) - 1: 1.0})

    def equal(self, line, other=0.0):
        self._row(line - other, 0.0, 0.0)

    def at_most(self, line, other=0.0):
        self._row(line - other, -inf, 0.0)

    def at_least(self, line, other=0.0):
        self._row(line - other, 0.0, inf)

    def square_over(self, line, whole):
        """The square of a line over another one, as a column that is at least that."""
        column = self.column()
        self.squares.append((column, line, whole))
        return column

    def _row(self, line, low, high):
        line = line if isinstance(line, Line) else Line(constant=line)
        self.rows.append((line, low, high))

    def least(self, cost):
        """The least value of a line, from below where there are squares; None where no columns keep all rows."""
        for _ in range(ROUNDS):
            value, columns = self._solved(cost)
            if columns is None or not self._touch(columns):
                return value
        raise RuntimeError("the squares are not reached")

    def _touch(self, columns):
        """Add a tangent for every square above its column; whether there is one."""
        more = []
        for column, line, whole in self.squares:
            over = whole.at(columns)
            share = line.at(columns) / over if over > 1e-9 else 0.0
            if share**2 * over > column.at(columns) + REACHED * max(1.0, over):
                more.append(line * (2 * share) - whole * share**2 - column)
        for tangent in more:
            self.at_most(tangent)
        return bool(more)

    def _solved(self, cost):
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("primal_feasibility_tolerance", 1e-9)
        solver.setOptionValue("dual_feasibility_tolerance", 1e-9)
        solver.passModel(self._arrays(cost))
        solver.run()
        status = solver.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            return solver.getInfo().objective_function_value, list(solver.getSolution().col_value)
        if status == highspy.HighsModelStatus.kInfeasible:
            return None, None
        raise RuntimeError(f"HiGHS ended with {solver.modelStatusToString(status)}")

    def _arrays(self, cost):
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.uppers), len(self.rows)
        costs = np.zeros(len(self.uppers))
        for column, coefficient in cost.terms.items():
            costs[column] = coefficient
        model.col_cost_, model.offset_ = costs, cost.constant
        model.col_lower_, model.col_upper_ = np.zeros(len(self.uppers)), np.array(self.uppers)
        model.row_lower_ = np.array([low - line.constant for line, low, _ in self.rows])
        model.row_upper_ = np.array([high - line.constant for line, _, high in self.rows])
        kept = [{column: value for column, value in line.terms.items() if value} for line, _, _ in self.rows]
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.concatenate([[0], np.cumsum([len(terms) for terms in kept])]).astype(np.int32)
        model.a_matrix_.index_ = np.array([column for terms in kept for column in terms], dtype=np.int32)
        model.a_matrix_.value_ = np.array([value for terms in kept for value in terms.values()], dtype=float)
        return model
