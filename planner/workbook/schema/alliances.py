"""The sheets of those with whom the plan is made: partnerships with other countries, and members of a joint plan."""

from typing import Annotated, ClassVar

from planner.workbook.declare import Column, Row, Sheet
from planner.workbook.kinds import DURATION, GROWTH, PERIOD, QUANTITY, SHARE, Name, NameOf
from planner.workbook.periods import Duration, Label

PARTNERS = ("country", "bloc")
HOLDERS = ("partnership", "member")


class Partnership(Row):
    """What a partnership with a country or bloc brings while it is in force, and what it costs."""

    SHEET: ClassVar = Sheet(
        "Partnerships",
        "What partnerships bring: all that is gone when one is left out.",
        ("partnership", "partner", "from_"),
    )

    partnership: Annotated[
        str,
        Column(
            "Partnership", Name("partnership"), "Your own name of the partnership; with several partners it has rows."
        ),
    ]
    partner: Annotated[str, Column("Partner", NameOf(PARTNERS), "Whom it is with.")]
    tariff_cut: Annotated[
        float,
        Column(
            "Tariff cut", GROWTH, "What it takes off the Tariff of the partner's suppliers; 0.05 is five.", "points"
        ),
    ] = 0.0
    capacity_added: Annotated[
        float,
        Column(
            "Capacity added",
            SHARE,
            "The part of the Capacity of the partner's suppliers that is there only because of it; 1 is all.",
            "share",
        ),
    ] = 0.0
    lead_time_cut: Annotated[
        Duration,
        Column("Lead time cut", DURATION, "What it takes off the Lead time of the partner's suppliers."),
    ] = Duration(0)
    support: Annotated[
        float,
        Column("Support", SHARE, "The part of the capex of ventures there that it pays, on top of their own.", "share"),
    ] = 0.0
    yearly_cost: Annotated[
        float, Column("Yearly cost", QUANTITY, "What keeping it costs us while it is in force.", "money per year")
    ] = 0.0
    from_: Annotated[Label | None, Column("From", PERIOD, "The first period in which it is in force.")] = None
    to: Annotated[Label | None, Column("To", PERIOD, "The last period in which it is in force.")] = None
    partner_kind: str = ""


class Member(Row):
    """A member of a joint plan, and what it could claim on its own."""

    SHEET: ClassVar = Sheet("Members", "Who plans together, and what each could claim alone.", ("member",))

    member: Annotated[str, Column("Member", Name("member"), "Your own name of the member.")]
    access_share: Annotated[
        float,
        Column(
            "Access share",
            SHARE,
            "The part of all that has a limit that it can claim on its own: capacity, contracts, ventures, stock, "
            "plants, scrap, budgets; at most 1 in sum.",
            "share",
        ),
    ]
