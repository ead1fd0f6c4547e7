"""The sheets of demand and of what can take the place of a material in it."""

from typing import Annotated, ClassVar

from planner.workbook.declare import COMPUTED, Column, Row, Sheet, Spread
from planner.workbook.kinds import DURATION, GROWTH, LIFE, QUANTITY, SHARE, Name, Reference, Steady
from planner.workbook.periods import Duration
from planner.workbook.series import Series


class Demand(Row):
    """What a sector needs of a material."""

    SHEET: ClassVar = Sheet(
        "Demand", "What each sector needs of each material.", ("sector", "material", "member"), required=True
    )

    sector: Annotated[str, Column("Sector", Name("sector"), "Your own name of the sector.")]
    material: Annotated[str, Column("Material", Reference("material"), "What it needs, at the last stage.")]
    tonnes: Annotated[
        Series[float],
        Column(
            "",
            QUANTITY,
            "What it needs in the period; before the plan, what it used, for scrap that comes back from use.",
            "t/yr",
            spread=Spread.ALWAYS,
        ),
    ]
    member: Annotated[
        str | None, Column("Member", Reference("member"), "The member of a joint plan whose demand it is.")
    ] = None
    shortage_cost: Annotated[
        Series[float],
        Column(
            "Shortage cost",
            Steady(QUANTITY),
            "What a missing tonne costs.",
            "per t",
            default="that of Settings, times the material's reference price",
        ),
    ] = COMPUTED
    least_fill: Annotated[float, Column("Least fill", SHARE, "The part of the demand that must be met.", "share")] = 0.0


class Substitution(Row):
    """How far a sector can do without a material."""

    SHEET: ClassVar = Sheet(
        "Substitution", "How far each sector can do without a material, and at what cost.", ("sector", "material")
    )

    sector: Annotated[str, Column("Sector", Reference("sector"), "The sector, as Demand names it.")]
    material: Annotated[str, Column("Material", Reference("material"), "A material that the sector needs.")]
    max_share: Annotated[
        Series[float],
        Column(
            "Max share",
            SHARE,
            "The greatest part of the demand that can be replaced.",
            "share",
            spread=Spread.OVER_TIME,
        ),
    ]
    share_today: Annotated[
        float, Column("Share today", SHARE, "The part of the demand that can be replaced as it is.", "share")
    ] = 0.0
    cost: Annotated[float, Column("Cost", QUANTITY, "What replacing a tonne costs.", "per t")]
    max_growth: Annotated[
        float | None,
        Column(
            "Max growth", GROWTH, "By how many points of share it may grow in a year; 0.05 is five.", "share per year"
        ),
    ] = None
    capex: Annotated[
        float, Column("Capex", QUANTITY, "What opening the whole of Max share costs, in research and plant.", "money")
    ] = 0.0
    lead_time: Annotated[
        Duration, Column("Lead time", DURATION, "How long it takes from the decision until it can be used.")
    ] = Duration(0)
    life: Annotated[
        float, Column("Life", LIFE, "Over how long the capex is paid back.", "years", only_with="capex")
    ] = 20.0
    financing_rate: Annotated[
        float,
        Column(
            "Financing rate",
            SHARE,
            "At what rate the capex is financed.",
            "per year",
            default="the discount rate",
            only_with="capex",
        ),
    ] = COMPUTED
