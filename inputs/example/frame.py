"""The sheets that frame the plan: settings, materials, countries and blocs."""

from example.facts import STAGES, Row, countries, table
from example.sheets import Column, Share, Sheet, Value, cell, column_sources, sourced


def settings() -> Sheet:
    """Give the Settings sheet."""
    rows = table("settings")
    return Sheet(
        "Settings",
        [Column("Setting", width=18), Column("Value", width=34)],
        [[row["setting"], _setting(row)] for row in rows],
        [sourced("Settings", row["setting"], row) for row in rows if row["source"]],
    )


def _setting(row: Row) -> Value:
    return Share(row["value"]) if row["setting"] == "Discount rate" else cell(row["value"])


def materials() -> Sheet:
    """Give the Materials sheet: stages in order, prices in USD per t of contained material."""
    rows = table("materials")
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
        + column_sources("Materials"),
    )


def nations() -> Sheet:
    """Give the Countries sheet: the importer's own countries are home."""
    rows = table("countries")
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
                "yes" if row["region"] == "Home" else "no",
                cell(row["governance_risk"]),
            ]
            for row in rows
        ],
        [sourced("Countries", f"{row['country']}: Governance risk", row) for row in rows],
    )


def blocs() -> Sheet:
    """Give the Blocs sheet: alliances and the year in which each country joined."""
    rows = table("blocs")
    members = [(row["bloc"], countries()[row["iso3"]].name, row) for row in rows]
    return Sheet(
        "Blocs",
        [Column("Bloc", width=30), Column("Country", width=22), Column("From", "year", 8)],
        [[bloc, country, cell(row["from"])] for bloc, country, row in members],
        [sourced("Blocs", f"{bloc}: {country}", row) for bloc, country, row in members],
    )
