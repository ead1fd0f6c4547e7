"""The pooled network costs what the routed one costs."""

import random
from dataclasses import replace

import pytest

from models.build import build
from models.case import Case
from models.routing import connect
from planner.solve import solve
from tests.models.cases import branching_tree, case, demand, stockpile, supplier


def random_case(seed: int) -> Case:
    """Two stages on a branching tree with lead times, stocks, minimum purchases and orders from before the plan."""
    chance, tree = random.Random(seed), branching_tree()
    ores = [
        supplier(tree, f"mine {k}", {n: chance.uniform(1, 9) for n in tree}, chance.uniform(20, 60), stage="ore",
                 lead_time_periods=chance.randrange(3), minimum_tonnes={"c": chance.uniform(0, 5)},
                 ordered_tonnes={"a": chance.uniform(0, 40)})
        for k in range(4)
    ]  # fmt: skip
    refiners = [
        supplier(tree, f"works {k}", {n: chance.uniform(1, 9) for n in tree}, chance.uniform(20, 60),
                 yield_share=chance.uniform(0.6, 1.0), lead_time_periods=chance.randrange(2))
        for k in range(4)
    ]  # fmt: skip
    needs = [demand(tree, {n: chance.uniform(5, 40) for n in tree}, f"sector {k}", 50.0) for k in range(3)]
    stocks = [stockpile(tree, 30.0, 0.2, opening_tonnes=10.0), stockpile(tree, 30.0, 0.1, stage="ore")]
    return case(tree, *ores, *refiners, *needs, *stocks, stages={"co": ("ore", "refined")})


@pytest.mark.parametrize("seed", range(6))
def test_pools_cost_what_routes_cost(seed: int) -> None:
    pooled = random_case(seed)
    routed = connect(replace(pooled, routes=(), route_limits=()), pooling=False)
    assert len(pooled.routes) < len(routed.routes)
    costs = [solve(build(each), each).cost for each in (pooled, routed)]
    assert costs[0] == pytest.approx(costs[1], rel=1e-9)
