"""One policy row under one limit after the other, all other rules as they are."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

from models.policies import LimitKind, PolicyRow, sentence
from planner.assembly.futures import assumed
from planner.errors import Infeasible, PlannerError, Stopped, UnknownRule, unforeseen
from planner.planning import Input, World, open_input
from planner.pricing.reliance import reliance, short_tonnes
from planner.progress import Progress, silent
from planner.results.costs import unpaid_cost
from planner.running import Done, Steps, each
from planner.sweeping.curve import Costs, Edge, Point, Sweep
from planner.sweeping.words import shown

NEAR_SHARE = 1e-4
"""Of the distance between two values, within which the limit is found at which plans end."""
NEAR_POINTS = 1e-3
"""The same in points, days and so on, where that is coarser."""


@dataclass(frozen=True)
class Asked:
    """What is swept: the ID of a policy row, the values of its limit, and the world in which it holds."""

    rule: str
    values: Sequence[float]
    policy: str | None = None
    assume: str | None = None


def sweep(path: str | Path, asked: Asked, progress: Progress = silent) -> Sweep:
    """The plans of a workbook with one limit after the other in one row of a policy set, in all its periods alike.

    Raises `InputFaults`, `UnknownPolicy`, `UnknownScenario`, `UnknownRule`, and `PlannerError` for a rule without a
    limit and for values out of its range; a value without a plan stands in the sweep.
    """
    given = open_input(Path(path), progress)
    world = given.world(asked.policy, asked.assume)
    progress("Building the model")
    sweeping = Sweeping(given, world, asked.rule)
    return sweeping.over(asked.values, progress)


class Sweeping:
    """A sweep under way: the program of the policy set, and the row whose limit moves."""

    def __init__(self, given: Input, world: World, rule: str) -> None:
        """Find the row by its ID; raises `UnknownRule`, and `PlannerError` where the rule has no limit."""
        self.given, self.world = given, world
        self.variants = given.variants(world.policy, assumed(given.book, world.assume))
        self.case = self.variants.program.case
        self.row = _row(self.case.rules, rule)
        self.kind = _kind(self.row)
        self.pairs = list(dict.fromkeys(p for t in self.case.terms if t.row is self.row for p in t.scope.pairs))

    def over(self, values: Sequence[float], progress: Progress) -> Sweep:
        """The sweep over some values; raises `PlannerError` for those out of the range of the limit."""
        _check(self.row, self.kind, values)
        steps = Steps(progress, "Solving limit", partial(shown, self.kind))
        work = Limit(self.given, self.world, self.row.id)
        work.begin(self)
        points = [_point(done) for done in each(work, self.in_order(values), steps)]
        progress("Looking for where plans end", len(values), len(values))
        edge = self.edge(points)
        by_limit = {point.limit: point for point in [*points, *([self.point(edge.holds)] if edge else [])]}
        settings, understood = self.given.book.settings, sentence(self.case, self.row)
        return Sweep(
            settings.title, settings.currency, self.world, self.row, self.kind, understood,
            points=tuple(by_limit[limit] for limit in self.in_order(by_limit)),
            edge=edge, run=self.given.run, problems=self.given.problems,
        )  # fmt: skip

    def in_order(self, limits: Iterable[float]) -> list[float]:
        """Limits from the loosest to the tightest."""
        return sorted(limits, reverse=self.row.rule.sense == "<=")

    def rules(self, limit: float) -> Iterator[PolicyRow]:
        """The rules of the set with a limit in place of the row's own, at every node in force."""
        for row in self.case.rules:
            yield replace(row, limit=dict.fromkeys(row.limit, limit)) if row is self.row else row

    def point(self, limit: float) -> Point:
        """The plan under one limit, or why there is none."""
        try:
            case, solution = self.variants.plan(self.rules(limit))
        except (Infeasible, Stopped) as error:
            return Point(limit, error.status)
        results = self.given.results(self.world, case, solution)
        paid, short = solution.cost - unpaid_cost(results), short_tonnes(results, case.stages)
        return Point(limit, costs=Costs(solution.cost, paid, short, reliance(results, self.pairs)))

    def edge(self, points: Sequence[Point]) -> Edge | None:
        """Between the tightest point with a plan and the next one, which has none; None where there are no such two."""
        ends = [
            (one.limit, next_.limit)
            for one, next_ in pairwise(points)
            if one.costs and next_.status == Infeasible.status
        ]
        if not ends:
            return None
        holds, fails = ends[-1]
        tolerance = max(NEAR_SHARE * abs(fails - holds), NEAR_POINTS * self.kind.point)
        while abs(fails - holds) > tolerance:
            middle = (holds + fails) / 2
            try:
                self.variants.least_cost(self.rules(middle))
                holds = middle
            except Infeasible:
                fails = middle
            except Stopped:
                break
        return Edge(holds, fails)


@dataclass(frozen=True)
class Limit:
    """The work on one limit; every thread that does such work has a program of its own, for all limits of a sweep."""

    given: Input
    world: World
    rule: str
    name: str = field(default_factory=lambda: uuid4().hex)

    def __call__(self, limit: float, _: Progress) -> Point:
        """The plan under one limit, or why there is none."""
        if getattr(_begun, "name", None) != self.name:
            self.begin(Sweeping(self.given, self.world, self.rule))
        found: Point = _begun.sweeping.point(limit)
        return found

    def begin(self, sweeping: Sweeping) -> None:
        """Let this be the sweep of this thread."""
        _begun.name, _begun.sweeping = self.name, sweeping


_begun = threading.local()


def _point(done: Done[float, Point]) -> Point:
    """The point of a limit; work that failed stops no other."""
    try:
        return done.result()
    except Exception as failure:  # noqa: BLE001
        return Point(done.item, unforeseen(failure).status)


def _row(rules: Sequence[PolicyRow], id_: str) -> PolicyRow:
    found = next((row for row in rules if row.id.casefold() == id_.strip().casefold()), None)
    if found is None:
        raise UnknownRule(id_, [row.id for row in rules])
    return found


def _kind(row: PolicyRow) -> LimitKind:
    if row.rule.limit is None:
        raise PlannerError(f"Rule {row.id} is a {row.rule.name}, which has no limit to sweep.")
    return row.rule.limit


def _check(row: PolicyRow, kind: LimitKind, values: Sequence[float]) -> None:
    """Every value that lies out of the range of a limit, in one sentence."""
    outside = [shown(kind, value) for value in values if not kind.least <= value <= kind.most]
    if outside or not values:
        least, most = shown(kind, kind.least), shown(kind, kind.most)
        found = f"{', '.join(outside)} {'lies' if len(outside) == 1 else 'lie'} outside" if outside else "there is none"
        raise PlannerError(f"The limit of {row.id} ({row.rule.name}) takes values of {least} to {most}; {found}.")
