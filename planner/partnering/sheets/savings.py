"""Where the saving of a joint plan comes from."""

from collections.abc import Iterable

from planner.partnering.partnering import Partnering
from planner.partnering.worth import LEAST
from planner.report.sheet import Column, Kind, Row, Sheet


def _columns(found: Partnering) -> list[Column]:
    return [
        Column("Step", width=40),
        Column("Saves", found.currency, "signed money", 17),
        Column("Of the whole saving", "", "share", 12),
        Column("Cost after it", found.currency, "money", 17),
    ]


def _rows(found: Partnering) -> Iterable[Row]:
    joint = found.joint
    if joint is None:
        return
    cost = sum(member.alone for member in joint.members)
    yield Row(("Every member alone", None, None, cost))
    for step, saved in joint.savings.items():
        cost -= saved
        shown = saved if abs(saved) > LEAST else 0.0
        yield Row((step[0].upper() + step[1:], shown, shown / joint.saving if joint.saving else None, cost))
    yield Row(("All together", joint.saving, 1.0 if joint.saving else None, joint.together), kind=Kind.SUM)


SAVINGS = Sheet(
    name="Savings",
    about="What the members save as they share first purchasing (suppliers, contracts, routes), then stocks too, then"
    " plants, scrap and ventures, then keep rules and budgets together, and last win the tenders that only members"
    " together can. Each step is on top of those before it; in another order the parts would differ, not the sum.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    frozen=1,
    instead="The workbook has no members.",
)
