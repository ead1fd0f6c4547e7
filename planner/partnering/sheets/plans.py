"""The plan of each member alone beside the joint plan."""

from collections.abc import Callable, Iterable

from planner.partnering.joint import Joint
from planner.partnering.partnering import Partnering
from planner.report.sheet import FIGURE, Column, Row, Sheet, Value
from planner.results.indicators import Indicators, LargestShare


def _columns(found: Partnering) -> list[Column]:
    names = [member.name for member in found.joint.members] if found.joint else []
    return [
        Column("Figure", width=44),
        Column("Unit", width=10),
        *(Column(name, "alone", FIGURE, 16) for name in names),
        Column("Sum of all alone", "", FIGURE, 16),
        Column("Together", "", FIGURE, 16),
    ]


def _rows(found: Partnering) -> Iterable[Row]:
    joint, money = found.joint, found.currency
    if joint is None:
        return
    yield _summed(joint, ("Total cost, present value", money), lambda plan: plan.total_cost, "money")
    yield _summed(joint, ("of it paid", money), lambda plan: plan.paid_cost, "money")
    yield _summed(joint, ("of it not paid: shortage cost, penalties", money), lambda plan: plan.unpaid_cost, "money")
    yield _summed(joint, ("Unmet over the plan", "t"), lambda plan: plan.shortage_tonnes, "tonnes")
    yield _each(joint, "Largest share of one country in a year", lambda largest: largest.share)
    yield _each(joint, "of", lambda largest: largest.country)
    yield _each(joint, "at", lambda largest: f"{largest.material} / {largest.stage}, {largest.year}")


def _summed(joint: Joint, lead: tuple[str, str], figure: Callable[[Indicators], float], format_: str) -> Row:
    alone = [figure(member.plan) for member in joint.members]
    return Row((*lead, *alone, sum(alone), figure(joint.plan)), format_)


def _each(joint: Joint, name: str, said: Callable[[LargestShare], Value]) -> Row:
    plans = [member.plan for member in joint.members]
    alone = [said(plan.largest_share) if plan.largest_share else None for plan in plans]
    together = said(joint.plan.largest_share) if joint.plan.largest_share else None
    return Row((name, "", *alone, None, together), "share")


PLANS = Sheet(
    name="Alone and together",
    about="What each member would do on its own beside the joint plan: unilateral plans and the collective one under"
    " the same rules, each for its own demand.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    frozen=2,
    instead="The workbook has no members.",
)
