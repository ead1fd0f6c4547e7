"""The arrays of a model by way of templates: no law is written out row by row."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyomo.environ as pyo
from pyomo.core.expr.relational_expr import EqualityExpression, InequalityExpression

from models.declare import Said
from planner.arrays.families import Families, Family
from planner.arrays.frame import Frame
from planner.arrays.indices import Index, Indices, Vector
from planner.arrays.library import Library
from planner.arrays.linear import Linear, Terms, gathered, totals
from planner.arrays.reader import Reader
from planner.arrays.standard_form import StandardForm, sparse
from planner.arrays.templates import Refused, template_at, template_of

MINUS = np.array([-1.0])


def compiled(model: pyo.ConcreteModel) -> StandardForm:
    """The arrays of a model as it was declared; raises `Refused` for a law that cannot be read at once."""
    return Compiler(model).form()


class Compiler:
    """The laws of one model, read by their templates."""

    def __init__(self, model: pyo.ConcreteModel) -> None:
        """Give every variable its columns and every law its rows."""
        indices = Indices()
        self.model = model
        self.columns = Families(model.component_objects(pyo.Var), indices)
        self.rows = Families(model.component_objects(pyo.Constraint), indices)
        self.library = Library(indices)
        self.reader = Reader(self.library, self.columns)

    def form(self) -> StandardForm:
        """The arrays; raises `Refused`."""
        upper, equal = np.zeros(self.rows.size), np.zeros(self.rows.size, dtype=bool)
        found: list[Terms] = []
        for family in self.rows:
            law, equal[family.positions] = self._law(family)
            upper[family.positions] = -law.constant
            found += [terms._replace(rows=terms.rows + family.start) for terms in law.terms]
        terms, goal = gathered(found), self._goal()
        matrix = sparse(terms.factors, terms.rows, terms.columns, (self.rows.size, self.columns.size))
        free = (np.diff(matrix.indptr) == 0) & np.where(equal, upper == 0.0, upper >= 0.0)
        prices = gathered(goal.terms)
        return StandardForm(
            matrix=matrix,
            cost=totals(prices.columns, prices.factors, self.columns.size),
            offset=float(goal.constant[0]),
            column_lower=np.zeros(self.columns.size),
            column_upper=self.columns.numbers(_most),
            row_lower=np.where(equal & ~free, upper, -np.inf),
            row_upper=np.where(free, np.inf, upper),
            columns=self.columns,
            rows=self.rows,
            read=self.values,
        )

    def values(self, function: Callable[..., Any], keys: Sequence[Index], column_values: Vector) -> Vector:
        """The value of a function `(model, *index)` at each of some indices; raises `Refused`."""
        expression, placeholders = template_at(self.model, function, keys)
        labels = self.library.places(keys)
        return self.reader.linear(expression, Frame(len(keys), placeholders, labels)).at(column_values, len(keys))

    def _law(self, family: Family) -> tuple[Linear, bool]:
        """A law as `left - right` at each of its rows, and whether it is an equation.

        An equation with nothing but a figure on its left is turned round, as Pyomo does.
        """
        law, rows = family.component, family.size
        if not rows:
            return Linear(np.zeros(1)), False
        try:
            expression, placeholders = template_of(law)
            if type(expression) not in (EqualityExpression, InequalityExpression):
                raise Refused(f"it cannot read {type(expression).__name__}")
            frame = Frame(rows, placeholders, self.library.space(law.index_set()).places())
            left, right = (self.reader.linear(side, frame) for side in expression.args)
        except Refused as why:
            raise Refused(f"{law.name}: {why}") from None
        if type(expression) is InequalityExpression:
            return left.plus(right.times(MINUS)), False
        turned = right.has_terms(rows) & ~left.has_terms(rows)
        return left.plus(right.times(MINUS)).times(np.where(turned, -1.0, 1.0)), True

    def _goal(self) -> Linear:
        """What is made least."""
        (goal,) = self.model.component_objects(pyo.Objective)
        try:
            return self.reader.linear(template_of(goal)[0], Frame(1))
        except Refused as why:
            raise Refused(f"{goal.name}: {why}") from None


def _most(variable: Any) -> Said:
    """What is said of the greatest value of a variable."""
    if not hasattr(variable, "most"):
        raise Refused(f"{variable.name}: its bounds are not declared")
    said: Said = variable.most
    return said
