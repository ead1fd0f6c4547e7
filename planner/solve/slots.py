"""Where the columns or the rows of a program stand in HiGHS, which holds those of all programs that it was.

A program of other columns and rows takes over those that HiGHS has already; what is new is added at the end. What it
lacks stays in its place and rests: a column is 0 and costs nothing, a row has no bounds. So a law that comes back, as
rules do from one policy set to the next, is there, and no position ever changes.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from planner.arrays import Families
from planner.arrays.families import Members
from planner.arrays.indices import Index
from planner.arrays.standard_form import Positions

Known = dict[str, tuple[Members, Positions]]


class Slots:
    """The slot of each column or row of the program at hand, `of` its position, among `size` in all.

    `are_positions` says whether every slot is the position of what stands there.
    """

    def __init__(self, size: int) -> None:
        """Those of a first program: it has all of them, in its own order."""
        self.of: Positions = np.arange(size)
        self.size, self.are_positions = size, True
        self._before: dict[str, dict[Index, int]] = {}

    @property
    def taken(self) -> npt.NDArray[np.bool_]:
        """Whether the program at hand has what stands in each slot; what it lacks rests."""
        found = np.zeros(self.size, dtype=bool)
        found[self.of] = True
        return found

    def move(self, before: Families, after: Families) -> None:
        """Give the members of a next program their slots: what the one at hand had, or one before it, keeps its own."""
        had: Known = {family.members.name: (family.members, self.of[family.positions]) for family in before}
        self.of = np.concatenate([np.zeros(0, dtype=np.int64), *(self._of(f.members, had) for f in after)])
        for members, slots in had.values():
            self._remember(members, slots)
        self.are_positions = self.size == len(self.of) and bool((self.of == np.arange(self.size)).all())

    def add(self) -> None:
        """One more, the last of the program and in HiGHS, for a while."""
        self.of, self.size = np.append(self.of, self.size), self.size + 1

    def drop(self) -> None:
        """The one that was added is gone again."""
        self.of, self.size = self.of[:-1], self.size - 1

    def spread(self, values: npt.NDArray[Any], resting: float) -> npt.NDArray[Any]:
        """Values of the program by slot, those that rest in all other slots."""
        found = np.full(self.size, resting)
        found[self.of] = values
        return found

    def _of(self, members: Members, had: Known) -> Positions:
        """The slots of a family; one that is the same as in the program before needs no looking up."""
        known = had.pop(members.name, None)
        if known and known[0] is members:
            return known[1]
        if known:
            self._remember(*known)
        place = self._before.setdefault(members.name, {})
        for key in members.keys:
            if place.setdefault(key, self.size) == self.size:
                self.size += 1
        return np.fromiter((place[key] for key in members.keys), dtype=np.int64, count=len(members.keys))

    def _remember(self, members: Members, slots: Positions) -> None:
        self._before.setdefault(members.name, {}).update(zip(members.keys, slots.tolist(), strict=True))
