"""The `Contracts` sheet."""

from typing import Annotated, ClassVar

from planner.workbook.declare import Column, Row, Sheet, Spread
from planner.workbook.kinds import CAPACITY, PERIOD, QUANTITY, SHARE, Choice, Name, NameOf, Reference
from planner.workbook.periods import Label
from planner.workbook.schema.alliances import HOLDERS
from planner.workbook.series import Series

OVER_TIME = Spread.OVER_TIME


class Contract(Row):
    """A contract with a supplier, signed or to be had."""

    SHEET: ClassVar = Sheet("Contracts", "Contracts with suppliers, signed or to be had.", ("contract",))

    contract: Annotated[str, Column("Contract", Name("contract"), "Your own name of the contract.")]
    supplier: Annotated[
        str, Column("Supplier", Reference("supplier"), "Who delivers; its tonnes are part of that capacity.")
    ]
    status: Annotated[
        str,
        Column("Status", Choice(("signed", "candidate")), "Signed in full, or a candidate that may be signed in part."),
    ] = "candidate"
    max_volume: Annotated[
        Series[float],
        Column("Max volume", CAPACITY, "The most that it delivers, contracted in full.", "t/yr", spread=OVER_TIME),
    ]
    min_volume: Annotated[
        Series[float],
        Column(
            "Min volume",
            QUANTITY,
            "The least that must be taken when contracted in full; a part of a contract carries that part of it.",
            "t/yr",
            spread=OVER_TIME,
        ),
    ] = Series(otherwise=0.0)
    price: Annotated[
        Series[float] | None,
        Column(
            "Price",
            QUANTITY,
            "A price that no scenario moves; this or Discount.",
            "per t",
            spread=OVER_TIME,
            whole=True,
        ),
    ] = None
    discount: Annotated[
        float | None,
        Column("Discount", SHARE, "What is off the supplier's unit cost of the period; this or Price.", "share"),
    ] = None
    price_floor: Annotated[
        float | None, Column("Price floor", QUANTITY, "The least that a tonne of it costs.", "per t")
    ] = None
    take_or_pay: Annotated[
        float,
        Column("Take or pay", SHARE, "The part of the contracted volume that is paid even if not taken.", "share"),
    ] = 0.0
    only_with: Annotated[
        str | None,
        Column("Only with", NameOf(HOLDERS), "Who alone can have it: a partnership, or members between commas."),
    ] = None
    from_: Annotated[Label | None, Column("From", PERIOD, "The first period in which it is in force.")] = None
    to: Annotated[Label | None, Column("To", PERIOD, "The last period in which it is in force.")] = None
    of_partnership: str = ""
    of_members: tuple[str, ...] = ()
