"""What HiGHS holds: the program at hand and, at rest, what programs before it had and it lacks."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import highspy
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from planner.arrays import StandardForm, Vector, times, with_row
from planner.errors import Stopped
from planner.solve.slots import Slots

MOST_CHANGED = 2_000
"""Coefficients, beyond which it is quicker to hand a program over whole: each is changed by itself."""
MOST_AT_REST = 0.5
"""Of the columns and rows of a program, how many more HiGHS may hold."""


class Held:
    """One program after the other in one HiGHS object: `form` is the one at hand, `_all` what HiGHS has, by slot."""

    form: StandardForm
    columns: Slots
    rows: Slots
    _all: StandardForm

    def __init__(self, highs: highspy.Highs, form: StandardForm) -> None:
        """Hand over a first program; raises `Stopped` where HiGHS does not take it."""
        self.highs = highs
        self._hand_over(form)

    def become(self, form: StandardForm) -> None:
        """Take over another program: what differs is changed, what is new added, what it lacks rests.

        A program of other columns and rows that is too different is handed over whole.
        """
        of_the_same = form.columns is self.form.columns and form.rows is self.form.rows
        if not of_the_same:
            self.columns.move(self.form.columns, form.columns)
            self.rows.move(self.form.rows, form.rows)
        now, had = self._by_slot(form.matrix), self._without_what_rests(self._all.matrix)
        height, width = had.shape
        changed = (now[:height, :width] - had).tocoo()
        too_many = changed.nnz > MOST_CHANGED or sum(now.shape) > (1.0 + MOST_AT_REST) * sum(form.matrix.shape)
        if too_many and not of_the_same:
            self._hand_over(form)
            return
        rest = _grown(self._all.matrix - had, now.shape)
        self._add(now)
        for row, column in zip(changed.row.tolist(), changed.col.tolist(), strict=True):
            ok(self.highs.changeCoeff(row, column, float(now[row, column])), "a coefficient")
        self._all = replace(self._all, matrix=now + rest)
        self.ask(form)
        ok(self.highs.changeObjectiveOffset(form.offset), "the offset")

    def ask(self, form: StandardForm) -> None:
        """Take over other bounds and costs of the same rows: only what differs, since each change has its price."""
        had, now = self._all, self._spread(form)
        self.form, self._all = form, now if now.matrix is had.matrix else replace(now, matrix=had.matrix)
        rows = _differing((had.row_lower, now.row_lower), (had.row_upper, now.row_upper))
        ok(self.highs.changeRowsBounds(len(rows), rows, now.row_lower[rows], now.row_upper[rows]), "row bounds")
        columns = _differing((had.column_lower, now.column_lower), (had.column_upper, now.column_upper))
        lower, upper = now.column_lower[columns], now.column_upper[columns]
        ok(self.highs.changeColsBounds(len(columns), columns, lower, upper), "column bounds")
        priced = _differing((had.cost, now.cost))
        ok(self.highs.changeColsCost(len(priced), priced, now.cost[priced]), "costs")

    def add_row(self, coefficients: Mapping[int, float], lower: float, upper: float) -> None:
        """Add a row by positions of columns, the last of the program and in HiGHS."""
        slots = {int(self.columns.of[position]): value for position, value in coefficients.items()}
        places, values = np.array(list(slots), dtype=np.int32), np.array(list(slots.values()))
        ok(self.highs.addRow(lower, upper, len(places), places, values), "a row")
        self.rows.add()
        nothing_rests = self._all is self.form
        self.form = with_row(self.form, coefficients, lower, upper)
        self._all = self.form if nothing_rests else with_row(self._all, slots, lower, upper)

    def drop_row(self, before: StandardForm) -> None:
        """Take away the row that was added to a program."""
        self.rows.drop()
        ok(self.highs.deleteRows(1, np.array([self.rows.size], dtype=np.int32)), "a row less")
        longer, nothing_rests = self._all, self._all is self.form
        self.form = before
        if nothing_rests:
            self._all = before
            return
        matrix = csr_matrix(longer.matrix[:-1])
        self._all = replace(longer, matrix=matrix, row_lower=longer.row_lower[:-1], row_upper=longer.row_upper[:-1])

    def _hand_over(self, form: StandardForm) -> None:
        """Hand over all of a program; HiGHS forgets what it held."""
        self.form = self._all = form
        self.columns, self.rows = Slots(len(form.cost)), Slots(len(form.row_lower))
        matrix = form.matrix
        rows, columns = matrix.shape
        status = self.highs.passModel(
            columns, rows, matrix.nnz,
            int(highspy.MatrixFormat.kRowwise), int(highspy.ObjSense.kMinimize), form.offset,
            form.cost, form.column_lower, form.column_upper, form.row_lower, form.row_upper,
            matrix.indptr.astype(np.int32), matrix.indices.astype(np.int32), matrix.data,
            np.zeros(columns, dtype=np.int32),
        )  # fmt: skip
        ok(status, "the arrays")

    def _add(self, now: csr_matrix) -> None:
        """Add the last columns and rows of a matrix by slot, those that HiGHS lacks; they rest until they are asked."""
        everything = self._all
        height, width = everything.matrix.shape
        columns, rows = now[:height, width:].tocsc(), now[height:]
        zeros, free = np.zeros(columns.shape[1]), np.full(rows.shape[0], np.inf)
        ok(self.highs.addCols(len(zeros), zeros, zeros, zeros, *_entries(columns)), "columns")
        ok(self.highs.addRows(len(free), -free, free, *_entries(rows)), "rows")
        self._all = replace(
            everything,
            cost=np.append(everything.cost, zeros),
            column_lower=np.append(everything.column_lower, zeros),
            column_upper=np.append(everything.column_upper, zeros),
            row_lower=np.append(everything.row_lower, -free),
            row_upper=np.append(everything.row_upper, free),
        )

    def _spread(self, form: StandardForm) -> StandardForm:
        """The costs and bounds of the program by slot: a column at rest is 0, a row at rest free."""
        if self.columns.are_positions and self.rows.are_positions:
            return form
        return replace(
            form,
            cost=self.columns.spread(form.cost, 0.0),
            column_lower=self.columns.spread(form.column_lower, 0.0),
            column_upper=self.columns.spread(form.column_upper, 0.0),
            row_lower=self.rows.spread(form.row_lower, -np.inf),
            row_upper=self.rows.spread(form.row_upper, np.inf),
        )

    def _by_slot(self, matrix: csr_matrix) -> csr_matrix:
        """The coefficients of the program by slot."""
        if self.columns.are_positions and self.rows.are_positions:
            return matrix
        found, shape = matrix.tocoo(), (self.rows.size, self.columns.size)
        return csr_matrix((found.data, (self.rows.of[found.row], self.columns.of[found.col])), shape=shape)

    def _without_what_rests(self, matrix: csr_matrix) -> csr_matrix:
        """Of coefficients by slot those in rows and columns of the program."""
        height, width = matrix.shape
        rows, columns = self.rows.taken[:height], self.columns.taken[:width]
        if rows.all() and columns.all():
            return matrix
        return times(matrix, rows.astype(float), columns.astype(float))


def ok(status: highspy.HighsStatus, what: str, *allowed: highspy.HighsStatus) -> None:
    """Raise `Stopped` where HiGHS did not do what it was asked for."""
    if status not in (highspy.HighsStatus.kOk, *allowed):
        raise Stopped(f"The solver did not take {what}: it answered {status.name}.")


def _grown(matrix: csr_matrix, shape: tuple[int, int]) -> csr_matrix:
    """A matrix with empty rows and columns after its own."""
    found = csr_matrix(matrix, copy=True)
    found.resize(shape)
    return found


def _entries(matrix: Any) -> tuple[int, npt.NDArray[np.int32], npt.NDArray[np.int32], Vector]:
    """How many entries there are, where each column or row begins, and in which row or column they are."""
    return matrix.nnz, matrix.indptr[:-1].astype(np.int32), matrix.indices.astype(np.int32), matrix.data


def _differing(*pairs: tuple[Vector, Vector]) -> npt.NDArray[np.int32]:
    """The positions at which the two of any pair differ."""
    return np.flatnonzero(np.any([had != has for had, has in pairs], axis=0)).astype(np.int32)
