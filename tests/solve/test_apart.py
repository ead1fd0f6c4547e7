"""A program of parts that are solved by themselves first: the plan is the one that it is without."""

import pytest

from models.tree import chain
from planner.errors import Infeasible
from planner.solve import Program, apart
from tests.models.cases import case, demand, over, rule, ruled, supplier
from tests.models.random_cases import random_case

YEARS = chain(["2026", "2027"], [2026, 2027])
MATERIALS = ["co", "ni", "li"]


def independent(least_fill=0.0):
    """Three materials that share nothing, each with a cheap supplier of 60 t and a dear one, for a demand of 100 t."""
    things = []
    for price, material in enumerate(MATERIALS, start=1):
        things += [
            supplier(YEARS, f"cheap {material}", 10.0 * price, over(YEARS, 60.0), material=material),
            supplier(YEARS, f"dear {material}", 30.0 * price, over(YEARS, 30.0), material=material),
            demand(YEARS, 100.0, material=material, least_fill=least_fill),
        ]
    return case(YEARS, *things, stages=dict.fromkeys(MATERIALS, ("refined",)))


@pytest.fixture
def small_ones_too(monkeypatch):
    monkeypatch.setattr(apart, "LEAST_COLUMNS", 0)
    monkeypatch.setattr(apart, "LARGEST_SHARE", 1.0)


def test_the_parts_together_are_the_optimum_of_the_whole(small_ones_too):
    whole = Program(independent())
    assert whole.engine.highs.getBasis().valid
    found = whole.least_cost()
    assert found.iterations == 0
    assert found.cost == pytest.approx(2 * sum((60 * 10 + 30 * 30) * price + 10 * 1000 for price in (1, 2, 3)))


@pytest.mark.parametrize("seed", range(4))
def test_the_plan_is_the_same(seed, monkeypatch):
    plain = independent() if seed == 3 else random_case(seed)
    at_once = Program(plain).solve()
    monkeypatch.setattr(apart, "LEAST_COLUMNS", 0)
    monkeypatch.setattr(apart, "LARGEST_SHARE", 1.0)
    found = Program(plain).solve()
    assert found.cost == pytest.approx(at_once.cost, rel=1e-9)
    assert found.column_values == pytest.approx(at_once.column_values, abs=1e-6)


def test_a_set_that_touches_one_part_solves_that_part_only(small_ones_too, monkeypatch):
    before = Program(independent())
    before.solve()
    solved = []
    solve = apart.Part.solved
    monkeypatch.setattr(apart.Part, "solved", lambda part, start: solved.append(part) or solve(part, start))
    capped = ruled(independent(), rule(YEARS, "Max supplier share", 0.5, material="ni", penalty=1.0))
    after = Program(capped, before.basis())
    names = [[after.form.columns.names[j] for j in part.block.columns] for part in solved]
    assert len(names) == len(YEARS.nodes) < len(after.parts) == 3 * len(YEARS.nodes)
    assert all("ni" in name for part in names for name in part)
    assert after.solve().column_values == pytest.approx(Program(capped).solve().column_values, abs=1e-6)


def test_a_part_without_a_plan_is_one_of_the_whole(small_ones_too):
    with pytest.raises(Infeasible):
        Program(independent(least_fill=0.95)).solve()


def test_small_programs_are_solved_at_once():
    assert not Program(independent()).engine.highs.getBasis().valid
