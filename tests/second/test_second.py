"""The planner and the second formulation agree on the least cost of random workbooks, and on where there is none."""

from string import ascii_uppercase

import pytest

import planner
from planner.assembly import assemble
from planner.assembly.alliance import Alliance
from planner.errors import Infeasible
from planner.planning import check
from planner.solve import Program
from planner.workbook import read_workbook
from tests.second.formulation import least_cost
from tests.second.generator import random_tables
from tests.workbooks import write_workbook

SEEDS = range(60)
ALLIED = [seed for seed in SEEDS if "Partnerships" in random_tables(seed)][:20]


def random_path(seed, folder):
    """The random workbook of a seed, without rules about partners who have nothing of the material.

    Such a row is a fault that is meant, and the rest is still a case.
    """
    path, tables = folder / f"{seed}.xlsx", random_tables(seed)
    write_workbook(path, tables)
    faults = [problem for problem in check(path) if problem.severity == "fault"]
    if faults:
        assert {problem.sheet for problem in faults} == {"Policies"}
        rows = {int(problem.cell.lstrip(ascii_uppercase)) - 1 for problem in faults}
        tables["Policies"] = [row for number, row in enumerate(tables["Policies"]) if number not in rows]
        write_workbook(path, tables)
    return path


def cost_or_none(least):
    """A cost, None where no plan keeps the rules."""
    try:
        return least()
    except Infeasible:
        return None


@pytest.mark.parametrize("seed", SEEDS)
def test_both_formulations_cost_the_same(seed, tmp_path):
    path = random_path(seed, tmp_path)
    ours, second = cost_or_none(lambda: planner.plan(path).total_cost), least_cost(read_workbook(path).book)
    assert ours == (second if second is None else pytest.approx(second, rel=1e-7))


@pytest.mark.parametrize("seed", ALLIED)
def test_both_cost_the_same_with_some_of_the_partnerships(seed, tmp_path):
    book = read_workbook(random_path(seed, tmp_path)).book
    names = sorted({row.partnership for row in book.partnerships})
    for kept in (frozenset(), frozenset(names[:1])):
        program = Program(assemble(book, book.base_policy, alliance=Alliance(kept)))
        ours, second = cost_or_none(lambda: program.least_cost().cost), least_cost(book, kept=kept)  # noqa: B023
        assert ours == (second if second is None else pytest.approx(second, rel=1e-7))
