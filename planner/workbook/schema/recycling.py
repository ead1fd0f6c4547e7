"""The sheets of scrap, the plants that treat it, and what they recover."""

from typing import Annotated, ClassVar

from planner.workbook.declare import COMPUTED, Column, Row, Sheet, Spread
from planner.workbook.kinds import CAPACITY, DURATION, LIFE, PERIOD, QUANTITY, SHARE, YES_NO, Name, Reference
from planner.workbook.periods import Duration, Label
from planner.workbook.series import Series

OVER_TIME = Spread.OVER_TIME


class Scrap(Row):
    """A stream of scrap: given in tonnes, coming back from use, or both."""

    SHEET: ClassVar = Sheet("Scrap", "Scrap that can be treated, from a table or from use.", ("stream",))

    stream: Annotated[str, Column("Stream", Name("stream"), "Your own name of the stream.")]
    tonnes: Annotated[
        Series[float] | None,
        Column(
            "", QUANTITY, "Gross tonnes of scrap that come up in the period.", "t/yr", spread=Spread.PLANNED, whole=True
        ),
    ] = None
    from_sector: Annotated[
        str | None, Column("From sector", Reference("sector"), "The sector whose products come back as scrap.")
    ] = None
    material: Annotated[
        str | None, Column("Material", Reference("material"), "The material that comes back from that sector.")
    ] = None
    lag: Annotated[
        Duration,
        Column("Lag", DURATION, "How long the sector's products are in use.", only_with="from_sector"),
    ] = Duration(0)
    collection: Annotated[
        float,
        Column("Collection", SHARE, "The part of it that is collected.", "share", only_with="from_sector"),
    ] = 1.0
    keep: Annotated[bool, Column("Keep", YES_NO, "Whether what is not treated waits for the next period.")] = False


class Plant(Row):
    """A recycling plant, which treats one stream."""

    SHEET: ClassVar = Sheet("Recycling", "Plants that treat a stream of scrap, and what may be built.", ("plant",))

    plant: Annotated[str, Column("Plant", Name("plant"), "Your own name of the plant.")]
    stream: Annotated[str, Column("Stream", Reference("stream"), "The stream that it treats.")]
    country: Annotated[
        str | None,
        Column("Country", Reference("country"), "Where it stands.", default="the one home country"),
    ] = COMPUTED
    capacity: Annotated[
        Series[float],
        Column("Capacity", CAPACITY, "What it can treat today.", "t of scrap per year", spread=OVER_TIME),
    ] = Series(otherwise=0.0)
    max_build: Annotated[
        float, Column("Max build", QUANTITY, "What can be added to it in a year.", "t/yr per year")
    ] = 0.0
    capex: Annotated[float, Column("Capex", QUANTITY, "What building costs.", "per t/yr", only_with="max_build")] = 0.0
    opex: Annotated[
        Series[float],
        Column("Opex", QUANTITY, "What treating costs.", "per t of scrap", spread=OVER_TIME),
    ]
    lead_time: Annotated[
        Duration,
        Column("Lead time", DURATION, "How long building takes.", only_with="max_build"),
    ] = Duration(0)
    life: Annotated[float, Column("Life", LIFE, "How long what is built lasts.", "years", only_with="max_build")] = 20.0
    financing_rate: Annotated[
        float,
        Column(
            "Financing rate",
            SHARE,
            "At what rate building is financed.",
            "per year",
            default="the discount rate",
            only_with="max_build",
        ),
    ] = COMPUTED
    support: Annotated[
        float,
        Column("Support", SHARE, "The part of the capex that others pay.", "share", only_with="max_build"),
    ] = 0.0
    under_way: Annotated[float, Column("Under way", QUANTITY, "Capacity being built and already paid for.", "t/yr")] = (
        0.0
    )
    ready: Annotated[
        Label | None, Column("Ready", PERIOD, "When what is under way is ready; may lie before the plan.")
    ] = None
    delay: Annotated[Duration, Column("Delay", DURATION, "How long it takes from treating to delivery.")] = Duration(0)
    emissions: Annotated[
        Series[float],
        Column("Emissions", QUANTITY, "What treating emits.", "tCO2e per t of scrap", spread=OVER_TIME),
    ] = Series(otherwise=0.0)
    treated: Annotated[
        Series[float],
        Column(
            "Treated",
            QUANTITY,
            "What was treated in a period before the plan.",
            "t of scrap per year",
            spread=Spread.PAST,
        ),
    ] = Series()


class Recovery(Row):
    """What a plant recovers of one material."""

    SHEET: ClassVar = Sheet("Recovery", "Which materials a plant recovers from its scrap.", ("plant", "material"))

    plant: Annotated[str, Column("Plant", Reference("plant"), "The plant.")]
    material: Annotated[str, Column("Material", Reference("material"), "A material that it recovers.")]
    yield_: Annotated[
        float, Column("Yield", SHARE, "What it recovers from a tonne of scrap.", "t recovered per t of scrap")
    ]
