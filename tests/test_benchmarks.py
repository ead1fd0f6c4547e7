"""Every way to build the benchmarks' program builds the same one."""

import pytest

from benchmarks.core import Core
from benchmarks.one import WAYS, measured
from benchmarks.planning import apart, in_periods
from planner.assembly import assemble
from planner.planning import open_input
from planner.solve import Program

TINY = Core(2, 6, 4)


@pytest.mark.parametrize("name", WAYS)
@pytest.mark.filterwarnings("default")  # what other libraries warn of is theirs
def test_every_way_comes_to_the_same_optimum(name):
    if name in ("linopy", "pulp"):
        pytest.importorskip(name)
    found, ours = measured(WAYS[name], TINY), measured(WAYS["templates"], TINY)
    assert found["optimum"] == pytest.approx(ours["optimum"], rel=1e-9)
    sizes = ("columns", "rows", "nonzeros")
    assert [found[size] for size in sizes] == [ours[size] for size in sizes]


def test_blocks_cost_what_the_whole_does():
    assert apart(TINY)["blocks"] == 2


def test_a_workbook_of_two_examples_costs_twice_one_without_what_partnerships_cost(tmp_path):
    """Its materials share nothing but the countries and what is paid for partnerships with them."""
    found = []
    for copies in (1, 2):
        book = open_input(in_periods("year", 10, tmp_path / f"{copies}.xlsx", copies)).book
        case = assemble(book)
        weights = {n: node.weight for n, node in case.tree.nodes.items()}
        paid = sum(weights[n] * cost for costs in case.partnership_cost.values() for n, cost in costs.items())
        found.append((len(case.stages), len(case.contracts), Program(case).least_cost().cost - paid))
    one, two = found
    assert two == (2 * one[0], 2 * one[1], pytest.approx(2 * one[2], rel=1e-9))
