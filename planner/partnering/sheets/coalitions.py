"""Every group of members: what it would cost on its own, and whether it would gain by leaving."""

from collections.abc import Iterable

from planner.partnering.joint import PRICES, SHAPLEY
from planner.partnering.partnering import Partnering
from planner.report.sheet import Column, Row, Sheet

LEAVING = (PRICES, SHAPLEY)


def _columns(found: Partnering) -> list[Column]:
    money = found.currency
    return [
        Column("Members", width=60),
        Column("Number", "", "count", 8),
        Column("Cost", money, "money", 17),
        Column("Its members alone", money, "money", 17),
        Column("Saves together", money, "signed money", 17),
        *(Column(f"By leaving it would save, split by {split}", money, "signed money", 17) for split in LEAVING),
        Column("Hard rules that it cannot keep", width=36),
    ]


def _rows(found: Partnering) -> Iterable[Row]:
    joint = found.joint
    if joint is None:
        return
    alone = {member.name: member.alone for member in joint.members}
    order = list(alone)
    for group in sorted(filter(None, joint.costs), key=lambda g: (len(g), sorted(map(order.index, g)))):
        names, cost = [name for name in order if name in group], joint.costs[group]
        apart = sum(alone[name] for name in names)
        leaving = [sum(joint.splits[split][name] for name in names) - cost for split in LEAVING]
        marked = frozenset(5 + place for place, gain in enumerate(leaving) if gain > 1e-6 * abs(joint.together))
        values = (", ".join(names), len(names), cost, apart, apart - cost, *leaving, ", ".join(joint.broken[group]))
        yield Row(values, marked=marked)


COALITIONS = Sheet(
    name="Coalitions",
    about="Every group of members that was costed; a group has the demand of its members and the sum of their claims. A"
    " group that cannot keep a hard rule breaks it at the shortage cost, and that is said. A split holds where no group"
    " saves by leaving.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    frozen=1,
    instead="The workbook has no members.",
)
