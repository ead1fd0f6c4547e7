"""A solved plan with all that its reports need, asked by the model's own names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from models.case import Case
from planner.problems import DefaultUsed, Problem
from planner.results.heading import Heading
from planner.results.latitude import Latitude
from planner.results.nearness import Nearness
from planner.results.rule_prices import RulePrice
from planner.solution import Index, Solution

if TYPE_CHECKING:
    from planner.workbook import Book

NOISE = 1e-12


@dataclass(frozen=True)
class Window:
    """A year of the plan along one course of events, by its last node, and the nodes of the year up to it."""

    label: str
    last: str
    nodes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Results:
    """The case and its solution, with the workbook behind them and what the reader had to say.

    `run` holds the facts of the run that do not change between runs of the same input, such as its hash and versions;
    `latitude` what lies around the plan, `nearness` how far it is from an earlier one and `rule_prices` what its policy
    rows cost, by key, where that was asked.
    """

    case: Case
    solution: Solution
    book: "Book"
    policy: str = "none"
    problems: tuple[Problem, ...] = ()
    defaults: tuple[DefaultUsed, ...] = ()
    run: Mapping[str, str] = field(default_factory=dict)
    latitude: Latitude | None = None
    nearness: Nearness | None = None
    rule_prices: Mapping[str, RulePrice] | None = None
    _values: dict[int, dict[Index, float]] = field(default_factory=dict, init=False, repr=False)
    _prices: dict[int, dict[Index, float]] = field(default_factory=dict, init=False, repr=False)

    def values(self, variable: Any) -> dict[Index, float]:
        """The value of a variable at each index; below 1e-12 of the largest of its group it is noise, and 0.

        A group is a material, a scrap stream or money: what is measured in grams stays beside megatonnes.
        """
        if id(variable) not in self._values:
            found = self.solution.values(variable)
            there = {key: value for key, value in found.items() if value}
            groups = {key: variable.group(*key) for key in there}
            largest: dict[str, float] = {}
            for key, group in groups.items():
                largest[group] = max(largest.get(group, 0.0), abs(there[key]))
            large = {key: value for key, value in there.items() if abs(value) > NOISE * largest[groups[key]]}
            self._values[id(variable)] = dict.fromkeys(found, 0.0) | large
        return self._values[id(variable)]

    def prices(self, constraint: Any) -> dict[Index, float]:
        """What one more unit on the right side of a law costs, in money of the last node of its index."""
        if id(constraint) not in self._prices:
            nodes = self.case.tree.nodes
            duals = self.solution.duals(constraint)
            self._prices[id(constraint)] = {key: dual / nodes[key[-1]].weight for key, dual in duals.items()}
        return self._prices[id(constraint)]

    @property
    def model(self) -> Any:
        """The model that was solved."""
        return self.solution.model

    @property
    def periods(self) -> tuple[str, ...]:
        """The nodes of the plan, course by course: those that several share once; on a chain they are its periods."""
        return self.case.tree.by_course

    @cached_property
    def years(self) -> tuple[Window, ...]:
        """The years of the plan; where courses part, one for each course."""
        tree = self.case.tree
        found = {last: nodes for last in self.periods if (nodes := tree.window(last, "year"))}
        labels = [str(tree.nodes[last].year) for last in found]
        names = [
            label if labels.count(label) == 1 else f"{label} ({last})"
            for label, last in zip(labels, found, strict=True)
        ]
        return tuple(Window(name, last, tuple(nodes)) for name, (last, nodes) in zip(names, found.items(), strict=True))

    @property
    def first_year(self) -> tuple[str, ...]:
        """The nodes of the first calendar year."""
        nodes = self.case.tree.nodes.values()
        first = min(node.year for node in nodes)
        return tuple(node.key for node in nodes if node.year == first)

    @cached_property
    def longest_lead(self) -> int:
        """The longest time between a decision and what comes of it, in periods: of orders, building and research."""
        case = self.case
        suppliers = [i.lead_time_periods for i in case.suppliers.values()]
        plants = [p.lead_time_periods + p.delay_periods for p in case.plants.values()]
        ventures = [v.lead_time_periods for v in case.ventures.values()]
        research = [j.lead_time_periods for j in case.substitutions.values()]
        return max([*suppliers, *plants, *ventures, *research], default=0)

    @cached_property
    def last_periods(self) -> frozenset[str]:
        """The nodes within the longest lead time of the end, and the last ones: lead times and the end shape them."""
        nodes = self.case.tree.nodes
        end = max(node.period for node in nodes.values())
        return frozenset(key for key, node in nodes.items() if node.period > end - max(1, self.longest_lead))

    @property
    def heading(self) -> Heading:
        """What the sheets of the plan say of it."""
        return Heading(self.book.settings.title, f"policy set {self.policy}", self._shading())

    @property
    def currency(self) -> str:
        """The currency of every figure in money."""
        return self.book.settings.currency

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every material and stage, in the order of the case."""
        return [(material, stage) for material, stages in self.case.stages.items() for stage in stages]

    def _shading(self) -> str:
        lead = self.longest_lead
        reach = f"the longest lead time is {lead} period{'s' if lead != 1 else ''}"
        last = [n for n in self.periods if n in self.last_periods]
        since = last[0] if len(last) == 1 else f"{last[0]} to {last[-1]}"
        shaped = "in which lead times and the end of the horizon shape the plan"
        return f"Shaded (pale in charts): {since}, {shaped} ({reach if lead else 'no lead time reaches further'})."

    def class_name(self, word: str) -> str:
        """A class of metal: "clean" or "touched" by an excluded set, with its word where there are several."""
        if "1" not in word:
            return "clean" if word else ""
        return "touched" if len(word) == 1 else f"touched ({word})"
