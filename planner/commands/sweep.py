"""`planner sweep`: the cost curve of one rule's limit."""

from planner import sweeping
from planner.commands.outcome import Outcome, in_a_run
from planner.errors import Infeasible, PlannerError, Stopped
from planner.progress import Progress
from planner.runs import Order, Run
from planner.sweeping import Asked, Point, Sweep, values
from planner.sweeping.words import sentences

__all__ = ["Asked", "run", "values"]


def run(order: Order, asked: Asked, progress: Progress) -> Outcome:
    """Sweep the limit of a rule and write `sweep.xlsx`."""
    return in_a_run(order, lambda run: _swept(run, asked, progress))


def _swept(run: Run, asked: Asked, progress: Progress) -> Outcome:
    sweep = sweeping.sweep(run.input, asked, progress)
    progress("Writing the sweep")
    sweep.write(run.path / "sweep.xlsx")
    failed = _failed(sweep)
    return Outcome(
        failed.status if failed else "ok",
        failed.exit_code if failed else 0,
        message=str(failed) if failed else "",
        results=_as_results(sweep),
        problems=sweep.problems,
        lines=sentences(sweep),
        product="sweep.xlsx",
    )


def _failed(sweep: Sweep) -> PlannerError | None:
    """Why there is no curve: None where at least one limit has a plan."""
    if sweep.solved:
        return None
    kind = Infeasible if any(point.status == Infeasible.status for point in sweep.points) else Stopped
    return kind(f"None of these limits of {sweep.row.id} has a plan.")


def _as_results(sweep: Sweep) -> dict[str, object]:
    return {
        "policy": sweep.world.policy,
        "rule": sweep.row.id,
        "points": [_as_row(point) for point in sweep.points],
        "knee": sweep.knee,
        "tightest_with_a_plan": sweep.edge.holds if sweep.edge else None,
        "loosest_without": sweep.edge.fails if sweep.edge else None,
    }


def _as_row(point: Point) -> dict[str, object]:
    costs = point.costs
    return {
        "limit": point.limit,
        "status": point.status,
        "total_cost": costs and costs.total_cost,
        "paid_cost": costs and costs.paid_cost,
        "shortage_tonnes": costs and costs.shortage_tonnes,
    }
