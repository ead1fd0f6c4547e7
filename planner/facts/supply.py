"""The sheets of supply: suppliers and routes."""

from planner.facts.buyer import Buyer, rounded
from planner.facts.costs import freight, recovered_share, tariff, unit_cost
from planner.facts.known import Partner, Row, rule, table
from planner.facts.sheets import Column, Share, Sheet, Source, Value, column_sources, sourced, year_columns

TERM_COLUMNS = {
    "openness": "Capacity",
    "spot share": "Spot share",
    "position": "Unit cost",
    "yield": "Yield",
}


def _supplier_columns(buyer: Buyer) -> list[Column]:
    return [
        Column("Supplier", width=40),
        Column("Material", width=20),
        Column("Country", width=20),
        Column("Stage", width=12),
        *year_columns(buyer.years, "Capacity"),
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
        Column(f"Ordered {buyer.first_year}", "number", 14),
    ]


def suppliers(buyer: Buyer) -> Sheet:
    """Give the Suppliers sheet: one row for each material, stage and country of the facts."""
    sources = [source for partner in buyer.partners() for source in _supplier_sources(buyer, partner)]
    return Sheet(
        "Suppliers",
        _supplier_columns(buyer),
        [_supplier_row(buyer, partner) for partner in buyer.partners()],
        sources + column_sources("Suppliers", buyer.importer.code),
    )


def _supplier_row(buyer: Buyer, partner: Partner) -> list[Value]:
    slow, duty = buyer.grows_slowly(partner), tariff(buyer, partner)
    lead_years = partner.terms.get("lead time", 0)
    spot_share = partner.terms.get("spot share")
    return [
        partner.name,
        partner.material.name,
        partner.country.name,
        partner.stage,
        *buyer.capacities(partner),
        None if spot_share is None else Share(spot_share),
        unit_cost(buyer, partner),
        partner.feed_row["feed"] if partner.feed_row else None,
        None if duty is None else Share(duty),
        freight(buyer, partner) if partner.stage == "processing" else 0,
        Share(recovered_share(partner)),
        buyer.recent_tonnes(partner) if slow else None,
        Share(buyer.growth_limit(partner)) if slow else None,
        buyer.ramp_tonnes(partner) if slow else None,
        lead_years,
        rounded(buyer.open_tonnes(partner, buyer.first_year) / rule("openness")) if lead_years else None,
    ]


def _supplier_sources(buyer: Buyer, partner: Partner) -> list[Source]:
    origin = partner.origin
    path = f"Output of {partner.base_year}, {origin['later_years']}"
    note = "; ".join(part for part in (path, origin["note"]) if part)
    found: list[tuple[str, Row]] = [("Capacity", {**origin, "note": note})]
    found += [("Own feed from", partner.feed_row)] if partner.feed_row else []
    if buyer.importer.sourcing_known:
        found += [("Recent volume", row) for row in table("sourcing") if row["recent_share"] and partner.has(row)]
    found += [(_term_column(row["term"], buyer), row) for row in table("offer_terms") if partner.has(row)]
    return [sourced("Suppliers", f"{partner.name}: {column}", row) for column, row in found]


def _term_column(term: str, buyer: Buyer) -> str:
    if term.startswith("output"):
        return f"Capacity {term.removeprefix('output ')}"
    return f"Lead time, Ordered {buyer.first_year}" if term == "lead time" else TERM_COLUMNS[term]


ROUTE_COLUMNS = [
    Column("From", width=44),
    Column("To", width=12),
    Column("Material", width=20),
    Column("Open", width=8),
    Column("Cost", "number"),
    Column("Max volume", "number"),
]


def routes(buyer: Buyer) -> Sheet:
    """Give the Routes sheet: what it costs to ship ore abroad, where ore stays, how much metal must stay."""
    miners = [partner for partner in buyer.partners() if partner.stage == "extraction"]
    kept = {(row["material"], row["iso3"]): row for row in table("ore_kept")}
    stays = [(miner, kept.get((miner.material.name, miner.country.iso3))) for miner in miners]
    local = [(partner, row) for row in table("local_content") for partner in buyer.partners() if partner.has(row)]
    return Sheet(
        "Routes",
        ROUTE_COLUMNS,
        [_ore_row(buyer, miner, row) for miner, row in stays] + [_local_content_row(buyer, *pair) for pair in local],
        [sourced("Routes", f"{miner.name}: Open", row) for miner, row in stays if row]
        + [sourced("Routes", f"{partner.name}: Max volume", row) for partner, row in local]
        + column_sources("Routes", buyer.importer.code),
    )


def _ore_row(buyer: Buyer, miner: Partner, kept: Row | None) -> list[Value]:
    return [miner.name, "abroad", miner.material.name, "no" if kept else "yes", freight(buyer, miner), None]


def _local_content_row(buyer: Buyer, partner: Partner, row: Row) -> list[Value]:
    most = rounded(float(row["leaves_share"]) * buyer.open_tonnes(partner, buyer.first_year))
    return [partner.name, "abroad", partner.material.name, "yes", 0, most]
