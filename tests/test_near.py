"""A plan that stays near to an earlier one: what it changes, and what that costs."""

import json
from pathlib import Path

import pytest

import planner
from planner.cli import main
from planner.commands.earlier import near, share
from planner.errors import PlannerError, Unreadable
from tests.cases.tables import share_cap_ladder
from tests.second.generator import random_tables
from tests.workbooks import write_workbook

SEEDS = (4, 18, 26)


def bought(plan):
    return plan.results.values(plan.results.model.offtake_tonnes)


def ladder(tmp_path, cost_of_b):
    """Demand 100, A at 10 and B at `cost_of_b`, 30 t of it."""
    tables = share_cap_ladder(None)
    tables["Suppliers"][2][4] = cost_of_b
    return write_workbook(tmp_path / f"{cost_of_b}.xlsx", tables)


@pytest.mark.parametrize(
    ("within", "from_b", "cost"), [(0.0, 0.0, 1000.0), (0.005, 2.5, 1005.0), (0.03, 15.0, 1030.0), (0.5, 30.0, 1060.0)]
)
def test_the_budget_is_spent_on_staying_where_the_plan_was(tmp_path, within, from_b, cost):
    """B, once cheap, costs 2 more than A: a budget of 5 keeps 2.5 t of its 30."""
    earlier = planner.plan(ladder(tmp_path, 8))
    plan = planner.plan(ladder(tmp_path, 12)).near(bought(earlier), within, "last year")
    assert bought(plan)["B", "2026"] == pytest.approx(from_b)
    assert plan.total_cost == pytest.approx(cost)
    nearness = plan.results.nearness
    apart = (nearness.tonnes, nearness.tonnes_at_least_cost)
    assert apart == (pytest.approx(2 * (30 - from_b), abs=1e-9), pytest.approx(60))
    assert "changes least from last year" in plan.nearness()[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_near_its_own_run_nothing_changes(seed, tmp_path):
    plan = planner.plan(write_workbook(tmp_path / "input.xlsx", random_tables(seed)))
    again = plan.near(bought(plan), 0.01, "itself")
    assert bought(again) == pytest.approx(bought(plan), abs=1e-6)
    assert again.total_cost == pytest.approx(plan.total_cost, rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_within_nothing_the_cost_is_the_least(seed, tmp_path):
    plan = planner.plan(write_workbook(tmp_path / "input.xlsx", random_tables(seed)))
    far = {key: 2.0 * tonnes + 1.0 for key, tonnes in bought(plan).items()}
    assert plan.near(far, 0.0, "elsewhere").total_cost == pytest.approx(plan.total_cost, rel=1e-9)


def test_what_only_the_earlier_plan_had_counts_as_changed(tmp_path):
    plan = planner.plan(ladder(tmp_path, 12)).near({("Gone", "2026"): 7.0, ("A", "2026"): 100.0}, 0.0, "last year")
    assert plan.results.nearness.tonnes == pytest.approx(7.0)


def run_of(capsys, *arguments):
    assert main([*arguments, "--json"]) == 0
    return Path(json.loads(capsys.readouterr().out)["run_folder"])


def test_from_run_folder_to_run_folder(tmp_path, capsys):
    first, second = ladder(tmp_path, 8), ladder(tmp_path, 12)
    out = ["--out", str(tmp_path / "out")]
    earlier = run_of(capsys, "plan", str(first), *out)
    folder = run_of(capsys, "plan", str(second), "--near", str(earlier), "--within", "3%", *out)
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert record["result"]["total_cost"] == pytest.approx(1030)
    assert main(["verify", str(folder / "plan.xlsx")]) == 0


@pytest.mark.parametrize("within", ["five", "-1%", "200%", "nan"])
def test_a_share_that_is_none_is_refused(within):
    with pytest.raises(PlannerError, match="expected a share"):
        share(within)


def test_a_folder_that_holds_no_plan_is_refused(tmp_path):
    with pytest.raises(Unreadable):
        near(planner.plan(ladder(tmp_path, 12)), tmp_path, None)
