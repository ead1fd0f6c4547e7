"""What each partner is worth for each material."""

from collections.abc import Iterable, Mapping

from planner.partnering.partnering import Partnering
from planner.partnering.sheets.summary import HEADS
from planner.partnering.worth import SEVERAL
from planner.report.sheet import Column, Row, Sheet

WORTH, LOST, UNMET = "Shapley value", "cost of leaving it out", "unmet without it [t]"


def _columns(found: Partnering) -> list[Column]:
    return [
        Column("Figure", width=22),
        Column("Kind", width=12),
        Column("Partner", width=32),
        *(Column(material, found.currency, "signed money", 13) for material in (*found.materials, SEVERAL)),
        Column("All", found.currency, "signed money", 15),
        Column("Its own cost", found.currency, "money", 13),
        Column("Net", found.currency, "signed money", 15),
    ]


def _rows(found: Partnering) -> Iterable[Row]:
    for figure in (WORTH, LOST):
        for worth in found.worths:
            for partner in (p for p in worth.ranked if p.matters):
                values = partner.worth if figure == WORTH else partner.lost
                whole = sum(values.values())
                lead = (figure, HEADS[worth.kind], partner.name)
                yield Row((*lead, *_each(found, values), whole, partner.own_cost, whole - partner.own_cost))


def _each(found: Partnering, values: Mapping[str, float]) -> list[float]:
    return [values[material] for material in (*found.materials, SEVERAL)]


BY_MATERIAL = Sheet(
    name="By material",
    about="Value in present value, before and after what the partner itself costs. Where a rule or a recycling plant"
    " ties materials together, a partner in one can be worth something, or the opposite, in another.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    frozen=3,
    groups=2,
    instead="No partner brings anything.",
)
