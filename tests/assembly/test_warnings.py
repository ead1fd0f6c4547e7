"""Warnings that arithmetic on the case can give: each where it is due, with its tonnes or prices, and not elsewhere."""

from pathlib import Path
from typing import Any

import pytest

from planner.planning import check
from tests.cases.tables import Table, Tables, policies, settings, two_tiers
from tests.workbooks import write_workbook

Told = list[tuple[str, str, str]]


def warned(tmp_path: Path, tables: Tables) -> Told:
    """Address, code and message of every warning; there is no fault."""
    found = check(write_workbook(tmp_path / "case.xlsx", tables))
    assert [str(problem) for problem in found if problem.severity == "fault"] == []
    return [(f"{problem.sheet}!{problem.cell}", problem.code, problem.message) for problem in found]


def codes(tmp_path: Path, tables: Tables) -> list[tuple[str, str]]:
    return [(address, code) for address, code, _ in warned(tmp_path, tables)]


def with_columns(tables: Tables, sheet: str, **columns: list[Any]) -> Tables:
    """The tables with more columns on a sheet, a value for each of its first rows."""
    rows = [list(row) for row in tables[sheet]]
    for head, values in columns.items():
        for row, value in zip(rows, [head.replace("_", " "), *values, *[None] * len(rows)], strict=False):
            row.append(value)
    return {**tables, sheet: rows}


def one_stage(*suppliers: list[Any], demand: tuple[float, ...] = (100, 100), periods: int = 2, **more: Table) -> Tables:
    """Metal that is bought as it is: name, country, capacity, unit cost."""
    years = [2026 + number for number in range(periods)]
    return {
        "Settings": settings(2026, periods),
        "Materials": [["Material", "Stages"], ["co", "refined"]],
        "Suppliers": [["Supplier", "Country", "Capacity", "Unit cost", "Material"], *([*s, "co"] for s in suppliers)],
        "Demand": [["Sector", "Material", *years, "Shortage cost"], ["all", "co", *demand, 999]],
        **more,
    }


A, B = ["A", "north", 150, 10], ["B", "south", 80, 20]


def test_a_good_workbook_has_no_warning(tmp_path: Path) -> None:
    assert warned(tmp_path, two_tiers()) == []
    assert warned(tmp_path, one_stage(A, B)) == []


UNUSED = {
    "no way leads from it to a sector that needs the material": (
        {"Routes": [["From", "To", "Open"], ["CN ore", "EU refiner", "no"], ["CN ore", "CN refiner", "no"]]},
        {},
    ),
    "it has no capacity in any period, and no venture adds to it": ({}, {"Capacity": [0]}),
    "nothing can be bought from it without a contract or a venture, and it has none": ({}, {"Spot_share": [0]}),
    "nothing of it arrives within the plan": ({}, {"Lead_time": ["2 years"], "Ordered_2026": [0]}),
}


@pytest.mark.parametrize("why", UNUSED)
def test_a_supplier_that_is_never_of_use(tmp_path: Path, why: str) -> None:
    sheets, columns = UNUSED[why]
    tables = two_tiers() | sheets
    if "Capacity" in columns:
        tables["Suppliers"][1][4] = 0
        columns = {}
    found = [
        line for line in warned(tmp_path, with_columns(tables, "Suppliers", **columns)) if "history" not in line[1]
    ]
    assert found == [("Suppliers!A2", "unused-supplier", f"CN ore is never of use: {why}.")]


def test_a_processor_without_feed_is_never_of_use(tmp_path: Path) -> None:
    ways = [[ore, "EU refiner", "no"] for ore in ("CN ore", "AU ore")]
    found = warned(tmp_path, two_tiers() | {"Routes": [["From", "To", "Open"], *ways]})
    said = "EU refiner is never of use: nobody sells what it works on, or no way leads to it."
    assert found == [("Suppliers!A5", "unused-supplier", said)]


@pytest.mark.parametrize(
    "more",
    [
        {"Ventures": [["Venture", "Supplier", "Max capacity", "Capex"], ["V", "CN ore", 50, 1]]},
        {"Contracts": [["Contract", "Supplier", "Max volume", "Price"], ["K", "CN ore", 50, 9]]},
    ],
)
def test_a_supplier_to_whom_a_venture_or_contract_leads_may_be_of_use(tmp_path: Path, more: Tables) -> None:
    tables = with_columns(two_tiers(), "Suppliers", Spot_share=[0])
    if "Ventures" in more:
        tables["Suppliers"][1][4] = 0
    assert warned(tmp_path, tables | more) == []


@pytest.mark.parametrize(
    ("price", "said"),
    [(8.6, "more than 1.5 times"), (26.1, "less than half of"), (8.7, ""), (26, ""), (13, "")],
)
def test_a_chain_far_from_the_reference_price(tmp_path: Path, price: float, said: str) -> None:
    """The cheapest chain is ore at 8, refined at 5."""
    tables = two_tiers() | {"Materials": [["Material", "Reference price"], ["co", price]]}
    found = warned(tmp_path, tables)
    if not said:
        assert found == []
        return
    ((address, code, message),) = found
    assert (address, code) == ("Materials!B2", "far-from-price")
    told = f"costs 13 per t in 2026, {said} the reference price of {price:g}"
    assert message == f"The cheapest chain into all / co {told}. Are all of them per tonne?"


def test_routes_and_contracts_are_part_of_a_chain_and_every_period_counts(tmp_path: Path) -> None:
    tables = one_stage(A, B, Routes=[["From", "To", "Cost"], ["A", "all", 20], ["B", "all", 20]])
    tables["Materials"] = [
        ["Material", "Stages", "Reference price 2026", "Reference price 2027"],
        ["co", "refined", 25, 15],
    ]
    ((address, code, message),) = warned(tmp_path, tables)
    assert (address, code) == ("Materials!D2", "far-from-price")
    assert "costs 30 per t in 2027" in message
    tables["Contracts"] = [["Contract", "Supplier", "Max volume", "Price", "From"], ["K", "A", 50, 1, 2027]]
    assert warned(tmp_path, tables) == []


def test_a_shortage_that_costs_less_than_the_dearest_supply(tmp_path: Path) -> None:
    """Ore from AU at 10 and refining at home at 9 make 19."""
    tables = two_tiers()
    tables["Demand"][1][3] = 18
    ((address, code, message),) = warned(tmp_path, tables)
    assert (address, code) == ("Demand!D2", "cheap-shortage")
    assert message.startswith("A tonne short costs 18 in 2026, less than the dearest way to have one, which costs 19:")
    tables["Demand"][1][3] = 19
    assert warned(tmp_path, tables) == []


def test_a_supplier_that_is_closed_is_no_dearest_supply(tmp_path: Path) -> None:
    tables = one_stage(A, B, ["C", "west", 10, 5000])
    assert codes(tmp_path, tables) == [("Demand!E2", "cheap-shortage")]
    late = with_columns(tables, "Suppliers", From=[None, None, 2040])
    assert codes(tmp_path, late) == [("Suppliers!A4", "unused-supplier")]


def test_supply_short_of_demand_is_told_by_period_with_the_tonnes(tmp_path: Path) -> None:
    found = warned(tmp_path, one_stage(A, B, demand=(200, 260)))
    assert [(address, code) for address, code, _ in found] == [("Demand!D2", "short-supply")]
    assert "co is short in 2027: of 260 t" in found[0][2]
    assert "at least 30 t cannot be had" in found[0][2]


def test_a_stage_above_can_be_what_is_short(tmp_path: Path) -> None:
    """2000 t can be refined, and 80 t of ore with a yield of a half make 40."""
    tables = two_tiers(yields=(0.5, 0.5))
    tables["Suppliers"][1][4], tables["Suppliers"][2][4] = 50, 30
    ((address, _, message),) = warned(tmp_path, tables)
    assert address == "Demand!C2"
    assert "at least 60 t cannot be had" in message


STOCK = [["Material", "Opening stock", "Capacity", "Holding cost", "Closing stock"], ["co", 40, 60, 1, 0]]
ENOUGH: dict[str, Tables] = {
    "stock": {"Stockpiles": STOCK},
    "venture": {"Ventures": [["Venture", "Supplier", "Max capacity", "Capex"], ["V", "B", 40, 1]]},
    "substitution": {"Substitution": [["Sector", "Material", "Max share", "Cost"], ["all", "co", 0.2, 1]]},
    "recycling": {
        "Scrap": [["Stream", 2026, 2027], ["scrap", 100, 100]],
        "Recycling": [["Plant", "Stream", "Country", "Capacity", "Opex"], ["P", "scrap", "north", 100, 1]],
        "Recovery": [["Plant", "Material", "Yield"], ["P", "co", 0.4]],
    },
}


@pytest.mark.parametrize("more", ENOUGH)
def test_whatever_else_can_meet_demand_is_reckoned_with(tmp_path: Path, more: str) -> None:
    tables = one_stage(A, B, demand=(100, 260))
    assert codes(tmp_path, tables) == [("Demand!D2", "short-supply")]
    assert codes(tmp_path, tables | ENOUGH[more]) == []


def test_a_stock_can_only_be_filled_with_what_there_was(tmp_path: Path) -> None:
    """All of 230 t is needed in 2026, so that 40 t of the stock are all that 2027 can have beside its own 230."""
    found = warned(tmp_path, one_stage(A, B, demand=(230, 290), Stockpiles=STOCK))
    assert [(address, code) for address, code, _ in found] == [("Demand!D2", "short-supply")]
    assert "at least 20 t cannot be had" in found[0][2]


def test_growth_keeps_supply_short(tmp_path: Path) -> None:
    tables = with_columns(one_stage(A, B), "Suppliers", Recent_volume=[20], Max_growth=[0.5], Ramp=[0])
    found = warned(tmp_path, with_columns(tables, "Suppliers", To=[None, 2026]))
    assert [message.partition("at least ")[2].partition(" t")[0] for _, _, message in found] == ["55"]


def capped(rule: dict[str, Any], **more: Any) -> Tables:
    countries: Table = [["Country"], ["north"], ["south"]]
    return one_stage(A, B, Countries=countries, Policies=policies(rule), **more)


TIGHT: list[tuple[dict[str, Any], str, str]] = [
    ({"Rule": "Max country share", "Limit": 0.1}, "D", "20"),
    ({"Rule": "Max country share", "Limit": 0.1, "Partner": "north"}, "D", "90"),
    ({"Rule": "Max supplier share", "Limit": 0.3}, "D", "60"),
    ({"Rule": "Max country share", "Limit": 0.1, "Partner": "north", "Base": "supply"}, "D", "88.8889"),
    ({"Rule": "Max country share", "Limit": 0.1, "Partner": "north", "Per": "horizon"}, "D", "180"),
    ({"Rule": "Max volume", "Limit": 5, "Partner": "north"}, "D", "85"),
    ({"Rule": "Ban", "Partner": "north"}, "C", "80"),
]


@pytest.mark.parametrize(("rule", "column", "left"), TIGHT)
def test_a_cap_that_must_cause_shortage(tmp_path: Path, rule: dict[str, Any], column: str, left: str) -> None:
    """Without rules 150 t can come from north and 80 t from south, and 100 t are needed."""
    ((address, code, message),) = warned(tmp_path, capped(rule))
    assert (address, code) == (f"Policies!{column}2", "tight-cap")
    assert f"with it at most {left} t of co can be delivered" in message
    needed = 200 if rule.get("Per") == "horizon" else 100
    assert f"All others together lack at least {needed - float(left):.6g} t." in message


@pytest.mark.parametrize(
    "rule",
    [
        {"Rule": "Max country share", "Limit": 0.1, "Partner": "south"},
        {"Rule": "Max country share", "Limit": 0.5},
        {"Rule": "Max country share", "Limit": 0.1, "Penalty": 5},
        {"Rule": "Max country share", "Limit": 0.1, "From": 2040},
        {"Rule": "Max volume", "Limit": 20, "Partner": "north"},
        {"Rule": "Min home share", "Limit": 0.0},
        {"Rule": "Ban", "Partner": "south"},
        {"Rule": "Ban", "Partner": "north", "Sector": "all"},
        {"Rule": "Clean chain", "Partner": "north", "Sector": "all"},
        {"Rule": "Max emissions", "Partner": "north", "Limit": 0},
    ],
)
def test_a_cap_that_leaves_enough_or_may_be_broken(tmp_path: Path, rule: dict[str, Any]) -> None:
    assert "tight-cap" not in [code for _, code in codes(tmp_path, capped(rule))]


def test_a_cap_is_not_blamed_for_what_is_short_without_it(tmp_path: Path) -> None:
    found = codes(tmp_path, capped({"Rule": "Max country share", "Limit": 0.5}, demand=(300, 300)))
    assert {code for _, code in found} == {"short-supply"}


def test_a_cap_at_a_stage_above_binds_what_the_next_one_takes_in(tmp_path: Path) -> None:
    """At most 10 % of the ore from each of two countries is none at all."""
    tables = two_tiers({"Rule": "Max country share", "Limit": 0.1, "Stage": "extraction"})
    ((address, code, message),) = warned(tmp_path, tables)
    assert (address, code) == ("Policies!D2", "tight-cap")
    assert "at most 0 t of co" in message
    tables = two_tiers({"Rule": "Max country share", "Limit": 0.9, "Stage": "extraction", "Partner": "CN"})
    tables["Suppliers"][2][4] = 5
    ((_, _, message),) = warned(tmp_path, tables)
    assert "at most 50 t of co" in message


def test_a_cost_of_a_route_that_a_stockpile_passes_round(tmp_path: Path) -> None:
    ways: Table = [["From", "To", "Cost"], ["A", "all", 3]]
    tables = one_stage(A, B, Stockpiles=STOCK, Routes=ways)
    ((address, code, message),) = warned(tmp_path, tables)
    assert (address, code) == ("Routes!C2", "passed-round")
    assert message.startswith("From A to all / co a tonne pays 3 in 2026, and 0 through the stockpile")
    assert warned(tmp_path, one_stage(A, B, Routes=ways)) == []
    both: Table = [*ways, ["A", "co / refined", 3]]
    assert warned(tmp_path, tables | {"Routes": both}) == []
