"""The `Settings` sheet: one row per setting, which is read as if the settings were the columns of a single row."""

from typing import Annotated, ClassVar

from planner.workbook.declare import COMPUTED, Column, Row, Sheet, Spread
from planner.workbook.kinds import COUNT, PERIOD, QUANTITY, SHARE, TEXT, Choice, Count, Reference
from planner.workbook.periods import FIRST_YEAR, LAST_YEAR, Label
from planner.workbook.series import Series


class Settings(Row):
    """What holds for the whole plan."""

    SHEET: ClassVar = Sheet("Settings", "What holds for the whole plan, one setting per row.", required=True)

    title: Annotated[str, Column("Title", TEXT, "Stands at the head of the plan.")]
    first_period: Annotated[Label, Column("First period", PERIOD, "The period in which the plan begins.")]
    periods: Annotated[int, Column("Periods", Count(least=1), "How many periods the plan covers.", unit="count")]
    period_length: Annotated[
        str, Column("Period length", Choice(("year", "quarter", "month")), "How long each period is.")
    ] = "year"
    discount_rate: Annotated[
        float, Column("Discount rate", SHARE, "How much less money is worth a year later, inflation apart.", "per year")
    ] = 0.05
    currency: Annotated[str, Column("Currency", TEXT, "The currency of every figure in money.")]
    price_year: Annotated[
        int | None,
        Column("Price year", Count(FIRST_YEAR, LAST_YEAR), "The year in whose prices all money is given."),
    ] = None
    base_policy: Annotated[
        str,
        Column(
            "Base policy",
            Reference("policy set", words=("none",)),
            "The policy set of a plan that asks for no other; the others are compared with it.",
            default="the first policy set, or none",
        ),
    ] = COMPUTED
    carbon_price: Annotated[
        Series[float],
        Column(
            "Carbon price",
            QUANTITY,
            "What each tonne of emissions costs; over time in columns such as Value 2027.",
            "per tCO2e",
            spread=Spread.OVER_TIME,
        ),
    ] = Series(otherwise=0.0)
    shortage_cost: Annotated[
        float | None,
        Column(
            "Shortage cost",
            QUANTITY,
            "What a missing tonne costs where its demand says nothing, as a multiple of the reference price.",
            "times the material's reference price",
        ),
    ] = None
    recovery_periods: Annotated[
        int,
        Column(
            "Recovery periods",
            COUNT,
            "For how many periods after a shock the rules that it suspends stay suspended.",
            "count",
            default="one year",
        ),
    ] = COMPUTED
