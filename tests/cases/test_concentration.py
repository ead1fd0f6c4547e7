"""Max HHI through the whole path: workbook in, plan out, audited; and what its limits may be."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.planning import Plan, check
from tests.cases.tables import Table, Tables, policies, settings
from tests.workbooks import write_workbook

Planned = Callable[[Tables], Plan]
SUPPLIERS: Table = [
    ["Supplier", "Material", "Country", "Capacity", "Unit cost"],
    ["A", "co", "a", 200, 10],
    ["B", "co", "b", 30, 14],
    ["C", "co", "c", 200, 20],
]


def ladder(*rows: dict[str, Any], suppliers: Table = SUPPLIERS, periods: int = 1, **sheets: Table) -> Tables:
    """C6 with limits on concentration: 100 t a year from A, B and C, which stand in countries of their own."""
    years = [2026 + t for t in range(periods)]
    tables: Tables = {
        "Settings": settings(2026, periods),
        "Materials": [["Material", "Stages", "Reference price"], ["co", "refined", 10]],
        "Suppliers": suppliers,
        "Demand": [["Sector", "Material", *years, "Shortage cost"], ["all", "co", *(100 for _ in years), 1000]],
        "Policies": policies(*rows),
    }
    return tables | sheets


def reached(plan: Plan) -> list[float]:
    rules = plan.tables["Rules"]
    return list(rules[rules["Line"] == "detail"]["Reached"])


def test_half_of_a_three_tenths_of_b_and_a_fifth_of_c(planned: Planned) -> None:
    """0.5² + 0.3² + 0.2² = 0.38: 500 + 420 + 400. A tonne more from A and less from C adds 2 (0.5 - 0.2) to the 38 t
    of squares and saves 10: one more of them is worth 10 / 0.6.
    """
    plan = planned(ladder({"Rule": "Max HHI", "Limit": 0.38}))
    assert plan.total_cost == pytest.approx(1320, rel=1e-6)
    assert reached(plan) == pytest.approx([0.38], abs=1e-6)
    line = plan.tables["Rules"].iloc[0]
    assert (line["State"], line["Unit"], line["Counted in"]) == ("binds", "HHI", "t")
    assert line["Shadow price"] == pytest.approx(10 / 0.6, rel=1e-2)
    assert line["Shadow price of a step"] == pytest.approx(10 / 0.6, rel=1e-2)
    assert line["Understood as"] == (
        "The sum of the squared shares of all countries in consumption of each material at each stage (HHI) is at most"
        " 0.38, per year."
    )
    index = plan.tables["Shares"].set_index(["Of", "Figure"]).loc["HHI (0 to 1)", "2026"]
    assert index["bought"] == pytest.approx(0.38, abs=1e-6)
    assert index["cap"] == 0.38


def test_a_limit_for_each_year_and_a_soft_one(planned: Planned) -> None:
    """2026 as above. In 2027 a tonne from C in place of A costs 10 and saves 15 · 2 (a - c): a - c is 1/3."""
    rows = (
        {"Rule": "Max HHI", "Limit": 0.38, "To": 2026},
        {"Rule": "Max HHI", "Limit": 0.3, "From": 2027, "Penalty": 15},
    )
    four = [*SUPPLIERS, ["D", "co", "d", 100, 900]]
    plan = planned(ladder(*rows, suppliers=four, periods=2))
    a, c = 0.35 + 1 / 6, 0.35 - 1 / 6
    broken = a * a + 0.09 + c * c - 0.3
    assert plan.total_cost == pytest.approx(1320 + 1000 * a + 420 + 2000 * c + 1500 * broken, rel=1e-6)
    assert reached(plan) == pytest.approx([0.38, 0.3 + broken], abs=1e-3)


def test_orders_from_before_raise_the_limit_and_are_listed(planned: Planned) -> None:
    """60 t of A are paid: 0.6² + 2 · 0.2² = 0.44 is the least, for which B and C send 20 t each."""
    suppliers = [[*row, ordered] for row, ordered in zip(SUPPLIERS, ["Ordered 2026", 60, None, None], strict=True)]
    plan = planned(ladder({"Rule": "Max HHI", "Limit": 0.36}, suppliers=suppliers))
    assert plan.total_cost == pytest.approx(20 * 14 + 20 * 20, rel=1e-3)
    assert reached(plan) == pytest.approx([0.44], abs=1e-3)
    assert plan.tables["Rules"]["Note"].iloc[-1] == "lowered by 8 t to what was ordered before the plan"


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ({"Rule": "Max HHI", "Limit": 0.33}, "D2"),
        ({"Rule": "Max HHI", "Limit 2026": 0.4, "Limit 2027": 0.3}, "F2"),
        ({"Rule": "Max HHI", "Limit": 0.49, "Base": "imports", "Penalty": 5}, "D2"),
        ({"Rule": "Max HHI", "Limit": 0.3, "From": 2027, "Material": "co", "Stage": "refined"}, "D2"),
    ],
)
def test_a_limit_below_one_over_the_number_of_countries_is_a_fault(
    tmp_path: Path, row: dict[str, Any], cell: str
) -> None:
    """c is home: three countries, two of them abroad."""
    tables = ladder(row, periods=2, Countries=[["Country", "Home"], ["a", "no"], ["b", "no"], ["c", "yes"]])
    found = [
        problem for problem in check(write_workbook(tmp_path / "case.xlsx", tables)) if problem.severity == "fault"
    ]
    assert [(problem.sheet, problem.cell, problem.code) for problem in found] == [("Policies", cell, "out-of-range")]
    count = 2 if "Base" in row else 3
    assert f"expected at least {1 / count:.4g}: co at refined can come from {count} countries only" in found[0].message


def test_a_limit_for_years_outside_its_time_is_no_fault(tmp_path: Path) -> None:
    row = {"Rule": "Max HHI", "Limit 2026": 0.1, "Limit 2027": 0.4, "From": 2027}
    assert check(write_workbook(tmp_path / "case.xlsx", ladder(row, periods=2))) == []
