"""`planner plan`: the least-cost plan of a workbook under one policy set."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from planner import planning
from planner.commands import earlier
from planner.commands.diagnosing import without_plan
from planner.commands.outcome import Outcome, in_a_run
from planner.diagnosis import Diagnosis, diagnosed
from planner.errors import Infeasible, PlannerError
from planner.planning import Plan
from planner.progress import Progress
from planner.runs import Order, Run


@dataclass(frozen=True)
class Asked:
    """What a plan is asked for: a policy set, else the base policy, a scenario to assume, a run to stay near."""

    policy: str | None = None
    assume: str | None = None
    near: Path | None = None
    within: str | None = None
    prices: bool = False


def run(order: Order, asked: Asked, progress: Progress) -> Outcome:
    """Plan the workbook and write `plan.xlsx`."""
    return in_a_run(order, lambda run: _planned(run, asked, progress))


def _planned(run: Run, asked: Asked, progress: Progress) -> Outcome:
    try:
        plan = planning.plan(run.input, asked.policy, asked.assume, progress)
    except Infeasible as error:
        return without_plan(run, error, _diagnosed(run, asked, progress))
    return _with_plan(run, asked, plan, progress)


def _diagnosed(run: Run, asked: Asked, progress: Progress) -> Diagnosis | None:
    with suppress(PlannerError):
        return diagnosed(run.input, planning.open_input(run.input).world(asked.policy, asked.assume), progress)
    return None


def _with_plan(run: Run, asked: Asked, plan: Plan, progress: Progress) -> Outcome:
    if asked.prices:
        plan = plan.priced(progress)
    if asked.near is not None:
        progress("Staying near the earlier plan")
        plan = earlier.near(plan, asked.near, asked.within)
    plan = plan.explained(progress)
    progress("Writing the plan")
    plan.write(run.path / "plan.xlsx")
    return Outcome(
        "optimal",
        results={
            "total_cost": plan.total_cost,
            "paid_cost": plan.paid_cost,
            "shortage_tonnes": plan.shortage_tonnes,
            "policy": plan.policy,
        },
        facts=plan.facts(),
        problems=plan.problems,
        lines=_sentences(plan),
        product="plan.xlsx",
    )


def _sentences(plan: Plan) -> list[str]:
    lines = [
        f"Policy set: {plan.policy}",
        f"Paid cost: {amount(plan.paid_cost)} {plan.currency} in present value",
        *_shortages(plan),
        _largest_share(plan),
        *plan.nearness(),
        *plan.dearest_rules(),
    ]
    if plan.problems:
        lines.append(f"Warnings: {len(plan.problems)} (planner check lists them)")
    return lines


def _shortages(plan: Plan) -> list[str]:
    worst = plan.worst_shortages(3)
    if not worst:
        return ["Shortages: none"]
    return [
        f"Shortages: {amount(plan.shortage_tonnes)} t; the worst:",
        *(
            f"  {material} for {sector}: {amount(tonnes)} t, {share:.1%} of its demand"
            for sector, material, tonnes, share in worst
        ),
    ]


def _largest_share(plan: Plan) -> str:
    largest = plan.largest_share()
    if largest is None:
        return "Largest share: none, nothing is bought"
    share, country, material, stage, period = largest
    return f"Largest share: {share:.1%} of {material} at {stage} in {period}, from {country}"


def amount(number: float) -> str:
    """A cost or tonnage for the screen: whole when large, four figures when small."""
    return f"{number:,.0f}" if abs(number) >= 1000 else f"{number:,.4g}"
