"""Periods as nodes of the scenario tree: their order, and what money is worth at each."""

from typing import Any

import pyomo.environ as pyo

from models.case import Case
from models.declare import data


def quantities(m: Any, case: Case) -> None:
    """NODES, ROOT and LATER_NODES; `parent`, `weight` (probability times discount factor), `period_years`."""
    nodes = case.tree.nodes
    m.NODES = pyo.Set(initialize=list(nodes))
    m.ROOT = pyo.Set(initialize=[n.key for n in nodes.values() if n.parent is None])
    m.LATER_NODES = pyo.Set(initialize=[n.key for n in nodes.values() if n.parent is not None])
    data(m, "parent", m.LATER_NODES, values={n.key: n.parent for n in nodes.values()})
    data(m, "weight", m.NODES, values={n.key: n.weight for n in nodes.values()})
    m.period_years = pyo.Param(initialize=case.tree.period_years)


def laws(m: Any) -> None:
    """Time has no laws of its own."""
