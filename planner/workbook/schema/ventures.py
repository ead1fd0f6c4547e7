"""The `Ventures` sheet."""

from typing import Annotated, ClassVar

from planner.workbook.declare import COMPUTED, Column, Row, Sheet
from planner.workbook.kinds import DURATION, LIFE, PERIOD, QUANTITY, SHARE, Name, References
from planner.workbook.periods import Duration, Label


class Venture(Row):
    """A mine or refinery in which we may invest, or already have."""

    SHEET: ClassVar = Sheet("Ventures", "Mines and refineries in which we may invest, or have invested.", ("venture",))

    venture: Annotated[str, Column("Venture", Name("venture"), "Your own name of the venture.")]
    supplier: Annotated[
        tuple[str, ...],
        Column("Supplier", References("supplier"), "Who delivers its output; several share its capacity."),
    ]
    max_capacity: Annotated[
        float, Column("Max capacity", QUANTITY, "The most that may stand at a time, of the whole plant.", "t/yr")
    ]
    capex: Annotated[
        float, Column("Capex", QUANTITY, "What building costs; we pay our equity share of it.", "per t/yr")
    ]
    lead_time: Annotated[Duration, Column("Lead time", DURATION, "How long building takes.")] = Duration(0)
    life: Annotated[float, Column("Life", LIFE, "How long what is built lasts.", "years")] = 20.0
    financing_rate: Annotated[
        float,
        Column(
            "Financing rate",
            SHARE,
            "At what rate building is financed; a loan guarantee lowers it.",
            "per year",
            default="the discount rate",
        ),
    ] = COMPUTED
    support: Annotated[
        float, Column("Support", SHARE, "The part of the capex that others pay: a grant, a tax credit.", "share")
    ] = 0.0
    equity_share: Annotated[float, Column("Equity share", SHARE, "The part of its output that is ours.", "share")] = 1.0
    under_way: Annotated[
        float, Column("Under way", QUANTITY, "What is already paid for, of the whole plant.", "t/yr")
    ] = 0.0
    ready: Annotated[
        Label,
        Column(
            "Ready",
            PERIOD,
            "When what is under way is ready; may lie before the plan.",
            default="the first period",
            only_with="under_way",
        ),
    ] = COMPUTED
    earliest: Annotated[
        Label | None, Column("Earliest", PERIOD, "The first period in which building can be decided.")
    ] = None
    latest: Annotated[Label | None, Column("Latest", PERIOD, "The last period in which building can be decided.")] = (
        None
    )
