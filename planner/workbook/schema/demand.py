"""The `Demand` sheet."""

from typing import Annotated, ClassVar

from planner.workbook.declare import COMPUTED, Column, Row, Sheet, Spread
from planner.workbook.kinds import QUANTITY, SHARE, TEXT, Name, Reference, Steady
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
        str | None, Column("Member", TEXT, "The member of a joint plan whose demand it is; not read by this version.")
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
