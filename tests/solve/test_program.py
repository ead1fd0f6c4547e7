"""What is handed to HiGHS, what comes back, and what is refused."""

from dataclasses import replace

import numpy as np
import pyomo.environ as pyo
import pytest

from models.build import build
from models.case import Case
from models.tree import chain
from planner.arrays import written
from planner.errors import Infeasible, Stopped
from planner.solve import Program
from planner.solve.highs import Engine, Status
from tests.models.cases import case, demand, rule, ruled, supplier
from tests.models.random_cases import random_case

TREE = chain(["2026"], [2026])


def ladder(limit: float, **more: float) -> Case:
    traders = [supplier(TREE, "A", 10.0, 200.0), supplier(TREE, "B", 14.0, 30.0), supplier(TREE, "C", 20.0, 200.0)]
    plain = case(TREE, *traders, demand(TREE, 100.0, least_fill=1.0))
    return ruled(plain, rule(TREE, "Max supplier share", limit, **more))


def test_the_dual_of_a_cap_is_what_another_tonne_would_save() -> None:
    of = ladder(0.65)
    found = Program(of).solve()
    held = found.duals(found.model.max_supplier_share.held)
    assert held["S / Max supplier share", "co", "refined", "A", "", "2026"] == pytest.approx(-10.0)


def test_a_soft_cap_is_violated_where_that_is_cheaper() -> None:
    of = ladder(0.3, penalty=50.0)
    found = Program(of).solve()
    assert found.cost == pytest.approx(1920.0)
    assert sum(found.values(found.model.max_supplier_share.violation).values()) == pytest.approx(10.0)


def test_rules_that_cannot_hold_are_told_from_a_solver_that_stopped() -> None:
    of = ladder(0.3)
    with pytest.raises(Infeasible):
        Program(of).solve()


def test_the_kept_object_solves_again_and_finds_the_same() -> None:
    of = random_case(3)
    program = Program(of)
    first, second = program.solve(), program.solve()
    assert second.cost == pytest.approx(first.cost, rel=1e-12)
    assert second.column_values == pytest.approx(first.column_values, abs=1e-9)
    assert second.iterations < first.iterations


def test_no_row_is_written_as_a_range() -> None:
    form = written(build(random_case(1)))
    both = np.isfinite(form.row_lower) & np.isfinite(form.row_upper)
    assert (form.row_lower[both] == form.row_upper[both]).all()


def test_canonical_units_change_no_digit_of_the_program() -> None:
    of = random_case(2)
    program = Program(of)
    scaled, scaling = program.engine.form, program.scaling
    back = scaled.matrix.multiply(1 / scaling.rows[:, None]).multiply(1 / scaling.columns).tocsr()
    assert (abs(back - program.form.matrix) > 0).nnz == 0
    assert (scaled.cost * scaling.money / scaling.columns == program.form.cost).all()


def test_a_figure_that_is_not_finite_never_reaches_the_solver() -> None:
    of = case(TREE, supplier(TREE, "A", float("nan")), demand(TREE, 10.0))
    with pytest.raises(Stopped, match="not a finite number"):
        Program(of)


def test_an_unbounded_program_is_named() -> None:
    m = pyo.ConcreteModel()
    m.x = pyo.Var(bounds=(0, None))
    m.law = pyo.Constraint(expr=m.x >= 1)
    m.cost = pyo.Objective(expr=-m.x)
    assert Engine(written(m)).solve() is Status.UNBOUNDED


def test_two_solutions_of_one_model_do_not_disturb_each_other() -> None:
    from models.cost import offtake

    of = random_case(4)
    program = Program(of)
    first = program.solve()
    bought = first.evaluate(offtake, of.tree)
    other = replace(first, column_values=2 * first.column_values)
    assert other.evaluate(offtake, of.tree) == pytest.approx({n: 2 * value for n, value in bought.items()})
    assert first.evaluate(offtake, of.tree) == bought


def test_a_cost_alone_is_that_of_the_plan():
    of = random_case(2)
    assert Program(of).least_cost().cost == Program(of).solve().cost


def test_a_program_like_it_starts_from_its_basis():
    of = random_case(2)
    program = Program(of)
    cold = program.least_cost()
    warm = Program(of, start=program.basis()).least_cost()
    assert (warm.cost, warm.iterations) == (pytest.approx(cold.cost, rel=1e-12), 0)
    assert cold.iterations > 0


def test_an_engine_that_asks_for_other_figures_solves_what_a_new_one_would() -> None:
    form = Program(random_case(3)).engine.form
    engine = Engine(form)
    upper = np.where(np.arange(len(form.cost)) % 3, form.column_upper, 2.0 * form.column_upper)
    for asked in (replace(form, cost=form.cost[::-1].copy()), replace(form, column_upper=upper), form):
        new = Engine(asked)
        engine.ask(asked)
        assert engine.solve() is new.solve() is Status.OPTIMAL
        assert engine.answer().objective == pytest.approx(new.answer().objective, rel=1e-9, abs=1e-9)
    assert engine.form is form
