"""The sheets that frame the plan: settings, materials, countries and blocs."""

from collections.abc import Collection

from planner.facts.buyer import Buyer
from planner.facts.known import STAGES, Row, countries, table
from planner.facts.sheets import Column, Share, Sheet, Value, cell, column_sources, sourced


def settings(buyer: Buyer, title: str) -> Sheet:
    """Give the Settings sheet."""
    own = {"Title": title, "First period": str(buyer.first_year), "Periods": str(len(buyer.years))}
    rows = [{**row, "value": own.get(row["setting"], row["value"])} for row in table("settings")]
    return Sheet(
        "Settings",
        [Column("Setting", width=18), Column("Value", width=34)],
        [[row["setting"], _setting(row)] for row in rows],
        [sourced("Settings", row["setting"], row) for row in rows if row["source"]],
    )


def _setting(row: Row) -> Value:
    return Share(row["value"]) if row["setting"] == "Discount rate" else cell(row["value"])


def materials(buyer: Buyer) -> Sheet:
    """Give the Materials sheet: stages in order, prices in USD per t of contained material."""
    rows = [row for row in table("materials") if row["material"] in buyer.materials]
    return Sheet(
        "Materials",
        [
            Column("Material", width=20),
            Column("Basis", width=26),
            Column("Stages", width=24),
            Column("Reference price", "number", 16),
        ],
        [[row["material"], row["basis"], ", ".join(STAGES), cell(row["reference_price"])] for row in rows],
        [sourced("Materials", f"{row['material']}: Reference price", row) for row in rows]
        + column_sources("Materials", buyer.importer.code),
    )


def nations(buyer: Buyer, iso3: Collection[str] | None = None) -> Sheet:
    """Give the Countries sheet, of all countries or of some: the importer's own are home."""
    rows = [row for row in table("countries") if iso3 is None or row["iso3"] in iso3]
    return Sheet(
        "Countries",
        [
            Column("Country", width=22),
            Column("ISO3", width=8),
            Column("Aliases", width=38),
            Column("Home", width=8),
            Column("Governance risk", "decimal", 16),
        ],
        [
            [
                row["country"],
                row["iso3"] or None,
                row["aliases"] or None,
                "yes" if row["iso3"] in buyer.importer.home else "no",
                cell(row["governance_risk"]),
            ]
            for row in rows
        ],
        [sourced("Countries", f"{row['country']}: Governance risk", row) for row in rows],
    )


def blocs(iso3: Collection[str] | None = None) -> Sheet:
    """Give the Blocs sheet, of all countries or of some: alliances and the year in which each joined."""
    rows = [row for row in table("blocs") if iso3 is None or row["iso3"] in iso3]
    members = [(row["bloc"], countries()[row["iso3"]].name, row) for row in rows]
    return Sheet(
        "Blocs",
        [Column("Bloc", width=30), Column("Country", width=22), Column("From", "year", 8)],
        [[bloc, country, cell(row["from"])] for bloc, country, row in members],
        [sourced("Blocs", f"{bloc}: {country}", row) for bloc, country, row in members],
    )
