"""The sheet of scenarios: the other worlds to plan for."""

from collections.abc import Iterator

from planner.facts.buyer import Buyer, demand_tonnes
from planner.facts.importers import UNION
from planner.facts.known import STAGES, Partner, Row, partners, table
from planner.facts.sheets import Column, Share, Sheet, Source, Value, cell, column_sources, sourced

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
YEARS_TO_LOSS = 2
"""How long after the first year of the plan the largest partners are lost."""

WRITTEN_FROM = 2026
"""The first year for which `scenarios.csv` is written; a plan that begins later meets its shocks as much later."""


def scenarios(buyer: Buyer) -> Sheet:
    """Give the Scenarios sheet: worlds to assume, shocks as history gave them, the loss of each largest partner."""
    rows = [*_known(buyer), *losses(buyer)]
    return Sheet(
        "Scenarios",
        list(SCENARIO_COLUMNS.values()),
        [line for row in rows for line in _scenario_rows(row, buyer)],
        [_scenario_source(row) for row in rows] + column_sources("Scenarios", buyer.importer.code),
    )


def losses(buyer: Buyer) -> Iterator[Row]:
    """Give a scenario for each material in which the country abroad with the largest share of a stage sends nothing."""
    year = str(buyer.first_year + YEARS_TO_LOSS)
    for material in buyer.materials if buyer.first_year + YEARS_TO_LOSS in buyer.years else ():
        shares = list(_world_shares(buyer, material))
        if not shares:
            continue
        share, partner = max(shares, key=lambda found: found[0])
        yield {
            "scenario": f"Loss of {partner.country.name}: {material}",
            "material": material,
            "partner": partner.country.name,
            "capacity_factor": "0",
            "from": year,
            "to": year,
            "source": "As the N-1 scenarios of the IEA: without the largest supplier",
            "confidence": "assumption",
            "note": f"The largest at {partner.stage}, {share:.0%} of what the facts know; nothing for a year",
        }


def _world_shares(buyer: Buyer, material: str) -> Iterator[tuple[float, Partner]]:
    """Give the share of each partner abroad that sells to us in the output of its stage."""
    sellers = {p.name for p in buyer.partners() if p.country.iso3 and not buyer.at_home(p.country)}
    for stage in STAGES:
        found = [p for p in partners() if (p.material.name, p.stage) == (material, stage)]
        whole = sum(p.tonnes[p.base_year] for p in found)
        yield from ((p.tonnes[p.base_year] / whole, p) for p in found if p.name in sellers)


def _scenario_rows(row: Row, buyer: Buyer) -> Iterator[list[Value]]:
    if not row.get("demand_path"):
        yield [_scenario_cell(row, key) for key in SCENARIO_COLUMNS]
        return
    material = row["material"]
    for year in buyer.years:
        factor = round(demand_tonnes(material, year, row["demand_path"]) / demand_tonnes(material, year, UNION), 3)
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


def _known(buyer: Buyer) -> Iterator[Row]:
    """Give the rows of `scenarios.csv` on the buyer's materials, moved to its years; what lies behind them is left out.

    The probability of a scenario stands in the first of its rows that is left.
    """
    chances = {row["scenario"]: row["probability"] for row in table("scenarios") if row["probability"]}
    for row in table("scenarios"):
        begins, ends = (_moved(row[head], buyer) for head in ("from", "to"))
        if _touches(row, buyer) and (begins is None or begins <= buyer.last_year):
            within = {"from": _written(begins), "to": _written(ends and min(ends, buyer.last_year))}
            yield {**row, **within, "probability": chances.pop(row["scenario"], "")}


def _touches(row: Row, buyer: Buyer) -> bool:
    """Tell whether a row is about a material that is bought, and about a partner, if it names one, that sells it."""
    return row["material"] in buyer.materials and (
        not row["partner"]
        or any(
            (p.material.name, p.country.name) == (row["material"], row["partner"]) and row["stage"] in ("", p.stage)
            for p in buyer.partners()
        )
    )


def _moved(year: str, buyer: Buyer) -> int | None:
    return int(year) + buyer.first_year - WRITTEN_FROM if year else None


def _written(year: int | None) -> str:
    return "" if year is None else str(year)
