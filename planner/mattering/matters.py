"""Every figure of a workbook by how much it matters: by slope and band, the first of them solved at both ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from planner.assembly import assemble
from planner.errors import Infeasible, Stopped
from planner.mattering.figures import Figure, figures
from planner.mattering.slopes import Slopes
from planner.planning import Input, Plan
from planner.progress import Progress
from planner.results import Results
from planner.results.costs import paid_cost
from planner.results.decisions import decisions
from planner.results.heading import Heading
from planner.results.indicators import shortage_tonnes
from planner.solve import Program

SOLVED = 30
ALIKE = 0.01
MOST_NAMED = 3


@dataclass(frozen=True)
class Swing:
    """What a plan comes to when one figure is another: changes of cost and shortage, and what else would be done.

    `changes` are the decisions of the first year that differ, in words; all are None or empty where there is no plan.
    """

    paid_cost: float | None = None
    total_cost: float | None = None
    shortage_tonnes: float | None = None
    changes: tuple[str, ...] = ()

    @property
    def has_plan(self) -> bool:
        """Whether any plan keeps all rules."""
        return self.total_cost is not None


@dataclass(frozen=True)
class Matter:
    """A figure with the slope of total cost, and what it comes to at both ends of its band where that was solved."""

    figure: Figure
    slope: float
    low: Swing | None = None
    high: Swing | None = None

    @property
    def weight(self) -> float:
        """The swing of total cost that the slope makes likely, over the whole band."""
        band = self.figure.band
        return abs(self.slope) * (band - 1.0 / band)

    @property
    def swing(self) -> float:
        """The swing of paid cost between both ends where they were solved, else what the slope makes likely."""
        if self.low is None or self.high is None or self.low.paid_cost is None or self.high.paid_cost is None:
            return self.weight
        ends = (self.low.paid_cost, self.high.paid_cost, 0.0)
        return max(ends) - min(ends)

    @property
    def changes(self) -> tuple[str, ...]:
        """What either end changes of the first year's decisions."""
        ends = [("lower", self.low), ("higher", self.high)]
        return tuple(f"{word}: {change}" for word, end in ends if end for change in end.changes[:MOST_NAMED])


@dataclass(frozen=True)
class Matters:
    """The figures of a plan, the one that matters most first."""

    plan: Plan
    ranked: tuple[Matter, ...] = field(repr=False)

    @property
    def heading(self) -> Heading:
        """What its sheets say of it."""
        return replace(
            self.plan.results.heading, about=f"which figure matters, policy set {self.plan.policy}", shading=""
        )

    @cached_property
    def solved(self) -> tuple[Matter, ...]:
        """Those that were solved at both ends, by the swing that came of it."""
        return tuple(sorted((m for m in self.ranked if m.low), key=lambda m: -m.swing))


def matters(given: Input, policy: str | None, progress: Progress, count: int = SOLVED) -> Matters:
    """The figures of a workbook by how much they matter under a policy set; the first `count` solved at both ends.

    Raises `UnknownPolicy`, `Infeasible` and `Stopped`.
    """
    plan = given.plan(given.world(policy), progress)
    found = list(figures(given.book))
    slopes = Slopes(plan.results).of_all(found, progress)
    ranked = [Matter(figure, slope) for figure, slope in zip(found, slopes, strict=True)]
    ranked.sort(key=lambda matter: (-matter.weight, matter.figure.name, matter.figure.row.sheet_name))
    ends = _Ends(plan.results, plan.program)
    for number, matter in enumerate(ranked[:count]):
        progress(f"Solving both ends of {matter.figure.name}", number, count)
        if matter.slope:
            low, high = (ends.at(matter.figure, factor) for factor in (1.0 / matter.figure.band, matter.figure.band))
            ranked[number] = replace(matter, low=low, high=high)
    return Matters(plan, tuple(ranked))


class _Ends:
    """The plans at the ends of bands, each solved from the basis of the plan as it is."""

    def __init__(self, results: Results, program: Program) -> None:
        self.results, self.start, self.engines = results, program.basis(), program.engines
        self.now = _done(results)

    def at(self, figure: Figure, factor: float) -> Swing:
        """What comes of a figure that is so many times as large."""
        book = figure.scaled(self.results.book, factor)
        try:
            with Program(assemble(book, self.results.policy), self.start, engines=self.engines) as program:
                solution = program.decide()
        except (Infeasible, Stopped):
            return Swing()
        found = replace(self.results, case=program.case, solution=solution, book=book)
        return Swing(
            paid_cost(found) - paid_cost(self.results),
            found.solution.cost - self.results.solution.cost,
            shortage_tonnes(found) - shortage_tonnes(self.results),
            tuple(_differences(self.now, _done(found))),
        )


Done = dict[tuple[str, str, str], float]


def _done(results: Results) -> Done:
    """The decisions of the first year: amounts by what is done, of what, and its unit."""
    found: Done = {}
    for d in decisions(results):
        key = (d.action, d.what, d.unit)
        found[key] = found.get(key, 0.0) + d.amount
    return found


def _differences(now: Done, then: Done) -> Iterator[str]:
    """What differs by more than one in a hundred, the largest change first."""
    keys: Sequence[tuple[str, str, str]] = list(dict.fromkeys((*now, *then)))
    apart = {key: abs(then.get(key, 0.0) - now.get(key, 0.0)) for key in keys}
    sizes = {key: max(now.get(key, 0.0), then.get(key, 0.0)) for key in keys}
    for key in sorted(keys, key=lambda key: -apart[key]):
        if apart[key] > ALIKE * sizes[key]:
            action, what, unit = key
            before, after = (f"{done.get(key, 0.0):,.{0 if sizes[key] >= 100 else 2}f}" for done in (now, then))
            yield f"{action} {what}: {before} becomes {after} {unit}"
