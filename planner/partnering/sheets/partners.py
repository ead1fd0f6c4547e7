"""Every partner with all its figures."""

from collections.abc import Iterable

from planner.partnering.falls import greatest_fall
from planner.partnering.partnering import Partnering
from planner.partnering.sheets.summary import HEADS
from planner.report.sheet import Column, Row, Sheet


def _columns(found: Partnering) -> list[Column]:
    money = found.currency
    return [
        Column("Kind", width=12),
        Column("Partner", width=26),
        Column("With", width=22),
        Column("Shapley value, net", money, "signed money", 15),
        Column("Standard error", money, "money", 14),
        Column("Cost of leaving it out, net", money, "signed money", 15),
        Column("Its own cost", money, "money", 14),
        Column("Shapley value, gross", money, "signed money", 15),
        Column("Cost of leaving it out, gross", money, "signed money", 15),
        Column("Unmet without it", "t more, all materials", "tonnes", 13),
        Column("Largest share falls", "points", "share", 10),
        Column("at", width=22),
        Column("Largest then", width=16),
        Column("Largest with it", width=16),
        Column("Rules that no plan could keep without it", width=22),
    ]


def _rows(found: Partnering) -> Iterable[Row]:
    for worth in found.worths:
        for partner in worth.ranked:
            fall = greatest_fall(found.everybody, partner)
            gross, lost = sum(partner.worth.values()), sum(partner.lost.values())
            yield Row(
                (
                    HEADS[worth.kind],
                    partner.name,
                    ", ".join(sorted(partner.countries)),
                    partner.shapley,
                    partner.standard_error,
                    partner.leave_one_out,
                    partner.own_cost,
                    gross,
                    lost,
                    sum(partner.unmet.values()),
                    fall.points if fall else 0.0,
                    " / ".join(fall.pair) if fall else "",
                    f"{fall.without_it.country} {fall.without_it.share:.1%}" if fall else "",
                    f"{fall.with_it.country} {fall.with_it.share:.1%}" if fall else "",
                    ", ".join(partner.broken),
                )
            )


PARTNERS = Sheet(
    name="Partners",
    about="Money in present value. Net is after what the partner itself costs. The standard error is 0 where the"
    " Shapley value is exact. The largest share of one country is bought, over the whole plan, at the stage where the"
    " partner lowers it most.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    frozen=2,
    groups=1,
    instead="The workbook has neither partnerships nor partner countries.",
)
