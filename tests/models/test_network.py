"""The pooled network costs what the routed one costs."""

from dataclasses import replace

import pytest

from models.routing import connect
from planner.solve import solve
from tests.models.cases import branching_tree
from tests.models.random_cases import random_case


@pytest.mark.parametrize("seed", range(6))
def test_pools_cost_what_routes_cost(seed: int) -> None:
    pooled = random_case(seed, branching_tree())
    routed = connect(replace(pooled, routes=(), route_limits=()), pooling=False)
    assert len(pooled.routes) < len(routed.routes)
    costs = [solve(each).cost for each in (pooled, routed)]
    assert costs[0] == pytest.approx(costs[1], rel=1e-9)
