"""What goes short in each shock with everybody there, and how much of it each partner avoids."""

from collections.abc import Iterable, Iterator

from planner.partnering.partnering import Partnering
from planner.partnering.sheets.summary import HEADS
from planner.partnering.shocks import LEAST
from planner.partnering.worth import Partner
from planner.report.sheet import FIGURE, Column, Row, Sheet

ALL, UNMET, AVOIDED = "All partners", "unmet with all of them", "avoided by it"


def _columns(found: Partnering) -> list[Column]:
    return [
        Column("Kind", width=12),
        Column("Partner", width=32),
        Column("Material", width=20),
        Column("Figure", width=24),
        Column("No shock", "t over the plan", FIGURE, 13),
        *(Column(scenario, "t over the plan", FIGURE, 16) for scenario in found.shocked),
    ]


def _rows(found: Partnering) -> Iterable[Row]:
    for material in found.materials:
        short = [unmet.get(material, 0.0) for unmet in found.shocked.values()]
        if max(short, default=0.0) > LEAST:
            yield Row((ALL, "", material, UNMET, found.unmet.get(material, 0.0), *short))
    for worth in found.worths:
        for partner in worth.ranked:
            yield from _avoided(found, HEADS[worth.kind], partner)


def _avoided(found: Partnering, kind: str, partner: Partner) -> Iterator[Row]:
    by_key = {(line.material, line.scenario): line.tonnes for line in partner.avoided}
    for material in found.materials:
        tonnes = [by_key.get((material, scenario), 0.0) for scenario in found.shocked]
        if any(tonnes):
            yield Row((kind, partner.name, material, AVOIDED, partner.unmet.get(material, 0.0), *tonnes))


SHOCKS = Sheet(
    name="Shocks",
    about="The plan with all partners and the plan without one of them, each followed until a scenario becomes known"
    " and then decided anew, rules suspended as in a shock. What goes short more without a partner, it avoids; beside"
    " it what it avoids where nothing happens. The scenarios are those with a probability, or all where none has one;"
    " partners and materials are left out where nothing differs.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    frozen=4,
    groups=2,
    instead="The workbook has no scenarios, or no partner avoids anything in them.",
)
