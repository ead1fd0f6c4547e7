"""The `Scenarios` sheet."""

from typing import Annotated, ClassVar

from planner.workbook.declare import COMPUTED, Column, Row, Sheet
from planner.workbook.kinds import PERIOD, QUANTITY, SHARE, Name, NameOf, Reference
from planner.workbook.periods import Label

EACH = "each"
PARTNERS = ("supplier", "country", "bloc", "owner")


class Scenario(Row):
    """One event of a scenario; rows with the same name belong together."""

    SHEET: ClassVar = Sheet(
        "Scenarios", "Courses of events that a plan may meet, each of one or more rows.", ("scenario",), repeats=True
    )

    scenario: Annotated[str, Column("Scenario", Name("scenario"), "Your own name of the scenario.")]
    probability: Annotated[
        float | None,
        Column("Probability", SHARE, "How likely the scenario is; stands in the first of its rows."),
    ] = None
    known_from: Annotated[
        Label,
        Column("Known from", PERIOD, "From when the plan can react to it; never later than From.", default="its From"),
    ] = COMPUTED
    partner: Annotated[
        str,
        Column("Partner", NameOf(PARTNERS, (EACH,)), "Whom it touches; country: X where the name fits two things."),
    ] = EACH
    material: Annotated[str, Column("Material", Reference("material", (EACH,)), "The material that it touches.")] = EACH
    stage: Annotated[str, Column("Stage", Reference("stage", (EACH,)), "The stage that it touches.")] = EACH
    sector: Annotated[str, Column("Sector", Reference("sector", (EACH,)), "The sector that it touches.")] = EACH
    capacity_factor: Annotated[
        float, Column("Capacity factor", QUANTITY, "By what capacities are multiplied; 0 where nothing comes.")
    ] = 1.0
    cost_factor: Annotated[float, Column("Cost factor", QUANTITY, "By what unit costs are multiplied.")] = 1.0
    demand_factor: Annotated[float, Column("Demand factor", QUANTITY, "By what demand is multiplied.")] = 1.0
    from_: Annotated[
        Label | None, Column("From", PERIOD, "The first period that it touches.", default="the first period")
    ] = COMPUTED
    to: Annotated[Label | None, Column("To", PERIOD, "The last period that it touches.", default="the last period")] = (
        COMPUTED
    )
    partner_kind: str = ""
