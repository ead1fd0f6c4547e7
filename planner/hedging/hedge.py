"""The plan for all courses of events at once, and what it is held against.

Held against the plans that one would make with perfect foresight (wait and see), and against following the plan for the
mean of all courses until the first of them parts. The frontier is what the mean costs more as the tail weighs more.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from models.case import Case
from models.objective import cost
from models.records import Risk
from models.tree import Tree
from planner.assembly import assemble
from planner.assembly.futures import Course, Futures, hedged
from planner.errors import Infeasible, NothingToHedge, Stopped
from planner.hedging.mean import mean_case
from planner.planning import Input, Plan, World
from planner.progress import Progress, silent
from planner.results.heading import Heading
from planner.solution import Solution
from planner.solve import Program
from planner.solve.basis import Basis

if TYPE_CHECKING:
    from pandas import DataFrame

WEIGHTS = (0.0, 0.25, 0.5, 0.75, 1.0)
TAIL_ALONE = 1.0 - 1e-6
"""Where the tail alone counts, of all plans that make it least the one that costs least on the mean."""


@dataclass(frozen=True)
class Point:
    """A plan on the frontier: the weight of the tail, and what the plan costs on the mean and in the tail."""

    weight: float
    expected_cost: float
    cvar: float


@dataclass(frozen=True)
class Measures:
    """What a hedged plan is held against, all in expected present value; None where a plan is infeasible.

    `neutral_cost` is the least expected cost of one plan for all courses.
    """

    objective: float
    expected_cost: float
    cvar: float
    neutral_cost: float
    wait_and_see: float | None
    mean_value_plan_cost: float | None

    @property
    def evpi(self) -> float | None:
        """What certainty would save: expected value of perfect information."""
        return None if self.wait_and_see is None else self.neutral_cost - self.wait_and_see

    @property
    def vss(self) -> float | None:
        """What hedging saves over planning for the mean: value of the stochastic solution."""
        return None if self.mean_value_plan_cost is None else self.mean_value_plan_cost - self.neutral_cost


@dataclass(frozen=True)
class Hedge:
    """One plan for all courses of events: the plan, the plan without any scenario, its measures and the frontier."""

    plan: Plan
    calm: Plan | None
    courses: tuple[Course, ...]
    risk: Risk
    measures: Measures
    frontier: tuple[Point, ...] = field(default=())

    @property
    def heading(self) -> Heading:
        """What its sheets say of it."""
        return replace(self.plan.results.heading, about=f"one plan for all courses, policy set {self.plan.policy}")

    @cached_property
    def tables(self) -> "dict[str, DataFrame]":
        """The sheets of the workbook as frames, by name: those on hedging, then those of the plan."""
        from planner.hedging.sheets import SHEETS
        from planner.report.frames import frames

        return frames(SHEETS, self) | self.plan.tables

    def write(self, path: Path) -> None:
        """Write the workbook to a file that is not there yet; raises `Unwritten`."""
        from planner.hedging.workbook import write_hedge

        write_hedge(self, path)


def hedge(given: Input, policy: str | None, risk: Risk, progress: Progress) -> Hedge:
    """One plan under a policy set for all scenarios of a workbook that have a probability, and what it is worth.

    Raises `NothingToHedge` where there are none, `UnknownPolicy`, `Infeasible` where no plan keeps all rules on every
    course, `Stopped`.
    """
    world, futures = given.world(policy), hedged(given.book)
    if len(futures.courses) < 2 and not futures.courses[0].events:
        raise NothingToHedge
    progress("Solving one plan for all courses")
    plan = given.planned(world, futures, risk)
    progress("Solving the plans that it is held against")
    calm = _calm(given, world)
    neutral = Program(replace(plan.results.case, risk=Risk()), start=plan.program.basis()).least_cost()
    hedged_point = _point(plan.results.case, plan.results.solution, risk)
    measures = Measures(
        objective=plan.total_cost,
        expected_cost=hedged_point.expected_cost,
        cvar=hedged_point.cvar,
        neutral_cost=neutral.cost,
        wait_and_see=_wait_and_see(given, world, futures),
        mean_value_plan_cost=_mean_value_plan_cost(given, world, futures, plan.program.basis()),
    )
    progress("Weighing the mean against the tail")
    frontier = tuple(_frontier(plan.program, risk.level))
    return Hedge(plan, calm, futures.courses, risk, measures, frontier)


def course_costs(case: Case, solution: Solution) -> dict[str, float]:
    """What each course of events costs in present value, by its leaf, not weighted by its probability."""
    nodes = case.tree.nodes
    spent = solution.evaluate(cost, [(n,) for n in nodes])
    return {leaf: sum(nodes[n].discount * spent[n,] for n in case.tree.path(leaf)) for leaf in case.tree.leaves}


def expected_cost(tree: Tree, by_leaf: Mapping[str, float]) -> float:
    """The mean cost over all courses."""
    return sum(tree.nodes[leaf].probability * spent for leaf, spent in by_leaf.items())


def cvar(tree: Tree, by_leaf: Mapping[str, float], level: float) -> float:
    """The mean cost of the dearest courses, those beyond a level of probability; a course may count in part."""
    left, found = 1.0 - level, 0.0
    for leaf, spent in sorted(by_leaf.items(), key=lambda entry: -entry[1]):
        part = min(left, tree.nodes[leaf].probability)
        found, left = found + part * spent, left - part
    return found / (1.0 - level)


def _point(case: Case, solution: Solution, risk: Risk) -> Point:
    by_leaf = course_costs(case, solution)
    return Point(risk.weight, expected_cost(case.tree, by_leaf), cvar(case.tree, by_leaf, risk.level))


def _frontier(program: Program, level: float) -> Iterator[Point]:
    """What the mean and the tail cost as the tail weighs more; each plan starts from the one before."""
    start = program.basis()
    for weight in WEIGHTS:
        case = replace(program.case, risk=Risk(min(weight, TAIL_ALONE), level))
        with Program(case, start, engines=program.engines) as weighed:
            solution, start = weighed.least_cost(), weighed.basis()
        yield _point(case, solution, Risk(weight, level))


def _wait_and_see(given: Input, world: World, futures: Futures) -> float | None:
    """The mean cost of the plans that one would make if each course were known from the first period on."""
    worlds = (Futures((replace(course, probability=1.0),), futures.world) for course in futures.courses)
    known = [_least_cost(given, assemble(given.book, world.policy, one)) for one in worlds]
    if any(found is None for found in known):
        return None
    return sum(course.probability * (found or 0.0) for course, found in zip(futures.courses, known, strict=True))


def _mean_value_plan_cost(given: Input, world: World, futures: Futures, start: Basis) -> float | None:
    """The mean cost of following the plan for the mean of all courses until the first of them parts.

    `start` is the basis of the plan for all of them.
    """
    tree = assemble(given.book, world.policy, futures)
    together = sum(len(node.courses) == len(futures.courses) for node in tree.tree.nodes.values())
    plain = assemble(given.book, world.policy, Futures(world=futures.world))
    try:
        mean = Program(mean_case(plain, tree)).decide()
        followed = assemble(given.book, world.policy, replace(futures, decided=together))
        return Program(followed, start, mean).least_cost().cost
    except (Infeasible, Stopped):
        return None


def _calm(given: Input, world: World) -> Plan | None:
    """The plan that reckons with no scenario."""
    try:
        return given.plan(world, silent)
    except (Infeasible, Stopped):
        return None


def _least_cost(given: Input, case: Case) -> float | None:
    try:
        with given.solved.program(case) as program:
            return program.least_cost().cost
    except (Infeasible, Stopped):
        return None
