"""The network: metal flows over routes between places, and a pool passes on what it is given.

Purchase is paid at departure and routes at arrival: where metal goes is decided when it arrives. A pool stands for all
routes between two stages where nothing looks at who sends to whom.
"""

from typing import Any

import pyomo.environ as pyo

from models.case import Case
from models.declare import data, law, quantity, ragged
from models.places import kind_of
from models.routing import pair_of


def quantities(m: Any, case: Case) -> None:
    """`flow_tonnes` [t per period] over ROUTES and nodes, `route_cost` [money per t] and `route_limit_tonnes`."""
    m.ROUTES = pyo.Set(initialize=[route.key for route in case.routes], dimen=2)
    pairs = {route.key: pair_of(case, route.origin) for route in case.routes}
    quantity(
        m, "flow_tonnes", m.ROUTES, m.NODES,
        most={key: case.most_tonnes[pair] for key, pair in pairs.items()}, group={r: k for r, (k, _) in pairs.items()},
    )  # fmt: skip
    into, out = case.routes_into, case.routes_out_of
    pools = sorted({place for place in [*into, *out] if kind_of(place) == "pool"})
    m.POOLS = pyo.Set(initialize=pools)
    ragged(m, "POOLED", m.POOLS, lambda p: into.get(p, []), 2)
    ragged(m, "UNPOOLED", m.POOLS, lambda p: out.get(p, []), 2)
    m.PAID_ROUTES = pyo.Set(initialize=[r.key for r in case.routes if r.cost], dimen=2)
    data(m, "route_cost", m.PAID_ROUTES, m.NODES, values={r.key: r.cost for r in case.routes if r.cost})
    m.ROUTE_LIMITS = pyo.Set(initialize=[limit.name for limit in case.route_limits])
    routes = {limit.name: list(limit.routes) for limit in case.route_limits}
    ragged(m, "LIMITED_ROUTES", m.ROUTE_LIMITS, routes.__getitem__, 2)
    limits = {limit.name: limit.tonnes for limit in case.route_limits}
    data(m, "route_limit_tonnes", m.ROUTE_LIMITS, m.NODES, values=limits)


def laws(m: Any) -> None:
    """`Σ into a pool = Σ out of it`; `Σ over the routes of a limit <= limit`."""
    law(m, pool_balance, m.POOLS, m.NODES)
    law(m, route_limit, m.ROUTE_LIMITS, m.NODES)


def pool_balance(m: Any, p: Any, n: Any) -> Any:
    """`Σ flow into the pool = Σ flow out of it`, in the same period."""
    return sum(m.flow_tonnes[o, d, n] for o, d in m.POOLED[p]) == sum(m.flow_tonnes[o, d, n] for o, d in m.UNPOOLED[p])


def route_limit(m: Any, q: Any, n: Any) -> Any:
    """`Σ flow over the routes of the limit <= limit`: one limit for all that its row names."""
    return sum(m.flow_tonnes[o, d, n] for o, d in m.LIMITED_ROUTES[q]) <= m.route_limit_tonnes[q, n]
