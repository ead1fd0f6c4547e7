"""One HiGHS object for one program after the other: what is changed in it is the next program, and nothing else."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from planner.comparing import Asked, Keeping, compare
from planner.errors import Infeasible
from planner.solve import Program, held, highs
from planner.solve.basis import MOVES, as_numbers
from planner.solve.engines import Engines
from planner.solve.highs import Engine, Status
from tests.comparing.tables import strike
from tests.models.cases import full_case, over, shaken
from tests.models.random_cases import random_case, under_random_rules
from tests.workbooks import write_workbook

SEEDS = range(6)


def variants(seed):
    """Cases that differ in rules, in figures and in what there is at all, and the first one again."""
    of, other = under_random_rules(seed), under_random_rules(seed + 100)
    dearer = {
        name: replace(supplier, unit_cost={n: 1.5 * price for n, price in supplier.unit_cost.items()})
        for name, supplier in of.suppliers.items()
    }
    return [
        of,
        replace(of, rules=()),
        replace(of, suppliers=dearer),
        replace(of, rules=of.rules[:1]),
        replace(of, rules=other.rules),
        other,
        of,
    ]


def scaled(case):
    return Program(case).engine.form


def passed(engine):
    """The program that HiGHS holds: its coefficients, costs and bounds by slot."""
    lp = engine.highs.getLp()
    start, index, value = (list(found) for found in (lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_))
    by_row = lp.a_matrix_.format_.name == "kRowwise"
    entries = {}
    for outer, (first, end) in enumerate(pairwise(start)):
        for inner, number in zip(index[first:end], value[first:end], strict=True):
            if number:
                entries[(outer, inner) if by_row else (inner, outer)] = number
    bounds = (lp.col_cost_, lp.col_lower_, lp.col_upper_, lp.row_lower_, lp.row_upper_)
    return entries, [np.array(found) for found in bounds]


def holds(engine, form):
    """Whether HiGHS holds a program, and beside it only what rests."""
    entries, (cost, lower, upper, least, most) = passed(engine)
    columns, rows = engine._held.columns, engine._held.rows
    expected = form.matrix.tocoo()
    wanted = {(rows.of[i], columns.of[j]): v for i, j, v in zip(expected.row, expected.col, expected.data, strict=True)}
    own = {(i, j): v for (i, j), v in entries.items() if rows.taken[i] and columns.taken[j]}
    assert own == wanted
    for found, said, slots, rest in (
        (cost, form.cost, columns, 0.0),
        (lower, form.column_lower, columns, 0.0),
        (upper, form.column_upper, columns, 0.0),
        (least, form.row_lower, rows, -np.inf),
        (most, form.row_upper, rows, np.inf),
    ):
        assert np.array_equal(found[slots.of], said)
        assert (found[~slots.taken] == rest).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_highs_holds_each_program_as_if_it_were_handed_over(seed, monkeypatch):
    monkeypatch.setattr(held, "MOST_AT_REST", 10.0)
    first, *others = variants(seed)
    engine = Engine(scaled(first))
    for case in (*others, full_case(), shaken(full_case()), first):
        form = scaled(case)
        engine.become(form)
        holds(engine, form)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_plan_is_that_of_a_program_with_an_engine_of_its_own(seed):
    engines, basis = Engines(), None
    for case in variants(seed):
        with Program(case, basis, engines=engines) as program:
            found = program.solve()
            basis = program.basis()
        alone = Program(case).solve()
        assert found.cost == pytest.approx(alone.cost, rel=1e-9)
        assert found.column_values == pytest.approx(alone.column_values, rel=1e-7, abs=1e-6)
        assert found.row_duals == pytest.approx(alone.row_duals, rel=1e-6, abs=1e-6)
    assert len(engines._idle) == 1


def test_only_what_is_new_is_added_and_what_comes_back_is_there(monkeypatch):
    monkeypatch.setattr(held, "MOST_AT_REST", 10.0)
    ruled, free, *_ = (scaled(case) for case in variants(2))
    engine = Engine(ruled)
    size = engine._held.rows.size
    for form in (free, ruled, free, ruled):
        engine.become(form)
        assert engine.solve() is Status.OPTIMAL
        assert engine._held.rows.size == size
    assert len(free.row_lower) < size


def test_what_is_too_different_is_handed_over_whole(monkeypatch):
    one, other = scaled(random_case(1)), scaled(random_case(2))
    for name, most in (("MOST_CHANGED", -1), ("MOST_AT_REST", 0.0)):
        with monkeypatch.context() as patched:
            patched.setattr(held, name, most)
            engine = Engine(one)
            engine.become(other)
            assert engine._held.rows.are_positions
            assert engine._held.rows.size == len(other.row_lower)
            holds(engine, other)


def test_a_program_that_let_its_engine_go_is_asked_again_as_if_it_had_not():
    engines = Engines()
    with Program(random_case(3), engines=engines) as program:
        before = program.solve()
    with Program(random_case(4), engines=engines) as other:
        other.least_cost()
        again = program.least_cost()
        assert program.engine is not other.engine
    assert (again.cost, again.iterations) == (pytest.approx(before.cost, rel=1e-12), 0)


def test_an_engine_is_given_back_by_a_program_that_has_no_plan():
    of = random_case(3)
    impossible = replace(
        of, demands={k: replace(d, least_fill=1.0, tonnes=over(of.tree, 1e6)) for k, d in of.demands.items()}
    )
    engines = Engines()
    with pytest.raises(Infeasible), Program(impossible, engines=engines) as program:
        program.solve()
    with Program(of, engines=engines) as program:
        assert program.least_cost().cost == pytest.approx(Program(of).least_cost().cost)
    assert len(engines._idle) == 1


def test_a_row_for_a_while_in_an_engine_that_was_another_program_before():
    free, ruled = scaled(replace(under_random_rules(2), rules=())), scaled(under_random_rules(2))
    engine, alone = Engine(ruled), Engine(free)
    engine.become(free)
    for one in (engine, alone):
        assert one.solve() is Status.OPTIMAL
    dearest = int(np.argmax(engine.answer().column_value))
    found = []
    for one in (engine, alone):
        with one.with_row({dearest: 1.0}, -np.inf, 0.5 * float(one.answer().column_value[dearest])):
            status = one.solve()
            found.append((status, one.answer().objective if status is Status.OPTIMAL else None))
        one.solve()
        found.append((None, one.answer().objective))
    assert found[0][0] is found[2][0]
    assert [cost for _, cost in found[:2]] == [pytest.approx(cost) if cost else None for _, cost in found[2:]]
    holds(engine, free)


def test_engines_are_not_sent():
    assert Engines().__reduce__() == (Engines, ())


def test_where_a_program_stands_is_what_highs_says_of_it():
    """But for what is fixed, which is at both of its bounds."""
    program = Program(under_random_rules(1))
    program.least_cost()
    form, basis = program.engine.form, program.engine.highs.getBasis()
    bounds = ((form.column_lower, form.column_upper), (form.row_lower, form.row_upper))
    said = (as_numbers(basis.col_status), as_numbers(basis.row_status))
    for found, expected, (lower, upper) in zip(program.engine.standing(), said, bounds, strict=True):
        assert (found == expected)[lower != upper].all()
        assert ((found == MOVES) == (expected == MOVES)).all()


def test_where_ties_were_broken_the_least_cost_takes_no_step():
    for seed in SEEDS:
        program = Program(under_random_rules(seed))
        found = program.decide()
        assert program.least_cost().iterations == 0
        assert program.least_cost().column_values == pytest.approx(found.column_values, rel=1e-9, abs=1e-9)


def test_a_program_that_was_not_solved_stands_nowhere():
    program = Program(random_case(1))
    assert program.engine.standing() is None
    with pytest.raises(ValueError, match="not solved"):
        program.basis()


def test_a_solve_near_by_that_goes_round_in_circles_is_finished_as_any_other(monkeypatch):
    free, ruled = Program(replace(under_random_rules(2), rules=())), under_random_rules(2)
    free.least_cost()
    cost = Program(ruled).least_cost().cost
    for most_steps in (50_000, 1):
        monkeypatch.setitem(highs.AS_IT_IS, "simplex_iteration_limit", most_steps)
        program = Program(ruled, free.basis())
        assert program.engine.solve(near=True) is Status.OPTIMAL
        assert program.least_cost().cost == pytest.approx(cost, rel=1e-9)
        assert program.engine.highs.getOptionValue("simplex_iteration_limit")[1] > 1e9


def test_a_comparison_and_its_shocks_are_one_program_after_the_other(tmp_path, monkeypatch):
    """Handed over whole is one for the sets, and one for the shocks beside them."""
    whole = []
    hand_over = held.Held._hand_over
    monkeypatch.setattr(held, "MOST_AT_REST", 10.0)
    monkeypatch.setattr(held.Held, "_hand_over", lambda self, form: (whole.append(form), hand_over(self, form)))
    path = write_workbook(tmp_path / "input.xlsx", strike())
    plans = []
    keeping = Keeping(lambda _, made: made, lambda _, made: plans.append(made))
    found = compare(path, Asked(["free", "seventy", "fifty"], stress=True), keeping=keeping)
    assert all(entry.shocks for entry in found.entries)
    assert len(whole) == 2
    for plan in plans:
        assert plan.program.least_cost().cost == pytest.approx(plan.total_cost, rel=1e-9)
    assert [plan.total_cost for plan in plans] == pytest.approx([1000, 1120, 1320])
