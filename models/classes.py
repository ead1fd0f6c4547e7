"""Clean and other: every flow and stock of a protected material split by the excluded sets that touched it.

A mass balance by material and period, not segregation: what a processor makes has the classes of what it took in, and
its own touch. A material that no row protects is not split and adds nothing.
"""

from typing import Any

import pyomo.environ as pyo

from models.case import Case
from models.declare import data, law, quantity, ragged
from models.exclusions import (
    bought_mix,
    clean_word,
    either,
    ordered_word,
    own_word,
    plant_word,
    traced,
    unknown_word,
)
from models.places import kind_of, place
from models.records import Supplier, TracedLimit
from models.routing import pair_of


def quantities(m: Any, case: Case) -> None:
    """`class_flow_tonnes` and `class_stock_tonnes` [t, as flow and stock] of split materials, by class."""
    pairs = {route.key: pair_of(case, route.origin) for route in case.routes}
    split = {key: case.splits[pair[0]].classes for key, pair in pairs.items() if pair[0] in case.splits}
    m.SPLIT_ROUTES = pyo.Set(initialize=list(split), dimen=2)
    m.CLASS_ROUTES = pyo.Set(initialize=[(*key, word) for key, words in split.items() for word in words], dimen=3)
    quantity(
        m, "class_flow_tonnes", m.CLASS_ROUTES, m.NODES,
        most={key: case.most_tonnes[pairs[key]] for key in split}, group={key: pairs[key][0] for key in split},
    )  # fmt: skip
    ragged(m, "CLASSES_OF_ROUTE", split, lambda key: list(split[key]), 1)
    _suppliers(m, case)
    _plants(m, case)
    _stocks(m, case)
    _pools(m, case)
    _limits(m, case)


def laws(m: Any) -> None:
    """Every route, supplier, plant, stock and pool by class; limited ways to sectors, also through stocks."""
    law(m, class_split, m.SPLIT_ROUTES, m.NODES)
    law(m, class_shipment, m.CLASS_SUPPLIERS, m.NODES)
    law(m, class_recovered, m.CLASS_OUTLETS, m.NODES)
    law(m, first_class_stock, m.CLASS_STOCKS, m.ROOT)
    law(m, class_stock, m.CLASS_STOCKS, m.LATER_NODES)
    law(m, class_pool, m.CLASS_POOLS, m.NODES)
    law(m, traced_limit, m.TRACED_LIMITS, m.NODES)


def class_split(m: Any, o: Any, d: Any, n: Any) -> Any:
    """`Σ classes of a flow = flow`."""
    return sum(m.class_flow_tonnes[o, d, w, n] for w in m.CLASSES_OF_ROUTE[o, d]) == m.flow_tonnes[o, d, n]


def class_shipment(m: Any, i: Any, w: Any, n: Any) -> Any:
    """`Σ flow out in the class = part · bought + part · ordered before + yield · Σ feed that becomes the class`."""
    return sum(m.class_flow_tonnes[o, d, v, n] for o, d, v in m.CLASS_SHIPMENTS[i, w]) == (
        m.bought_mix[i, w] * (m.arrived_tonnes[i, n] - m.ordered_tonnes[i, n])
        + m.ordered_mix[i, w] * m.ordered_tonnes[i, n]
        + m.yield_share[i] * sum(m.class_flow_tonnes[o, d, v, u] for o, d, v, u in m.CLASS_FEED[i, w, n])
    )


def class_recovered(m: Any, p: Any, k: Any, w: Any, n: Any) -> Any:
    """`Σ flow out in the class = recovered` in the class of the plant, and 0 in the others."""
    sent = sum(m.class_flow_tonnes[o, d, v, n] for o, d, v in m.CLASS_DISPATCHES[p, k, w])
    return sent == m.recovered_mix[p, k, w] * m.recovered_tonnes[p, k, n]


def first_class_stock(m: Any, h: Any, w: Any, n: Any) -> Any:
    """`stock = (1-loss)^Δ · opening stock of the class + in - out`."""
    return m.class_stock_tonnes[h, w, n] == m.kept_share[h] * m.opening_class_tonnes[h, w] + change(m, h, w, n)


def class_stock(m: Any, h: Any, w: Any, n: Any) -> Any:
    """`stock = (1-loss)^Δ · stock of the period before + in - out`, class by class."""
    return m.class_stock_tonnes[h, w, n] == m.kept_share[h] * m.class_stock_tonnes[h, w, m.parent[n]] + change(
        m, h, w, n
    )


def class_pool(m: Any, q: Any, w: Any, n: Any) -> Any:
    """`Σ flow into the pool = Σ flow out of it`, class by class."""
    return sum(m.class_flow_tonnes[o, d, v, n] for o, d, v in m.CLASS_POOLED[q, w]) == sum(
        m.class_flow_tonnes[o, d, v, n] for o, d, v in m.CLASS_UNPOOLED[q, w]
    )


def traced_limit(m: Any, q: Any, n: Any) -> Any:
    """`Σ flow that its senders touched, into its sectors <= limit`: directly or from stock."""
    return sum(m.class_flow_tonnes[o, d, w, n] for o, d, w in m.TRACED_ROUTES[q]) <= m.traced_limit_tonnes[q, n]


def change(m: Any, h: Any, w: Any, n: Any) -> Any:
    """What goes into a stockpile in a class, less what leaves it."""
    return sum(m.class_flow_tonnes[o, d, v, n] for o, d, v in m.CLASS_STOCKED[h, w]) - sum(
        m.class_flow_tonnes[o, d, v, n] for o, d, v in m.CLASS_RELEASED[h, w]
    )


def _ends(case: Case, end: int, key: str, word: str) -> list[tuple[str, str, str]]:
    routes = case.routes_into if end else case.routes_out_of
    return [(*route, word) for route in routes.get(key, [])]


def _suppliers(m: Any, case: Case) -> None:
    suppliers = {i: s for i, s in case.suppliers.items() if s.material in case.splits}
    keys = [(i, word) for i, s in suppliers.items() for word in case.splits[s.material].classes]
    m.CLASS_SUPPLIERS = pyo.Set(initialize=keys, dimen=2)
    out = case.routes_out_of
    ragged(m, "CLASS_SHIPMENTS", keys, lambda key: [(*r, key[1]) for r in out.get(place("supplier", key[0]), [])], 3)
    bought, ordered = {}, {}
    for i, supplier in suppliers.items():
        exclusions = case.splits[supplier.material].exclusions
        bought[i] = bought_mix(case, exclusions, supplier) if case.buys_no_feed(supplier) else {}
        ordered[i] = ordered_word(case, exclusions, supplier)
    data(m, "bought_mix", m.CLASS_SUPPLIERS, values={(i, w): bought[i].get(w, 0.0) for i, w in keys})
    data(m, "ordered_mix", m.CLASS_SUPPLIERS, values={(i, w): float(ordered[i] == w) for i, w in keys})
    ragged(m, "CLASS_FEED", m.CLASS_SUPPLIERS * m.NODES, lambda key: _feed(case, suppliers[key[0]], *key[1:]), 4)


def _feed(case: Case, supplier: Supplier, word: str, node: str) -> list[tuple[str, str, str, str]]:
    """The flows of feed, by class and node of departure, that become a class of what arrives from a processor."""
    if case.buys_no_feed(supplier):
        return []
    split = case.splits[supplier.material]
    own = own_word(split.exclusions, supplier)
    before = [w for w in split.classes if either(w, own) == word]
    routes = case.routes_into.get(place("supplier", supplier.name), [])
    return [(*route, w, u) for u in case.departures(supplier, node) for route in routes for w in before]


def _plants(m: Any, case: Case) -> None:
    outlets = [(p, k) for p, plant in case.plants.items() for k in plant.yield_share if k in case.splits]
    keys = [(p, k, word) for p, k in outlets for word in case.splits[k].classes]
    m.CLASS_OUTLETS = pyo.Set(initialize=keys, dimen=3)
    out = case.routes_out_of
    ragged(m, "CLASS_DISPATCHES", keys, lambda key: [(*r, key[2]) for r in out.get(place("plant", *key[:2]), [])], 3)
    own = {(p, k): plant_word(case.splits[k].exclusions, case.plants[p]) for p, k in outlets}
    data(m, "recovered_mix", m.CLASS_OUTLETS, values={key: float(own[key[:2]] == key[2]) for key in keys})


def _stocks(m: Any, case: Case) -> None:
    stocks = {h: s for h, s in case.stockpiles.items() if s.material in case.splits}
    keys = [(h, word) for h, s in stocks.items() for word in case.splits[s.material].classes]
    m.CLASS_STOCKS = pyo.Set(initialize=keys, dimen=2)
    quantity(
        m, "class_stock_tonnes", m.CLASS_STOCKS, m.NODES,
        most={h: case.most_tonnes[s.material, s.stage] for h, s in stocks.items()},
        group={h: s.material for h, s in stocks.items()},
    )  # fmt: skip
    opening = dict.fromkeys(keys, 0.0)
    for h, stock in stocks.items():
        exclusions = case.splits[stock.material].exclusions
        opening[h, clean_word(exclusions)] += stock.clean_share * stock.opening_tonnes
        opening[h, unknown_word(exclusions)] += (1.0 - stock.clean_share) * stock.opening_tonnes
    data(m, "opening_class_tonnes", m.CLASS_STOCKS, values=opening)
    ragged(m, "CLASS_STOCKED", keys, lambda key: _ends(case, 1, place("stockpile", key[0]), key[1]), 3)
    ragged(m, "CLASS_RELEASED", keys, lambda key: _ends(case, 0, place("stockpile", key[0]), key[1]), 3)


def _pools(m: Any, case: Case) -> None:
    pools = {p for route in case.routes for p in route.key if kind_of(p) == "pool"}
    materials = {p: pair_of(case, p)[0] for p in sorted(pools)}
    keys = [(p, word) for p, k in materials.items() if k in case.splits for word in case.splits[k].classes]
    m.CLASS_POOLS = pyo.Set(initialize=keys, dimen=2)
    ragged(m, "CLASS_POOLED", keys, lambda key: _ends(case, 1, *key), 3)
    ragged(m, "CLASS_UNPOOLED", keys, lambda key: _ends(case, 0, *key), 3)


def _limits(m: Any, case: Case) -> None:
    """The limited ways that any open way into their sectors could pass round."""
    into = case.routes_into

    def watched(limit: TracedLimit) -> list[tuple[str, str, str]]:
        words = case.splits[limit.material].touched(traced(case, limit))
        return [(*route, word) for d in limit.demands for route in into.get(d, []) for word in words]

    routes = {limit.name: found for limit in case.traced_limits if (found := watched(limit))}
    m.TRACED_LIMITS = pyo.Set(initialize=list(routes))
    ragged(m, "TRACED_ROUTES", routes, routes.__getitem__, 3)
    tonnes = {(x.name, n): x.tonnes[n] for x in case.traced_limits if x.name in routes for n in case.tree}
    data(m, "traced_limit_tonnes", m.TRACED_LIMITS, m.NODES, values=tonnes)
