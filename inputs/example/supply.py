"""The sheets of supply: suppliers, routes and stockpiles."""

from example.costs import freight, recovered_share, tariff, unit_cost
from example.facts import FIRST_YEAR, YEARS, Partner, Row, partners, rule, table
from example.sheets import Column, Share, Sheet, Source, Value, column_sources, sourced, year_columns
from example.volumes import (
    capacities,
    demand_tonnes,
    grows_slowly,
    growth_limit,
    open_tonnes,
    ramp_tonnes,
    recent_tonnes,
    rounded,
)

SUPPLIER_COLUMNS = [
    Column("Supplier", width=40),
    Column("Material", width=20),
    Column("Country", width=20),
    Column("Stage", width=12),
    *year_columns("Capacity"),
    Column("Spot share", "decimal"),
    Column("Unit cost", "number"),
    Column("Own feed from", width=34),
    Column("Tariff", "decimal"),
    Column("Freight", "number"),
    Column("Yield", "decimal"),
    Column("Recent volume", "number", 15),
    Column("Max growth", "decimal"),
    Column("Ramp", "number"),
    Column("Lead time", "number"),
    Column(f"Ordered {FIRST_YEAR}", "number", 14),
]
TERM_COLUMNS = {
    "openness": "Capacity",
    "spot share": "Spot share",
    "position": "Unit cost",
    "yield": "Yield",
    "lead time": f"Lead time, Ordered {FIRST_YEAR}",
}
STOCK_TERMS = ("reference_price", "stock_days", "room_days", "holding_share", "loss")


def suppliers() -> Sheet:
    """Give the Suppliers sheet: one row for each material, stage and country of the facts."""
    sources = [source for partner in partners() for source in _supplier_sources(partner)]
    return Sheet(
        "Suppliers",
        SUPPLIER_COLUMNS,
        [_supplier_row(partner) for partner in partners()],
        sources + column_sources("Suppliers"),
    )


def _supplier_row(partner: Partner) -> list[Value]:
    slow = grows_slowly(partner)
    lead_years = partner.terms.get("lead time", 0)
    spot_share = partner.terms.get("spot share")
    return [
        partner.name,
        partner.material.name,
        partner.country.name,
        partner.stage,
        *capacities(partner),
        None if spot_share is None else Share(spot_share),
        unit_cost(partner),
        partner.feed_row["feed"] if partner.feed_row else None,
        Share(tariff(partner)),
        freight(partner) if partner.stage == "processing" else 0,
        Share(recovered_share(partner)),
        recent_tonnes(partner) if slow else None,
        Share(growth_limit(partner)) if slow else None,
        ramp_tonnes(partner) if slow else None,
        lead_years,
        rounded(open_tonnes(partner, FIRST_YEAR) / rule("openness")) if lead_years else None,
    ]


def _supplier_sources(partner: Partner) -> list[Source]:
    origin = partner.origin
    path = f"Output of {partner.base_year}, {origin['later_years']}"
    note = "; ".join(part for part in (path, origin["note"]) if part)
    found: list[tuple[str, Row]] = [("Capacity", {**origin, "note": note})]
    found += [("Own feed from", partner.feed_row)] if partner.feed_row else []
    found += [("Recent volume", row) for row in table("sourcing") if row["recent_share"] and partner.has(row)]
    found += [(_term_column(row["term"]), row) for row in table("offer_terms") if partner.has(row)]
    return [sourced("Suppliers", f"{partner.name}: {column}", row) for column, row in found]


def _term_column(term: str) -> str:
    if term.startswith("output"):
        return f"Capacity {term.removeprefix('output ')}"
    return TERM_COLUMNS[term]


ROUTE_COLUMNS = [
    Column("From", width=44),
    Column("To", width=12),
    Column("Material", width=20),
    Column("Open", width=8),
    Column("Cost", "number"),
    Column("Max volume", "number"),
]


def routes() -> Sheet:
    """Give the Routes sheet: what it costs to ship ore abroad, where ore stays, how much metal must stay."""
    miners = [partner for partner in partners() if partner.stage == "extraction"]
    kept = {(row["material"], row["iso3"]): row for row in table("ore_kept")}
    stays = [(miner, kept.get((miner.material.name, miner.country.iso3))) for miner in miners]
    local = [(partner, row) for row in table("local_content") for partner in partners() if partner.has(row)]
    return Sheet(
        "Routes",
        ROUTE_COLUMNS,
        [_ore_row(miner, row) for miner, row in stays] + [_local_content_row(*pair) for pair in local],
        [sourced("Routes", f"{miner.name}: Open", row) for miner, row in stays if row]
        + [sourced("Routes", f"{partner.name}: Max volume", row) for partner, row in local]
        + column_sources("Routes"),
    )


def _ore_row(miner: Partner, kept: Row | None) -> list[Value]:
    return [miner.name, "abroad", miner.material.name, "no" if kept else "yes", freight(miner), None]


def _local_content_row(partner: Partner, row: Row) -> list[Value]:
    most = rounded(float(row["leaves_share"]) * open_tonnes(partner, FIRST_YEAR))
    return [partner.name, "abroad", partner.material.name, "yes", 0, most]


def stockpiles() -> Sheet:
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
            _stockpile_row(row["material"], {head: float(row[head]) for head in STOCK_TERMS})
            for row in table("materials")
        ],
        column_sources("Stockpiles"),
    )


def _stockpile_row(material: str, terms: dict[str, float]) -> list[Value]:
    first_day, last_day = (demand_tonnes(material, year) / 365 for year in (YEARS[0], YEARS[-1]))
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
