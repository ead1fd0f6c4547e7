"""The sheets of procurement: contracts, ventures, substitution, partnerships, and the other worlds to plan for."""

from collections.abc import Iterator

from example.facts import STAGES, YEARS, Partner, Row, materials, partners, table
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
DEMAND_FACTOR = Column("Demand factor", "decimal", 15)
SCENARIO_COLUMNS = {
    "scenario": Column("Scenario", width=36),
    "probability": Column("Probability", width=12),
    "partner": Column("Partner", width=20),
    "material": Column("Material", width=20),
    "stage": Column("Stage", width=12),
    "capacity_factor": Column("Capacity factor", "decimal", 15),
    "cost_factor": Column("Cost factor", "decimal"),
    "demand_factor": DEMAND_FACTOR,
    "from": Column("From", "year", 8),
    "to": Column("To", "year", 8),
}
LOSS_YEAR = 2028
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
        [sourced(name, ", ".join(row[part] for part in key), row) for row in rows] + column_sources(name),
    )


def _cell(row: Row, key: str) -> Value:
    return Share(row[key]) if key in SHARES and row[key] else cell(row[key])


def scenarios() -> Sheet:
    """Give the Scenarios sheet: worlds to assume, shocks as history gave them, the loss of each largest partner."""
    rows = [*table("scenarios"), *losses()]
    return Sheet(
        "Scenarios",
        list(SCENARIO_COLUMNS.values()),
        [line for row in rows for line in _scenario_rows(row)],
        [_scenario_source(row) for row in rows] + column_sources("Scenarios"),
    )


def losses() -> Iterator[Row]:
    """Give a scenario for each material in which the country abroad with the largest share of a stage sends nothing."""
    for material in materials():
        share, partner = max(_world_shares(material), key=lambda found: found[0])
        yield {
            "scenario": f"Loss of {partner.country.name}: {material}",
            "material": material,
            "partner": partner.country.name,
            "capacity_factor": "0",
            "from": str(LOSS_YEAR),
            "to": str(LOSS_YEAR),
            "source": "As the N-1 scenarios of the IEA: without the largest supplier",
            "confidence": "assumption",
            "note": f"The largest at {partner.stage}, {share:.0%} of what the facts know; nothing for a year",
        }


def _world_shares(material: str) -> Iterator[tuple[float, Partner]]:
    """Give the share of each partner abroad in the output of its stage."""
    for stage in STAGES:
        found = [p for p in partners() if (p.material.name, p.stage) == (material, stage)]
        whole = sum(p.tonnes[p.base_year] for p in found)
        yield from ((p.tonnes[p.base_year] / whole, p) for p in found if not p.country.home and p.country.iso3)


def _scenario_rows(row: Row) -> Iterator[list[Value]]:
    if not row.get("demand_path"):
        yield [_scenario_cell(row, key) for key in SCENARIO_COLUMNS]
        return
    material = row["material"]
    for year in YEARS:
        factor = round(demand_tonnes(material, year, row["demand_path"]) / demand_tonnes(material, year), 3)
        changed = {**row, "demand_factor": str(factor), "from": str(year), "to": str(year)}
        yield [_scenario_cell(changed, key) for key in SCENARIO_COLUMNS]


def _scenario_cell(row: Row, key: str) -> Value:
    written = row.get(key, "")
    return Share(written) if key == "probability" and written else cell(written)


def _scenario_source(row: Row) -> Source:
    factors = ("capacity_factor", "cost_factor", "demand_path")
    named = [SCENARIO_COLUMNS.get(key, DEMAND_FACTOR).head for key in factors if row.get(key)]
    about = ", ".join(part for part in (row["material"], row.get("partner"), row.get("from")) if part)
    return sourced("Scenarios", f"{row['scenario']}: {' and '.join(named)}, {about}", row)
