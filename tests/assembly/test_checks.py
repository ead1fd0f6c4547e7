"""Faults and warnings that only the assembled case can tell, each at its cell."""

from pathlib import Path

import pytest

from planner.planning import check
from tests.cases.tables import Tables, policies, two_tiers
from tests.workbooks import write_workbook


def problems(tmp_path: Path, tables: Tables) -> list[tuple[str, str, str]]:
    """Severity, address and code of every problem."""
    path = write_workbook(tmp_path / "case.xlsx", tables)
    return [(found.severity, f"{found.sheet}!{found.cell}", found.code) for found in check(path)]


@pytest.mark.parametrize(
    ("rule", "column"),
    [
        ({"Rule": "Ban", "Partner": "ZZ"}, "Partner"),
        ({"Rule": "Max volume", "Limit": 5, "Partner": "EU", "Stage": "extraction"}, "Partner"),
        ({"Rule": "Min days of cover", "Limit": 9, "Material": "co"}, "Material"),
        ({"Rule": "Clean chain", "Partner": "CN", "Sector": "other"}, "Sector"),
    ],
)
def test_a_rule_that_names_something_and_matches_nothing(tmp_path: Path, rule: dict[str, object], column: str) -> None:
    """ZZ is a country without an offer, EU has no ore, co has no stockpile, the other sector needs no co."""
    tables = two_tiers(rule)
    tables["Countries"].append(["ZZ", "no"])
    tables["Materials"].append(["ni"])
    tables["Suppliers"].append(["ni seller", "ni", "AU", "processing", 10, 5, 1])
    tables["Demand"].append(["other", "ni", 1, 9, 0])
    if "Sector" in rule:
        tables["Policies"] = policies(rule | {"Material": "co"})
    place = f"Policies!{'ABCDEFGHIJ'[tables['Policies'][0].index(column)]}2"
    assert problems(tmp_path, tables) == [("fault", place, "matches-nothing")]


def test_rules_with_blanks_only_are_told_where_they_have_no_effect(tmp_path: Path) -> None:
    cover = {"Rule": "Min days of cover", "Limit": 9}
    late = {"Rule": "Max country share", "Limit": 0.9, "From": 2040}
    found = problems(tmp_path, two_tiers(cover, late))
    assert ("warning", "Policies!C2", "matches-nothing") in found
    assert ("warning", "Policies!E3", "outside-horizon") in found
    assert {severity for severity, _, _ in found} == {"warning"}


def test_closing_value_above_the_cheapest_purchase(tmp_path: Path) -> None:
    """Ore at 8 refined at 5 makes 13."""
    head = ["Material", "Capacity", "Holding cost", "Closing value"]
    for value, expected in ((13, []), (13.5, [("fault", "Stockpiles!D2", "out-of-range")])):
        assert problems(tmp_path, two_tiers() | {"Stockpiles": [head, ["co", 10, 1, value]]}) == expected


def test_supply_risk_needs_the_risk_of_every_country_in_use(tmp_path: Path) -> None:
    rule = {"Rule": "Max supply risk", "Limit": 0.5, "Material": "co"}
    tables = two_tiers(rule)
    tables["Countries"] = [["Country", "Home", "Governance risk"], ["CN", "no", 0.5], ["AU", "no"], ["EU", "yes", 0]]
    assert problems(tmp_path, tables) == [("fault", "Countries!C3", "blank-cell")]


def test_supply_risk_across_materials_needs_their_prices(tmp_path: Path) -> None:
    tables = two_tiers({"Rule": "Max supply risk", "Limit": 0.5})
    tables["Countries"] = [["Country", "Home", "Governance risk"], *([c, "no", 0.5] for c in ("CN", "AU", "EU"))]
    tables["Materials"] = [["Material", "Reference price"], ["co", 14], ["ni"]]
    tables["Suppliers"].append(["ni seller", "ni", "AU", "processing", 10, 5, 1])
    tables["Demand"].append(["all", "ni", 1, 9, 0])
    assert problems(tmp_path, tables) == [("fault", "Materials!B3", "blank-cell")]


def test_excluded_sets_that_overlap_too_often(tmp_path: Path) -> None:
    """Four soft rows about four suppliers of ore would need sixteen classes."""
    tables = two_tiers(
        *({"Rule": "Clean chain", "Partner": f"ore {k}", "Sector": "all", "Penalty": 1} for k in range(4))
    )
    names = [f"ore {k}" for k in range(4)]
    tables["Suppliers"] += [[name, "co", "AU", "extraction", 10, 9, 1] for name in names]
    tables["Suppliers"] += [[f"{name} works", "co", "AU", "processing", 10, 9, 1] for name in names]
    for row in range(1, 4):
        tables["Policies"] += [
            [f"w{row}", "S", "Clean chain", None, f"ore {row} works", "all", 1],
        ]
    assert problems(tmp_path, tables) == [("fault", "Policies!E8", "too-many-classes")]


def test_history_that_is_missing_and_prices_far_off(tmp_path: Path) -> None:
    tables = two_tiers()
    tables["Materials"] = [["Material", "Reference price"], ["co", 100]]
    tables["Suppliers"][0].append("Lead time")
    tables["Suppliers"][1].append(1)
    found = problems(tmp_path, tables)
    assert ("warning", "Suppliers!H2", "missing-history") in found
    assert ("warning", "Materials!B2", "far-from-price") in found
