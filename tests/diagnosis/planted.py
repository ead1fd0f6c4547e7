"""Workbooks with a conflict that was planted: the cells that cannot hold together, and what makes it go away."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.cases.tables import Tables, cover, ordered_before, policies, settings, share_cap_ladder

Cells = frozenset[str]


@dataclass(frozen=True)
class Planted:
    """The tables, the cells of each conflict, and the cells to change with a value that does and one a hair short.

    A value of None takes the row out, after which nothing can be a hair short.
    """

    tables: Callable[[], Tables]
    conflicts: tuple[Cells, ...]
    changes: dict[str, tuple[Any, Any]]
    policy: str = "S"


def plain(periods: int = 1, **sheets: Any) -> Tables:
    """Suppliers A of 100 and B of 30 t, a demand of 100 t that must be met, and what else is given."""
    years = list(range(2026, 2026 + periods))
    tables: Tables = {
        "Settings": settings(2026, periods),
        "Materials": [["Material", "Stages"], ["co", "refined"]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Capacity", "Unit cost"],
            ["A", "co", "a", 100, 10],
            ["B", "co", "b", 30, 14],
        ],
        "Demand": [
            ["Sector", "Material", *years, "Shortage cost", "Least fill"],
            ["all", "co", *[100] * periods, 99, 1],
        ],
    }
    return tables | sheets


def contract_over_cap() -> Tables:
    """A contract of 58.2 t a year with the Congo, of which at most 30 % of 155.7 t may come."""
    return {
        "Settings": settings(2028, 1),
        "Materials": [["Material", "Stages"], ["Cobalt", "refined"]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Capacity", "Unit cost"],
            ["KCC", "Cobalt", "Congo", 100, 10],
            ["Kokkola", "Cobalt", "Finland", 200, 14],
        ],
        "Contracts": [
            ["Contract", "Supplier", "Status", "Min volume", "Max volume", "Price"],
            ["KCC 2026", "KCC", "signed", 58.2, 80, 9],
        ],
        "Demand": [["Sector", "Material", 2028, "Shortage cost"], ["all", "Cobalt", 155.7, 99]],
        "Policies": policies({"Rule": "Max country share", "Limit": 0.3}),
    }


def contract_over_capacity() -> Tables:
    contracts = [
        ["Contract", "Supplier", "Status", "Max volume", "Min volume", "Price"],
        ["K", "B", "signed", 50, 40, 9],
    ]
    return plain(Contracts=contracts)


def stock_duty() -> Tables:
    """60 days at the end of the second year, into a stock that takes 20 t a year."""
    stock = [["Material", "Stage", "Capacity", "Holding cost", "Max fill"], ["co", "refined", 1000, 1, 20]]
    return cover(60) | {"Stockpiles": stock}


def lead_time() -> Tables:
    """A needs a year to deliver and nothing was ordered; B alone has 30 of 100 t in the first year."""
    tables = ordered_before()
    tables["Suppliers"][1][-1] = None
    tables["Suppliers"][2][3] = 30
    tables["Demand"] = [["Sector", "Material", 2026, 2027, "Shortage cost"], ["all", "co", 100, 100, 1000]]
    tables["Policies"] = policies({"Rule": "Min fill", "Limit": 0.8})
    return tables


def budget() -> Tables:
    """Two years of which each costs 1000, and 1500 to spend over both."""
    rules = policies({"Rule": "Max budget", "Limit": 1500, "Base": "paid cost", "Per": "horizon"})
    return plain(2, Policies=rules)


def two_apart() -> Tables:
    """The ladder of cobalt at 30 %, and lithium of which nothing may come from D and little from E."""
    tables = share_cap_ladder(None)
    tables["Materials"].append(["li", "refined"])
    tables["Suppliers"] += [["D", "li", "d", 100, 5], ["E", "li", "e", 100, 6]]
    tables["Demand"].append(["all", "li", 100, 50, 1])
    tables["Policies"] = policies(
        {"Rule": "Max supplier share", "Limit": 0.3, "Material": "co"},
        {"Rule": "Ban", "Material": "li", "Partner": "supplier: D"},
        {"Rule": "Max volume", "Limit": 30, "Material": "li", "Partner": "supplier: E"},
    )
    return tables


def recycled_share() -> Tables:
    """A fifth is to be recycled, and 25 t of scrap give 10 t."""
    return plain(
        Countries=[["Country", "Home"], ["home", "yes"], ["a", "no"], ["b", "no"]],
        Scrap=[["Stream", 2026], ["used", 25]],
        Recycling=[["Plant", "Stream", "Country", "Capacity", "Opex"], ["works", "used", "home", 100, 1]],
        Recovery=[["Plant", "Material", "Yield"], ["works", "co", 0.4]],
        Policies=policies({"Rule": "Min recycled share", "Limit": 0.2}),
    )


def banned() -> Tables:
    """Half must be met, and A, without which there are 30 t, is banned."""
    tables = plain(Policies=policies({"Rule": "Ban", "Partner": "supplier: A"}))
    tables["Demand"][1][-1] = 0.5
    return tables


def closing_stock() -> Tables:
    """100 t are to be in stock at the end, of 30 at the beginning, and 20 go in each year."""
    heads = ["Material", "Opening stock", "Capacity", "Holding cost", "Max fill", "Closing stock"]
    tables = plain(3, Stockpiles=[heads, ["co", 30, 200, 1, 20, 100]])
    tables["Suppliers"][1][3] = 1000
    return tables


def home_capacity() -> Tables:
    """A tenth of consumption is to stand at home from the second year on; a venture of 8 t/yr is all there is."""
    return plain(
        2,
        Countries=[["Country", "Home"], ["a", "no"], ["b", "yes"]],
        Suppliers=[
            ["Supplier", "Material", "Country", "Capacity", "Unit cost"],
            ["A", "co", "a", 200, 10],
            ["B", "co", "b", 0, 14],
        ],
        Ventures=[["Venture", "Supplier", "Max capacity", "Capex"], ["V", "B", 8, 10]],
        Policies=policies({"Rule": "Min home capacity", "Limit": 0.1, "From": 2027}),
    )


def least_volume() -> Tables:
    return plain(Policies=policies({"Rule": "Min volume", "Limit": 45, "Partner": "supplier: B"}))


def closed_way() -> Tables:
    """The only way from the larger supplier is closed."""
    return plain(Routes=[["From", "To", "Open"], ["supplier: A", "all", "no"]])


def emissions() -> Tables:
    """A emits 2, B 1 t of CO2 equivalent per tonne: 170 for what must be met, of which 150 are allowed."""
    tables = plain(Policies=policies({"Rule": "Max emissions", "Limit": 150}))
    tables["Suppliers"] = [[*row, more] for row, more in zip(tables["Suppliers"], ("Emissions", 2, 1), strict=True)]
    return tables


def clean_chain() -> Tables:
    """All metal of 60 t for defence is to be untouched by a, and b has 30 t."""
    tables = plain(Policies=policies({"Rule": "Clean chain", "Partner": "country: a", "Sector": "defence"}))
    tables["Demand"] = [["Sector", "Material", 2026, "Shortage cost", "Least fill"], ["defence", "co", 60, 99, 1]]
    return tables


def growth() -> Tables:
    """B may grow by 20 % from 50 t, and 80 t must come from it."""
    tables = plain(2, Policies=policies({"Rule": "Min volume", "Limit": 80, "Partner": "supplier: B", "From": 2027}))
    heads = ["Supplier", "Material", "Country", "Capacity", "Unit cost", "Recent volume", "Max growth", "Ramp"]
    tables["Suppliers"] = [heads, ["A", "co", "a", 100, 10], ["B", "co", "b", 100, 14, 50, 0.2, 0]]
    tables["Suppliers"][1] += [None] * 3
    return tables


def least_over_most() -> Tables:
    """At least 60 % from friends, and at most 40 % from any one country, of which one is a friend."""
    rules = policies(
        {"Rule": "Min bloc share", "Limit": 0.6, "Partner": "friends"},
        {"Rule": "Max country share", "Limit": 0.4},
    )
    tables = plain(Blocs=[["Bloc", "Country"], ["friends", "b"]], Policies=rules)
    tables["Suppliers"][2][3] = 100
    tables["Demand"][1][-1] = 0
    return tables


def several_years() -> Tables:
    """A cap that falls year by year, in columns of its own, until it leaves too little."""
    heads = ["ID", "Policy set", "Rule", "Limit 2026", "Limit 2027", "Limit 2028"]
    return plain(3, Policies=[heads, ["1", "S", "Max supplier share", 0.9, 0.8, 0.6]])


PLANTED: dict[str, Planted] = {
    "a contract over a cap": Planted(
        contract_over_cap, (frozenset({"Policies!D2", "Contracts!D2"}),), {"Policies!D2": (0.374, 0.373)}
    ),
    "a contract over a capacity": Planted(
        contract_over_capacity,
        (frozenset({"Contracts!E2", "Suppliers!D3"}),),
        {"Contracts!E2": (30.0, 30.1)},
        "none",
    ),
    "caps that leave too little": Planted(
        lambda: share_cap_ladder(0.3), (frozenset({"Policies!D2", "Demand!E2"}),), {"Policies!D2": (0.35, 0.349)}
    ),
    "a stock duty that cannot be filled in time": Planted(
        stock_duty, (frozenset({"Policies!D2", "Stockpiles!E2"}),), {"Policies!D2": (40.0, 40.1)}
    ),
    "a lead time before anything comes": Planted(
        lead_time,
        (frozenset({"Policies!D2", "Suppliers!F2", "Suppliers!D3"}),),
        {"Policies!D2": (0.3, 0.301)},
    ),
    "a budget over the horizon": Planted(
        budget, (frozenset({"Policies!D2", "Demand!F2"}),), {"Policies!D2": (2000.0, 1999.0)}
    ),
    "two conflicts apart": Planted(
        two_apart,
        (frozenset({"Policies!D2", "Demand!E2"}), frozenset({"Policies!C3", "Policies!D4", "Demand!E3"})),
        {"Policies!D2": (0.35, 0.349), "Policies!D4": (100.0, 99.9)},
    ),
    "a recycled share without scrap": Planted(
        recycled_share, (frozenset({"Policies!D2", "Scrap!B2"}),), {"Policies!D2": (0.1, 0.101)}
    ),
    "a ban that leaves too little": Planted(
        banned, (frozenset({"Policies!C2", "Demand!E2", "Suppliers!D3"}),), {"Policies!C2": (None, None)}
    ),
    "a closing stock out of reach": Planted(
        closing_stock,
        (frozenset({"Stockpiles!F2", "Stockpiles!E2"}),),
        {"Stockpiles!F2": (90.0, 90.1)},
        "none",
    ),
    "a capacity at home that cannot stand": Planted(
        home_capacity, (frozenset({"Policies!D2", "Ventures!C2"}),), {"Policies!D2": (0.08, 0.0801)}
    ),
    "a least volume over a capacity": Planted(
        least_volume, (frozenset({"Policies!D2", "Suppliers!D3"}),), {"Policies!D2": (30.0, 30.1)}
    ),
    "a way that is closed": Planted(
        closed_way,
        (frozenset({"Routes!C2", "Demand!E2", "Suppliers!D3"}),),
        {"Routes!C2": ("yes", None)},
        "none",
    ),
    "emissions of what must be met": Planted(
        emissions,
        (frozenset({"Policies!D2", "Demand!E2", "Suppliers!D3"}),),
        {"Policies!D2": (170.0, 169.9)},
    ),
    "a clean chain without clean metal": Planted(
        clean_chain, (frozenset({"Policies!C2", "Demand!E2", "Suppliers!D3"}),), {"Policies!C2": (None, None)}
    ),
    "growth from year to year": Planted(
        growth, (frozenset({"Policies!D2", "Suppliers!G3"}),), {"Policies!D2": (72.0, 72.01)}
    ),
    "a least share over a greatest": Planted(
        least_over_most, (frozenset({"Policies!D2", "Policies!D3"}),), {"Policies!D2": (0.4, 0.401)}
    ),
    "a cap of the third year": Planted(
        several_years, (frozenset({"Policies!F2", "Demand!G2", "Suppliers!D3"}),), {"Policies!F2": (0.7, 0.699)}
    ),
}
"""By what was planted."""
