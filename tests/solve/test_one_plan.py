"""One plan, not one of many: it depends on nothing but what the workbook says."""

from random import Random

import pytest

import planner
from planner.assembly import assemble
from planner.comparing import Asked, Keeping, compare
from planner.solve import Program, highs
from tests.relations.plans import book_of, random_workbook, solved
from tests.relations.sheets import Tables, rows_of, with_rows
from tests.relations.words import shuffled_columns, shuffled_rows
from tests.workbooks import write_workbook

SEEDS = (2, 3, 4, 6, 8)


def volumes(solution):
    """What is bought, and by how much two volumes may differ: 1e-9 of the material's demand, or 1e-6 t."""
    return solution.values(solution.model.offtake_tonnes)


def same(first, second):
    one, other = volumes(first), volumes(second)
    return one.keys() == other.keys() and all(abs(one[key] - other[key]) <= 1e-6 for key in one)


def with_ties(tables: Tables) -> Tables:
    """Every supplier at the price of its stage, so that there are many plans of least cost."""
    level = {"mine": 5, "refinery": 7, "works": 9}
    rows = [row | {"Unit cost": level[row["Stage"]]} for row in rows_of(tables["Suppliers"])]
    plain = [{head: value for head, value in row.items() if head not in ("Tariff", "Freight")} for row in rows]
    return with_rows(tables, "Suppliers", plain)


@pytest.mark.parametrize("seed", SEEDS)
def test_rows_columns_and_rules_in_another_order(seed):
    tables = with_ties(random_workbook(seed))
    first = solved(tables)
    assert first is not None
    for number in range(2):
        again = shuffled_columns(shuffled_rows(tables, Random(number)), Random(number))
        assert same(first, solved(again))


@pytest.mark.parametrize("seed", SEEDS[:3])
@pytest.mark.parametrize("options", [{"threads": 2, "parallel": "on"}, {"random_seed": 7}, {"presolve": "off"}])
def test_other_options_of_the_solver(seed, options, monkeypatch):
    book = book_of(with_ties(random_workbook(seed)))
    first = Program(assemble(book, book.base_policy)).solve()
    monkeypatch.setattr(highs, "OPTIONS", highs.OPTIONS | options)
    assert same(first, Program(assemble(book, book.base_policy)).solve())


@pytest.mark.parametrize("seed", SEEDS[:3])
def test_from_the_basis_of_another_plan(seed):
    """As in a comparison, where one plan is made after the other."""
    book = book_of(with_ties(random_workbook(seed)))
    first = Program(assemble(book, book.base_policy)).solve()
    without = Program(assemble(book, "none"))
    without.solve()
    assert same(first, Program(assemble(book, book.base_policy), start=without.basis()).solve())


def test_alone_or_in_a_comparison(tmp_path):
    tables = with_ties(random_workbook(4))
    path = write_workbook(tmp_path / "input.xlsx", tables)
    kept = {}
    keeping = Keeping(lambda _, made: made, lambda world, made: kept.update({world.policy: made}))
    compare(path, Asked(prices=False), keeping=keeping)
    for policy, plan in kept.items():
        assert same(plan.results.solution, planner.plan(path, policy).results.solution)
    assert len(kept) >= 1


def test_the_workbooks_have_many_plans_of_least_cost():
    """Else the tests above would show nothing."""
    others = 0
    for seed in SEEDS:
        book = book_of(with_ties(random_workbook(seed)))
        program = Program(assemble(book, book.base_policy))
        plan, other = program.solve(), program.otherwise()
        places = program.form.columns.of(plan.model.offtake_tonnes).positions
        others += bool(abs(other[places] - plan.column_values[places]).max() > 1.0)
    assert others >= 2


def test_the_engine_is_left_as_it_was():
    book = book_of(with_ties(random_workbook(4)))
    program = Program(assemble(book, book.base_policy))
    before = program.solve()
    program.otherwise()
    assert same(before, program.solve())
