"""Which figure matters: every slope is what planning a hair away gives, and the order of rows does not matter."""

import json
from pathlib import Path

import openpyxl
import pytest

from planner.assembly import assemble
from planner.cli import main
from planner.errors import PlannerError
from planner.mattering import matters
from planner.mattering.figures import figures
from planner.mattering.slopes import Slopes
from planner.planning import open_input
from planner.progress import silent
from planner.solve import Program
from tests.cases.tables import policies, share_cap_ladder
from tests.second.generator import random_tables
from tests.workbooks import write_workbook

SEEDS = (4, 18, 26)
STEP = 1e-5


def ladder(cap=0.65):
    """C6 at a cap: 65 t of A at 10, 30 of B at 14, 5 of C at 20; the demand and B's capacity have sources."""
    tables = share_cap_ladder(cap)
    tables["Sources"] = [
        ["Sheet", "Row or cell", "Source", "Confidence"],
        ["Demand", "all / co", "A census", "high"],
        ["Suppliers", "B: Capacity", "A brochure", "low"],
    ]
    return tables


def opened(tables, folder):
    return open_input(write_workbook(folder / "input.xlsx", tables))


def ranked(tables, folder, count=30):
    found = matters(opened(tables, folder), None, silent, count)
    return {matter.figure.name: matter for matter in found.ranked}


def test_slopes_and_bands_by_hand(tmp_path):
    """A tonne more costs 0.65 · 10 + 0.35 · 20; one of B's capacity saves 6; the cost of A is paid on 65 t."""
    found = ranked(ladder(), tmp_path)
    assert found["A: Unit cost"].slope == pytest.approx(650, rel=1e-4)
    assert found["B: Capacity"].slope == pytest.approx(-180, rel=1e-4)
    assert found["all / co"].slope == pytest.approx(1350, rel=1e-4)
    assert found["all / co"].figure.band == 1.1
    assert found["A: Capacity"].slope == 0
    assert (found["B: Capacity"].figure.band, found["B: Capacity"].figure.source) == (1.5, "A brochure")
    assert found["A: Unit cost"].figure.band == 2.0


def test_both_ends_of_a_band_are_planned(tmp_path):
    """With 45 t of B 10 are not needed of C, whose 5 it replaces, nor of A; with 20, C sends 15."""
    capacity = ranked(ladder(), tmp_path)["B: Capacity"]
    assert capacity.low.paid_cost == pytest.approx(60)
    assert capacity.high.paid_cost == pytest.approx(5 * (14 - 20) + 0)
    assert any("Order C" in change for change in capacity.changes)
    assert capacity.low.shortage_tonnes == 0


def test_an_end_without_a_plan_is_told(tmp_path):
    found = ranked(ladder(0.35) | {"Policies": policies({"Rule": "Max supplier share", "Limit": 0.35})}, tmp_path)
    assert not found["B: Capacity"].low.has_plan
    assert found["B: Capacity"].high.has_plan


@pytest.mark.parametrize("seed", SEEDS)
def test_each_slope_is_what_a_plan_a_hair_away_costs(seed, tmp_path):
    given = opened(random_tables(seed), tmp_path)
    plan = given.plan(given.world(), silent)
    slopes, start = Slopes(plan.results), plan.program.basis()

    def cost(figure, factor):
        return Program(assemble(figure.scaled(given.book, factor), plan.policy), start=start).least_cost().cost

    found = sorted(((abs(s), s, f) for f in figures(given.book) if (s := slopes.of(f))), key=lambda e: -e[0])
    checked = 0
    for _, slope, figure in found[:12]:
        try:
            sides = [(cost(figure, 1 + way * STEP) - plan.total_cost) / (way * STEP) for way in (1, -1)]
        except PlannerError:
            continue
        least, most = min(sides), max(sides)
        slack = 1e-3 * max(abs(least), abs(most)) + 1e-6 * abs(plan.total_cost)
        assert least - slack <= slope <= most + slack, figure.name
        checked += 1
    assert checked >= 5


@pytest.mark.parametrize("seed", SEEDS[2:])
def test_asked_together_every_figure_has_the_slope_that_it_has_alone(seed, tmp_path):
    given = opened(random_tables(seed), tmp_path)
    plan = given.plan(given.world(), silent)
    slopes, found = Slopes(plan.results), list(figures(given.book))
    alone = [slopes.of(figure) for figure in found]
    assert slopes.of_all(found, silent) == pytest.approx(alone, rel=1e-4, abs=1e-6 * abs(plan.total_cost))


def test_the_ranking_does_not_depend_on_the_order_of_rows(tmp_path):
    tables = random_tables(18)
    first = matters(opened(tables, tmp_path), None, silent, 0).ranked
    for name in ("Suppliers", "Demand", "Policies"):
        if name in tables:
            tables[name] = [tables[name][0], *tables[name][:0:-1]]
    again = matters(opened(tables, tmp_path), None, silent, 0).ranked
    weights = [{m.figure.name: pytest.approx(m.weight, rel=1e-3, abs=1e-3) for m in first}]
    assert {m.figure.name: m.weight for m in again} == weights[0]


def test_the_command_writes_a_tornado(tmp_path, capsys):
    path = write_workbook(tmp_path / "input.xlsx", ladder())
    assert main(["matters", str(path), "--out", str(tmp_path / "out"), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["figures"][0]["figure"] == "A: Unit cost"
    book = openpyxl.load_workbook(Path(said["run_folder"]) / "matters.xlsx")
    assert book.sheetnames == ["Matters", "Figures"]
    assert len(book["Matters"]._charts) == 1
