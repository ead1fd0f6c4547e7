"""Workbooks for the audit: one small and rich, and random ones with all features, always with a plan."""

import random
from typing import Any

from tests.cases.tables import Table, Tables, policies

SOFT = "2 x price"


def rich(first: str = "2026", periods: int = 4, length: str = "year", seed: int = 0, rules: float = 0.8) -> Tables:
    """Two materials, two stages, lead times, growth, stocks, recycling, routes, deals, `rules` of all kinds."""
    chance = random.Random(seed)
    labels = _labels(first, periods, length)
    tables: Tables = {
        "Settings": [
            ["Setting", "Value"], ["Title", "Rich"], ["First period", first], ["Periods", periods],
            ["Period length", length], ["Currency", "EUR"], ["Discount rate", 0.05], ["Carbon price", 0.1],
            ["Shortage cost", 5],
        ],
        "Materials": [["Material", "Stages", "Reference price"], ["co", "ore, metal", 20], ["ni", "metal", 10]],
        "Countries": [
            ["Country", "Home", "Governance risk", "ESG risk"], ["A", "no", 0.8, 0.5], ["B", "no", 0.4, 0.2],
            ["C", "no", 0.3, 0.6], ["H", "yes", 0.1, 0.1],
        ],
        "Blocs": [["Bloc", "Country", "To"], ["pact", "A", None], ["pact", "B", labels[-2]], ["pact", "H", None]],
        "Suppliers": _suppliers(chance, labels),
        "Routes": [
            ["From", "To", "Material", "Open", "Cost", "Max volume"],
            ["A", "abroad", "co", None, round(chance.uniform(0, 2), 2), 60],
            ["co / metal", "Y", None, None, 0.3, None],
            ["A mine", "B works", "each", chance.choice(["no", "yes"]), None, None],
            ["C", "Z", "ni", None, 0.5, 30],
        ],
        "Stockpiles": _stockpiles(chance),
        **_deals(chance, labels),
        **_recycling(chance, labels),
        "Demand": _demand(chance, labels),
        "Policies": _policies(chance, labels, rules),
    }  # fmt: skip
    return tables


def _labels(first: str, periods: int, length: str) -> list[str]:
    if length == "year":
        return [str(int(first) + t) for t in range(periods)]
    year, part = int(first[:4]), int(first[-1]) - 1
    return [f"{year + (part + t) // 4}Q{(part + t) % 4 + 1}" for t in range(periods)]


def _suppliers(chance: random.Random, labels: list[str]) -> Table:
    heads = [
        "Supplier", "Material", "Country", "Stage", "Owner", "Capacity", "Spot share", "Unit cost", "Tariff", "Freight",
        "Yield", "Emissions", "Recent volume", "Max growth", "Ramp", "Min purchase", "Lead time", "From", "To",
        f"Ordered {labels[0]}", "Own feed from",
    ]  # fmt: skip

    def row(name: str, material: str, country: str, stage: str | None, price: float, **more: Any) -> list[Any]:
        known = {
            "Supplier": name, "Material": material, "Country": country, "Stage": stage,
            "Capacity": chance.randrange(60, 140), "Unit cost": round(chance.uniform(0.7, 1.3) * price, 2),
            "Tariff": round(chance.uniform(0, 0.1), 3), "Freight": round(chance.uniform(0, 1), 2),
            "Emissions": round(chance.uniform(0, 4), 1), "Owner": chance.choice(["Big", "Small", None]),
        } | {key.replace("_", " "): value for key, value in more.items()}  # fmt: skip
        return [known.get(head) for head in heads]

    ordered = f"Ordered_{labels[0]}"
    return [
        heads,
        row("A mine", "co", "A", "ore", 5, Spot_share=0.9),
        row("B mine", "co", "B", "ore", 7, Lead_time=1, **{ordered: 40}),
        row("H mine", "co", "H", "ore", 9, Min_purchase=chance.choice([0, 5])),
        row("A works", "co", "A", "metal", 2, Yield=0.8),
        row("B works", "co", "B", "metal", 3, Yield=0.9, Lead_time=1, **{ordered: 20}),
        row("H works", "co", "H", "metal", 5, Yield=0.95, From=labels[1]),
        row("trader", "co", "C", "metal", 11, Own_feed_from="A 50%, B 30%"),
        row("A ni", "ni", "A", "metal", 6, Recent_volume=20, Max_growth=0.2, Ramp=15, Lead_time=chance.choice([0, 1])),
        row("C ni", "ni", "C", "metal", 8, To=labels[-2], Recent_volume=10, Max_growth=0.5),
        row("H ni", "ni", "H", "metal", 12),
    ]


def _stockpiles(chance: random.Random) -> Table:
    return [
        ["Material", "Stage", "Opening stock", "Clean share", "Capacity", "Holding cost", "Loss", "Max fill",
         "Max release", "Closing stock", "Closing value"],
        ["co", "metal", 20, 0.5, 60, 0.6, 0.02, 50, 40, 10, 1],
        ["co", "ore", 5, 0, 30, 0.2, 0, None, None, chance.choice([0, 5]), 0],
        ["ni", "metal", 10, 1, 40, 0.4, 0.05, 20, 20, 0, 0.5],
    ]  # fmt: skip


def _deals(chance: random.Random, labels: list[str]) -> Tables:
    return {
        "Contracts": [
            ["Contract", "Supplier", "Status", "Max volume", "Min volume", "Price", "Discount", "Price floor",
             "Take or pay", "From", "To"],
            ["old", "A works", "signed", 20, 5, 1.5, None, None, 0.8, None, labels[-2]],
            ["new", "C ni", "candidate", 30, 10, None, chance.choice([0.1, 0.4]), 4, 0.5, labels[1], None],
            ["late", "A ni", "candidate", 15, 0, 5, None, None, 0, labels[1], None],
        ],
        "Ventures": [
            ["Venture", "Supplier", "Max capacity", "Capex", "Lead time", "Life", "Support", "Equity share",
             "Under way", "Earliest", "Financing rate"],
            ["dig", "H mine, B mine", 60, chance.choice([2, 9]), 1, 3, 0.2, 0.6, 5, None, 0.03],
            ["roast", "H works", 40, 3, 0, 20, 0, 1, 0, labels[1], None],
        ],
        "Substitution": [
            ["Sector", "Material", "Max share", "Share today", "Cost", "Max growth", "Capex", "Lead time", "Life"],
            ["Z", "ni", 0.3, 0.05, chance.choice([6, 12]), 0.1, 20, 1, 10],
        ],
        "Scenarios": [
            ["Scenario", "Partner", "Material", "Capacity factor", "Cost factor", "Demand factor", "From", "To"],
            ["shock", "A", "co", 0.5, 1.3, 1, labels[1], labels[2]],
            ["shock", None, "ni", 1, 1.1, 1.2, labels[2], None],
        ],
    }  # fmt: skip


def _recycling(chance: random.Random, labels: list[str]) -> Tables:
    return {
        "Scrap": [
            ["Stream", *labels, "From sector", "Material", "Lag", "Collection", "Keep"],
            ["used", *(chance.randrange(10, 40) for _ in labels), "Y", "co", 1, 0.2, "yes"],
            ["chips", *(chance.randrange(5, 20) for _ in labels), None, None, None, None, "no"],
        ],
        "Recycling": [
            ["Plant", "Stream", "Country", "Capacity", "Max build", "Capex", "Opex", "Lead time", "Life", "Support",
             "Under way", "Ready", "Delay", "Emissions", "Financing rate"],
            ["melt", "used", "H", 15, 10, 8, 1, 1, 3, 0.25, 5, labels[1], 0, 0.5, 0.04],
            ["mill", "chips", "H", 8, 5, 12, 2, 0, 20, 0, 0, None, 1, 0.2, 0],
        ],
        "Recovery": [["Plant", "Material", "Yield"], ["melt", "co", 0.4], ["melt", "ni", 0.3], ["mill", "ni", 0.6]],
    }  # fmt: skip


def _demand(chance: random.Random, labels: list[str]) -> Table:
    def tonnes() -> list[int]:
        return [chance.randrange(30, 60) for _ in labels]

    return [
        ["Sector", "Material", *labels, "Shortage cost", "Least fill"],
        ["Y", "co", *tonnes(), None, 0.3],
        ["Z", "co", *tonnes(), 60, None],
        ["Z", "ni", *tonnes(), None, None],
        ["Y", "ni", *tonnes(), None, None],
    ]


def _policies(chance: random.Random, labels: list[str], part: float) -> Table:
    def share(low: float, high: float) -> float:
        return round(chance.uniform(low, high), 2)

    late = {"From": labels[1]}
    rules: list[dict[str, Any]] = [
        {"Rule": "Max country share", "Limit": share(0.3, 0.7), "Penalty": SOFT},
        {"Rule": "Max country share", "Limit": share(0.3, 0.6), "Penalty": 3, "Base": "imports", "Partner": "A"},
        {"Rule": "Max supplier share", "Limit": share(0.3, 0.8), "Penalty": 5, "Base": "supply", **late},
        {"Rule": "Max owner share", "Limit": share(0.2, 0.6), "Penalty": 2, "Material": "co", "Stage": "all"},
        {"Rule": "Max bloc share", "Limit": share(0.3, 0.8), "Penalty": 1, "Per": "horizon", "Base": "primary"},
        {"Rule": "Min bloc share", "Limit": share(0.2, 0.6), "Penalty": 1, "Partner": "pact", "Per": "period"},
        {"Rule": "Min home share", "Limit": share(0.1, 0.5), "Penalty": 4, "Material": "co"},
        {"Rule": "Min home capacity", "Limit": share(0.1, 0.9), "Penalty": 4, "Stage": "recycling"},
        {"Rule": "Min home capacity", "Limit": share(0.1, 0.9), "Penalty": 1},
        {"Rule": "Ban", "Partner": "B mine", "To": labels[0]},
        {"Rule": "Ban", "Partner": "country: C", "Sector": "Z", "Material": "co"},
        {"Rule": "Clean chain", "Partner": "A", "Sector": "Z", "Material": "co", "Penalty": 6},
        {"Rule": "Max volume", "Limit": 50, "Partner": "country: A", "Penalty": 2, "Material": "all"},
        {"Rule": "Min volume", "Limit": 20, "Partner": "owner: Big", "Penalty": 2},
        {"Rule": "Min recycled share", "Limit": share(0.1, 0.4), "Penalty": SOFT, **late},
        {"Rule": "Min days of cover", "Limit": 40, "Penalty": 3},
        {"Rule": "Min days of cover", "Limit": 30, "Penalty": 3, "Base": "net imports", "Material": "ni"},
        {"Rule": "Max emissions", "Limit": 150, "Penalty": 1},
        {"Rule": "Max emissions", "Limit": 40, "Penalty": 1, "Partner": "H", "Material": "ni"},
        {"Rule": "Max supply risk", "Limit": 0.3, "Penalty": 5},
        {"Rule": "Max supply risk", "Limit": 0.25, "Penalty": 5, "Material": "co", "Base": "ESG", "Stage": "metal"},
        {"Rule": "Max budget", "Limit": 1000, "Penalty": 0.5, "Base": "paid cost"},
        {"Rule": "Max budget", "Limit": 50, "Penalty": 0.5, "Per": "horizon"},
        {"Rule": "Min fill", "Limit": 0.9, "Penalty": 7, "Sector": "Y"},
        {"Rule": "Max HHI", "Limit": share(0.6, 0.8), "Penalty": 4, "Material": "co", "Stage": "metal"},
        {"Rule": "Max unmet after losing a partner", "Limit": share(0.1, 0.5), "Penalty": 2, **late},
    ]  # fmt: skip
    return policies(
        *(
            rule
            for number, rule in enumerate(rules)
            if not number or chance.random() < part or rule["Rule"] in ("Max HHI", "Max unmet after losing a partner")
        )
    )
