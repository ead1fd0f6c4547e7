"""Two plans side by side: the periods in which they are compared, and figures of both over them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from planner.planning import Plan
from planner.results import Results

SAME = 1e-6


@dataclass(frozen=True, eq=False)
class Pair:
    """The old plan and the new one, compared by period, or by year where their periods differ in length."""

    old: Plan
    new: Plan

    @property
    def by_year(self) -> bool:
        """Whether their periods are of different length."""
        return self.old.results.case.tree.period_years != self.new.results.case.tree.period_years

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The periods, or years, of either plan, in order of time."""
        return tuple(sorted({*self.labels_of(self.old.results), *self.labels_of(self.new.results)}))

    def labels_of(self, results: Results) -> tuple[str, ...]:
        """The periods, or years, of one plan."""
        return tuple(dict.fromkeys(self.label(results, n) for n in results.periods))

    def label(self, results: Results, node: str) -> str:
        """The period, or year, of a node."""
        return str(results.case.tree.nodes[node].year) if self.by_year else node

    def summed(self, results: Results, by_node: Mapping[str, float]) -> dict[str, float]:
        """Figures by node added up over each label."""
        found: dict[str, float] = {}
        for node, figure in by_node.items():
            label = self.label(results, node)
            found[label] = found.get(label, 0.0) + figure
        return found

    def at_close(self, results: Results, by_node: Mapping[str, float]) -> dict[str, float]:
        """Figures by node as they stand at the end of each label."""
        return {self.label(results, node): figure for node, figure in by_node.items()}


def differ(one: float, other: float) -> bool:
    """Whether two figures differ by more than a millionth of the larger: less is the solver's noise."""
    return abs(one - other) > SAME * max(abs(one), abs(other), SAME)
