"""The example that a template shows: small, right, and solvable; heads and figures as a user would type them."""

from collections.abc import Mapping, Sequence

from planner.workbook.declare import Row
from planner.workbook.schema import (
    Country,
    Demand,
    Material,
    Plant,
    Policy,
    Recovery,
    Scrap,
    Settings,
    Stockpile,
    Supplier,
)

Value = str | float
HISTORY = "2025"
PERIODS = ("2026", "2027", "2028", "2029", "2030")


def _over(*figures: float) -> dict[str, Value]:
    """Figures under the example's periods."""
    return dict(zip(PERIODS, figures, strict=True))


EXAMPLE: Mapping[type[Row], Sequence[Mapping[str, Value]]] = {
    Settings: [
        {
            "Title": "Cobalt and lithium for an importing country",
            "First period": 2026,
            "Periods": len(PERIODS),
            "Period length": "year",
            "Discount rate": 0.03,
            "Currency": "EUR",
            "Price year": 2025,
            "Base policy": "diversified",
            "Carbon price": 80,
            "Shortage cost": 5,
            "Recovery periods": 1,
        }
    ],
    Material: [
        {"Material": "cobalt", "Basis": "Co content", "Stages": "extraction, processing", "Reference price": 30000},
        {"Material": "lithium", "Basis": "Li content", "Stages": "extraction, processing", "Reference price": 70000},
    ],
    Country: [
        {"Country": "DR Congo", "ISO3": "COD", "Aliases": "DRC", "Home": "no", "Governance risk": 0.8, "ESG risk": 0.8},
        {"Country": "Australia", "ISO3": "AUS", "Home": "no", "Governance risk": 0.15, "ESG risk": 0.2},
        {"Country": "Chile", "ISO3": "CHL", "Home": "no", "Governance risk": 0.3, "ESG risk": 0.4},
        {"Country": "China", "ISO3": "CHN", "Home": "no", "Governance risk": 0.55, "ESG risk": 0.6},
        {"Country": "Home country", "Home": "yes", "Governance risk": 0.15, "ESG risk": 0.15},
    ],
    Supplier: [
        {
            "Supplier": "Copperbelt mine",
            "Material": "cobalt",
            "Country": "DRC",
            "Stage": "extraction",
            "Capacity": 900,
            "Unit cost": 14000,
            "Emissions": 4,
        },
        {
            "Supplier": "Nickel belt mine",
            "Material": "cobalt",
            "Country": "Australia",
            "Stage": "extraction",
            "Capacity": 400,
            "Unit cost": 17000,
            "Emissions": 6,
            "Recent volume": 150,
            "Max growth": 0.25,
        },
        {
            "Supplier": "Harbour refinery",
            "Material": "cobalt",
            "Country": "Home country",
            "Stage": "processing",
            "Capacity": 600,
            "Unit cost": 6000,
            "Yield": 0.92,
            "Emissions": 3,
        },
        {
            "Supplier": "River delta refinery",
            "Material": "cobalt",
            "Country": "China",
            "Stage": "processing",
            "Owner": "River delta group",
            "Capacity": 2000,
            "Unit cost": 24000,
            "Own feed from": "COD 90%, CHN 10%",
            "Tariff": 0.05,
            "Freight": 150,
            "Emissions": 9,
        },
        {
            "Supplier": "Desert brine",
            "Material": "lithium",
            "Country": "Chile",
            "Stage": "extraction",
            "Capacity": 1500,
            "Unit cost": 22000,
            "Emissions": 10,
            "Lead time": "1 year",
            "Ordered 2026": 700,
        },
        {
            "Supplier": "Home converter",
            "Material": "lithium",
            "Country": "Home country",
            "Stage": "processing",
            "Capacity": 800,
            "Unit cost": 15000,
            "Yield": 0.85,
            "Emissions": 8,
        },
        {
            "Supplier": "Salt works",
            "Material": "lithium",
            "Country": "China",
            "Stage": "processing",
            "Owner": "River delta group",
            "Capacity": 3000,
            "Unit cost": 52000,
            "Own feed from": "AUS 60%, CHN 40%",
            "Freight": 200,
            "Emissions": 20,
        },
    ],
    Stockpile: [
        {
            "Material": "cobalt",
            "Stage": "processing",
            "Opening stock": 60,
            "Capacity": 300,
            "Holding cost": 250,
            "Loss": 0,
            "Closing stock": 60,
        }
    ],
    Scrap: [{"Stream": "spent batteries", **_over(800, 1000, 1300, 1700, 2200), "Keep": "no"}],
    Plant: [
        {
            "Plant": "Battery recycler",
            "Stream": "spent batteries",
            "Country": "Home country",
            "Capacity": 500,
            "Max build": 500,
            "Capex": 4000,
            "Opex": 1500,
            "Lead time": "1 year",
            "Life": 20,
        }
    ],
    Recovery: [
        {"Plant": "Battery recycler", "Material": "cobalt", "Yield": 0.04},
        {"Plant": "Battery recycler", "Material": "lithium", "Yield": 0.02},
    ],
    Demand: [
        {"Sector": "batteries", "Material": "cobalt", HISTORY: 600, **_over(650, 720, 800, 880, 960)},
        {"Sector": "alloys", "Material": "cobalt", HISTORY: 150, **_over(150, 150, 150, 150, 150), "Least fill": 0.5},
        {"Sector": "batteries", "Material": "lithium", HISTORY: 900, **_over(1000, 1200, 1400, 1600, 1800)},
    ],
    Policy: [
        {
            "ID": "cap",
            "Policy set": "diversified",
            "Rule": "Max country share",
            "Limit": 0.65,
            "Stage": "processing",
            "Base": "consumption",
            "Per": "year",
            "From": 2028,
            "Penalty": "2 x price",
            "Source": "Written for this example",
        },
        {
            "ID": "cover",
            "Policy set": "diversified",
            "Rule": "Min days of cover",
            "Limit": 30,
            "Material": "cobalt",
            "From": 2027,
            "Source": "Written for this example",
        },
    ],
}
"""The rows of each sheet of the template, by head."""
