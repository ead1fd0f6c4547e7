"""The example workbook: rebuilt from its facts it is the file that ships, its sets have plans, and these make sense."""

import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
from openpyxl import load_workbook

import planner
from planner.planning import Plan
from planner.workbook import Book, read_workbook

INPUTS = Path(__file__).parent.parent / "inputs"
EXAMPLE = INPUTS / "eu_2035.xlsx"
SETS = ("unrestricted", "today", "EU 2030 soft", "EU 2030 hard", "Japan-style stocks", "Strict")
BEGIN_AT_PROCESSING = {"Gallium", "Germanium", "Magnesium"}
DEFENCE = "Defence and aerospace"


@cache
def plan_of(policy: str) -> Plan:
    return planner.plan(EXAMPLE, policy=policy)


@cache
def book() -> Book:
    found = read_workbook(EXAMPLE)
    assert found.problems == []
    assert found.book is not None
    return found.book


@pytest.fixture(scope="module")
def example() -> Iterator[ModuleType]:
    """The comparison that the example ships, with the tables behind it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(INPUTS), *sys.path])
        import example
        from example import book, comparison, facts  # noqa: F401

        yield example


def cells(path: Path) -> dict[str, list[tuple[object, ...]]]:
    workbook = load_workbook(path, read_only=True)
    found = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in workbook}
    workbook.close()
    return found


def test_it_is_what_its_facts_make(tmp_path: Path, example: ModuleType) -> None:
    example.book.write(tmp_path / "again.xlsx", example.book.sheets())
    assert cells(tmp_path / "again.xlsx") == cells(EXAMPLE)
    assert (tmp_path / "again.xlsx").read_bytes() == EXAMPLE.read_bytes()


def test_it_is_large_enough() -> None:
    stages = Counter(row.stage for row in book().suppliers)
    assert min(stages["extraction"], stages["processing"]) >= 60
    pairs = {(row.material, row.stage) for row in book().suppliers}
    materials = {row.material for row in book().materials}
    assert len(materials) >= 12
    assert {material for material in materials if (material, "extraction") not in pairs} == BEGIN_AT_PROCESSING
    assert {material for material, stage in pairs if stage == "processing"} == materials


def test_four_streams_or_more_yield_several_metals() -> None:
    stream_of = {plant.plant: plant.stream for plant in book().recycling}
    metals = {(stream_of[row.plant], row.material) for row in book().recovery}
    several = [stream for stream, count in Counter(stream for stream, _ in metals).items() if count > 1]
    assert len(several) >= 4


def test_indonesian_ore_stays_and_half_of_the_metal_too() -> None:
    routes = {(row.from_, row.material): row for row in book().routes}
    ore = routes["Indonesia nickel extraction", "Nickel"].open
    metal = routes["Indonesia nickel processing", "Nickel"].max_volume
    assert not any(ore.on(book().calendar))
    assert metal is not None
    assert all(most is not None and 0 < most < 1e6 for most in metal.on(book().calendar))


def test_every_row_of_every_sheet_of_figures_has_a_source(example: ModuleType) -> None:
    said = {(row.sheet, (row.row_or_cell or "").split(":")[0]) for row in book().sources}
    assert {row.supplier for row in book().suppliers} <= {place for sheet, place in said if sheet == "Suppliers"}
    assert {row.material for row in book().materials} <= {place for sheet, place in said if sheet == "Materials"}
    seeds = [row for row in book().sources if (row.note or "").startswith("An older edition")]
    assert {"68.6 %", "80.8 %", "73.9 %"} <= {(row.row_or_cell or "").rsplit(": ", 1)[1] for row in seeds}


def test_it_has_the_six_sets() -> None:
    assert book().policy_set_names == SETS
    assert book().base_policy == "today"


@pytest.mark.parametrize("policy", SETS)
def test_every_set_has_a_plan_without_shortage(policy: str) -> None:
    assert plan_of(policy).shortage_tonnes == pytest.approx(0, abs=1e-3)
    assert plan_of(policy).paid_cost > 0


@pytest.mark.parametrize("chain", [SETS[:4], ("EU 2030 hard", "Strict"), ("today", "Japan-style stocks", "Strict")])
def test_rules_cost_money(chain: tuple[str, ...]) -> None:
    costs = [plan_of(policy).total_cost for policy in chain]
    assert all(more >= less * (1 - 1e-6) for less, more in pairwise(costs))


def test_the_first_year_resembles_todays_sourcing(example: ModuleType) -> None:
    found = list(example.comparison.comparisons(plan_of("today").tables, "2026"))
    explained = {(row["material"], row["stage"]) for row in example.facts.table("differences")}
    assert len(found) == 2 * len(book().materials) - len(BEGIN_AT_PROCESSING)
    assert {(line.material, line.stage) for line in found if line.far_off} == explained
    largest = {(line.material, line.stage): line.largest for line in found}
    assert largest["Cobalt", "extraction"] == "Congo (Kinshasa)"
    assert largest["Lithium", "processing"] == "Chile"
    assert largest["Titanium", "processing"] == "Kazakhstan"
    assert largest["Magnet rare earths", "processing"] == "China"


def test_nobody_sells_what_is_not_made(example: ModuleType) -> None:
    bought = example.comparison.bought_tonnes(plan_of("today").tables, "2026")
    for partner in example.facts.partners():
        assert bought.get(partner.name, 0) <= 1.01 * example.facts.between(partner.tonnes, 2026)


def test_a_tonne_costs_about_its_price(example: ModuleType) -> None:
    bought = example.comparison.bought_tonnes(plan_of("today").tables, "2026")
    for material in example.facts.materials().values():
        paid = example.comparison.paid_per_tonne(bought, material.name)
        assert 0.5 * material.reference_price <= paid <= 1.5 * material.reference_price


def test_the_strict_set_keeps_covered_nations_out_of_defence() -> None:
    flows = plan_of("Strict").tables["Flows"]
    covered = {row.country for row in book().blocs if row.bloc == "Covered nations"}
    protected = flows[flows["Material"].isin(["Magnet rare earths", "Tungsten"]) & (flows["Destination"] == DEFENCE)]
    touched = protected[protected["extraction"].isin(covered) | protected["processing"].isin(covered)]
    years = [str(year) for year in range(2027, 2036)]
    assert len(touched) > 0
    assert touched[years].apply(pd.to_numeric).fillna(0).to_numpy().max() == pytest.approx(0, abs=1e-3)
