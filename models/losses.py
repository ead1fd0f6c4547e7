"""The loss of a country for a year, in every year and for every material that a rule asks about.

Each is a small plan of that year alone, stage by stage, beside the plan itself: from what the plan has done by then
(stock, orders under way, ventures and contracts that stand, substitution that is open, scrap that is treated) and
without the lost country's suppliers and plants, what can sectors be delivered? What is ordered in the emergency counts
where it arrives within the year. Policy rules rest, but for bans; the laws of supply hold, growth among them.
"""

from itertools import product
from typing import Any

import pyomo.environ as pyo

from models.case import Case
from models.declare import data, law, quantity, ragged
from models.emergencies import Loss, fed_within, growing_within, limited_ways, losses
from models.growth import ramp
from models.places import kind_of, place
from models.routing import pair_of


def quantities(m: Any, case: Case) -> None:
    """What flows in each loss, is left in stock, done without and unmet, all in t; each begins with the country."""
    found = losses(case)
    _flows(m, case, found)
    _stocks(m, case, found)
    _demands(m, case, found)


def laws(m: Any) -> None:
    """What suppliers send and take in, what plants recover, pools, ways that are limited, stocks and demand."""
    law(m, emergency_shipment, m.LOSS_SENDERS)
    law(m, emergency_feed, m.LOSS_PROCESSORS)
    law(m, emergency_growth, m.LOSS_GROWING)
    law(m, emergency_recovered, m.LOSS_OUTLETS)
    law(m, emergency_pool, m.LOSS_POOLS)
    law(m, emergency_route_limit, m.LOSS_ROUTE_LIMITS)
    law(m, emergency_traced_limit, m.LOSS_TRACED_LIMITS)
    law(m, emergency_stock, m.LOSS_STOCKS)
    law(m, emergency_release, m.LOSS_RELEASES)
    law(m, emergency_balance, m.LOSS_DEMANDS)
    law(m, emergency_substitution, m.LOSS_SUBSTITUTED)


def emergency_shipment(m: Any, c: Any, i: Any, n: Any) -> Any:
    """`Σ flow out <= ordered before + Σ the plan's offtake before the year + Σ what is bought within it`."""
    under_way = m.ordered_tonnes[i, n] + sum(m.offtake_tonnes[i, u] for u in m.BOUGHT_BEFORE[i, n])
    bought = sum(m.reach_tonnes[i, u] for u in m.BOUGHT_WITHIN[i, n]) + sum(
        m.yield_share[i] * m.emergency_flow_tonnes[c, o, d, u] for o, d, u in m.WORKED_WITHIN[c, i, n]
    )
    return sum(m.emergency_flow_tonnes[c, o, d, n] for o, d in m.LOSS_SHIPMENTS[c, i]) <= under_way + bought


def emergency_feed(m: Any, c: Any, i: Any, n: Any) -> Any:
    """`yield · Σ flow into the processor <= reach`."""
    return worked(m, c, i, n) <= m.reach_tonnes[i, n]


def emergency_growth(m: Any, c: Any, i: Any, n: Any) -> Any:
    """`yield · Σ flow into the processor <= (1+g)^Δ · the same in the period before, of the same year, + ramp`."""
    return worked(m, c, i, n) <= m.growth_factor[i] * worked(m, c, i, m.parent[n]) + ramp(m, i, n)


def emergency_recovered(m: Any, c: Any, p: Any, k: Any, n: Any) -> Any:
    """`Σ flow out of the plant <= recovered in the plan`."""
    return (
        sum(m.emergency_flow_tonnes[c, o, d, n] for o, d in m.LOSS_DISPATCHES[c, p, k]) <= m.recovered_tonnes[p, k, n]
    )


def emergency_pool(m: Any, c: Any, q: Any, n: Any) -> Any:
    """`Σ flow into the pool = Σ flow out of it`."""
    return sum(m.emergency_flow_tonnes[c, o, d, n] for o, d in m.LOSS_POOLED[c, q]) == sum(
        m.emergency_flow_tonnes[c, o, d, n] for o, d in m.LOSS_UNPOOLED[c, q]
    )


def emergency_route_limit(m: Any, c: Any, q: Any, n: Any) -> Any:
    """`Σ flow over the routes of the limit <= limit`."""
    return sum(m.emergency_flow_tonnes[c, o, d, n] for o, d in m.LOSS_LIMITED[c, q]) <= m.route_limit_tonnes[q, n]


def emergency_traced_limit(m: Any, c: Any, q: Any, n: Any) -> Any:
    """`Σ flow from its senders into its sectors <= limit`, of what comes directly."""
    return sum(m.emergency_flow_tonnes[c, o, d, n] for o, d in m.LOSS_TRACED[c, q]) <= m.loss_traced_tonnes[q, n]


def emergency_stock(m: Any, c: Any, h: Any, n: Any) -> Any:
    """`stock = (1-loss)^Δ · stock of the period before - out`, that of the plan before the year; nothing is put in."""
    before = (
        m.stock_at_first_tonnes[h, n]
        + sum(m.stock_tonnes[h, u] for u in m.YEAR_BEFORE[n])
        + sum(m.emergency_stock_tonnes[c, h, u] for u in m.YEAR_WITHIN[n])
    )
    return m.emergency_stock_tonnes[c, h, n] == m.kept_share[h] * before - taken_out(m, c, h, n)


def emergency_release(m: Any, c: Any, h: Any, n: Any) -> Any:
    """`out <= greatest release`."""
    return taken_out(m, c, h, n) <= m.release_tonnes[h, n]


def emergency_balance(m: Any, c: Any, d: Any, n: Any) -> Any:
    """`Σ flow into the demand + substituted + unmet = demand`."""
    delivered = sum(m.emergency_flow_tonnes[c, o, e, n] for o, e in m.LOSS_DELIVERIES[c, d])
    return delivered + m.emergency_substituted_tonnes[c, d, n] + m.unmet_tonnes[c, d, n] == m.demand_tonnes[d, n]


def emergency_substitution(m: Any, c: Any, d: Any, j: Any, n: Any) -> Any:
    """`substituted <= share that is open in the plan · demand`."""
    return m.emergency_substituted_tonnes[c, d, n] <= m.demand_tonnes[d, n] * m.open_share[j, n]


def worked(m: Any, c: Any, i: Any, n: Any) -> Any:
    """What a processor makes of the metal that comes to it in the emergency."""
    return m.yield_share[i] * sum(m.emergency_flow_tonnes[c, o, d, n] for o, d in m.LOSS_FEED[c, i])


def taken_out(m: Any, c: Any, h: Any, n: Any) -> Any:
    """What leaves a stockpile in the emergency."""
    return sum(m.emergency_flow_tonnes[c, o, d, n] for o, d in m.LOSS_RELEASED[c, h])


def _flows(m: Any, case: Case, found: list[Loss]) -> None:
    """The ways that are open in each loss, and the suppliers, plants and pools at their ends."""
    flows = [(loss.country, *route, n) for loss in found for route in loss.routes for n in loss.nodes]
    m.LOSS_ROUTES = pyo.Set(initialize=flows, dimen=4)
    pairs = {route: pair_of(case, route[0]) for loss in found for route in loss.routes}
    quantity(
        m, "emergency_flow_tonnes", m.LOSS_ROUTES,
        most={flow: case.most_tonnes[pairs[flow[1:3]]] for flow in flows},
        group={flow: pairs[flow[1:3]][0] for flow in flows},
    )  # fmt: skip
    left = [(loss, i.name) for loss in found for i in loss.suppliers(case)]
    sending = [(loss, i) for loss, i in left if place("supplier", i) in loss.ways(0)]
    _places(m, "LOSS_SENDERS", [(loss, (i,), place("supplier", i)) for loss, i in sending], LOSS_SHIPMENTS=0)
    buying = [(loss, i) for loss, i in left if not case.buys_no_feed(case.suppliers[i])]
    _places(m, "LOSS_PROCESSORS", [(loss, (i,), place("supplier", i)) for loss, i in buying], LOSS_FEED=1)
    fed = fed_within(case, found)
    ragged(m, "WORKED_WITHIN", fed, fed.__getitem__, 3)
    m.LOSS_GROWING = pyo.Set(initialize=growing_within(case, found), dimen=3)
    outlets = [(loss, (p, loss.material)) for loss in found for p in loss.outlets(case)]
    _places(m, "LOSS_OUTLETS", [(loss, key, place("plant", *key)) for loss, key in outlets], LOSS_DISPATCHES=0)
    pools = [(loss, q) for loss in found for q in loss.ways(0) if kind_of(q) == "pool"]
    _places(m, "LOSS_POOLS", [(loss, (q,), q) for loss, q in pools], LOSS_POOLED=1, LOSS_UNPOOLED=0)
    _limits(m, case, found)


def _places(m: Any, name: str, places: list[tuple[Loss, tuple[str, ...], str]], **ways: int) -> None:
    """Declare the set of a kind of place in each loss, by its name, and the open ways into it (1) or out of it (0)."""
    found = {(loss.country, *key): (loss, where) for loss, key, where in places}
    index = [(*key, n) for key, (loss, _) in found.items() for n in loss.nodes]
    m.add_component(name, pyo.Set(initialize=index, dimen=len(index[0]) if index else 3))
    for members, end in ways.items():
        routes = {key: loss.ways(end).get(where, []) for key, (loss, where) in found.items()}
        ragged(m, members, routes, routes.__getitem__, 2)


def _limits(m: Any, case: Case, found: list[Loss]) -> None:
    """The limited ways of each loss: together, and those directly to a sector that are traced."""
    together = {limit.name: set(limit.routes) for limit in case.route_limits}
    directly = {limit.name: set(product(limit.origins, limit.demands)) for limit in case.traced_limits}
    for name, members, limits in (
        ("LOSS_ROUTE_LIMITS", "LOSS_LIMITED", together),
        ("LOSS_TRACED_LIMITS", "LOSS_TRACED", directly),
    ):
        limited = limited_ways(found, limits)
        index = [(*key, n) for key, (loss, _) in limited.items() for n in loss.nodes]
        m.add_component(name, pyo.Set(initialize=index, dimen=3))
        routes = {key: open_ways for key, (_, open_ways) in limited.items()}
        ragged(m, members, routes, routes.__getitem__, 2)
    tonnes = {(limit.name, n): limit.tonnes[n] for limit in case.traced_limits for n in case.tree}
    m.LOSS_TRACED_TONNES = pyo.Set(initialize=list(tonnes), dimen=2)
    data(m, "loss_traced_tonnes", m.LOSS_TRACED_TONNES, values=tonnes)


def _stocks(m: Any, case: Case, found: list[Loss]) -> None:
    """What is on hand at the beginning of the year, and what is left of it."""
    piles = [(loss, h.key) for loss in found for h in case.stockpiles.values() if h.material == loss.material]
    _places(m, "LOSS_STOCKS", [(loss, (h,), place("stockpile", h)) for loss, h in piles], LOSS_RELEASED=0)
    stocks = case.stockpiles
    quantity(
        m, "emergency_stock_tonnes", m.LOSS_STOCKS,
        most={(c, h): case.most_tonnes[stocks[h].material, stocks[h].stage] for c, h, _ in m.LOSS_STOCKS},
        group={(c, h): stocks[h].material for c, h, _ in m.LOSS_STOCKS},
    )  # fmt: skip
    limited = [
        (loss, h) for loss, h in piles if h in m.LIMITED_RELEASE_TONNES and place("stockpile", h) in loss.ways(0)
    ]
    m.LOSS_RELEASES = pyo.Set(initialize=[(loss.country, h, n) for loss, h in limited for n in loss.nodes], dimen=3)
    parents = {n: case.tree.nodes[n].parent for n in case.tree}
    first = {(h, n): stocks[h].opening_tonnes if parents[n] is None else 0.0 for h in stocks for n in case.tree}
    data(m, "stock_at_first_tonnes", m.STOCKPILES, m.NODES, values=first)
    within = {n: [u for u in case.tree.year_so_far(n) if u == parents[n]] for n in case.tree}
    before = {n: [u for u in (parents[n],) if u is not None and u not in within[n]] for n in case.tree}
    ragged(m, "YEAR_WITHIN", within, within.__getitem__, 1)
    ragged(m, "YEAR_BEFORE", before, before.__getitem__, 1)


def _demands(m: Any, case: Case, found: list[Loss]) -> None:
    """What sectors could do without, and what they would go short of."""
    needs = [(loss, d.key) for loss in found for d in case.demands.values() if d.material == loss.material]
    _places(m, "LOSS_DEMANDS", [(loss, (d,), place("demand", d)) for loss, d in needs], LOSS_DELIVERIES=1)
    served, demands = {d: j for d, j in m.SUBSTITUTED}, case.demands  # noqa: C416 - a Set is no mapping
    able = [(c, d, served[d], n) for c, d, n in m.LOSS_DEMANDS if d in served]
    m.LOSS_SUBSTITUTED = pyo.Set(initialize=able, dimen=4)
    materials = {(c, d): demands[d].material for c, d, _ in m.LOSS_DEMANDS}
    tonnes = {(c, d, n): demands[d].tonnes[n] for c, d, n in m.LOSS_DEMANDS}
    spared = {(c, d, n): most if d in served else 0.0 for (c, d, n), most in tonnes.items()}
    quantity(m, "emergency_substituted_tonnes", m.LOSS_DEMANDS, most=spared, group=materials)
    quantity(m, "unmet_tonnes", m.LOSS_DEMANDS, most=tonnes, group=materials)
