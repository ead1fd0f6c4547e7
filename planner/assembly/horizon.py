"""Time of a case: the tree of its periods, and figures per period of it."""

from collections.abc import Iterable
from math import ceil, inf

from models.records import Series as Figures
from models.tree import Periods, Tree, branching
from planner.assembly.futures import Event, Futures
from planner.workbook import Book, Duration, Label, Series

ROUNDING = 1e-9
Laid = list[tuple[Event, frozenset[str]]]


class Horizon:
    """The calendar of a workbook laid over the nodes of a tree: a node has the figures of its period.

    The tree is that of the courses of events that a plan reckons with, a chain where there is one.
    """

    def __init__(self, book: Book, futures: Futures | None = None) -> None:
        self.calendar = book.calendar
        self.period_years = self.calendar.period_years
        self.rate = book.settings.discount_rate
        self.futures = futures or Futures()
        periods = Periods(self.calendar.labels, self.calendar.years, self.period_years, self.rate)
        courses = {course.name: course for course in self.futures.courses}
        self.tree: Tree = branching(
            periods,
            {name: course.probability for name, course in courses.items()},
            lambda name, period: courses[name].known_by(period),
        )

    @property
    def world(self) -> Laid:
        """What the world changes, and at which nodes."""
        return [(event, self._during(event, self.tree)) for event in self.futures.world]

    @property
    def shocks(self) -> Laid:
        """What happens on each course of events, and at which of its nodes; a node that several share is one's."""
        by_course: dict[str, list[str]] = {}
        for n, node in self.tree.nodes.items():
            by_course.setdefault(node.courses[0], []).append(n)
        courses = [(course, by_course.get(course.name, [])) for course in self.futures.courses]
        return [(event, self._during(event, nodes)) for course, nodes in courses for event in course.events]

    @property
    def decided(self) -> frozenset[str]:
        """The nodes at which an earlier plan is followed."""
        return frozenset(n for n, node in self.tree.nodes.items() if node.period < self.futures.decided)

    def _during(self, event: Event, nodes: Iterable[str]) -> frozenset[str]:
        return frozenset(n for n in nodes if self.tree.nodes[n].period in event.periods)

    def rates(self, series: Series[float] | Series[bool] | None, factor: float = 1.0) -> dict[str, float]:
        """A figure at each node as written, times `factor`; a period without one is left out."""
        if series is None:
            return {}
        written = series.on(self.calendar)
        found = {n: written[node.period] for n, node in self.tree.nodes.items()}
        return {n: value * factor for n, value in found.items() if value is not None}

    def tonnes(self, series: Series[float] | None) -> dict[str, float]:
        """A figure in t/yr as tonnes per period, at each node."""
        return self.rates(series, self.period_years)

    def nodes(self, from_: Label | None, to: Label | None) -> frozenset[str]:
        """The nodes of the periods From..To, cut to the horizon."""
        periods = self.calendar.cut(from_, to)
        return frozenset(n for n, node in self.tree.nodes.items() if node.period in periods)

    def periods(self, duration: Duration) -> int:
        """A duration in whole periods, rounded up."""
        return self.calendar.periods_in(duration)

    def history_tonnes(self, series: Series[float] | None) -> dict[int, float]:
        """Tonnes per period before the plan, by period counted back from the first (-1, -2, ...)."""
        past = series.history if series else {}
        return {self.calendar.index(label): value * self.period_years for label, value in past.items()}

    def life_periods(self, years: float) -> int:
        """A life in whole periods, rounded up."""
        return ceil(years / self.period_years - ROUNDING)

    def standing(self, capacity: float, ready: Label | None, life_years: float) -> dict[str, float]:
        """What is under way as it stands at each node, from the period in which it is ready to the end of its life."""
        first = 0 if ready is None else self.calendar.index(ready)
        stands = range(first, first + self.life_periods(life_years))
        return {n: capacity if node.period in stands else 0.0 for n, node in self.tree.nodes.items()}


def annuity_share(rate: float, life_years: float) -> float:
    """Yearly annuity per unit of capex: `r / (1 - (1+r)^-life)`, or `1 / life` at a rate of 0."""
    return rate / (1.0 - (1.0 + rate) ** -life_years) if rate else 1.0 / life_years


def bounded(figures: Figures, most: float) -> dict[str, float]:
    """Figures with `unlimited` replaced by the most that could ever be of use."""
    return {n: most if value == inf else value for n, value in figures.items()}
