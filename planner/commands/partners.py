"""`planner partners`: what each partnership, partner country and member of a joint plan is worth."""

from planner import partnering
from planner.commands.diagnosing import or_diagnosis
from planner.commands.outcome import Outcome, in_a_run
from planner.partnering import Partnering
from planner.partnering.joint import PRICES, SHAPLEY
from planner.partnering.sentences import sentences
from planner.progress import Progress
from planner.runs import Order, Run


def run(order: Order, policy: str | None, progress: Progress) -> Outcome:
    """Work out the values under one policy set and write `partners.xlsx`."""
    return in_a_run(order, lambda run: or_diagnosis(_valued, run, policy, progress))


def _valued(run: Run, policy: str | None, progress: Progress) -> Outcome:
    found = partnering.partners(run.input, policy, progress)
    progress("Writing the values")
    found.write(run.path / "partners.xlsx")
    return Outcome(
        "optimal",
        results=_results(found),
        facts={"Policy set": found.policy, "Total cost": found.total_cost},
        problems=found.problems,
        lines=[f"Policy set: {found.policy}", *sentences(found)],
        product="partners.xlsx",
    )


def _results(found: Partnering) -> dict[str, object]:
    """Partners of all kinds, what each kind is worth together, and what each member pays."""
    partners = [
        {
            "partner": partner.name,
            "kind": partner.kind,
            "leave_one_out": partner.leave_one_out,
            "shapley": partner.shapley,
            "standard_error": partner.standard_error,
        }
        for worth in found.worths
        for partner in worth.partners
    ]
    totals = {worth.kind: worth.together for worth in found.worths}
    return {"partners": partners, "total": totals, "members": _members(found)}


def _members(found: Partnering) -> list[dict[str, object]]:
    joint = found.joint
    return [
        {
            "member": member.name,
            "alone": member.alone,
            "shadow_price_split": joint.splits[PRICES][member.name],
            "shapley": joint.splits[SHAPLEY][member.name],
        }
        for member in (joint.members if joint else ())
        if joint
    ]
