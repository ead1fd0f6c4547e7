"""The sheets of use: demand, scrap, recycling plants and what they recover."""

from planner.facts.buyer import Buyer, rounded
from planner.facts.importers import UNION
from planner.facts.known import BASE_YEAR, Row, between, materials, rule, table
from planner.facts.sheets import Column, Sheet, Value, cell, column_sources, sourced, year_columns

DEFENCE = "Defence and aerospace"


def demand(buyer: Buyer) -> Sheet:
    """Give the Demand sheet: by sector and material, in t/yr of contained material."""
    totals = [row for row in table("demand") if row["region"] == "EU"]
    shares = table("sector_shares")
    return Sheet(
        "Demand",
        [
            Column("Sector", width=24),
            Column("Material", width=20),
            *year_columns(buyer.years),
            Column("Shortage cost", "number", 15),
        ],
        [_demand_row(buyer, row) for row in shares],
        [sourced("Demand", f"{row['material']}: all sectors {row['year']}", row) for row in totals]
        + [sourced("Demand", f"{row['sector']}, {row['material']}: share", row) for row in shares]
        + column_sources("Demand", UNION),
    )


def _demand_row(buyer: Buyer, row: Row) -> list[Value]:
    material = materials()[row["material"]]
    share = {year: float(row[f"share_{year}"]) for year in (BASE_YEAR, 2030, 2035)}
    return [
        row["sector"],
        material.name,
        *(rounded(between(share, year) * buyer.demand_tonnes(material.name, year), 4) for year in buyer.years),
        rule("defence_factor") * material.reference_price if row["sector"] == DEFENCE else None,
    ]


def scrap(buyer: Buyer) -> Sheet:
    """Give the Scrap sheet: what is collected, in gross tonnes."""
    rows = table("scrap")
    streams = dict.fromkeys(row["stream"] for row in rows)
    return Sheet(
        "Scrap",
        [Column("Stream", width=26), *year_columns(buyer.years), Column("Keep", width=8)],
        [[stream, *_scrap_tonnes(stream, buyer.years), "no"] for stream in streams],
        [sourced("Scrap", f"{row['stream']}: {row['year']}", row) for row in rows] + column_sources("Scrap", UNION),
    )


def _scrap_tonnes(stream: str, years: range) -> list[float]:
    points = {int(row["year"]): float(row["tonnes"]) for row in table("scrap") if row["stream"] == stream}
    return [rounded(between(points, year)) for year in years]


PLANT_COLUMNS = {
    "plant": Column("Plant", width=28),
    "stream": Column("Stream", width=26),
    "country": Column("Country", width=14),
    "capacity": Column("Capacity", "number"),
    "max_build": Column("Max build", "number"),
    "capex": Column("Capex", "number"),
    "opex": Column("Opex", "number"),
    "lead_time": Column("Lead time", "number"),
    "life": Column("Life", "number"),
    "under_way": Column("Under way", "number"),
    "ready": Column("Ready", "year"),
}


def recycling() -> Sheet:
    """Give the Recycling sheet: plants in t of scrap a year, money in USD."""
    plants = table("recycling")
    return Sheet(
        "Recycling",
        list(PLANT_COLUMNS.values()),
        [[cell(plant[key]) for key in PLANT_COLUMNS] for plant in plants],
        [sourced("Recycling", plant["plant"], plant) for plant in plants] + column_sources("Recycling", UNION),
    )


def recovery() -> Sheet:
    """Give the Recovery sheet: what each plant wins from a tonne of its stream."""
    wins = [
        (plant["plant"], row)
        for plant in table("recycling")
        for row in table("recovery")
        if row["stream"] == plant["stream"]
    ]
    return Sheet(
        "Recovery",
        [Column("Plant", width=28), Column("Material", width=20), Column("Yield", "fine")],
        [[plant, row["material"], round(float(row["content"]) * float(row["recovery"]), 5)] for plant, row in wins],
        [sourced("Recovery", f"{plant}, {row['material']}: Yield", row) for plant, row in wins],
    )
