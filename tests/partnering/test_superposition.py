"""A coalition put together from differences costs what its own model costs."""

from random import Random

import pytest

from planner.partnering.coalitions import own_cost
from planner.partnering.everybody import Everybody
from planner.partnering.softening import Softening
from planner.planning import World
from planner.solve import Program
from planner.workbook import read_workbook
from tests.second.test_second import ALLIED, random_path

DRAWN = 3


def directly(case):
    """The cost of a coalition by a model of its own, without what partnerships cost."""
    program = Program(case)
    outcome = Softening(program).solve(program.form, Program.least_cost)
    return outcome.solution.cost - sum(own_cost(case, name) for name in case.partnership_cost), outcome.broken


@pytest.mark.parametrize("seed", [seed for seed in ALLIED if seed not in (7, 13, 14, 20, 27, 32)][:10])
def test_coalitions_of_random_workbooks(seed, tmp_path):
    book = read_workbook(random_path(seed, tmp_path)).book
    world, chance = World(book.base_policy), Random(seed)
    for coalitions in Everybody.of(book, world).here.coalitions.values():
        kind = coalitions.kind
        chain = [frozenset(player for player in kind.players if chance.random() < 0.5) for _ in range(DRAWN)]
        for there, found in zip(chain, coalitions.costed(chain), strict=True):
            cost, broken = directly(kind.case(there))
            assert found.parts[0] == pytest.approx(cost, rel=1e-7)
            assert set(found.broken) == set(broken)
