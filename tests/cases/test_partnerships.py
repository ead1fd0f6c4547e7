"""What partnerships bring to a plan and what is gone without them, worked by hand."""

from typing import Any

import pytest

from planner.assembly import assemble
from planner.assembly.alliance import Alliance
from planner.solve import Program
from planner.workbook import read_workbook
from tests.cases.tables import Tables, settings
from tests.workbooks import write_workbook

NONE = frozenset[str]()


def world(years: int, suppliers: list[dict[str, Any]], *partnerships: dict[str, Any], **more: Any) -> Tables:
    """A demand of 100 t in each year from 2026, a shortage at 1000, and `suppliers`, each in a country of its own."""
    offers = [{"Material": "co", "Country": f"{row['Supplier']} land", "Capacity": 1000} | row for row in suppliers]
    periods = [2026 + n for n in range(years)]
    tables: Tables = {
        "Settings": settings(2026, years),
        "Materials": [["Material", "Stages"], ["co", "refined"]],
        "Suppliers": sheet(offers),
        "Demand": [["Sector", "Material", *periods, "Shortage cost"], ["all", "co", *([100] * years), 1000]],
    }
    if partnerships:
        tables["Partnerships"] = sheet([{"Partnership": "P", "Partner": "A land"} | row for row in partnerships])
    return tables | {name: sheet(rows) for name, rows in more.items()}


def sheet(rows: list[dict[str, Any]]) -> list[list[Any]]:
    """Rows that name their cells as a table with heads."""
    heads = list(dict.fromkeys(head for row in rows for head in row))
    return [heads, *([row.get(head) for head in heads] for row in rows)]


def least_cost(folder, tables: Tables, **kept: Any) -> float:
    """The least cost of a plan with only some of the partnerships or partner countries."""
    book = read_workbook(write_workbook(folder / "kept.xlsx", tables)).book
    return Program(assemble(book, alliance=Alliance(**kept))).least_cost().cost


A, B = {"Supplier": "A", "Unit cost": 10}, {"Supplier": "B", "Unit cost": 20}


def test_a_tariff_is_cut_by_points_and_the_yearly_cost_is_paid(planned, tmp_path) -> None:
    tables = world(1, [A | {"Tariff": 0.2}], {"Tariff cut": 0.05, "Yearly cost": 7})
    assert planned(tables).total_cost == pytest.approx(100 * 11.5 + 7)
    assert least_cost(tmp_path, tables, partnerships=NONE) == pytest.approx(1200)


def test_a_tariff_is_never_below_nothing(planned) -> None:
    assert planned(world(1, [A | {"Tariff": 0.2}], {"Tariff cut": 0.5})).total_cost == pytest.approx(1000)


def test_of_several_with_one_partner_the_greatest_figure_holds_and_costs_add(planned, tmp_path) -> None:
    rows = [{"Tariff cut": 0.05, "Yearly cost": 7}, {"Partnership": "Q", "Tariff cut": 0.12, "Yearly cost": 4}]
    tables = world(1, [A | {"Tariff": 0.2}], *rows)
    assert planned(tables).total_cost == pytest.approx(100 * 10.8 + 11)
    assert least_cost(tmp_path, tables, partnerships=frozenset({"P"})) == pytest.approx(100 * 11.5 + 7)


def test_capacity_that_is_there_only_because_of_partnerships(planned, tmp_path) -> None:
    rows = [{"Capacity added": 0.5}, {"Partnership": "Q", "Capacity added": 0.3}]
    tables = world(1, [A | {"Capacity": 80}, B], *rows)
    assert planned(tables).total_cost == pytest.approx(80 * 10 + 20 * 20)
    for kept, left in ((frozenset({"P"}), 80), (frozenset({"Q"}), 64), (NONE, 40)):
        assert least_cost(tmp_path, tables, partnerships=kept) == pytest.approx(left * 10 + (100 - left) * 20)


def test_nobody_is_held_to_more_than_the_capacity_that_is_left(tmp_path) -> None:
    deal = {"Contract": "K", "Supplier": "A", "Status": "signed", "Max volume": 60, "Min volume": 60, "Price": 12}
    offers = [A | {"Capacity": 80, "Min purchase": 70}, B]
    tables = world(1, offers, {"Capacity added": 0.75}, Contracts=[deal | {"Take or pay": 1}])
    assert least_cost(tmp_path, tables) == pytest.approx(60 * 12 + 20 * 10 + 20 * 20)
    assert least_cost(tmp_path, tables, partnerships=NONE) == pytest.approx(20 * 12 + 80 * 20)


def test_a_capacity_without_limit_is_lost_whole_or_not_at_all(tmp_path) -> None:
    offers = [A | {"Capacity": "unlimited"}, B]
    for added, cost in ((0.9, 1000), (1, 2000)):
        tables = world(1, offers, {"Capacity added": added})
        assert least_cost(tmp_path, tables, partnerships=NONE) == pytest.approx(cost)


def test_a_lead_time_is_that_of_the_departure(planned, tmp_path) -> None:
    """From 2027 on A delivers at once: what was ordered in 2026 and what is ordered in 2027 arrive together."""
    offers = [A | {"Capacity": 60, "Lead time": "1 year"}, B]
    tables = world(3, offers, {"Lead time cut": "12 months", "From": 2027})
    assert planned(tables).total_cost == pytest.approx(100 * 20 + 100 * 10 + 60 * 10 + 40 * 20)
    assert least_cost(tmp_path, tables, partnerships=NONE) == pytest.approx(100 * 20 + 2 * (60 * 10 + 40 * 20))


def test_support_is_that_of_the_decision_and_at_most_everything(planned, tmp_path) -> None:
    venture = {"Venture": "V", "Supplier": "A", "Max capacity": 100, "Capex": 100, "Life": 10, "Financing rate": 0}
    offers = [A | {"Capacity": 0}, B]
    for earliest, added, annuity in ((2026, 0.2, 7), (2027, 0.2, 5), (2027, 0.9, 0)):
        more = {"Ventures": [venture | {"Support": 0.3, "Earliest": earliest, "Latest": earliest}]}
        tables = world(2, offers, {"Support": added, "From": 2027}, **more)
        before = 2000 if earliest == 2027 else 100 * (10 + annuity)
        assert planned(tables).total_cost == pytest.approx(before + 100 * (10 + annuity))
        without = (2000 if earliest == 2027 else 1700) + 1700
        assert least_cost(tmp_path, tables, partnerships=NONE) == pytest.approx(without)


def test_a_contract_that_only_a_partnership_can_have(planned, tmp_path) -> None:
    deal = {"Contract": "K", "Supplier": "A", "Max volume": 50, "Price": 4, "Only with": "P"}
    tables = world(2, [A], {"From": 2027}, Contracts=[deal])
    assert planned(tables).total_cost == pytest.approx(100 * 10 + 50 * 4 + 50 * 10)
    assert least_cost(tmp_path, tables, partnerships=NONE) == pytest.approx(2000)


def test_a_partnership_with_a_bloc_is_with_its_members_of_the_time(planned) -> None:
    tables = world(2, [A | {"Tariff": 0.2}, B], {"Partner": "club", "Tariff cut": 0.2})
    tables["Blocs"] = [["Bloc", "Country", "From"], ["club", "A land", 2027]]
    assert planned(tables).total_cost == pytest.approx(1200 + 1000)


def test_a_country_that_is_left_out_delivers_only_what_was_ordered_before(tmp_path) -> None:
    tables = world(1, [A | {"Ordered 2026": 30, "Min purchase": 5}, B])
    assert least_cost(tmp_path, tables) == pytest.approx(70 * 10)
    assert least_cost(tmp_path, tables, without=frozenset({"A land"})) == pytest.approx(70 * 20)


def test_members_share_a_substitution_in_the_joint_plan(planned) -> None:
    """Half of 100 t may be replaced at 4 once that share is opened at 30 a year; both members do without their half."""
    tables = world(2, [A])
    tables["Demand"] = [
        ["Sector", "Material", "Member", 2026, 2027, "Shortage cost"],
        ["all", "co", "North", 60, 60, 1000],
        ["all", "co", "South", 40, 40, 1000],
    ]
    tables["Members"] = [["Member", "Access share"], ["North", 0.5], ["South", 0.5]]
    research = {"Capex": 60, "Life": 2, "Financing rate": 0}
    tables["Substitution"] = sheet([{"Sector": "all", "Material": "co", "Max share": 0.5, "Cost": 4} | research])
    assert planned(tables).total_cost == pytest.approx(2 * (50 * 10 + 50 * 4 + 30))
