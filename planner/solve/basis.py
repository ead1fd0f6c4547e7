"""Where a solve ended, as a place to start: each column and row stands at a bound or is free to move.

Programs with much in common share it, family by family. What only the new one has is completed so that nothing else
has to move: a new row is free, and a new total, such as what a policy row counts, moves in place of the equation that
says what it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import highspy
import numpy as np
from scipy.sparse import csr_matrix

from planner.arrays import Families, StandardForm
from planner.arrays.families import Members

At = highspy.HighsBasisStatus
Numbers = tuple[bytes, bytes]
"""A number for each column and for each row: where it stands."""
Standing = Mapping[str, tuple[Members, Sequence[Any]]]
"""Where the members of each family stand, by its name."""
Places = tuple[Sequence[Any], Sequence[Any]]
"""Where columns and rows stand, by position."""


@dataclass(frozen=True)
class Basis:
    """Where the columns and rows of a program stood when a solve ended; `parts` is the same of parts, by content."""

    columns: Standing
    rows: Standing
    parts: Mapping[bytes, Places] = field(default_factory=dict)

    @classmethod
    def of(cls, form: StandardForm, columns: Sequence[Any], rows: Sequence[Any]) -> "Basis":
        """The basis in which the columns and rows of a program stand so, by position."""
        return cls(_by_family(form.columns, columns), _by_family(form.rows, rows))

    @classmethod
    def from_numbers(cls, form: StandardForm, numbers: Numbers) -> "Basis":
        """The basis of a program that was sent as numbers."""
        columns, rows = (list(map(At, found)) for found in numbers)
        return cls.of(form, columns, rows)

    @property
    def numbers(self) -> Numbers:
        """Where its columns and rows stand, to be sent."""
        return _numbers(self.columns), _numbers(self.rows)

    def on(self, form: StandardForm) -> Places:
        """Where the columns and rows of a program stand that starts from here."""
        columns, rows = _carried(self.columns, form.columns), _carried(self.rows, form.rows)
        for row, column in _said(form, _new(rows), _new(columns)):
            rows[row], columns[column] = At.kLower, At.kBasic
        return _completed(columns, At.kLower), _completed(rows, At.kBasic)


def _by_family(families: Families, standing: Sequence[Any]) -> Standing:
    return {family.members.name: (family.members, standing[family.positions]) for family in families}


def _numbers(standing: Standing) -> bytes:
    return bytes(int(at) for _, found in standing.values() for at in found)


def _carried(standing: Standing, families: Families) -> list[Any]:
    """Where the members of some families stand, None for one that is not known."""
    return list(chain.from_iterable(_moved(standing.get(f.members.name), f.members) for f in families))


def _moved(had: tuple[Members, Sequence[Any]] | None, to: Members) -> Sequence[Any]:
    members, standing = had or (None, ())
    if members is to:
        return standing
    places = map(members.place.get, to.keys) if members else (None for _ in to.keys)
    return [None if place is None else standing[place] for place in places]


def _new(standing: list[Any]) -> Any:
    return np.array([at is None for at in standing], dtype=bool)


def _completed(standing: list[Any], otherwise: Any) -> list[Any]:
    return [otherwise if at is None else at for at in standing]


def _said(form: StandardForm, rows: Any, columns: Any) -> Iterator[tuple[int, int]]:
    """New equations, each with the first new column in it that no other one has taken."""
    equations = np.flatnonzero(rows & (form.row_lower == form.row_upper))
    about, taken = csr_matrix(form.matrix[equations]), set[int]()
    for number, row in enumerate(equations.tolist() if columns.any() else ()):
        there = about.indices[about.indptr[number] : about.indptr[number + 1]]
        free = next((column for column in there[columns[there]].tolist() if column not in taken), None)
        if free is not None:
            taken.add(free)
            yield row, free
