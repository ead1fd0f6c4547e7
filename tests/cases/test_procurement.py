"""Contracts, ventures, substitution and assumed scenarios, through the whole path."""

from collections.abc import Callable
from pathlib import Path

import pytest

import planner
from planner.errors import UnknownScenario
from planner.planning import Plan
from tests.cases.tables import Tables, policies, settings
from tests.workbooks import write_workbook

ONE_STAGE = [["Material", "Stages"], ["co", "refined"]]
Planned = Callable[[Tables], Plan]


def venture_of_quarters(under_way: float | None = None) -> Tables:
    """C11: money over time; with `under_way` its venture was pasted as already paid for."""
    head = ["Venture", "Supplier", "Max capacity", "Capex", "Lead time", "Life", "Financing rate", "Support"]
    venture: list[object] = ["joint", "A", 40, 100, "6 months", 10, 0.08, 0.25]
    if under_way:
        head, venture = [*head, "Under way", "Ready"], [*venture, under_way, "2026Q3"]
    return {
        "Settings": settings("2026Q1", 4, **{"Period length": "quarter", "Discount rate": 0.05}),
        "Materials": ONE_STAGE,
        "Suppliers": [
            ["Supplier", "Material", "Country", "Capacity", "Unit cost"],
            ["A", "co", "a", 0, 2],
            ["B", "co", "b", 1000, 30],
        ],
        "Ventures": [head, venture],  # type: ignore[list-item]
        "Demand": [["Sector", "Material", 2026, "Shortage cost"], ["all", "co", 100, 1000]],
    }


def test_c11_money_over_time(planned: Planned) -> None:
    assert planned(venture_of_quarters()).total_cost == pytest.approx(2603.599927162, rel=1e-9)


def test_c11_with_its_venture_under_way(planned: Planned) -> None:
    """The annuities of the two quarters are paid already: the same volumes for 215.515827 less."""
    assert planned(venture_of_quarters(40)).total_cost == pytest.approx(2388.083900, rel=1e-8)


def test_c16_candidate_contract_with_a_minimum(planned: Planned) -> None:
    tables: Tables = {
        "Settings": settings(2026, 1),
        "Materials": ONE_STAGE,
        "Suppliers": [
            ["Supplier", "Material", "Country", "Capacity", "Spot share", "Unit cost"],
            ["A", "co", "a", 50, 0, 5],
            ["B", "co", "b", 1000, None, 10],
        ],
        "Contracts": [
            ["Contract", "Supplier", "Status", "Max volume", "Min volume", "Price"],
            ["K", "A", "candidate", 50, 30, 12],
        ],
        "Demand": [["Sector", "Material", 2026, "Shortage cost"], ["all", "co", 100, 1000]],
    }
    assert planned(tables).total_cost == pytest.approx(1000, rel=1e-6)


def market(price_2027: float, *contract: object, heads: tuple[str, ...]) -> Tables:
    """A alone sells co, at 10 in 2026 and then at a price of its own; 100 t a year are needed."""
    return {
        "Settings": settings(2026, 2),
        "Materials": ONE_STAGE,
        "Suppliers": [
            ["Supplier", "Material", "Country", "Capacity", "Spot share", "Unit cost 2026", "Unit cost 2027", "Tariff"],
            ["A", "co", "a", 100, 0, 10, price_2027, 0.1],
        ],
        "Contracts": [["Contract", "Supplier", "Max volume", *heads], ["K", "A", "unlimited", *contract]],
        "Demand": [["Sector", "Material", 2026, 2027, "Shortage cost"], ["all", "co", 100, 100, 1000]],
    }


def test_a_floor_bites_when_the_market_falls(planned: Planned) -> None:
    """10 % off 10 is 9, off 4 is 3.6: the floor of 6 holds in 2027. The tariff is 10 % of the contract price."""
    tables = market(4, 0.1, 6, heads=("Discount", "Price floor"))
    assert planned(tables).total_cost == pytest.approx(1.1 * (900 + 600), rel=1e-9)


def test_a_fixed_price_does_not_follow_the_market(planned: Planned) -> None:
    assert planned(market(4, 7, heads=("Price",))).total_cost == pytest.approx(1.1 * 1400, rel=1e-9)


def test_substitution_by_sector_with_research(planned: Planned) -> None:
    """Metal costs 20; a sector can do without 30 % of 100 t at 5, opened for 120 over 4 years without interest."""
    tables: Tables = {
        "Settings": settings(2026, 2),
        "Materials": ONE_STAGE,
        "Suppliers": [["Supplier", "Material", "Country", "Capacity", "Unit cost"], ["A", "co", "a", 1000, 20]],
        "Demand": [["Sector", "Material", 2026, 2027, "Shortage cost"], ["all", "co", 100, 100, 1000]],
        "Substitution": [
            ["Sector", "Material", "Max share", "Cost", "Capex", "Lead time", "Life"],
            ["all", "co", 0.3, 5, 120, "1 year", 4],
        ],
    }
    assert planned(tables).total_cost == pytest.approx(2000 + 70 * 20 + 30 * 5 + 30, rel=1e-9)


def worlds() -> Tables:
    """A at 10 and B at 15; scenarios: A is gone from 2027 and metal is dearer; demand doubles in 2026."""
    return {
        "Settings": settings(2026, 2),
        "Materials": ONE_STAGE,
        "Blocs": [["Bloc", "Country", "From"], ["pact", "a land", 2027]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Capacity", "Unit cost"],
            ["A", "co", "a land", 1000, 10],
            ["B", "co", "b land", 1000, 15],
        ],
        "Demand": [["Sector", "Material", 2026, 2027, "Shortage cost"], ["all", "co", 100, 100, 1000]],
        "Policies": policies({"Rule": "Max volume", "Limit": 150, "Partner": "A"}),
        "Scenarios": [
            ["Scenario", "Partner", "Capacity factor", "Cost factor", "Demand factor", "From", "To"],
            ["no pact", "pact", 0, None, None, 2026, None],
            ["no pact", None, None, 2, None, 2027, None],
            ["boom", None, None, None, 2, None, 2026],
        ],
    }


@pytest.mark.parametrize(
    ("assume", "cost"),
    [(None, 2000), ("no pact", 1000 + 100 * 30), ("BOOM", 150 * 10 + 50 * 15 + 1000)],
)
def test_a_scenario_may_be_assumed(tmp_path: Path, assume: str | None, cost: float) -> None:
    """The pact has its member from 2027 only; rules hold, since an assumption is another world and no shock."""
    path = write_workbook(tmp_path / "case.xlsx", worlds())
    assert planner.plan(path, assume=assume).total_cost == pytest.approx(cost, rel=1e-9)


def test_a_scenario_that_is_not_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "case.xlsx", worlds())
    with pytest.raises(UnknownScenario, match="Did you mean boom"):
        planner.plan(path, assume="bom")
