"""Sets and figures as arrays: labels are numbers, a member is found by search, a figure stands at its index's position.

An array over many rows is often a few values, each picked by many rows: the supplier of a row, over all periods. So
it is kept as the few values and what every row picks (`Picked`), and what is worked out of it is worked out once.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.int64]
EACH = slice(None)
MISSING = -1


@dataclass(frozen=True)
class Picked:
    """One value for every row: `values[pick]`; `pick` is None where one value is that of all rows."""

    values: npt.NDArray[Any]
    pick: Codes | slice | None

    def over(self, rows: int) -> npt.NDArray[Any]:
        """The value of every row."""
        return np.broadcast_to(self.values, rows) if self.pick is None else self.values[self.pick]

    def picked(self, rows: Codes) -> Codes:
        """What some of the rows pick; not to be asked where one value is that of all."""
        return self.pick[rows] if isinstance(self.pick, np.ndarray) else rows


def together(function: Callable[..., npt.NDArray[Any]], *parts: Picked) -> Picked:
    """What a function makes of several values, worked out on the few values where all parts pick alike."""
    picks = {id(part.pick): part.pick for part in parts if part.pick is not None}
    if len(picks) <= 1:
        return Picked(function(*(part.values for part in parts)), next(iter(picks.values()), None))
    return Picked(function(*(part.values if part.pick is None else part.values[part.pick] for part in parts)), EACH)


class Vocabulary:
    """A number for every label, given when it is first seen."""

    def __init__(self) -> None:
        self._codes: defaultdict[Hashable, int] = defaultdict()
        self._codes.default_factory = self._codes.__len__

    def codes(self, labels: Iterable[Hashable]) -> Codes:
        """The numbers of labels."""
        return np.fromiter(map(self._codes.__getitem__, labels), dtype=np.int64)

    def labels(self, codes: Iterable[int]) -> tuple[Hashable, ...]:
        """The labels of numbers."""
        known = list(self._codes)
        return tuple(known[code] for code in codes)


class Table:
    """The members of a set as rows of codes."""

    def __init__(self, codes: Codes) -> None:
        """Hold the members, an array of members by width."""
        self.codes = codes

    def __len__(self) -> int:
        return len(self.codes)

    def find(self, *columns: Codes) -> Codes:
        """The position of members given by their columns of codes, MISSING for what is no member."""
        found = np.zeros(1, dtype=np.int64)
        if not len(self):
            return found + MISSING
        steps, order = self._search
        for known, column in zip(steps, columns, strict=True):
            wanted = _pairs(found, column)
            at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
            found = np.where(known[at] == wanted, at, MISSING)
        return np.where(found == MISSING, MISSING, order[found])

    @cached_property
    def _search(self) -> tuple[list[Codes], Codes]:
        """For each column the sorted pairs of what came before and its code; the position of each last pair."""
        found, steps = np.zeros(1, dtype=np.int64), []
        for column in self.codes.T:
            known, found = np.unique(_pairs(found, column), return_inverse=True)
            steps.append(known)
        order = np.empty(len(self.codes), dtype=np.int64)
        order[found] = np.arange(len(self.codes))
        return steps, order


class Space:
    """A product of tables, the last running fastest; a product of none has one member."""

    def __init__(self, tables: Sequence[Table]) -> None:
        """Hold the tables."""
        self.tables = tuple(tables)
        self.size = int(np.prod([len(table) for table in tables], dtype=np.int64))

    def places(self) -> list[Picked]:
        """The labels of all members, place by place of the index."""
        position, step, found = np.arange(self.size), self.size, list[Picked]()
        for table in self.tables:
            step = step // max(1, len(table))
            pick = position // max(1, step) % max(1, len(table))
            found += [Picked(column, pick) for column in table.codes.T]
        return found

    def find(self, labels: Sequence[Picked]) -> Picked:
        """The position of the member that each row's labels name, MISSING where they name none."""
        position, left = Picked(np.zeros(1, dtype=np.int64), None), list(labels)
        for table in self.tables:
            width = table.codes.shape[1]
            found = together(table.find, *left[:width])
            position = together(_next(len(table)), position, found)
            left = left[width:]
        return position


@dataclass(frozen=True)
class Ragged:
    """An indexed set: the members of the key at position k are `members[starts[k] : starts[k] + sizes[k]]`."""

    keys: Space
    sizes: Codes
    members: Table

    @cached_property
    def starts(self) -> Codes:
        """Where the members of each key begin."""
        return np.cumsum(self.sizes) - self.sizes

    def places(self) -> list[Picked]:
        """The labels of all members, place by place."""
        return [Picked(column, EACH) for column in self.members.codes.T]


def _pairs(first: Codes, second: Codes) -> Codes:
    return first << 32 | second


def _next(size: int) -> Callable[[Codes, Codes], Codes]:
    def position(before: Codes, found: Codes) -> Codes:
        missing = (before | found) < 0
        return np.where(missing, MISSING, before * size + found) if missing.any() else before * size + found

    return position
