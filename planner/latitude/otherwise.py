"""Where another plan costs as little: what it buys instead."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

from planner.results import Results
from planner.results.latitude import Choice, Room
from planner.solve import Program

SAME = 1e-6
"""The part of a material's peak demand by which two volumes must differ to be told apart."""


@dataclass(frozen=True)
class Otherwise:
    """A plan and the values of another one of the same cost; none where no other was certified."""

    results: Results
    program: Program
    values: Any = None

    @classmethod
    def of(cls, results: Results, program: Program) -> Self:
        """Looks for a plan that costs as little and buys where ties are broken against."""
        return cls(results, program, program.otherwise())

    def choices(self) -> Iterator[Choice]:
        """The volumes that are others there, the largest difference first."""
        found = []
        bought, case = self._values("offtake_tonnes"), self.results.case
        for (supplier, node), tonnes in self.results.values(self.results.model.offtake_tonnes).items():
            other = bought.get((supplier, node), tonnes)
            if abs(other - tonnes) > SAME * (case.peak_demand(case.suppliers[supplier].material) or 1.0):
                found.append(Choice(supplier, node, tonnes, other))
        yield from sorted(found, key=lambda choice: -abs(choice.otherwise - choice.tonnes))

    def added(self, room: Room) -> Room:
        """A line with what comes from its country in the other plan."""
        if self.values is None:
            return room
        return replace(room, otherwise=self._by_country.get((room.material, room.stage, room.country), 0.0))

    @cached_property
    def _by_country(self) -> Mapping[tuple[str, str, str], float]:
        found: dict[tuple[str, str, str], float] = {}
        for (_, *place, _), tonnes in self._values("origin_tonnes").items():
            key = (place[0], place[1], place[2])
            found[key] = found.get(key, 0.0) + tonnes
        return found

    def _values(self, variable: str) -> Mapping[tuple[str, ...], float]:
        if self.values is None:
            return {}
        return self.program.form.columns.of(getattr(self.results.model, variable)).of(self.values)
