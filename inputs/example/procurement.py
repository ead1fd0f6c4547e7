"""The sheets of procurement: contracts, ventures, substitution, and the other worlds to plan for."""

from collections.abc import Iterator

from example.facts import YEARS, Row, table
from example.sheets import Column, Share, Sheet, Source, Value, cell, column_sources, sourced
from example.volumes import demand_tonnes

CONTRACT_COLUMNS = {
    "contract": Column("Contract", width=36),
    "supplier": Column("Supplier", width=40),
    "status": Column("Status", width=12),
    "max_volume": Column("Max volume", "number"),
    "min_volume": Column("Min volume", "number"),
    "price": Column("Price", "number"),
    "discount": Column("Discount", "decimal"),
    "price_floor": Column("Price floor", "number"),
    "take_or_pay": Column("Take or pay", "decimal"),
    "from": Column("From", "year", 8),
    "to": Column("To", "year", 8),
}
VENTURE_COLUMNS = {
    "venture": Column("Venture", width=30),
    "supplier": Column("Supplier", width=56),
    "max_capacity": Column("Max capacity", "number", 14),
    "capex": Column("Capex", "number"),
    "lead_time": Column("Lead time", "number"),
    "life": Column("Life", "number"),
    "financing_rate": Column("Financing rate", "decimal", 15),
    "support": Column("Support", "decimal"),
    "equity_share": Column("Equity share", "decimal", 14),
    "under_way": Column("Under way", "number"),
    "ready": Column("Ready", "year"),
    "earliest": Column("Earliest", "year"),
    "latest": Column("Latest", "year"),
}
SUBSTITUTION_COLUMNS = {
    "sector": Column("Sector", width=24),
    "material": Column("Material", width=20),
    "max_share": Column("Max share", "decimal"),
    "share_today": Column("Share today", "decimal", 14),
    "cost": Column("Cost", "number", 14),
    "max_growth": Column("Max growth", "decimal", 14),
    "capex": Column("Capex", "number", 14),
    "lead_time": Column("Lead time", "number"),
    "life": Column("Life", "number"),
}
SHARES = {
    "discount", "take_or_pay", "financing_rate", "support", "equity_share", "max_share", "share_today", "max_growth",
}  # fmt: skip


def contracts() -> Sheet:
    """Give the Contracts sheet: what is signed and what can be had, money in USD per t."""
    return _sheet("Contracts", CONTRACT_COLUMNS, ("contract",))


def ventures() -> Sheet:
    """Give the Ventures sheet: mines and refineries in t/yr of the whole plant, capex in USD per t/yr."""
    return _sheet("Ventures", VENTURE_COLUMNS, ("venture",))


def substitution() -> Sheet:
    """Give the Substitution sheet: cost in USD per t replaced, research in USD for the whole share."""
    return _sheet("Substitution", SUBSTITUTION_COLUMNS, ("sector", "material"))


def _sheet(name: str, columns: dict[str, Column], key: tuple[str, ...]) -> Sheet:
    rows = table(name.lower())
    return Sheet(
        name,
        list(columns.values()),
        [[_cell(row, column) for column in columns] for row in rows],
        [sourced(name, ", ".join(row[part] for part in key), row) for row in rows] + column_sources(name),
    )


def _cell(row: Row, key: str) -> Value:
    return Share(row[key]) if key in SHARES and row[key] else cell(row[key])


def scenarios() -> Sheet:
    """Give the Scenarios sheet: worlds to assume, without probability; a path of demand takes a row per year."""
    return Sheet(
        "Scenarios",
        [
            Column("Scenario", width=28),
            Column("Material", width=20),
            Column("Cost factor", "decimal"),
            Column("Demand factor", "decimal", 15),
            Column("From", "year", 8),
            Column("To", "year", 8),
        ],
        [line for row in table("scenarios") for line in _scenario_rows(row)],
        [_scenario_source(row) for row in table("scenarios")] + column_sources("Scenarios"),
    )


def _scenario_rows(row: Row) -> Iterator[list[Value]]:
    name, material, path = row["scenario"], row["material"], row["demand_path"]
    if not path:
        yield [name, material, cell(row["cost_factor"]), None, None, None]
        return
    for year in YEARS:
        factor = round(demand_tonnes(material, year, path) / demand_tonnes(material, year), 3)
        yield [name, material, None, factor, year, year]


def _scenario_source(row: Row) -> Source:
    factor = "Demand factor" if row["demand_path"] else "Cost factor"
    return sourced("Scenarios", f"{row['scenario']}: {factor}, {row['material']}", row)
