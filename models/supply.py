"""Suppliers: what is bought from them, when it arrives, what they need to work on, and how fast they may grow."""

from collections.abc import Mapping
from typing import Any

import pyomo.environ as pyo

from models.case import Case
from models.declare import data, law, quantity, ragged
from models.growth import ramp
from models.places import place
from models.records import Series


def quantities(m: Any, case: Case) -> None:
    """`offtake_tonnes` bought at departure and `arrived_tonnes`, both t per period, by supplier and node."""
    suppliers = case.suppliers
    m.SUPPLIERS = pyo.Set(initialize=list(suppliers))
    most = {i: case.most_tonnes[s.material, s.stage] for i, s in suppliers.items()}
    materials = {i: s.material for i, s in suppliers.items()}
    for name in ("offtake_tonnes", "arrived_tonnes"):
        quantity(m, name, m.SUPPLIERS, m.NODES, most=most, group=materials)
    _series(m, "capacity_tonnes", {i: s.capacity_tonnes for i, s in suppliers.items()})
    left = {i: {n: case.open_capacity(s, n) for n in case.tree} for i, s in suppliers.items()}
    _series(m, "open_capacity_tonnes", left)
    data(m, "spot_share", m.SUPPLIERS, values={i: supplier.spot_share for i, supplier in suppliers.items()})
    m.SPOT_LIMITED = pyo.Set(initialize=[i for i, supplier in suppliers.items() if supplier.spot_share < 1.0])
    _series(m, "ordered_tonnes", {i: s.ordered_tonnes for i, s in suppliers.items()}, 0.0)
    _series(m, "capacity_factor", {i: s.capacity_factor for i, s in suppliers.items()}, 1.0)
    duties = {i: {n: case.left_of_duties(s, n) * t for n, t in s.minimum_tonnes.items()} for i, s in suppliers.items()}
    _series(m, "minimum_tonnes", duties, 0.0)
    ragged(m, "DEPARTURES", m.SUPPLIERS * m.NODES, lambda key: case.departures(suppliers[key[0]], key[1]), 1)
    ragged(m, "SHIPMENTS", m.SUPPLIERS, lambda i: case.routes_out_of.get(place("supplier", i), []), 2)
    ragged(m, "FEED", m.SUPPLIERS, lambda i: case.routes_into.get(place("supplier", i), []), 2)
    owed = [(i, n) for i, duty in duties.items() for n, t in duty.items() if t > 0 and case.in_time(suppliers[i], n)]
    m.MINIMUMS = pyo.Set(initialize=owed, dimen=2)
    m.PROCESSORS = pyo.Set(initialize=[i for i, supplier in suppliers.items() if not case.buys_no_feed(supplier)])
    data(m, "yield_share", m.SUPPLIERS, values={i: s.yield_share for i, s in suppliers.items()})
    _growth(m, case)


def laws(m: Any) -> None:
    """Capacity, spot share, least purchase, growth, arrival, shipment and feed."""
    law(m, within_spot_share, m.SPOT_LIMITED, m.NODES)
    law(m, within_capacity, m.SUPPLIERS, m.NODES)
    law(m, least_purchase, m.MINIMUMS)
    law(m, first_growth, m.FIRST_GROWTH)
    law(m, later_growth, m.LATER_GROWTH)
    law(m, arrival, m.SUPPLIERS, m.NODES)
    law(m, shipment, m.SUPPLIERS, m.NODES)
    law(m, feed, m.PROCESSORS, m.NODES)


def within_capacity(m: Any, i: Any, n: Any) -> Any:
    """`offtake <= capacity + Σ output of ventures`."""
    return m.offtake_tonnes[i, n] <= m.open_capacity_tonnes[i, n] + output_of_ventures(m, i, n)


def within_spot_share(m: Any, i: Any, n: Any) -> Any:
    """`offtake - Σ taken under contracts <= spot share · capacity + Σ output of ventures`."""
    spot = m.offtake_tonnes[i, n] - sum(m.taken_tonnes[k, n] for k in m.CONTRACTS_OF[i, n])
    return spot <= m.spot_share[i] * m.open_capacity_tonnes[i, n] + output_of_ventures(m, i, n)


def least_purchase(m: Any, i: Any, n: Any) -> Any:
    """`offtake >= minimum`, bought whether wanted or not."""
    return m.offtake_tonnes[i, n] >= m.minimum_tonnes[i, n]


def first_growth(m: Any, i: Any, n: Any) -> Any:
    """`offtake <= (1+g)^Δ · recent volume + ramp`, in the first period in which the supplier is open."""
    return m.offtake_tonnes[i, n] <= m.growth_factor[i] * m.recent_tonnes[i] + ramp(m, i, n)


def later_growth(m: Any, i: Any, n: Any) -> Any:
    """`offtake <= (1+g)^Δ · offtake of the period before + ramp`; after an outage, of the last period before it."""
    return m.offtake_tonnes[i, n] <= m.growth_factor[i] * m.offtake_tonnes[i, m.grown_from[i, n]] + ramp(m, i, n)


def arrival(m: Any, i: Any, n: Any) -> Any:
    """`arrived = ordered before the plan + Σ offtake a lead time earlier`."""
    return m.arrived_tonnes[i, n] == m.ordered_tonnes[i, n] + sum(m.offtake_tonnes[i, u] for u in m.DEPARTURES[i, n])


def shipment(m: Any, i: Any, n: Any) -> Any:
    """`arrived = Σ flow out of the supplier`."""
    return m.arrived_tonnes[i, n] == sum(m.flow_tonnes[o, d, n] for o, d in m.SHIPMENTS[i])


def feed(m: Any, i: Any, n: Any) -> Any:
    """`yield · Σ flow into the processor = offtake`; a supplier with its own feed needs none."""
    return m.yield_share[i] * sum(m.flow_tonnes[o, d, n] for o, d in m.FEED[i]) == m.offtake_tonnes[i, n]


def output_of_ventures(m: Any, i: Any, n: Any) -> Any:
    """Tonnes that our share of ventures adds to a supplier's capacity, as far as a scenario leaves it."""
    return m.capacity_factor[i, n] * sum(m.venture_output_tonnes[v, i, n] for v in m.VENTURES_OF[i])


def _series(m: Any, name: str, series: Mapping[str, Series], otherwise: float | None = None) -> None:
    data(m, name, m.SUPPLIERS, m.NODES, values=series, otherwise=otherwise)


def _growth(m: Any, case: Case) -> None:
    growing = {i: s.growth for i, s in case.suppliers.items() if s.growth}
    m.GROWING = pyo.Set(initialize=list(growing))
    data(m, "growth_factor", m.GROWING, values={i: g.factor for i, g in growing.items()})
    data(m, "recent_tonnes", m.GROWING, values={i: g.recent_tonnes for i, g in growing.items()})
    data(m, "venture_ramp_share", m.GROWING, values={i: g.venture_ramp_share for i, g in growing.items()})
    data(m, "ramp_tonnes", m.GROWING, m.NODES, values={i: g.ramp_tonnes for i, g in growing.items()})
    open_nodes = [(i, n) for i in growing for n in case.tree if n in case.suppliers[i].open_nodes]
    before = {(i, n): case.grown_from(case.suppliers[i], n) for i, n in open_nodes}
    later = {key: grown for key, grown in before.items() if grown is not None}
    m.FIRST_GROWTH = pyo.Set(initialize=[key for key in before if key not in later], dimen=2)
    m.LATER_GROWTH = pyo.Set(initialize=list(later), dimen=2)
    data(m, "grown_from", m.LATER_GROWTH, values=later)
