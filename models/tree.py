"""Time as a scenario tree: every node is a period along one course of events. A plan without scenarios is a chain."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile


@dataclass(frozen=True)
class Node:
    """A period along one course of events; `parent` is the period before it, None at a root.

    `courses` are the names of those that are still one here.
    """

    key: str
    year: int
    period: int
    parent: str | None
    probability: float
    discount: float
    courses: tuple[str, ...] = ()

    @property
    def weight(self) -> float:
        """Factor on money spent at the node: probability times discount factor."""
        return self.probability * self.discount


@dataclass(frozen=True)
class Tree:
    """Nodes by key, parents before children, and the length of a period in years."""

    nodes: Mapping[str, Node]
    period_years: float

    def __iter__(self) -> Iterator[str]:
        return iter(self.nodes)

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """The nodes that follow each node: none at a leaf, several where courses part."""
        found: dict[str, list[str]] = {key: [] for key in self.nodes}
        for node in self.nodes.values():
            if node.parent is not None:
                found[node.parent].append(node.key)
        return found

    @cached_property
    def leaves(self) -> list[str]:
        """The last node of every course of events."""
        return [key for key, following in self.children.items() if not following]

    @cached_property
    def by_course(self) -> tuple[str, ...]:
        """The nodes course by course: what courses share before they part, then the rest of the first, of the next."""
        waiting = [key for key, node in self.nodes.items() if node.parent is None][::-1]
        found: list[str] = []
        while waiting:
            found.append(waiting.pop())
            waiting += self.children[found[-1]][::-1]
        return tuple(found)

    @cached_property
    def last_period(self) -> int:
        """The number of the last period, counted from 0."""
        return max(node.period for node in self.nodes.values())

    def before(self, node: str) -> tuple[str, ...]:
        """The node itself, then its ancestors back to the root."""
        return self._before[node]

    @cached_property
    def _before(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for key, node in self.nodes.items():
            found[key] = (key, *found[node.parent]) if node.parent is not None else (key,)
        return found

    def year_so_far(self, node: str) -> list[str]:
        """The nodes of the same calendar year up to a node, the node itself first."""
        year = self.nodes[node].year
        return list(takewhile(lambda n: self.nodes[n].year == year, self.before(node)))

    def path(self, node: str) -> list[str]:
        """The course of events from the root to `node`, both included."""
        return list(self.before(node)[::-1])

    def ancestor(self, node: str, periods: int) -> str | None:
        """The node `periods` earlier on the same course, or None where that lies before the plan."""
        path = self.before(node)
        return path[periods] if periods < len(path) else None

    def window(self, last: str, per: str) -> list[str] | None:
        """The nodes of the period, year or horizon that ends at `last`, or None where it does not end there."""
        return self._windows[per][last]

    @cached_property
    def _windows(self) -> dict[str, dict[str, list[str] | None]]:
        return {per: {last: self._window(last, per) for last in self.nodes} for per in ("period", "year", "horizon")}

    def _window(self, last: str, per: str) -> list[str] | None:
        year = self.nodes[last].year

        def inside(key: str) -> bool:
            return per == "horizon" or (per == "year" and self.nodes[key].year == year)

        if any(inside(child) for child in self.children[last]):
            return None
        return [key for key in self.path(last) if key == last or inside(key)]


@dataclass(frozen=True)
class Periods:
    """The periods of a plan in order: their labels and years, the length of each in years, and the yearly rate."""

    labels: Sequence[str]
    years: Sequence[int]
    length_years: float = 1.0
    rate: float = 0.0


def discount_factor(rate: float, period: int, period_years: float) -> float:
    """Present value of one unit of money spent in the middle of period 0, 1, ...: `(1+r)^-((t+1/2) Δ)`."""
    return float((1.0 + rate) ** (-(period + 0.5) * period_years))


def chain(labels: Sequence[str], years: Iterable[int], period_years: float = 1.0, rate: float = 0.0) -> Tree:
    """The tree of a plan without scenarios: one node per period, named by the period's label."""
    return branching(Periods(labels, tuple(years), period_years, rate), {"": 1.0}, lambda course, period: None)


def branching(periods: Periods, courses: Mapping[str, float], known: Callable[[str, int], Hashable]) -> Tree:
    """The tree of courses of events, by name with their probabilities; they are one as long as the same is known.

    A node is named by its period as long as all courses are one, then by its period and courses: "2027 | Export ban".
    What is known of a course in a later period must tell apart all that an earlier one told apart.
    """
    nodes: dict[str, Node] = {}
    last: dict[str, str] = {}
    for period, (label, year) in enumerate(zip(periods.labels, periods.years, strict=True)):
        for together in _alike({course: known(course, period) for course in courses}):
            key = label if len(together) == len(courses) else f"{label} | {' or '.join(together)}"
            while key in nodes:
                key += "'"
            discount = discount_factor(periods.rate, period, periods.length_years)
            probability = sum(courses[course] for course in together)
            nodes[key] = Node(key, year, period, last.get(together[0]), probability, discount, tuple(together))
            last |= dict.fromkeys(together, key)
    return Tree(nodes, periods.length_years)


def _alike(known: Mapping[str, Hashable]) -> list[list[str]]:
    """The courses of which the same is known, together."""
    found: dict[Hashable, list[str]] = {}
    for course, what in known.items():
        found.setdefault(what, []).append(course)
    return list(found.values())
