"""The sheets of what can be bought, by which way it comes, and what is kept in stock."""

from typing import Annotated, ClassVar

from planner.workbook.declare import COMPUTED, Column, Row, Sheet, Spread
from planner.workbook.kinds import (
    CAPACITY,
    DURATION,
    GROWTH,
    PERIOD,
    QUANTITY,
    SHARE,
    YES_NO,
    YIELD,
    Name,
    NameOf,
    OwnFeed,
    Reference,
)
from planner.workbook.periods import Duration, Label
from planner.workbook.series import Series

OVER_TIME = Spread.OVER_TIME
SENDERS = ("supplier", "country", "bloc", "plant", "stockpile")
RECEIVERS = (*SENDERS, "sector")
ABROAD = "abroad"


class Supplier(Row):
    """One offer: a supplier of one material at one stage."""

    SHEET: ClassVar = Sheet("Suppliers", "Who can supply which material at which stage.", ("supplier",), required=True)

    supplier: Annotated[
        str, Column("Supplier", Name("supplier"), "Your own name of the offer; a firm with two products is two rows.")
    ]
    material: Annotated[str, Column("Material", Reference("material"), "What it supplies.")]
    country: Annotated[str, Column("Country", Reference("country"), "Where its mine or plant stands.")]
    stage: Annotated[
        str,
        Column("Stage", Reference("stage"), "The stage that its tonnes have reached.", default="the material's last"),
    ] = COMPUTED
    owner: Annotated[str | None, Column("Owner", Name("owner"), "Who controls it, for rules on shares of owners.")] = (
        None
    )
    capacity: Annotated[
        Series[float], Column("Capacity", CAPACITY, "The most that is open to us.", "t/yr", spread=OVER_TIME)
    ]
    spot_share: Annotated[
        float,
        Column("Spot share", SHARE, "The part of the capacity that can be had without contract or venture.", "share"),
    ] = 1.0
    unit_cost: Annotated[
        Series[float],
        Column(
            "Unit cost",
            QUANTITY,
            "What this stage adds: the price of ore at the first stage, the fee or margin at later ones.",
            "per t",
            spread=OVER_TIME,
        ),
    ]
    own_feed_from: Annotated[
        dict[str, float] | None,
        Column(
            "Own feed from",
            OwnFeed(),
            "Whence it gets its own feed; its unit cost is then the whole price, and these countries count a stage up.",
        ),
    ] = None
    tariff: Annotated[
        Series[float],
        Column("Tariff", GROWTH, "Duty on the unit cost.", "share of the unit cost", spread=OVER_TIME),
    ] = Series(otherwise=0.0)
    freight: Annotated[
        Series[float],
        Column("Freight", QUANTITY, "Carriage of every tonne, wherever it goes.", "per t", spread=OVER_TIME),
    ] = Series(otherwise=0.0)
    yield_: Annotated[float, Column("Yield", YIELD, "What comes out of a tonne that goes in.", "t out per t in")] = 1.0
    emissions: Annotated[
        Series[float],
        Column("Emissions", QUANTITY, "What this stage emits for each tonne.", "tCO2e per t", spread=OVER_TIME),
    ] = Series(otherwise=0.0)
    recent_volume: Annotated[
        float | None,
        Column("Recent volume", QUANTITY, "What we took before the plan; growth begins from it.", "t/yr"),
    ] = None
    max_growth: Annotated[
        float | None,
        Column("Max growth", GROWTH, "By how much our offtake may grow in a year.", "share per year"),
    ] = None
    ramp: Annotated[
        float | None,
        Column(
            "Ramp",
            QUANTITY,
            "What may always be added in a year, however little was taken before.",
            "t/yr",
            default="10 % of the capacity open to us",
            only_with="max_growth",
        ),
    ] = COMPUTED
    min_purchase: Annotated[
        Series[float],
        Column("Min purchase", QUANTITY, "What is bought whether wanted or not.", "t/yr", spread=OVER_TIME),
    ] = Series(otherwise=0.0)
    lead_time: Annotated[
        Duration, Column("Lead time", DURATION, "How long it takes from the order to the arrival.")
    ] = Duration(0)
    from_: Annotated[Label | None, Column("From", PERIOD, "The first period in which it can be bought.")] = None
    to: Annotated[Label | None, Column("To", PERIOD, "The last period in which it can be bought.")] = None
    ordered: Annotated[
        Series[float],
        Column(
            "Ordered",
            QUANTITY,
            "What was ordered and paid before the plan and arrives in that period.",
            "t/yr",
            spread=Spread.PLANNED,
        ),
    ] = Series(otherwise=0.0)


class Route(Row):
    """What a way between two places costs, and how much may pass."""

    SHEET: ClassVar = Sheet(
        "Routes", "Ways that cost something, are closed or are limited.", ("from_", "to", "material"), repeats=True
    )

    from_: Annotated[
        str,
        Column("From", NameOf(SENDERS), "Where the way begins; a stockpile is named as in cobalt / processing."),
    ]
    to: Annotated[
        str,
        Column("To", NameOf(RECEIVERS, (ABROAD,)), "Where it ends; abroad is everywhere but From's own country."),
    ]
    material: Annotated[
        str, Column("Material", Reference("material", words=("each",)), "The material that the row is about.")
    ] = "each"
    open: Annotated[Series[bool], Column("Open", YES_NO, "Whether anything may pass.", spread=OVER_TIME)] = Series(
        otherwise=True
    )
    cost: Annotated[
        Series[float], Column("Cost", QUANTITY, "Paid for every tonne that passes.", "per t", spread=OVER_TIME)
    ] = Series(otherwise=0.0)
    max_volume: Annotated[
        Series[float] | None,
        Column("Max volume", CAPACITY, "The most that passes on all that the row names.", "t/yr", spread=OVER_TIME),
    ] = None
    from_kind: str = ""
    to_kind: str = ""


class Stockpile(Row):
    """A stock of one material at one stage."""

    SHEET: ClassVar = Sheet("Stockpiles", "Stocks that may be held, by material and stage.", ("material", "stage"))

    material: Annotated[str, Column("Material", Reference("material"), "What is kept.")]
    stage: Annotated[
        str, Column("Stage", Reference("stage"), "The stage at which it is kept.", default="the material's last")
    ] = COMPUTED
    opening_stock: Annotated[float, Column("Opening stock", QUANTITY, "What lies there when the plan begins.", "t")] = (
        0.0
    )
    clean_share: Annotated[
        float,
        Column(
            "Clean share",
            SHARE,
            "The part of the opening stock that no excluded partner touched.",
            "share",
            only_with="opening_stock",
        ),
    ] = 0.0
    capacity: Annotated[
        Series[float], Column("Capacity", CAPACITY, "The most that can be kept.", "t", spread=OVER_TIME)
    ]
    holding_cost: Annotated[
        Series[float],
        Column(
            "Holding cost",
            QUANTITY,
            "Rent, insurance and rotation of what is kept; no interest.",
            "per t and year",
            spread=OVER_TIME,
        ),
    ]
    loss: Annotated[float, Column("Loss", SHARE, "The part that is lost in a year.", "share per year")] = 0.0
    max_fill: Annotated[
        Series[float] | None,
        Column("Max fill", QUANTITY, "The most that can be put in.", "t/yr", spread=OVER_TIME),
    ] = None
    max_release: Annotated[
        Series[float] | None,
        Column("Max release", QUANTITY, "The most that can be taken out.", "t/yr", spread=OVER_TIME),
    ] = None
    closing_stock: Annotated[
        float,
        Column(
            "Closing stock",
            QUANTITY,
            "The least that must lie there when the plan ends.",
            "t",
            default="the opening stock, at most the capacity of the last period",
        ),
    ] = COMPUTED
    closing_value: Annotated[
        float,
        Column(
            "Closing value", QUANTITY, "What a tonne left at the end is worth, at most its cheapest purchase.", "per t"
        ),
    ] = 0.0
    net_imports: Annotated[
        Series[float],
        Column(
            "Net imports",
            QUANTITY,
            "What was imported, less exports, in a period before the plan; on the row of the last stage.",
            "t/yr",
            spread=Spread.PAST,
        ),
    ] = Series()
