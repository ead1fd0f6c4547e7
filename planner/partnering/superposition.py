"""The program of every coalition, put together from differences to the program with everybody.

A part of the program that depends on few players alone is written once for each way in which these can be there; its
difference to the program with everybody adds to those of the other parts. So a coalition costs a change of figures and
not another model.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from models.build import declared
from models.case import Case
from planner.arrays import Families, StandardForm, Vector, arrays
from planner.arrays.standard_form import sparse

Coalition = frozenset[str]
Absence = tuple[int, Coalition]
"""A part by its number, and who is there of its players."""
Places = npt.NDArray[np.int64]
VECTORS = ("cost", "column_upper", "row_lower", "row_upper")


class Unlike(Exception):
    """A program that differences do not add up to: it has rows of its own, or two parts change the same row.

    Nor where rules square shares: the chords on which squares stand are those of each plan itself.
    """


@dataclass(frozen=True)
class Part:
    """What depends on some players alone; `case` is the one in which those of them are there, and everybody else is."""

    players: Coalition
    case: Callable[[Coalition], Case]


@dataclass(frozen=True)
class Difference:
    """What to add to the arrays of a program: values at positions, and entries of the matrix; `rows` change by it."""

    vectors: Mapping[str, tuple[Places, Vector]]
    matrix: csr_matrix | None
    rows: frozenset[int]


class Superposition:
    """The forms of all coalitions of the players of some parts, of which no two touch the same."""

    def __init__(self, whole: StandardForm, parts: Sequence[Part]) -> None:
        """Put them together around the form of the program with everybody."""
        self.whole, self.parts = whole, [part for part in parts if part.players]
        self.known: dict[Absence, Difference | None] = {}

    def form(self, coalition: Coalition) -> StandardForm:
        """The program of a coalition; raises `Unlike` where it is more than other figures in the same rows."""
        vectors = {name: getattr(self.whole, name).copy() for name in VECTORS}
        matrix, touched = self.whole.matrix, set[int]()
        for found in map(self.difference, self.absences(coalition)):
            if found is None or not touched.isdisjoint(found.rows):
                raise Unlike
            touched |= found.rows
            for name, (places, values) in found.vectors.items():
                vectors[name][places] += values
            matrix = matrix if found.matrix is None else matrix + found.matrix
        vectors["column_upper"] = np.maximum(vectors["column_upper"], self.whole.column_lower)
        if matrix is not self.whole.matrix:
            matrix.eliminate_zeros()
            matrix.sort_indices()
        return replace(self.whole, matrix=matrix, **vectors)

    def absences(self, coalition: Coalition) -> Iterator[Absence]:
        """The parts in which not everybody is there, and who is."""
        for number, part in enumerate(self.parts):
            there = coalition & part.players
            if there != part.players:
                yield number, there

    def difference(self, absence: Absence) -> Difference | None:
        """What a part differs by, worked out once; None where it has rows or columns of its own."""
        if absence not in self.known:
            number, there = absence
            try:
                self.known[absence] = difference(self.whole, arrays(declared(self.parts[number].case(there))))
            except Unlike:
                self.known[absence] = None
        return self.known[absence]


def difference(whole: StandardForm, part: StandardForm) -> Difference:
    """What changes a program into one with the same rows and columns, or fewer; raises `Unlike` where it has more."""
    there = aligned(whole, part)
    moved = {name: _moved(getattr(whole, name), getattr(there, name)) for name in VECTORS}
    entries = csr_matrix(there.matrix - whole.matrix)
    entries.eliminate_zeros()
    changed = {*moved["row_lower"][0].tolist(), *moved["row_upper"][0].tolist(), *entries.nonzero()[0].tolist()}
    return Difference(moved, entries if entries.nnz else None, frozenset(changed))


def aligned(whole: StandardForm, part: StandardForm) -> StandardForm:
    """A program in the rows and columns of one that has all of its own; raises `Unlike` where that has not.

    A column that it has not is held at 0, a row that it has not asks for nothing.
    """
    columns, rows = _places(part.columns, whole.columns), _places(part.rows, whole.rows)
    shape = whole.matrix.shape
    own, all_ = part.matrix.tocoo(), whole.matrix.tocoo()
    missing = ~np.isin(all_.row, rows) | ~np.isin(all_.col, columns)
    values, at_rows, at_columns = (
        np.concatenate([mine, others[missing]])
        for mine, others in ((own.data, all_.data), (rows[own.row], all_.row), (columns[own.col], all_.col))
    )
    return replace(
        whole,
        matrix=sparse(values, at_rows, at_columns, shape),
        offset=part.offset,
        cost=_put(0.0, part.cost, columns, shape[1]),
        column_upper=_put(0.0, part.column_upper, columns, shape[1]),
        row_lower=_put(-np.inf, part.row_lower, rows, shape[0]),
        row_upper=_put(np.inf, part.row_upper, rows, shape[0]),
    )


def _places(part: Families, whole: Families) -> Places:
    """Where each member of some families stands among those of the whole."""
    known = {family.component.name: family.place for family in whole}
    try:
        return np.array([known[f.component.name][key] for f in part for key in f.keys], dtype=np.int64)
    except KeyError as unknown:
        raise Unlike from unknown


def _put(absent: float, values: Vector, places: Places, size: int) -> Vector:
    """Values at their places, and something else at all others."""
    found = np.full(size, absent)
    found[places] = values
    return found


def _moved(whole: Vector, part: Vector) -> tuple[Places, Vector]:
    """Positions and changes of the values that differ."""
    changed = np.flatnonzero(part != whole)
    return changed, part[changed] - whole[changed]
