"""Where a solve ended, as a place to start: each column and row stands at a bound or is free to move.

Programs with much in common share it, family by family. What only the new one has is completed so that nothing else
has to move: a new row is free, and a new total, such as what a policy row counts, moves in place of the equation that
says what it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from planner.arrays import Families, StandardForm, Vector
from planner.arrays.families import Members

At = highspy.HighsBasisStatus
LOWER, MOVES, UPPER, NOWHERE = (int(at) for at in (At.kLower, At.kBasic, At.kUpper, At.kZero))
UNKNOWN = -1
Standing = npt.NDArray[np.int8]
"""Where columns or rows stand, by position: at a bound, free to move, or at none."""
Places = tuple[Standing, Standing]
"""Where columns and rows stand."""
Numbers = tuple[bytes, bytes]
"""The same as it is sent."""
ByFamily = Mapping[str, tuple[Members, Standing]]
_STATUS = np.array([At(number) for number in range(len(At.__members__))], dtype=object)


@dataclass(frozen=True)
class Basis:
    """Where the columns and rows of a program stood when a solve ended; `parts` is the same of parts, by content."""

    columns: ByFamily
    rows: ByFamily
    parts: Mapping[bytes, Places] = field(default_factory=dict)

    @classmethod
    def of(cls, form: StandardForm, places: Places) -> "Basis":
        """The basis in which the columns and rows of a program stand so."""
        columns, rows = places
        return cls(_by_family(form.columns, columns), _by_family(form.rows, rows))

    @classmethod
    def from_numbers(cls, form: StandardForm, numbers: Numbers) -> "Basis":
        """The basis of a program that was sent as numbers."""
        columns, rows = (np.frombuffer(found, dtype=np.int8) for found in numbers)
        return cls.of(form, (columns, rows))

    @property
    def numbers(self) -> Numbers:
        """Where its columns and rows stand, to be sent."""
        return _numbers(self.columns), _numbers(self.rows)

    def on(self, form: StandardForm) -> Places:
        """Where the columns and rows of a program stand that starts from here."""
        columns, rows = _carried(self.columns, form.columns), _carried(self.rows, form.rows)
        for row, column in _said(form, rows == UNKNOWN, columns == UNKNOWN):
            rows[row], columns[column] = LOWER, MOVES
        columns[columns == UNKNOWN], rows[rows == UNKNOWN] = LOWER, MOVES
        return columns, rows


def at_bounds(moves: npt.NDArray[np.bool_], values: Vector, lower: Vector, upper: Vector) -> Standing:
    """Where columns or rows stand of which some are free to move and the others at the bound that is nearer."""
    bounded = np.isfinite(lower) | np.isfinite(upper)
    with np.errstate(invalid="ignore"):
        nearer = np.where(upper - values < values - lower, UPPER, LOWER)
    return np.where(moves, MOVES, np.where(bounded, nearer, NOWHERE)).astype(np.int8)


def statuses(standing: Standing) -> list[Any]:
    """The words of HiGHS for where columns or rows stand."""
    found: list[Any] = _STATUS[standing].tolist()
    return found


def as_numbers(words: Sequence[Any]) -> Standing:
    """Where columns or rows stand, from the words of HiGHS for it."""
    return np.fromiter(map(int, words), dtype=np.int8, count=len(words))


def _by_family(families: Families, standing: Standing) -> ByFamily:
    return {family.members.name: (family.members, standing[family.positions]) for family in families}


def _numbers(standing: ByFamily) -> bytes:
    return b"".join(found.tobytes() for _, found in standing.values())


def _carried(standing: ByFamily, families: Families) -> Standing:
    """Where the members of some families stand, `UNKNOWN` for one that is not known."""
    found = [_moved(standing.get(family.members.name), family.members) for family in families]
    return np.concatenate([np.zeros(0, dtype=np.int8), *found])


def _moved(had: tuple[Members, Standing] | None, to: Members) -> Standing:
    if had is None:
        return np.full(len(to.product), UNKNOWN, dtype=np.int8)
    members, standing = had
    if members is to:
        return standing
    places = np.fromiter((members.place.get(key, UNKNOWN) for key in to.keys), dtype=np.int64, count=len(to.keys))
    return np.append(standing, np.int8(UNKNOWN))[places]


def _said(form: StandardForm, rows: npt.NDArray[np.bool_], columns: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """New equations, each with the first new column in it that no other one has taken."""
    equations = np.flatnonzero(rows & (form.row_lower == form.row_upper))
    about, taken = csr_matrix(form.matrix[equations]), set[int]()
    for number, row in enumerate(equations.tolist() if columns.any() else ()):
        there = about.indices[about.indptr[number] : about.indptr[number + 1]]
        free = next((column for column in there[columns[there]].tolist() if column not in taken), None)
        if free is not None:
            taken.add(free)
            yield row, free
