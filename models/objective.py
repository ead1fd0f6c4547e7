"""What is made least: expected cost, or a mixture of it and of what the dearest courses of events cost on average.

`(1-w) · E[cost] + w · CVaR[cost]`, the conditional value at risk of the discounted cost of each course, not weighted by
its probability. It is written as `v + E[excess over v] / (1-level)`, least over `v`, the value at risk.
"""

from math import inf
from typing import Any

import pyomo.environ as pyo

from models.case import Case
from models.cost import KINDS
from models.declare import data, goal, law, quantity


def quantities(m: Any, case: Case) -> None:
    """Where risk is weighed: `path_cost` of a course up to each node, `value_at_risk`, `excess_cost` at the leaves.

    All are in present value, counted from the greatest credit for closing stock, so that none is negative. They have no
    greatest value: what they add up is bounded, and a bound of any size would spoil the proof of a small plan.
    """
    risk, tree = case.risk, case.tree
    m.AVERSIONS = pyo.Set(initialize=["CVaR"] if risk.weight else [])
    m.LEAVES = pyo.Set(initialize=tree.leaves)
    m.expected_share = pyo.Param(initialize=1.0 - risk.weight)
    m.greatest_credit = pyo.Param(initialize=_greatest_credit(case))
    data(m, "discount", m.NODES, values={n: node.discount for n, node in tree.nodes.items()})
    data(m, "risk_weight", m.AVERSIONS, values=dict.fromkeys(m.AVERSIONS, risk.weight))
    tail = {(r, n): risk.weight * tree.nodes[n].probability / (1.0 - risk.level) for r in m.AVERSIONS for n in m.LEAVES}
    data(m, "tail_weight", m.AVERSIONS, m.LEAVES, values=tail)
    for name, sets in (("path_cost", [m.NODES]), ("excess_cost", [m.LEAVES]), ("value_at_risk", [])):
        quantity(m, name, m.AVERSIONS, *sets, most=inf, group="money", unit="money")


def laws(m: Any) -> None:
    """What each course has cost so far, what it costs beyond the value at risk, and the objective."""
    law(m, first_path_cost, m.AVERSIONS, m.ROOT)
    law(m, later_path_cost, m.AVERSIONS, m.LATER_NODES)
    law(m, excess, m.AVERSIONS, m.LEAVES)
    goal(m, total_cost)


def first_path_cost(m: Any, r: Any, n: Any) -> Any:
    """`path cost = greatest credit + discount factor · Σ kinds`."""
    return m.path_cost[r, n] == m.greatest_credit + m.discount[n] * cost(m, n)


def later_path_cost(m: Any, r: Any, n: Any) -> Any:
    """`path cost = path cost of the period before + discount factor · Σ kinds`."""
    return m.path_cost[r, n] == m.path_cost[r, m.parent[n]] + m.discount[n] * cost(m, n)


def excess(m: Any, r: Any, n: Any) -> Any:
    """`excess + value at risk >= path cost` at every leaf."""
    return m.excess_cost[r, n] + m.value_at_risk[r] >= m.path_cost[r, n]


def cost(m: Any, n: Any) -> Any:
    """`Σ kinds` at a node, in money of its period."""
    return sum(kind(m, n) for kind in KINDS.values())


def total_cost(m: Any) -> Any:
    """`(1-w) · Σ weight · Σ kinds + w · (value at risk + Σ probability · excess / (1-level))`."""
    return m.expected_share * sum(m.weight[n] * cost(m, n) for n in m.NODES) + sum(
        m.risk_weight[r] * (m.value_at_risk[r] - m.greatest_credit)
        + sum(m.tail_weight[r, n] * m.excess_cost[r, n] for n in m.LEAVES)
        for r in m.AVERSIONS
    )


def _greatest_credit(case: Case) -> float:
    """The most that closing stock can be worth at any leaf, in present value."""
    rooms = [
        stock.closing_value * max(stock.capacity_tonnes.values(), default=0.0) for stock in case.stockpiles.values()
    ]
    return sum(rooms) * max((case.tree.nodes[n].discount for n in case.tree.leaves), default=0.0)
