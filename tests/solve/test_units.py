"""Canonical units: what is in grams and what is in megatonnes is planned alike, in one workbook, and told apart."""

from pathlib import Path

import pytest

import planner
from models.tree import chain
from planner.errors import InputFaults, Stopped
from planner.planning import check
from planner.solve import solve
from planner.solve.scaling import MONEY_RANGE
from tests.models.cases import case, demand, rule, ruled, stockpile, supplier
from tests.relations.sheets import Tables
from tests.workbooks import write_workbook

Unit = tuple[str, float, float]
"""A material, and how many tonnes and how much money per tonne stand for one of each."""
YEARS = (2026, 2027, 2028)
PRICES, CAPACITIES = (10.0, 10.1, 10.12, 15.0), (60.0, 50.0, 50.0, 100.0)
NEEDS = (90.0, 100.0, 110.0)


def workbook(*units: Unit) -> Tables:
    """For each material four suppliers, two of them one per cent apart in price, a stock, and a cap on countries."""
    suppliers = [["Supplier", "Material", "Country", "Capacity", "Unit cost"]]
    stocks = [["Material", "Capacity", "Opening stock", "Holding cost"]]
    needs = [["Sector", "Material", *YEARS, "Shortage cost"]]
    for material, tonnes, money in units:
        offers = enumerate(zip(PRICES, CAPACITIES, strict=True))
        suppliers += [[f"{material}{n}", material, f"L{n}", c * tonnes, p * money] for n, (p, c) in offers]
        stocks.append([material, 30 * tonnes, 5 * tonnes, 0.01 * money])
        needs.append([f"users of {material}", material, *(tonnes * need for need in NEEDS), 100 * money])
    return {
        "Settings": [
            ["Setting", "Value"],
            ["Title", "Units"],
            ["First period", 2026],
            ["Periods", 3],
            ["Currency", "EUR"],
        ],
        "Materials": [["Material"], *([material] for material, _, _ in units)],
        "Suppliers": suppliers,
        "Stockpiles": stocks,
        "Demand": needs,
        "Policies": [["ID", "Policy set", "Rule", "Limit"], ["cap", "S", "Max country share", 0.5]],
    }


def bought(folder: Path, *units: Unit) -> dict[str, dict[tuple[str, str], float]]:
    """What is bought of each material from its suppliers, in its own units."""
    plan = planner.plan(write_workbook(folder / "input.xlsx", workbook(*units)))
    tonnes = {material: unit for material, unit, _ in units}
    found: dict[str, dict[tuple[str, str], float]] = {material: {} for material in tonnes}
    for (name, node), value in plan.results.values(plan.results.model.offtake_tonnes).items():
        found[name[:-1]][name[-1], node] = value / tonnes[name[:-1]]
    return found


@pytest.mark.parametrize(
    "units",
    [
        (("grams", 1e-6, 1e9), ("megatonnes", 1e6, 1e-3), ("plain", 1.0, 1.0)),
        (("a", 1.0, 1.0), ("b", 1.0, 1e6)),
        (("a", 1.0, 1e-3), ("b", 1.0, 1e5)),
        (("a", 1e-6, 1.0), ("b", 1.0, 1.0), ("c", 100.0, 1.0)),
        (("grams", 1e-6, 1e-3),),
        (("megatonnes", 1e6, 1e9),),
    ],
)
def test_the_same_plan_in_whatever_units(tmp_path: Path, units: tuple[Unit, ...]) -> None:
    """Among dear materials a cheap one is planned as it is alone, to 1e-9 of its demand."""
    right = bought(tmp_path, ("plain", 1.0, 1.0))["plain"]
    for found in bought(tmp_path, *units).values():
        assert found == pytest.approx(right, abs=1e-9 * max(NEEDS))


def test_prices_too_far_apart_are_a_fault_that_names_both_cells(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "input.xlsx", workbook(("a", 1e-6, 1.0), ("b", 1e6, 1.0)))
    (found,) = [problem for problem in check(path) if problem.severity == "fault"]
    assert (found.sheet, found.cell, found.code) == ("Suppliers", "E9", "far-apart")
    assert "Suppliers!E2" in found.hint
    with pytest.raises(InputFaults):
        planner.plan(path)


def test_what_is_accepted_is_within_what_the_unit_of_money_can_tell() -> None:
    from planner.assembly.checks.scales import FARTHEST
    from planner.solve.highs import TOLERANCE

    assert MONEY_RANGE / FARTHEST >= 1e5 * TOLERANCE


def test_a_coefficient_that_the_solver_would_drop_is_refused_by_name() -> None:
    tree = chain(["2026"], [2026])
    mine = supplier(tree, "mine", 1.0, stage="ore")
    works = supplier(tree, "works", 1.0, yield_share=1e-12)
    of = case(tree, mine, works, demand(tree, 1.0), stages={"co": ("ore", "refined")})
    with pytest.raises(Stopped, match=r"too far apart in .*: a unit of .* counts 1e-12 times as much"):
        solve(of)


def test_a_small_sector_beside_a_large_one_is_served() -> None:
    tree = chain(["2026"], [2026])
    needs = [demand(tree, 1e6, "large", 100.0), demand(tree, 1.0, "small", 100.0)]
    plain = case(tree, supplier(tree, "A", 10.0, 2e6), supplier(tree, "B", 11.0, 2e6), *needs, stockpile(tree))
    plan = solve(ruled(plain, rule(tree, "Max country share", 0.6)))
    assert plan.values(plan.model.shortage_tonnes) == dict.fromkeys(plan.values(plan.model.shortage_tonnes), 0.0)
    assert plan.cost == pytest.approx(10.4 * (1e6 + 1.0), rel=1e-9)
