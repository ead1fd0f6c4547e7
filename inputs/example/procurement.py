"""The sheets of procurement: contracts, ventures, substitution, partnerships."""

from planner.facts.importers import UNION
from planner.facts.known import Row, table
from planner.facts.sheets import Column, Share, Sheet, Value, cell, column_sources, sourced

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
    "only_with": Column("Only with", width=24),
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
PARTNERSHIP_COLUMNS = {
    "partnership": Column("Partnership", width=30),
    "partner": Column("Partner", width=20),
    "tariff_cut": Column("Tariff cut", "decimal"),
    "capacity_added": Column("Capacity added", "decimal", 15),
    "lead_time_cut": Column("Lead time cut", "number", 14),
    "support": Column("Support", "decimal"),
    "yearly_cost": Column("Yearly cost", "number"),
    "from": Column("From", "year", 8),
    "to": Column("To", "year", 8),
}
SHARES = {
    "discount", "take_or_pay", "financing_rate", "support", "equity_share", "max_share", "share_today", "max_growth",
    "tariff_cut", "capacity_added",
}  # fmt: skip


def contracts() -> Sheet:
    """Give the Contracts sheet: what is signed and what can be had, money in USD per t."""
    return _sheet("Contracts", CONTRACT_COLUMNS, ("contract",))


def tenders() -> Sheet:
    """Give the contracts that only some members together can have, as rows of the Contracts sheet."""
    rows = table("joint_tenders")
    return Sheet(
        "Contracts",
        list(CONTRACT_COLUMNS.values()),
        [[_cell(row, column) for column in CONTRACT_COLUMNS] for row in rows],
        [sourced("Contracts", row["contract"], row) for row in rows],
    )


def ventures() -> Sheet:
    """Give the Ventures sheet: mines and refineries in t/yr of the whole plant, capex in USD per t/yr."""
    return _sheet("Ventures", VENTURE_COLUMNS, ("venture",))


def substitution() -> Sheet:
    """Give the Substitution sheet: cost in USD per t replaced, research in USD for the whole share."""
    return _sheet("Substitution", SUBSTITUTION_COLUMNS, ("sector", "material"))


def partnerships() -> Sheet:
    """Give the Partnerships sheet: what each brings, and what it costs in USD per year."""
    return _sheet("Partnerships", PARTNERSHIP_COLUMNS, ("partnership", "partner"))


def _sheet(name: str, columns: dict[str, Column], key: tuple[str, ...]) -> Sheet:
    rows = table(name.lower())
    return Sheet(
        name,
        list(columns.values()),
        [[_cell(row, column) for column in columns] for row in rows],
        [sourced(name, ", ".join(row[part] for part in key), row) for row in rows] + column_sources(name, UNION),
    )


def _cell(row: Row, key: str) -> Value:
    return Share(row[key]) if key in SHARES and row[key] else cell(row[key])
