"""Shadow prices where many are right: the smallest, whatever way led to the plan."""

from dataclasses import replace

import numpy as np
import pytest

from models.tree import chain
from planner.solve import Program, prices
from planner.solve.certificate import certify
from tests.models.cases import case, demand, rule, ruled, supplier
from tests.models.random_cases import under_random_rules

TREE = chain(["2026"], [2026])


def just_enough():
    """100 t are needed; a cheap supplier has just 60 t and the other just 40: one more tonne goes short at 1000."""
    return case(TREE, supplier(TREE, "A", 10.0, 60.0), supplier(TREE, "B", 14.0, 40.0), demand(TREE, 100.0))


def test_demand_that_offers_just_meet_is_worth_the_dearest_offer_and_no_shortage():
    """Any price from 14, which is saved by a tonne less, to 1000 for a tonne more proves the plan."""
    found = Program(just_enough()).solve()
    (price,) = found.duals(found.model.demand_balance).values()
    capacity = {i: dual for (i, _), dual in found.duals(found.model.within_capacity).items()}
    assert price == pytest.approx(14.0)
    assert capacity == pytest.approx({"A": -4.0, "B": 0.0})


@pytest.mark.parametrize("seed", range(6))
def test_prices_are_the_same_from_wherever_the_solver_starts(seed):
    plain = under_random_rules(seed)
    cold = Program(plain).solve()
    free = Program(replace(plain, rules=()))
    free.least_cost()
    program = Program(plain, free.basis())
    assert program.solve().row_duals == pytest.approx(cold.row_duals, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("seed", range(6))
def test_no_prices_that_prove_the_plan_are_smaller(seed):
    program = Program(under_random_rules(seed))
    any_prices, found = program.decide(), program.solve()
    weights = np.concatenate([1.0 + family.members.lots for family in found.form.rows]) / program.scaling.rows
    sizes = [float(weights @ np.abs(solution.row_duals)) for solution in (found, any_prices)]
    assert sizes[0] <= sizes[1] * (1.0 + 1e-9)
    assert found.column_values == pytest.approx(any_prices.column_values, rel=1e-9, abs=1e-9)


def test_the_smallest_prices_prove_the_plan():
    program = Program(ruled(just_enough(), rule(TREE, "Max supplier share", 0.5, penalty=3.0)))
    program.engine.solve()
    first = program.engine.answer()
    proof = replace(first, row_dual=prices.smallest_prices(program.engine, first))
    assert certify(program.engine.form, proof, first).holds


def test_where_the_smallest_are_not_found_those_of_the_solver_stand(monkeypatch):
    monkeypatch.setattr("planner.solve.smallest_prices", lambda *_: None)
    found = Program(just_enough()).solve()
    assert found.certificate["Certificate"] == "holds"
    assert found.cost == pytest.approx(60 * 10 + 40 * 14)
