"""The least by which inputs must give way, each measured by its own limit: rules first, demand unmet last."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.diagnosis.elastic import Eased, Elastic
from planner.diagnosis.figures import Tier
from planner.diagnosis.inputs import InputCell
from planner.diagnosis.opened import Opened

EVERY_ROW = -1
ROOM = 1e-7
"""By how much more cells may give way when what is used of it is counted: the solver's noise."""


@dataclass(frozen=True)
class Relaxed:
    """A cell that gives way by a part of its limit, how much that is used over the whole plan, and at which nodes.

    `amount` is in the units of the law: tonnes of most, money of a budget.
    """

    cell: InputCell
    part: float
    amount: float
    nodes: tuple[str, ...]


@dataclass(frozen=True)
class Relaxation:
    """What gives way at the least; `tiers` are those that may."""

    tiers: tuple[Tier, ...]
    relaxed: tuple[Relaxed, ...]

    def part(self, cell: InputCell) -> float:
        """By which part of its limit a cell gives way."""
        return next((found.part for found in self.relaxed if found.cell == cell), 0.0)


class Relaxations:
    """The least relaxations of a program, a cell giving way in all its rows at once."""

    def __init__(self, program: Opened) -> None:
        self.program = program
        cells = [atom.cell if atom else None for atom in program.atoms]
        self.elastic: Elastic[InputCell] = Elastic(program, cells)
        self.tiers = sorted({cell.tier for cell in self.elastic.keys})

    def in_order(self) -> Relaxation:
        """As few tiers as can be, and of what gives way last as little as can be, then of the tier before it."""
        numbers = range(1, len(self.tiers))
        few = next((n for n in numbers if self._eased(tuple(self.tiers[:n]), ()) is not None), len(self.tiers))
        tiers = tuple(self.tiers[:few])
        found = None
        for tier in reversed(tiers):
            found = self._eased(tiers, (tier,), found)
        return self._told(tiers, found) if found else Relaxation(tiers, ())

    def of_one(self) -> Iterator[Relaxation]:
        """What gives way where only one tier may, for each tier that can do it alone."""
        for tier in self.tiers:
            found = self._eased((tier,), (tier,))
            if found is not None:
                yield self._told((tier,), found)

    def _eased(
        self, free: tuple[Tier, ...], priced: tuple[Tier, ...], within: Eased[InputCell] | None = None
    ) -> Eased[InputCell] | None:
        cost = {cell: 1.0 for cell in self.elastic.keys if cell.tier in priced}
        return self.elastic.ease(cost, {cell: 0.0 for cell in self.elastic.keys if cell.tier not in free}, within)

    def _told(self, tiers: tuple[Tier, ...], found: Eased[InputCell]) -> Relaxation:
        used = self._used(found.parts)
        order = sorted(found.parts, key=lambda cell: (cell.tier, -found.parts[cell]))
        return Relaxation(tiers, tuple(self._relaxed(cell, found.parts[cell], used) for cell in order))

    def _used(self, parts: Mapping[InputCell, float]) -> Mapping[tuple[InputCell, int], float]:
        """How much of what cells may give way is used at the least, row by row, in the units of the rows."""
        keys = [
            None if atom is None else (atom.cell, row if atom.cell in parts else EVERY_ROW)
            for row, atom in enumerate(self.program.atoms)
        ]
        elastic: Elastic[tuple[InputCell, int]] = Elastic(self.program, keys)
        most = {key: parts.get(key[0], 0.0) * (1.0 + ROOM) + ROOM * (key[0] in parts) for key in elastic.keys}
        cost = {key: elastic.weight(key[1]) for key in elastic.keys if key[0] in parts}
        found = elastic.ease(cost, most)
        return {key: part * elastic.size(key[1]) for key, part in found.parts.items()} if found else {}

    def _relaxed(self, cell: InputCell, part: float, used: Mapping[tuple[InputCell, int], float]) -> Relaxed:
        rows = {row: amount for (other, row), amount in used.items() if other == cell}
        nodes = {self.program.node(row) for row in rows}
        return Relaxed(cell, part, sum(rows.values()), tuple(n for n in self.program.case.tree if n in nodes))
