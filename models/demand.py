"""Demand: what sectors are delivered and what they go short of."""

from typing import Any

import pyomo.environ as pyo

from models.case import Case
from models.declare import data, law, quantity, ragged
from models.places import place
from models.records import Demand, Series


def quantities(m: Any, case: Case) -> None:
    """`shortage_tonnes` [t per period] by demand and node; `demand_tonnes`, `shortage_cost` [money per t].

    `lacking_tonnes` is the part of a shortage that Least fill forbids, at `lack_cost` [money per t], in a shock only.
    """
    demands = case.demands
    m.DEMANDS = pyo.Set(initialize=list(demands))
    tonnes, materials = ({d: getattr(i, of) for d, i in demands.items()} for of in ("tonnes", "material"))
    data(m, "demand_tonnes", m.DEMANDS, m.NODES, values=tonnes)
    data(m, "shortage_cost", m.DEMANDS, m.NODES, values={d: demand.shortage_cost for d, demand in demands.items()})
    data(m, "least_fill", m.DEMANDS, values={d: demand.least_fill for d, demand in demands.items()})
    quantity(m, "shortage_tonnes", m.DEMANDS, m.NODES, most=tonnes, group=materials)
    ragged(m, "DELIVERIES", m.DEMANDS, lambda d: case.routes_into.get(place("demand", d), []), 2)
    filled = {d: demand for d, demand in demands.items() if demand.least_fill > 0}
    m.FILLED = pyo.Set(initialize=list(filled))
    quantity(
        m, "lacking_tonnes", m.FILLED, m.NODES,
        most={d: _most_lacking(case, demand) for d, demand in filled.items()}, group=materials,
    )  # fmt: skip
    data(m, "lack_cost", m.FILLED, values={d: case.lack_cost(demand.material) for d, demand in filled.items()})


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


def _most_lacking(case: Case, demand: Demand) -> Series:
    """The part of a demand that must be met, in a shock of its material."""
    shaken = {n for n in case.tree if case.shock.touches(n, [demand.material])}
    return {n: demand.least_fill * tonnes if n in shaken else 0.0 for n, tonnes in demand.tonnes.items()}
