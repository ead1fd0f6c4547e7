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
INDEX, LOSS = "Max HHI", "Max unmet after losing a partner"
NEAR = 0.001
"""How near the figure of Max HHI comes to its limit where it binds."""


def random_path(seed, folder, *always):
    """The random workbook of a seed, without rules about partners who have nothing of the material.

    Such a row is a fault that is meant, and the rest is still a case.
    """
    path, tables = folder / f"{seed}.xlsx", random_tables(seed, *always)
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


def agree(ours, book, kept=None):
    """The same cost by the second formulation; under Max HHI, between those of its limits and a little lower ones."""
    low = high = least_cost(book, kept=kept)
    if any(row.rule == INDEX for row in book.policy_rows(book.base_policy)):
        high = least_cost(book, kept=kept, closer=NEAR)
    if ours is None:
        assert high is None
    else:
        assert low is not None
        assert low <= ours + 1e-7 * abs(ours)
        assert high is None or ours <= high + 1e-7 * abs(high)


@pytest.mark.parametrize("seed", SEEDS)
def test_both_formulations_cost_the_same(seed, tmp_path):
    path = random_path(seed, tmp_path)
    agree(cost_or_none(lambda: planner.plan(path).total_cost), read_workbook(path).book)


@pytest.mark.parametrize("seed", ALLIED)
def test_both_cost_the_same_with_some_of_the_partnerships(seed, tmp_path):
    book = read_workbook(random_path(seed, tmp_path)).book
    names = sorted({row.partnership for row in book.partnerships})
    for kept in (frozenset(), frozenset(names[:1])):
        program = Program(assemble(book, book.base_policy, alliance=Alliance(kept)))
        agree(cost_or_none(lambda: program.least_cost().cost), book, kept)  # noqa: B023


@pytest.mark.parametrize("seed", range(100, 112))
def test_both_cost_the_same_under_a_limit_on_concentration(seed, tmp_path):
    path = random_path(seed, tmp_path, INDEX)
    agree(cost_or_none(lambda: planner.plan(path).total_cost), read_workbook(path).book)


@pytest.mark.parametrize("seed", range(200, 212))
def test_both_cost_the_same_under_a_limit_on_what_a_loss_leaves_unmet(seed, tmp_path):
    path = random_path(seed, tmp_path, LOSS)
    agree(cost_or_none(lambda: planner.plan(path).total_cost), read_workbook(path).book)
