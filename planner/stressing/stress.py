"""A plan put to the scenarios of its workbook and to the loss of its partners, one after the other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from pathlib import Path

from planner.assembly.futures import Course
from planner.errors import NothingToStress, unforeseen
from planner.planning import Plan, open_input
from planner.progress import Progress, silent
from planner.results import Results
from planner.results.costs import paid_cost
from planner.running import Steps, each
from planner.stressing.aftermath import Aftermath, aftermath
from planner.stressing.courses import loss, loss_periods, scenarios
from planner.stressing.ranking import Losing, Ranking
from planner.stressing.replanning import Replanning
from planner.stressing.stressed import Served, Shock, Stress


@dataclass(frozen=True)
class Losses:
    """Which losses of partners are asked for: of how many at once, from when and for how long, in the user's words."""

    count: int
    begins: str | None = None
    lasts: str | None = None


def stress(
    path: str | Path, policy: str | None = None, losses: Losses | None = None, progress: Progress = silent
) -> Stress:
    """The plan of a workbook under one of its policy sets, put to its scenarios and to the losses asked for.

    Raises what `planner.planning.plan` does, `NothingToStress` where there is neither, and `PlannerError` for periods
    of a loss that cannot be.
    """
    given = open_input(Path(path), progress)
    courses = scenarios(given.book)
    periods = loss_periods(given.book.calendar, losses.begins, losses.lasts) if losses else range(0)
    if not courses and losses is None:
        raise NothingToStress
    plan = given.plan(given.world(policy), progress)
    replanning = Replanning(plan)
    ranking = Losing(replanning, periods, progress).ranking(losses.count) if losses else None
    if ranking and ranking.worst:
        courses.append(loss(ranking.worst.partners, periods))
    return _stressed(plan, shocks(replanning, courses, progress), ranking)


def shocks(replanning: Replanning, courses: Iterable[Course], progress: Progress = silent) -> Iterator[Shock]:
    """What comes of a plan in each of some courses of events; one after which there is no plan stops no other."""
    for done in each(partial(_aftermath, replanning), courses, Steps(progress, "Shock", attrgetter("name"))):
        try:
            yield Shock(done.item, done.result())
        except Exception as failure:  # noqa: BLE001 - one shock stops no other
            error = unforeseen(failure)
            yield Shock(done.item, status=error.status, why=str(error))


def _aftermath(replanning: Replanning, course: Course, _: Progress) -> Aftermath:
    """What a course of events does to a plan; raises `Infeasible` and `Stopped`."""
    return aftermath(replanning.planned, replanning.results(course), Shock(course).periods.start)


def _stressed(plan: Plan, found: Iterable[Shock], ranking: Ranking | None) -> Stress:
    results = plan.results
    return Stress(
        title=results.book.settings.title,
        currency=plan.currency,
        policy=plan.policy,
        periods=results.periods,
        total_cost=results.solution.cost,
        paid_cost=paid_cost(results),
        shocks=tuple(found),
        order=tuple(_order(results)),
        ranking=ranking,
        run=results.run,
        problems=results.problems,
    )


def _order(results: Results) -> Iterator[Served]:
    """The sectors of every material, those first whose lack costs most in the first period."""
    first = results.periods[0]
    for material in results.case.stages:
        demands = [demand for demand in results.case.demands.values() if demand.material == material]
        demands.sort(key=lambda demand: -demand.shortage_cost[first])
        for place, demand in enumerate(demands, start=1):
            sector = " / ".join(part for part in (demand.sector, demand.member) if part)
            yield Served(material, place, sector, demand.shortage_cost[first], demand.least_fill)
