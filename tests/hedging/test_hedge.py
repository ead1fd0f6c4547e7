"""One plan for all courses of events: published and hand-worked optima, and how its measures stand to each other."""

import json
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest

import planner
from models.records import Risk
from planner.cli import main
from planner.errors import NothingToHedge
from planner.hedging import hedge
from planner.hedging.insurance import premiums
from planner.planning import open_input
from planner.progress import silent
from tests.cases.tables import Tables, settings
from tests.workbooks import write_workbook

STOCKED = ["Material", "Opening stock", "Closing stock", "Capacity", "Holding cost"]
OFFERS = ["Supplier", "Material", "Country", "Capacity", "Unit cost"]
SCENARIOS = ["Scenario", "Probability", "Known from", "Partner", "Material", "Sector", "Capacity factor", "Cost factor",
             "Demand factor", "From", "To"]  # fmt: skip


def event(scenario, probability, capacity=1, cost=1, demand=1, first=2027, last=None, **more):
    return [
        scenario, probability, more.get("known"), more.get("partner"), more.get("material"), more.get("sector"),
        capacity, cost, demand, first, last or first,
    ]  # fmt: skip


def gas() -> Tables:
    """C3: a field at 5, what is stored costs 1; then normal, cold or very cold, each a third."""
    third = 1 / 3
    return {
        "Settings": settings(2026, 2),
        "Materials": [["Material", "Stages"], ["gas", "dry"]],
        "Suppliers": [OFFERS, ["field", "gas", "NL", 1000, 5]],
        "Demand": [
            ["Sector", "Material", 2026, 2027, "Shortage cost", "Least fill"],
            ["homes", "gas", 100, 100, 999, 1],
        ],
        "Stockpiles": [
            ["Material", "Opening stock", "Closing stock", "Capacity", "Holding cost"],
            ["gas", 0, 0, 500, 1],
        ],
        "Scenarios": [
            SCENARIOS,
            event("normal", third, demand=1, cost=1),
            event("cold", third, cost=1.2, demand=1.5),
            event("very cold", third, cost=1.5, demand=1.8),
        ],
    }


def hedged(tables: Tables, folder: Path, weight: float = 0.0, level: float = 0.9):
    return hedge(open_input(write_workbook(folder / "input.xlsx", tables)), None, Risk(weight, level), silent)


def stored(found, n="2026"):
    results = found.plan.results
    return sum(tonnes for (_, u), tonnes in results.values(results.model.stock_tonnes).items() if u == n)


def test_gas_stockpile_against_three_winters(tmp_path):
    found = hedged(gas(), tmp_path)
    measures = found.measures
    assert measures.expected_cost == measures.objective == pytest.approx(1400, rel=1e-9)
    assert measures.wait_and_see == pytest.approx(1326.6666667, rel=1e-9)
    assert measures.mean_value_plan_cost == pytest.approx(1479.4444444, rel=1e-9)
    assert measures.evpi == pytest.approx(73.3333333)
    assert measures.vss == pytest.approx(79.4444444)
    assert stored(found) == pytest.approx(100)


@pytest.mark.parametrize(
    ("weight", "level", "kept", "cost"),
    [(1, 1 / 3, 142.857142857, 1517.857142857), (1, 2 / 3, 170.588235294, 1594.117647059), (0.5, 2 / 3, 100, 1550)],
)
def test_gas_stockpile_against_risk(weight, level, kept, cost, tmp_path):
    found = hedged(gas(), tmp_path, weight, level)
    assert found.measures.objective == pytest.approx(cost, rel=1e-9)
    assert stored(found) == pytest.approx(kept, rel=1e-8)
    mixed = (1 - weight) * found.measures.expected_cost + weight * found.measures.cvar
    assert mixed == pytest.approx(cost, rel=1e-9)


def test_the_mean_rises_and_the_tail_falls_along_the_frontier(tmp_path):
    points = hedged(gas(), tmp_path, level=2 / 3).frontier
    assert [point.weight for point in points] == [0, 0.25, 0.5, 0.75, 1]
    for one, other in pairwise(points):
        assert other.expected_cost >= one.expected_cost - 1e-6
        assert other.cvar <= one.cvar + 1e-6
    assert points[-1].cvar < points[0].cvar - 1


def test_at_the_end_of_the_frontier_the_mean_is_as_low_as_the_tail_leaves_it(tmp_path):
    """Else nobody would mind what is wasted, or goes short, where it is not very cold."""
    end = hedged(gas(), tmp_path, level=2 / 3).frontier[-1]
    nearly = hedged(gas(), tmp_path, 0.9999, 2 / 3).measures
    assert (end.weight, end.cvar) == (1, pytest.approx(nearly.cvar, rel=1e-9))
    assert end.expected_cost == pytest.approx(nearly.expected_cost, rel=1e-9)


def test_the_frontier_stands_beside_the_plan_for_the_mean(tmp_path):
    table = hedged(gas(), tmp_path, level=2 / 3).tables["Frontier"]
    ends = table.iloc[[0, -1]]
    assert list(ends["Mean cost of the dearest 33%"]) == pytest.approx([1700, 1594.117647], rel=1e-9)
    assert list(ends["On the mean it costs more"]) == pytest.approx([0, table["Expected cost"].iloc[-1] - 1400])
    assert list(ends["In the dearest it costs"]) == pytest.approx([0, 1594.117647 - 1700])


def test_destination_is_decided_at_arrival(tmp_path):
    """C18: order 100 for whichever sector will need it."""
    tables = {
        "Settings": settings(2026, 2),
        "Materials": [["Material", "Stages"], ["co", "refined"]],
        "Suppliers": [[*OFFERS, "Lead time"], ["A", "co", "a", 999, 10, 1]],
        "Demand": [
            ["Sector", "Material", 2026, 2027, "Shortage cost"], ["X", "co", 0, 100, 1000], ["Y", "co", 0, 100, 1000],
        ],
        "Scenarios": [SCENARIOS, event("x", 0.5, demand=0, sector="Y"), event("y", 0.5, demand=0, sector="X")],
    }  # fmt: skip
    assert hedged(tables, tmp_path).measures.objective == pytest.approx(1000, rel=1e-9)


def three_stages(dearer: float) -> Tables:
    """A at 10 may stop in 2027, with probability 1/2, and then stay stopped in 2028, with 1/2; B sells at `dearer`."""
    return {
        "Settings": settings(2026, 3),
        "Materials": [["Material", "Stages"], ["co", "refined"]],
        "Suppliers": [
            OFFERS, ["A", "co", "a", 999, 10], ["B", "co", "b", 999, dearer],
        ],
        "Demand": [
            ["Sector", "Material", 2026, 2027, 2028, "Shortage cost"], ["all", "co", 100, 100, 100, 1000],
        ],
        "Stockpiles": [STOCKED, ["co", 0, 0, 500, 1]],
        "Scenarios": [
            SCENARIOS,
            event("short stop", 0.25, capacity=0, first=2027, partner="supplier: A"),
            event("long stop", 0.25, capacity=0, first=2027, partner="supplier: A"),
            event("long stop", None, capacity=0, first=2028, known=2028, partner="supplier: A"),
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("dearer", "kept", "hedged_cost", "wait_and_see", "mean_value"),
    [(16, 100, 3250, 3100, 3450), (30, 200, 3300, 3100, 4500)],
)
def test_three_stages_worked_by_hand(dearer, kept, hedged_cost, wait_and_see, mean_value, tmp_path):
    """A tonne kept for 2027 costs 11 and saves 10 or what B costs; one for 2028 costs 12 and saves that once in four.

    With B at 16 that is 13 and 11.5, so that 100 t are kept: 2100, then 1000, or nothing in 2027 and 1000 or 1600. With
    B at 30 it is 20 and 15, and 200 t are kept: 3200, and 100 to hold the second half. Who knows the course pays 3000,
    or 1000 + 1100 + 1000, or 1000 + 1100 + 1200. The plan for the mean, by which A never stops altogether, keeps
    nothing: 1000, then 2000, or B in 2027 and as often as not in 2028.
    """
    found = hedged(three_stages(dearer), tmp_path)
    tree = found.plan.results.case.tree
    assert [len([n for n in tree if tree.nodes[n].period == t]) for t in range(3)] == [1, 2, 3]
    assert stored(found) == pytest.approx(kept)
    measures = found.measures
    assert measures.objective == pytest.approx(hedged_cost, rel=1e-9)
    assert measures.wait_and_see == pytest.approx(wait_and_see, rel=1e-9)
    assert measures.mean_value_plan_cost == pytest.approx(mean_value, rel=1e-9)


def test_one_certain_scenario_is_the_plan_for_it(tmp_path):
    tables = gas()
    tables["Scenarios"] = [SCENARIOS, event("very cold", 1, cost=1.5, demand=1.8)]
    measures = hedged(tables, tmp_path).measures
    assert measures.objective == pytest.approx(measures.wait_and_see, rel=1e-9)
    assert (measures.evpi, measures.vss) == (pytest.approx(0, abs=1e-6), pytest.approx(0, abs=1e-6))


def test_a_scenario_of_no_probability_changes_nothing(tmp_path):
    tables = gas()
    tables["Scenarios"] = [*tables["Scenarios"], event("the sea freezes", 0, capacity=0)]
    assert hedged(tables, tmp_path).measures.objective == pytest.approx(1400, rel=1e-9)


def test_two_halves_of_a_scenario_are_the_scenario(tmp_path):
    tables = gas()
    tables["Scenarios"][-1:] = [event(name, 1 / 6, cost=1.5, demand=1.8) for name in ("very cold", "very cold too")]
    found = hedged(tables, tmp_path)
    assert found.measures.objective == pytest.approx(1400, rel=1e-9)
    assert len(found.plan.results.case.tree.leaves) == 3


def test_the_insurance_is_what_no_plan_without_scenarios_holds(tmp_path):
    found = {(p.kind, p.period): p for p in premiums(hedged(gas(), tmp_path))}
    stock = found["stock at close", "2026"]
    assert (stock.hedged, stock.calm, stock.name) == (pytest.approx(100), 0, "gas / dry")
    assert stock.serves.startswith(("very cold 100 t", "normal 100 t", "cold 100 t"))


def test_the_same_from_python(tmp_path):
    found = planner.hedge(write_workbook(tmp_path / "input.xlsx", gas()), level=2 / 3, weight=0.5)
    assert found.measures.objective == pytest.approx(1550, rel=1e-9)
    courses = found.tables["Courses"].set_index("Course")["Cost"]
    assert courses.mean() == pytest.approx(1400, rel=1e-9)
    assert "Offtake" in found.tables


def test_without_probabilities_there_is_nothing_to_hedge(tmp_path):
    tables = gas()
    for row in tables["Scenarios"][1:]:
        row[1] = None
    with pytest.raises(NothingToHedge, match="no scenario has a probability|No scenario has a probability"):
        hedged(tables, tmp_path)


def test_the_command_writes_what_hedging_comes_to_before_the_plan(tmp_path, capsys):
    path = write_workbook(tmp_path / "input.xlsx", gas())
    assert (
        main(["hedge", str(path), "--cvar", "0.6666", "--weight", "0.5", "--out", str(tmp_path / "out"), "--json"]) == 0
    )
    said = json.loads(capsys.readouterr().out)
    assert said["wait_and_see"] == pytest.approx(1326.6666667)
    book = openpyxl.load_workbook(Path(said["run_folder"]) / "plan.xlsx")
    assert book.sheetnames[:5] == ["Hedge", "Frontier", "Courses", "Insurance", "Summary"]
    heads = [cell.value for row in book["Offtake"].iter_rows(max_row=8) for cell in row]
    columns = [str(head) for head in heads if str(head).startswith(("2026", "2027"))]
    assert columns == ["2026", "2027 | normal", "2027 | cold", "2027 | very cold"]
    assert main(["verify", str(Path(said["run_folder"]) / "plan.xlsx")]) == 1
    assert "one plan for several courses of events" in capsys.readouterr().err


@pytest.mark.parametrize("asked", [["--cvar", "1"], ["--weight", "1.5"], ["--cvar", "-0.1"]])
def test_what_is_no_weight_is_refused(asked, tmp_path, capsys):
    path = write_workbook(tmp_path / "input.xlsx", gas())
    assert main(["hedge", str(path), *asked, "--out", str(tmp_path / "out")]) == 1
    assert "expected a number" in capsys.readouterr().err
