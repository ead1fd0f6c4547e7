"""A plan with everything that can be decided: a contract in part, orders that take a year, ventures, recycling."""

from typing import Any

from tests.cases.tables import Table, Tables, policies, settings


def suppliers(*rows: dict[str, Any]) -> Table:
    """Suppliers of co, each with the columns that it fills."""
    heads = list(dict.fromkeys(["Supplier", "Material", *(head for row in rows for head in row)]))
    return [heads, *([{"Material": "co", **row}.get(head) for head in heads] for row in rows)]


def everything() -> Tables:
    """Ore comes after a year from `far`, at once and dearer from `near`; refining at home; four years.

    `deal` delivers the same each year and must be taken, so that the low demand of 2026 has it signed in part.
    `reef` grows by a venture; old metal comes back after two years, and scrap of a table waits for the plants.
    """
    return {
        "Settings": settings(2026, 4, **{"Discount rate": 0.05, "Carbon price": 2}),
        "Materials": [["Material", "Reference price"], ["co", 60]],
        "Countries": [["Country", "Home"], ["here", "yes"], ["far land", "no"], ["near land", "no"]],
        "Suppliers": suppliers(
            {"Supplier": "far", "Capacity": 40, "Unit cost": 5, "Tariff": 0.1, "Freight": 1, "Emissions": 0.5}
            | {"Country": "far land", "Stage": "extraction", "Lead time": "1 year", "Ordered 2026": 30},
            {"Supplier": "near", "Capacity": 500, "Unit cost": 14, "Max growth": 0.1, "Recent volume": 40, "Ramp": 6}
            | {"Country": "near land", "Stage": "extraction"},
            {"Supplier": "reef", "Capacity": 0, "Unit cost": 8, "Country": "near land", "Stage": "extraction"},
            {"Supplier": "works", "Capacity": 500, "Unit cost": 4, "Yield": 0.9, "Country": "here"},
            {"Supplier": "trader", "Capacity": 90, "Unit cost": 30, "Freight": 1, "Spot share": 0}
            | {"Country": "far land", "Own feed from": "far land 100%"},
            {"Supplier": "market", "Capacity": 900, "Unit cost": 45}
            | {"Country": "near land", "Own feed from": "near land 100%"},
        ),
        "Contracts": [
            ["Contract", "Supplier", "Status", "Max volume", "Min volume", "Price", "Take or pay", "From", "To"],
            ["deal", "trader", "candidate", 90, 90, 17, 1, None, None],
            ["ore deal", "far", "candidate", 30, 10, 4, 0.9, None, 2028],
            ["never", "far", "candidate", 10, None, 50, None, None, None],
        ],
        "Ventures": [
            ["Venture", "Supplier", "Max capacity", "Capex", "Lead time", "Life", "Support", "Equity share"],
            ["reef mine", "reef", 30, 20, "1 year", 10, 0.25, 0.5],
        ],
        "Stockpiles": [
            ["Material", "Stage", "Opening stock", "Capacity", "Holding cost"],
            ["co", "processing", 12, 25, 1],
        ],
        "Scrap": [
            ["Stream", 2026, 2027, 2028, 2029, "From sector", "Material", "Lag", "Collection", "Keep"],
            ["old metal", 15, 15, 15, 15, "makers", "co", "2 years", 0.4, "yes"],
        ],
        "Recycling": [
            ["Plant", "Stream", "Country", "Capacity", "Max build", "Capex", "Opex", "Lead time", "Life", "Delay"],
            ["melter", "old metal", "here", 5, 6, 30, 3, "1 year", 8, "1 year"],
        ],
        "Recovery": [["Plant", "Material", "Yield"], ["melter", "co", 0.8]],
        "Demand": [
            ["Sector", "Material", 2024, 2025, 2026, 2027, 2028, 2029, "Shortage cost"],
            ["makers", "co", 70, 80, 60, 100, 130, 150, 200],
        ],
        "Substitution": [
            ["Sector", "Material", "Max share", "Cost", "Capex", "Life"],
            ["makers", "co", 0.1, 20, 40, 10],
        ],
        "Policies": policies(
            {"Rule": "Min days of cover", "Limit": 20, "From": 2027},
            {"Rule": "Max country share", "Limit": 0.9, "Stage": "extraction"},
        ),
    }  # fmt: skip
