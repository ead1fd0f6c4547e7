"""The sheet of stockpiles."""

from planner.facts.buyer import Buyer, rounded
from planner.facts.known import rule, table
from planner.facts.sheets import Column, Share, Sheet, Value, column_sources

STOCK_TERMS = ("reference_price", "stock_days", "room_days", "holding_share", "loss")


def stockpiles(buyer: Buyer) -> Sheet:
    """Give the Stockpiles sheet: refined metal in tonnes, sized in days of demand."""
    return Sheet(
        "Stockpiles",
        [
            Column("Material", width=20),
            Column("Stage", width=12),
            Column("Opening stock", "number", 14),
            Column("Capacity", "number"),
            Column("Holding cost", "number", 14),
            Column("Loss", "decimal"),
            Column("Max fill", "number"),
            Column("Max release", "number", 14),
            Column("Closing stock", "number", 14),
        ],
        [
            _stockpile_row(buyer, row["material"], {head: float(row[head]) for head in STOCK_TERMS})
            for row in table("materials")
        ],
        column_sources("Stockpiles", buyer.importer.code),
    )


def _stockpile_row(buyer: Buyer, material: str, terms: dict[str, float]) -> list[Value]:
    first_day, last_day = (buyer.demand_tonnes(material, year) / 365 for year in (buyer.first_year, buyer.last_year))
    opening = rounded(terms["stock_days"] * first_day)
    return [
        material,
        "processing",
        opening,
        rounded(terms["room_days"] * last_day),
        rounded(terms["holding_share"] * terms["reference_price"], 2),
        Share(terms["loss"]),
        rounded(rule("fill_days") * last_day),
        rounded(rule("release_days") * last_day),
        opening,
    ]
