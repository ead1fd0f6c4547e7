"""A plan's decisions pasted into a workbook: planned again over the same years, and rolled forward by a year."""

from pathlib import Path

import pytest

import planner
from models import cost
from planner.changes.pasting import next_years, same_years
from planner.planning import Plan
from planner.results.costs import present_value, summed
from planner.results.investments import investments
from tests.cases.tables import Tables, policies, settings
from tests.cases.test_procurement import venture_of_quarters
from tests.changes.cases import everything
from tests.changes.pasting import blocks, paste

AGAIN, ROLLED = "To paste, same years", "To paste"
VOLUMES = (
    "offtake_tonnes", "arrived_tonnes", "taken_tonnes", "stock_tonnes", "treated_scrap_tonnes", "recovered_tonnes",
    "untreated_scrap_tonnes", "shortage_tonnes", "substituted_tonnes", "online_tonnes_per_year",
    "venture_online_tonnes_per_year",
)  # fmt: skip


def volumes(plan: Plan, name: str) -> dict[tuple[str, ...], float]:
    results = plan.results
    return {key: value for key, value in results.values(getattr(results.model, name)).items() if value > 1e-6}


def later(plan: Plan, name: str, first: str) -> dict[tuple[str, ...], float]:
    return {key: value for key, value in volumes(plan, name).items() if key[-1] >= first}


def of_copies(found: dict[tuple[str, ...], float]) -> dict[tuple[str, ...], float]:
    """Figures of plants and ventures with those of the rows beside them, such as "melter (2027)"."""
    summed: dict[tuple[str, ...], float] = {}
    for (name, *rest), value in found.items():
        key = (name.split(" (")[0], *rest)
        summed[key] = summed.get(key, 0.0) + value
    return summed


def pasted_rows(workbook: Path, sheet: str) -> dict[tuple[str, str], dict[object, object]]:
    """The rows of a sheet to paste by sheet and first cell."""
    return {
        (name, line[0]): dict(zip(heads, line, strict=True))
        for name, heads, lines in blocks(workbook, sheet)
        for _, line in lines
    }


def same_volumes(old: Plan, new: Plan, first: str, leave_out: tuple[str, ...] = ()) -> None:
    for name in (name for name in VOLUMES if name not in leave_out):
        was, now = of_copies(later(old, name, first)), of_copies(later(new, name, first))
        assert now == pytest.approx(was, rel=1e-6, abs=1e-6), name


def test_c11_with_the_venture_that_it_builds(planned, changed, tmp_path: Path) -> None:
    folder = planned(venture_of_quarters())
    workbook = changed(folder, folder)
    ((sheet, heads, lines),) = blocks(workbook, AGAIN)
    assert (sheet, heads[-2:]) == ("Ventures", ["Under way", "Ready"])
    assert lines == [("row 2", ["joint", "A", 40, 100, "6 months", 10, 0.08, 0.25, 40, "2026Q3"])]
    pasted = planner.plan(paste(workbook, AGAIN, folder / "input.xlsx", tmp_path / "pasted.xlsx"))
    before = planner.plan(folder / "input.xlsx")
    assert before.total_cost == pytest.approx(2603.599927162, rel=1e-9)
    assert pasted.total_cost == pytest.approx(2388.083900, rel=1e-8)
    same_volumes(before, pasted, "2026Q1")


def test_the_same_years_cost_less_by_what_is_paid_and_nothing_else_changes(planned, changed, tmp_path: Path) -> None:
    """`far` sells 40 t in 2026, 30 of them under `ore deal` at 4; tariff 10 %, freight 1, and 0.5 tCO2e at 2 each:

    1.1 · (30 · 4 + 10 · 5) + 40 · 1 + 40 · 0.5 · 2 = 267 in mid-2026. `reef mine` costs 20 · 0.5 · 0.75 per t/yr of 30,
    `melter` 30 per t/yr of the 6 of each of two years, as annuities at 5 %.
    """
    folder = planned(everything())
    before = planner.plan(folder / "input.xlsx")
    workbook = changed(folder, folder)
    pasted = planner.plan(paste(workbook, AGAIN, folder / "input.xlsx", tmp_path / "pasted.xlsx"))
    middle = {year: 1.05 ** -(year - 2026 + 0.5) for year in range(2026, 2030)}
    reef = 30 * 20 * 0.5 * 0.75 * 0.05 / (1 - 1.05**-10) * (middle[2027] + middle[2028] + middle[2029])
    first, second = middle[2027] + middle[2028] + middle[2029], middle[2028] + middle[2029]
    melter = 6 * 30 * 0.05 / (1 - 1.05**-8) * (first + second)
    paid = 267 * middle[2026] + reef + melter
    assert pasted.total_cost == pytest.approx(before.total_cost - paid, rel=1e-9)
    same_volumes(before, pasted, "2026", leave_out=("offtake_tonnes", "taken_tonnes", "online_tonnes_per_year"))
    bought = {key: tonnes for key, tonnes in volumes(before, "offtake_tonnes").items() if key != ("far", "2026")}
    assert volumes(pasted, "offtake_tonnes") == pytest.approx(bought, rel=1e-6)
    under = {key: tonnes for key, tonnes in volumes(before, "taken_tonnes").items() if key != ("ore deal", "2026")}
    assert volumes(pasted, "taken_tonnes") == pytest.approx(under, rel=1e-6)


def test_what_is_pasted_is_what_was_decided(planned, changed) -> None:
    folder = planned(everything())
    rows = pasted_rows(changed(folder, folder), AGAIN)
    deal, ore = rows["Contracts", "deal"], rows["Contracts", "ore deal"]
    assert deal["Status"] == ore["Status"] == "signed"
    assert 0.3 < deal["Max volume"] / 90 < 0.5
    assert deal["Min volume"] == deal["Max volume"]
    assert (ore["Max volume"], ore["From"], ore["To"]) == (30, 2027, 2028)
    assert ("Contracts", "never") not in rows
    assert (rows["Suppliers", "far"]["Ordered 2027"], rows["Suppliers", "far"]["From"]) == (40, 2027)
    assert ("Suppliers", "near") not in rows
    melter = rows["Recycling", "melter"]
    assert [melter[f"Capacity {year}"] for year in range(2026, 2030)] == [5, 11, 17, 17]
    assert (melter["Max build"], melter["Opex"]) == (0, 3)


def test_what_is_pasted_for_the_next_year_is_what_the_first_one_leaves(planned, changed) -> None:
    folder = planned(everything())
    plan = planner.plan(folder / "input.xlsx")
    rows = pasted_rows(changed(folder, folder), ROLLED)
    assert (rows["Recycling", "melter"]["Under way"], rows["Recycling", "melter"]["Ready"]) == (6, 2027)
    assert rows["Recycling", "melter"]["Treated 2026"] == 5
    assert (rows["Suppliers", "far"]["Ordered 2027"], rows["Suppliers", "far"].get("From")) == (40, None)
    near = volumes(plan, "offtake_tonnes")["near", "2026"]
    assert rows["Suppliers", "near"]["Recent volume"] == pytest.approx(near)
    stock = rows["Stockpiles", "co"]
    assert stock["Opening stock"] == pytest.approx(volumes(plan, "stock_tonnes")["co / processing", "2026"])
    assert stock["Closing stock"] == 12
    waits = volumes(plan, "untreated_scrap_tonnes")["old metal", "2026"]
    assert rows["Scrap", "old metal"][2027] == pytest.approx(15 + waits)
    assert rows["Demand", "makers"][2026] == pytest.approx(60)


def test_rolled_forward_by_a_year_the_plan_goes_on_as_it_was(planned, changed, tmp_path: Path) -> None:
    """The rest of a best plan is the best plan of the rest: the same volumes, and the cost of what is not paid yet."""
    folder = planned(everything())
    before = planner.plan(folder / "input.xlsx")
    settings_then = {"First period": 2027, "Periods": 3}
    rolled = planner.plan(
        paste(changed(folder, folder), ROLLED, folder / "input.xlsx", tmp_path / "rolled.xlsx", settings_then)
    )
    same_volumes(before, rolled, "2027")
    left = before.results.solution.cost - first_year_cost(before) - annuities_of_the_first_year(before)
    assert rolled.total_cost == pytest.approx(left * 1.05, rel=1e-9)


def first_year_cost(plan: Plan) -> float:
    by_node = summed(plan.results, cost.KINDS)
    return present_value(plan.results, {n: by_node[n] for n in plan.results.first_year})


def annuities_of_the_first_year(plan: Plan) -> float:
    nodes = plan.results.case.tree.nodes
    return sum(
        i.annuity * plan.results.case.tree.period_years * nodes[n].weight
        for i in investments(plan.results)
        if i.node in plan.results.first_year
        for n in nodes
        if i.node in plan.results.case.standing(n, i.of.lead_time_periods, i.of.life_periods)
    )


def quarters() -> Tables:
    """Two years in quarters: a venture built in two steps beside what is under way, orders that take a quarter, and
    a sector that learns to do without.
    """
    demand = {2026: 40, "2026Q3": 60, "2026Q4": 80, 2027: 120}
    return {
        "Settings": settings("2026Q1", 8, **{"Period length": "quarter", "Discount rate": 0.06}),
        "Materials": [["Material", "Stages"], ["co", "refined"]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Capacity", "Spot share", "Unit cost", "Lead time"],
            ["A", "co", "a", 0, None, 2, None],
            ["B", "co", "b", 1000, None, 30, None],
            ["C", "co", "c", 20, 0, 12, "3 months"],
        ],
        "Contracts": [
            ["Contract", "Supplier", "Max volume", "Discount", "Price floor"],
            ["quarterly", "C", None, 0.5, 7],
        ],
        "Profiles": [["Table", "Row", "Column", 2026, 2027], ["Contracts", "quarterly", "Max volume", 12, 16]],
        "Ventures": [
            ["Venture", "Supplier", "Max capacity", "Capex", "Lead time", "Life", "Under way", "Ready", "Latest"],
            ["joint", "A", 90, 80, "3 months", 10, 10, "2025Q4", None],
        ],
        "Demand": [["Sector", "Material", *demand, "Shortage cost"], ["all", "co", *demand.values(), 1000]],
        "Substitution": [
            ["Sector", "Material", "Max share", "Cost", "Max growth", "Capex", "Life"],
            ["all", "co", 0.05, 1, 0.2, 2, 10],
        ],
    }


def test_quarters_with_a_venture_in_steps_beside_what_is_under_way(planned, changed, tmp_path: Path) -> None:
    folder = planned(quarters())
    before, workbook = planner.plan(folder / "input.xlsx"), changed(folder, folder)
    built = volumes(before, "venture_built_tonnes_per_year")
    assert len(built) > 1
    assert 0 < same_years(before.results).paid < before.total_cost
    pasted = planner.plan(paste(workbook, AGAIN, folder / "input.xlsx", tmp_path / "again.xlsx"))
    of_joint = {row[1] for row in pasted_rows(workbook, AGAIN) if row[0] == "Ventures"}
    assert of_joint == {"joint", *(f"joint ({n})" for _, n in built if n < "2027")}
    assert pasted.total_cost == pytest.approx(before.total_cost - same_years(before.results).paid, rel=1e-9)
    same_volumes(before, pasted, "2026Q1", leave_out=("offtake_tonnes", "taken_tonnes"))
    then = {"First period": "2027Q1", "Periods": 4}
    rolled = planner.plan(paste(workbook, ROLLED, folder / "input.xlsx", tmp_path / "rolled.xlsx", then))
    same_volumes(before, rolled, "2027Q1")


def test_what_cannot_be_said_is_told(planned, changed) -> None:
    """What a sector learns to do without only later has no cell; research that is ready at once has."""
    tables = quarters()
    tables["Substitution"] = [
        ["Sector", "Material", "Max share", "Share today", "Cost", "Lead time"],
        ["all", "co", 0.05, 0.01, 1, "18 months"],
    ]
    folder = planned(tables)
    plan = planner.plan(folder / "input.xlsx")
    assert ("Substitution", "all") not in pasted_rows(changed(folder, folder), ROLLED)
    assert any("opens in 2027Q3 only" in said for said in next_years(plan.results).unsaid)
    assert any("decided again" in said for said in same_years(plan.results).unsaid)
    folder = planned(quarters())
    for sheet in (AGAIN, ROLLED):
        row = pasted_rows(changed(folder, folder), sheet)["Substitution", "all"]
        assert (row["Share today"], row["Max growth"]) == (0.05, 0 if sheet == AGAIN else 0.2)


def test_a_stock_of_protected_metal_keeps_its_clean_share(planned, changed, tmp_path: Path) -> None:
    """Foreign metal is cheap until 2026 only; the army takes clean metal alone: 60 t of the stock are clean, 40 not."""
    tables: Tables = {
        "Settings": settings(2026, 2),
        "Materials": [["Material", "Stages"], ["co", "refined"]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Capacity", "Unit cost 2026", "Unit cost 2027"],
            ["foe", "co", "foe", 140, 5, 90],
            ["friend", "co", "friend", 110, 10, 50],
        ],
        "Stockpiles": [["Material", "Stage", "Capacity", "Holding cost"], ["co", "refined", 1000, 1]],
        "Demand": [
            ["Sector", "Material", 2026, 2027, "Shortage cost"],
            ["army", "co", 50, 60, 999],
            ["makers", "co", 100, 40, 999],
        ],
        "Policies": policies({"Rule": "Clean chain", "Partner": "country: foe", "Sector": "army"}),
    }
    folder = planned(tables)
    workbook = changed(folder, folder)
    stock = pasted_rows(workbook, ROLLED)["Stockpiles", "co"]
    assert (stock["Opening stock"], stock["Clean share"]) == (pytest.approx(100), pytest.approx(0.6))
    then = {"First period": 2027, "Periods": 1}
    rolled = planner.plan(paste(workbook, ROLLED, folder / "input.xlsx", tmp_path / "rolled.xlsx", then))
    assert rolled.paid_cost == pytest.approx(0)
    assert rolled.shortage_tonnes == 0
