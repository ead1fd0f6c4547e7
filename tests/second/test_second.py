"""The planner and the second formulation agree on the least cost of random workbooks, and on where there is none."""

from string import ascii_uppercase

import pytest

import planner
from planner.errors import Infeasible
from planner.planning import check
from planner.workbook import read_workbook
from tests.second.formulation import least_cost
from tests.second.generator import random_tables
from tests.workbooks import write_workbook

SEEDS = range(60)


def costs(seed, folder):
    """The least cost by the planner and by the second formulation; None where no plan keeps the rules."""
    path, tables = folder / f"{seed}.xlsx", random_tables(seed)
    write_workbook(path, tables)
    faults = [problem for problem in check(path) if problem.severity == "fault"]
    if faults:  # rules about partners who have nothing of the material: the fault is meant, the rest is still a case
        assert {problem.sheet for problem in faults} == {"Policies"}
        rows = {int(problem.cell.lstrip(ascii_uppercase)) - 1 for problem in faults}
        tables["Policies"] = [row for number, row in enumerate(tables["Policies"]) if number not in rows]
        write_workbook(path, tables)
    book = read_workbook(path).book
    try:
        ours = planner.plan(path).total_cost
    except Infeasible:
        ours = None
    return ours, least_cost(book)


@pytest.mark.parametrize("seed", SEEDS)
def test_both_formulations_cost_the_same(seed, tmp_path):
    ours, second = costs(seed, tmp_path)
    assert ours == (second if second is None else pytest.approx(second, rel=1e-7))
