"""The program of a case with other rules, made from one that stands: the same as one built anew, or none."""

from dataclasses import replace

import numpy as np
import pytest

from planner.assembly import assemble, under
from planner.errors import Infeasible
from planner.solve import Program
from planner.solve.restating import leaves_be
from planner.workbook import read_workbook
from tests.cases import tables as cases
from tests.workbooks import write_workbook

CAP = {"Rule": "Max country share", "Limit": 0.65}
NO_CN, NO_AU = {"Rule": "Clean chain", "Partner": "CN"}, {"Rule": "Clean chain", "Partner": "AU"}
CONTRACTS = [
    ["Contract", "Supplier", "Status", "Max volume", "Min volume", "Price"],
    ["signed", "CN refiner", "signed", 50, 20, 5],
]


@pytest.fixture
def programs(tmp_path):
    """The program of two tiers under some rules, and how its case is assembled under others."""

    def of(*rules, **more):
        book = read_workbook(write_workbook(tmp_path / "case.xlsx", cases.two_tiers(*rules) | more)).book
        return Program(assemble(book, "S")), lambda changed: under(changed, book)

    return of


def less(program, place=0):
    """The rules of a program without one."""
    return [row for number, row in enumerate(program.case.rules) if number != place]


def same(program, rules):
    """Whether the program takes other rules over as they are, and what it then costs."""
    form = program.restated(replace(program.case, rules=tuple(rules)))
    if form is None:
        return None
    with program.holding(form):
        return program.least_cost().cost


def test_what_was_held_is_what_stands_built_anew(programs):
    program, assembled = programs(CAP)
    (row,) = program.case.rules
    tighter = [replace(row, limit=dict.fromkeys(row.limit, 0.6))]
    held, anew = program.restated(replace(program.case, rules=tuple(tighter))), Program(assembled(tighter)).form
    assert (held.matrix != anew.matrix).nnz == 0
    assert np.array_equal(held.row_upper, anew.row_upper)
    assert np.array_equal(held.row_lower, anew.row_lower)


def test_afterwards_all_is_as_it_was_also_after_an_end_without_a_plan(programs):
    program, _ = programs(CAP, {"Rule": "Min home share", "Limit": 0.4, "Stage": "processing"})
    before, cost = program.engine.form, program.least_cost().cost
    assert cost == pytest.approx(1530)
    home = program.case.rules[1]
    impossible = [program.case.rules[0], replace(home, limit=dict.fromkeys(home.limit, 1.0))]
    assert same(program, less(program, 1)) == pytest.approx(1510)
    assert same(program, impossible) > cost
    nothing = [replace(program.case.rules[0], limit=dict.fromkeys(home.limit, 0.0)), home]
    with pytest.raises(Infeasible):
        same(program, nothing)
    assert program.engine.form is before
    solution = program.least_cost()
    assert (solution.cost, solution.iterations) == (pytest.approx(cost), 0)


def test_a_ban_goes_with_the_duties_that_it_lifts(programs):
    ban = {"Rule": "Ban", "Partner": "CN", "Stage": "processing"}
    alone, _ = programs(ban)
    assert same(alone, []) == pytest.approx(1300)
    bound, _ = programs(ban, Contracts=CONTRACTS)
    assert same(bound, []) is None


def test_a_ban_goes_with_what_it_lets_nobody_buy_in_an_emergency(programs):
    ban = {"Rule": "Ban", "Partner": "CN", "Stage": "processing"}
    loss = {"Rule": "Max unmet after losing a partner", "Limit": 0.5, "Penalty": 1}
    program, assembled = programs(ban, loss)
    assert same(program, less(program)) is None
    assert same(program, less(program, 1)) == pytest.approx(Program(assembled(less(program, 1))).least_cost().cost)
    soft, _ = programs(ban | {"Penalty": 1}, loss)
    assert same(soft, less(soft)) is not None


def test_hard_rows_that_protect_a_sector_are_one_set(programs):
    one, _ = programs(NO_CN)
    assert same(one, []) == pytest.approx(1300)
    two, _ = programs(NO_CN, NO_AU | {"Penalty": 1})
    assert same(two, less(two, 1)) == pytest.approx(1900)
    joined, _ = programs(
        NO_CN, {"Rule": "Ban", "Partner": "AU", "Sector": "all", "Penalty": None, "Stage": "extraction"}
    )
    assert same(joined, less(joined)) is None


def test_a_least_volume_moves_bounds_and_squares_their_breakpoints(programs):
    least, _ = programs({"Rule": "Min volume", "Limit": 10, "Partner": "EU refiner"})
    assert same(least, []) is None
    squares, _ = programs(CAP, {"Rule": "Max HHI", "Limit": 0.6, "Stage": "processing"})
    assert same(squares, less(squares)) is None


def test_a_row_that_was_not_there_is_not_taken_over(programs):
    program, _ = programs(CAP)
    (row,) = program.case.rules
    assert same(program, [row, replace(row, id="another")]) is None


def test_rows_with_room_are_no_matter_and_all_others_are(programs):
    """At 65 % of processing CN is at the cap, at extraction AU is far from one of 90 %."""
    far = {"Rule": "Max country share", "Limit": 0.9, "Stage": "extraction", "Partner": "AU"}
    program, _ = programs(CAP | {"Stage": "processing"}, far)
    values = program.solve().column_values
    tight, loose = program.case.rules

    def left(*rules):
        form = program.restated(replace(program.case, rules=rules))
        return leaves_be(program.form, form, values)

    assert left(tight)
    assert left(tight, replace(loose, limit=dict.fromkeys(loose.limit, 0.5)))
    assert not left(loose)
    assert not left(replace(tight, limit=dict.fromkeys(tight.limit, 0.66)), loose)
    assert not left(tight, replace(loose, limit=dict.fromkeys(loose.limit, 0.0)))
