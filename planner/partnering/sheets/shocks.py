"""What goes short in each shock with a partner and without it."""

from collections.abc import Iterable

from planner.partnering.partnering import Partnering
from planner.partnering.sheets.summary import HEADS
from planner.report.sheet import Column, Row, Sheet


def _columns(_: Partnering) -> list[Column]:
    return [
        Column("Kind", width=12),
        Column("Partner", width=32),
        Column("Shock", width=36),
        Column("Material", width=20),
        Column("Unmet with it", "t over the plan", "tonnes", 13),
        Column("Unmet without it", "t over the plan", "tonnes", 13),
        Column("It avoids", "t", "signed tonnes", 13),
    ]


def _rows(found: Partnering) -> Iterable[Row]:
    for worth in found.worths:
        for partner in worth.ranked:
            for line in sorted(partner.avoided, key=lambda line: -line.tonnes):
                lead = (HEADS[worth.kind], partner.name, line.scenario, line.material)
                yield Row((*lead, line.with_it, line.without_it, line.tonnes))


SHOCKS = Sheet(
    name="Shocks",
    about="The plan with all partners and the plan without one of them, each followed until a scenario becomes known"
    " and then decided anew, rules suspended as in a shock. The scenarios are those with a probability, or all where"
    " none has one; a partner and a material are left out where nothing differs.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    frozen=4,
    groups=2,
    instead="The workbook has no scenarios, or no partner avoids anything in them.",
)
