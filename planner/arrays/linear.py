"""A linear expression at many rows at once: a constant for each, and terms of row, column and factor."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from planner.arrays.indices import Vector
from planner.arrays.tables import Codes


class Terms(NamedTuple):
    """Some products of a factor and a column, each at a row."""

    rows: Codes
    columns: Codes
    factors: Vector


@dataclass(frozen=True)
class Linear:
    """`constant + Σ factor · column` at each of some rows; a constant of length one is that of all rows."""

    constant: Vector
    terms: tuple[Terms, ...] = ()

    def plus(self, other: "Linear") -> "Linear":
        """The sum of both at each row."""
        return Linear(self.constant + other.constant, self.terms + other.terms)

    def times(self, factor: Vector) -> "Linear":
        """The expression times a factor for each row, or one for all."""
        terms = (Terms(t.rows, t.columns, t.factors * _at(factor, t.rows)) for t in self.terms)
        return Linear(self.constant * factor, tuple(terms))

    def summed(self, row_of: Codes, rows: int) -> "Linear":
        """The sums over the rows that belong to each of fewer rows."""
        constant = np.zeros(1)
        if self.constant.any():
            constant = totals(row_of, np.broadcast_to(self.constant, len(row_of)), rows)
        return Linear(constant, tuple(t._replace(rows=row_of[t.rows]) for t in self.terms))

    def has_terms(self, rows: int) -> npt.NDArray[np.bool_]:
        """Whether there is any term at each row."""
        found = np.zeros(rows, dtype=bool)
        for t in self.terms:
            found[t.rows[t.factors != 0.0]] = True
        return found

    def at(self, column_values: Vector, rows: int) -> Vector:
        """Its value at each row."""
        found = np.broadcast_to(self.constant, rows).astype(float)
        for t in self.terms:
            found += totals(t.rows, t.factors * column_values[t.columns], rows)
        return found


def gathered(all_terms: Iterable[Terms]) -> Terms:
    """All terms as one."""
    parts = [*all_terms] or [Terms(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0))]
    return Terms(*(np.concatenate(part) for part in zip(*parts, strict=True)))


def totals(places: Codes, values: Vector, size: int) -> Vector:
    """The sum of the values at each place."""
    return np.bincount(places, weights=values, minlength=size).astype(float)


def _at(factor: Vector, rows: Codes) -> Vector:
    return factor if len(factor) == 1 else factor[rows]
