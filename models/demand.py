"""Demand: what sectors are delivered and what they go short of."""

from typing import Any

import pyomo.environ as pyo

from models.case import Case
from models.declare import data, law, quantity, ragged
from models.places import place, routes_by


def quantities(m: Any, case: Case) -> None:
    """`shortage_tonnes` [t per period] by demand and node; `demand_tonnes`, `shortage_cost` [money per t].

    `lacking_tonnes` is the part of a shortage that Least fill forbids, at `lack_cost` [money per t], in a shock only.
    """
    demands = case.demands
    m.DEMANDS = pyo.Set(initialize=list(demands))
    figures = {(d, n): demand.tonnes[n] for d, demand in demands.items() for n in case.tree}
    data(m, "demand_tonnes", m.DEMANDS, m.NODES, values=figures)
    costs = {(d, n): demand.shortage_cost[n] for d, demand in demands.items() for n in case.tree}
    data(m, "shortage_cost", m.DEMANDS, m.NODES, values=costs)
    data(m, "least_fill", m.DEMANDS, values={d: demand.least_fill for d, demand in demands.items()})
    quantity(
        m, "shortage_tonnes", m.DEMANDS, m.NODES,
        most=lambda d, n: figures[d, n], group=lambda d, n: demands[d].material,
    )  # fmt: skip
    into = routes_by(case.routes, 1)
    ragged(m, "DELIVERIES", demands, lambda d: into.get(place("demand", d), []), 2)
    m.FILLED = pyo.Set(initialize=[d for d, demand in demands.items() if demand.least_fill > 0])
    shaken = {(d, n): case.shock.touches(n, [demands[d].material]) for d, n in figures}
    quantity(
        m, "lacking_tonnes", m.FILLED, m.NODES,
        most=lambda d, n: demands[d].least_fill * figures[d, n] if shaken[d, n] else 0.0,
        group=lambda d, n: demands[d].material,
    )  # fmt: skip
    data(m, "lack_cost", m.FILLED, values={d: case.lack_cost(demands[d].material) for d in m.FILLED})


def laws(m: Any) -> None:
    """Demand balance and least fill."""
    law(m, demand_balance, m.DEMANDS, m.NODES)
    law(m, fill, m.FILLED, m.NODES)


def demand_balance(m: Any, d: Any, n: Any) -> Any:
    """`Σ flow into the demand + substituted + shortage = demand`."""
    delivered = sum(m.flow_tonnes[o, e, n] for o, e in m.DELIVERIES[d])
    return delivered + m.substituted_tonnes[d, n] + m.shortage_tonnes[d, n] == m.demand_tonnes[d, n]


def fill(m: Any, d: Any, n: Any) -> Any:
    """`shortage - lacking <= (1 - least fill) · demand`; nothing may lack but in a shock of the material."""
    return m.shortage_tonnes[d, n] - m.lacking_tonnes[d, n] <= (1 - m.least_fill[d]) * m.demand_tonnes[d, n]
