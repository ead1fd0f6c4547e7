"""How the scenarios of a workbook lie on the tree, and plans for all of them at once."""

from pathlib import Path

import pytest

from models.case import Case
from planner.assembly import assemble
from planner.assembly.futures import Futures, hedged
from planner.solve import solve
from planner.workbook import Book, read_workbook
from tests.cases.tables import Tables, settings
from tests.workbooks import write_workbook

HEADS = [
    "Scenario", "Probability", "Known from", "Partner", "Capacity factor", "Cost factor", "Demand factor", "From", "To",
]  # fmt: skip
BAN = ["ban", 0.3, 2027, "a land", 0, None, None, 2028, None]


def one_supplier(*scenarios: list[object], periods: int = 3) -> Tables:
    """100 t a year from A at 10, or from B at 14."""
    return {
        "Settings": settings(2026, periods),
        "Materials": [["Material", "Stages"], ["co", "refined"]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Capacity", "Unit cost"],
            ["A", "co", "a land", 1000, 10],
            ["B", "co", "b land", 1000, 14],
        ],
        "Demand": [
            ["Sector", "Material", *range(2026, 2026 + periods), "Shortage cost"],
            ["all", "co", *[100] * periods, 1000],
        ],
        "Scenarios": [HEADS, *scenarios],
    }


def opened(tmp_path: Path, tables: Tables) -> Book:
    reading = read_workbook(write_workbook(tmp_path / "case.xlsx", tables))
    assert reading.book is not None, reading.problems
    return reading.book


def hedging(tmp_path: Path, tables: Tables) -> Case:
    """The case of a workbook on the tree of its scenarios."""
    book = opened(tmp_path, tables)
    return assemble(book, futures=hedged(book))


def parents(case: Case) -> dict[str, str | None]:
    return {n: node.parent for n, node in case.tree.nodes.items()}


def test_courses_part_where_one_becomes_known(tmp_path: Path) -> None:
    case = hedging(tmp_path, one_supplier(BAN))
    assert parents(case) == {
        "2026": None, "2027 | ban": "2026", "2027 | undisturbed": "2026",
        "2028 | ban": "2027 | ban", "2028 | undisturbed": "2027 | undisturbed",
    }  # fmt: skip
    assert {n: round(node.probability, 9) for n, node in case.tree.nodes.items()} == {
        "2026": 1.0, "2027 | ban": 0.3, "2027 | undisturbed": 0.7, "2028 | ban": 0.3, "2028 | undisturbed": 0.7,
    }  # fmt: skip
    assert case.suppliers["A"].capacity_factor == dict.fromkeys(case.tree, 1.0) | {"2028 | ban": 0.0}
    assert case.shock.materials == {"2028 | ban": {"co"}}


def test_a_later_row_makes_a_later_branch(tmp_path: Path) -> None:
    """A war begins as a ban does and spreads in 2029: they are one until then."""
    war = [
        ["war", 0.2, 2027, "a land", 0, None, None, 2028, None],
        ["war", None, 2029, "b land", 0, None, None, 2029, None],
    ]
    case = hedging(tmp_path, one_supplier(BAN, *war, periods=4))
    assert parents(case)["2028 | ban or war"] == "2027 | ban or war"
    assert parents(case)["2029 | ban"] == parents(case)["2029 | war"] == "2028 | ban or war"
    assert case.tree.nodes["2028 | ban or war"].courses == ("ban", "war")
    assert case.shock.outages["B"] == {"2029 | war"}


def test_scenarios_are_told_apart_by_content(tmp_path: Path) -> None:
    """Two halves of a scenario are one course; a scenario that changes nothing is the undisturbed course."""
    halves = [[name, 0.15, *BAN[2:]] for name in ("one half", "other half")]
    nothing = ["nothing", 0.1, None, "a land", 1, None, None, 2027, None]
    late = ["late", 0.1, None, "a land", 0, None, None, 2040, None]
    case = hedging(tmp_path, one_supplier(*halves, nothing, late))
    whole = hedging(tmp_path, one_supplier(BAN))
    assert list(case.tree) == [
        "2026", "2027 | one half or other half", "2027 | nothing or late or undisturbed",
        "2028 | one half or other half", "2028 | nothing or late or undisturbed",
    ]  # fmt: skip
    assert solve(case).cost == pytest.approx(solve(whole).cost, rel=1e-12)


def test_what_is_known_at_once_parts_at_the_root(tmp_path: Path) -> None:
    case = hedging(tmp_path, one_supplier(["ban", 0.5, 2020, "a land", 0, None, None, 2027, None]))
    assert [n for n, parent in parents(case).items() if parent is None] == ["2026 | ban", "2026 | undisturbed"]
    assert solve(case).cost == pytest.approx(0.5 * (1000 + 2 * 1400) + 0.5 * 3000, rel=1e-12)


def test_scenarios_without_a_probability_are_not_hedged(tmp_path: Path) -> None:
    never = ["never", 0, *BAN[2:]]
    blank = ["blank", None, *BAN[2:]]
    assert list(hedging(tmp_path, one_supplier(never, blank)).tree) == ["2026", "2027", "2028"]


def test_a_scenario_that_is_certain_is_a_chain(tmp_path: Path) -> None:
    case = hedging(tmp_path, one_supplier(["ban", 1, *BAN[2:]]))
    assert list(case.tree) == ["2026", "2027", "2028"]
    assert case.tree.nodes["2028"].courses == ("ban",)
    assert solve(case).cost == pytest.approx(2000 + 1400, rel=1e-12)


def test_names_that_would_make_one_node_stay_apart(tmp_path: Path) -> None:
    """Two courses that are one until 2028 would be named as a third one is."""
    rows = [[f"{name}", 0.2, 2027, "a land", 0, None, None, 2028, None] for name in ("x", "y")]
    rows += [
        ["y", None, 2028, "b land", 0, None, None, 2028, None],
        ["x or y", 0.2, 2027, "b land", 0, None, None, 2028, None],
    ]
    rows.sort(key=lambda row: row[0] == "x or y")
    case = hedging(tmp_path, one_supplier(*rows))
    assert len({n for n, node in case.tree.nodes.items() if node.period == 1}) == 3
    assert sum(node.probability for node in case.tree.nodes.values() if node.period == 1) == pytest.approx(1.0)


def test_the_undisturbed_course_has_a_name_of_its_own(tmp_path: Path) -> None:
    book = opened(tmp_path, one_supplier(["undisturbed", *BAN[1:]]))
    assert [course.name for course in hedged(book).courses] == ["undisturbed", "undisturbed'"]


def test_gas_stockpile_through_the_workbook(tmp_path: Path) -> None:
    """Store 100 at 5 + 1 each; prices of 5, 6 or 7.5 and demands of 100, 150 or 180 follow."""
    tables = one_supplier(
        ["normal", 1 / 3, None, None, None, 1, 1, 2027, None],
        ["cold", 1 / 3, None, None, None, 6 / 5, 1.5, 2027, None],
        ["very cold", 1 / 3, None, None, None, 7.5 / 5, 1.8, 2027, None],
        periods=2,
    )
    tables["Suppliers"] = [["Supplier", "Material", "Country", "Capacity", "Unit cost"], ["A", "co", "a land", 1000, 5]]
    tables["Stockpiles"] = [["Material", "Capacity", "Holding cost"], ["co", 1000, 1]]
    assert solve(hedging(tmp_path, tables)).cost == pytest.approx(1400.0, rel=1e-9)


def test_destination_is_decided_at_arrival_through_the_workbook(tmp_path: Path) -> None:
    """One of two sectors will need nothing: 100 t ordered serve whichever it is."""
    tables = one_supplier(periods=2)
    tables["Suppliers"] = [
        ["Supplier", "Material", "Country", "Capacity", "Unit cost", "Lead time"],
        ["A", "co", "a land", 1000, 10, "1 year"],
    ]
    tables["Demand"] = [
        ["Sector", "Material", 2026, 2027, "Shortage cost"], ["X", "co", 0, 100, 1000], ["Y", "co", 0, 100, 1000],
    ]  # fmt: skip
    tables["Scenarios"] = [
        ["Scenario", "Probability", "Sector", "Demand factor", "From"],
        ["X needs", 0.5, "Y", 0, 2027],
        ["Y needs", 0.5, "X", 0, 2027],
    ]
    assert solve(hedging(tmp_path, tables)).cost == pytest.approx(1000.0, rel=1e-9)


def test_three_stages_by_hand(tmp_path: Path) -> None:
    """A falls away in 2027 with 1/2, and of that with 1/2 B in 2028, where each tonne unmet costs 100.

    A tonne stored in 2026 costs 10 + 3 and saves (14 + 10) / 2 in 2027: none is. Once A is gone one stored costs 14 + 3
    and saves (14 + 100) / 2: all of 2028 is. 1000 + (1000 + 1000) / 2 + (2 · 1400 + 300) / 2.
    """
    tables = one_supplier(
        ["A falls", 0.25, 2027, "a land", 0, None, None, 2027, None],
        ["both fall", 0.25, 2027, "a land", 0, None, None, 2027, None],
        ["both fall", None, 2028, "b land", 0, None, None, 2028, None],
    )
    tables["Demand"] = [["Sector", "Material", 2026, 2027, 2028, "Shortage cost"], ["all", "co", 100, 100, 100, 100]]
    tables["Stockpiles"] = [["Material", "Capacity", "Holding cost"], ["co", 1000, 3]]
    case = hedging(tmp_path, tables)
    found = solve(case)
    stock = {n: tonnes for (_, n), tonnes in found.values(found.model.stock_tonnes).items()}
    assert {n for n, tonnes in stock.items() if tonnes > 1e-6} == {"2027 | A falls or both fall"}
    assert found.cost == pytest.approx(3550.0, rel=1e-9)


def test_nothing_happens_unless_told() -> None:
    assert [course.events for course in Futures().courses] == [()]
