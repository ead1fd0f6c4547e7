"""Totals that carry the share rules: tonnes by origin, and the bases that shares are taken of."""

from typing import Any

import pyomo.environ as pyo

from models.case import Case
from models.declare import data, law, quantity, ragged
from models.origins import Origin, most_in_all
from models.places import kind_of, name_of, place


def quantities(m: Any, case: Case) -> None:
    """`origin_tonnes` [t per period] by origin; `base_tonnes`, `net_imports_tonnes` where policy rows ask for them."""
    m.ORIGINS = pyo.Set(initialize=list(case.origins), dimen=4)
    most = {pair: most_in_all(case, *pair) for pair in case.pairs.values()}
    quantity(
        m, "origin_tonnes", m.ORIGINS, m.NODES,
        most={key: most[key[1:3]] for key in case.origins}, group={key: key[1] for key in case.origins},
    )  # fmt: skip
    _origin_members(m, case)
    bases = case.asked("BASE")
    m.BASES = pyo.Set(initialize=bases, dimen=3)
    quantity(
        m, "base_tonnes", m.BASES, m.NODES,
        most={(e, k, s): most[k, s] for e, k, s in bases}, group={(e, k, s): k for e, k, s in bases},
    )  # fmt: skip
    for base in ("consumption", "supply", "primary", "imports"):
        asked = [(k, s) for e, k, s in m.BASES if e == base]
        m.add_component(f"{base.upper()}_BASES", pyo.Set(initialize=asked, dimen=2))
    _base_members(m, case)
    _import_members(m, case)
    _risks(m, case)


def laws(m: Any) -> None:
    """What counts for each origin, each base, and net imports."""
    law(m, origin, m.ORIGINS, m.NODES)
    law(m, consumption_base, m.CONSUMPTION_BASES, m.NODES)
    law(m, supply_base, m.SUPPLY_BASES, m.NODES)
    law(m, primary_base, m.PRIMARY_BASES, m.NODES)
    law(m, imports_base, m.IMPORTS_BASES, m.NODES)
    law(m, net_imports, m.IMPORTED, m.NODES)


def origin(m: Any, g: Any, k: Any, s: Any, c: Any, n: Any) -> Any:
    """`origin = Σ arrived of suppliers + Σ own feed (share · offtake / yield) + Σ recovered and used`."""
    return m.origin_tonnes[g, k, s, c, n] == (
        sum(m.arrived_tonnes[i, n] for i in m.SENDERS[g, k, s, c])
        + sum(m.feed_share[i, c] / m.yield_share[i] * m.offtake_tonnes[i, n] for i in m.OWN_FEEDERS[g, k, s, c])
        + sum(m.recovered_tonnes[p, k, n] for p in m.RECYCLERS[g, k, s, c])
    )


def consumption_base(m: Any, k: Any, s: Any, n: Any) -> Any:
    """`base = Σ demand` at the last stage, above it `base = Σ offtake / yield` of the suppliers of the next stage."""
    return m.base_tonnes["consumption", k, s, n] == consumption(m, k, s, n)


def supply_base(m: Any, k: Any, s: Any, n: Any) -> Any:
    """`base = Σ origins - surplus`."""
    return m.base_tonnes["supply", k, s, n] == supply(m, k, s, n)


def primary_base(m: Any, k: Any, s: Any, n: Any) -> Any:
    """`base = Σ primary origins - surplus`."""
    return m.base_tonnes["primary", k, s, n] == primary(m, k, s, n)


def imports_base(m: Any, k: Any, s: Any, n: Any) -> Any:
    """`base = Σ origins outside home`."""
    return m.base_tonnes["imports", k, s, n] == imports(m, k, s, n)


def net_imports(m: Any, k: Any, n: Any) -> Any:
    """`net imports = Σ arrived from outside home + Σ yield · feed from outside home`, the latter of home suppliers."""
    return m.net_imports_tonnes[k, n] == (
        sum(m.arrived_tonnes[i, n] for i in m.FOREIGN_SUPPLIERS[k])
        + sum(m.yield_share[i] * m.flow_tonnes[o, d, n] for i, o, d in m.FOREIGN_FEED[k])
        + sum(m.foreign_feed_share[i] * m.offtake_tonnes[i, n] for i in m.HOME_OWN_FEEDERS[k])
    )


def consumption(m: Any, k: Any, s: Any, n: Any) -> Any:
    """Tonnes of a material that the next stage takes in, or that sectors need; shortage is not deducted."""
    return sum(m.demand_tonnes[d, n] for d in m.NEEDS[k, s]) + sum(
        m.offtake_tonnes[j, n] / m.yield_share[j] for j in m.TAKERS[k, s]
    )


def supply(m: Any, k: Any, s: Any, n: Any) -> Any:
    """All tonnes that come to a stage, own feed of the next and recycled output used among them, less surplus."""
    known = sum(m.origin_tonnes[g, e, t, c, n] for g, e, t, c in m.ORIGINS_AT[k, s])
    return known + unknown_feed(m, k, s, n) - surplus(m, k, s, n)


def primary(m: Any, k: Any, s: Any, n: Any) -> Any:
    """Supply without recycled output."""
    known = sum(m.origin_tonnes[g, e, t, c, n] for g, e, t, c in m.PRIMARY_ORIGINS_AT[k, s])
    return known + unknown_feed(m, k, s, n) - surplus(m, k, s, n)


def imports(m: Any, k: Any, s: Any, n: Any) -> Any:
    """Tonnes that come to a stage from outside home, own feed of unknown origin among them."""
    known = sum(m.origin_tonnes[g, e, t, c, n] for g, e, t, c in m.FOREIGN_ORIGINS_AT[k, s])
    return known + unknown_feed(m, k, s, n)


def unknown_feed(m: Any, k: Any, s: Any, n: Any) -> Any:
    """Own feed of the next stage whose origin nobody knows: what its shares lack to 1, in no country."""
    return sum(m.unknown_feed_share[j] / m.yield_share[j] * m.offtake_tonnes[j, n] for j in m.UNKNOWN_FEEDERS[k, s])


def surplus(m: Any, k: Any, s: Any, n: Any) -> Any:
    """Tonnes of a stage that nobody can use."""
    return sum(m.flow_tonnes[o, d, n] for o, d in m.SURPLUS_ROUTES[k, s])


def _origin_members(m: Any, case: Case) -> None:
    origins = case.origins
    ragged(m, "SENDERS", m.ORIGINS, lambda key: [i.name for i in origins[key].suppliers], 1)
    ragged(m, "OWN_FEEDERS", m.ORIGINS, lambda key: [i.name for i in origins[key].own_feed], 1)
    ragged(m, "RECYCLERS", m.ORIGINS, lambda key: [p.name for p in origins[key].plants], 1)
    feeders = [i for i in case.suppliers.values() if i.own_feed]
    shares = {(i.name, c): share for i in feeders for c, share in (i.own_feed or {}).items()}
    unknown = {i.name: max(0.0, 1.0 - sum((i.own_feed or {}).values())) for i in feeders}
    m.FEEDERS = pyo.Set(initialize=list(unknown))
    data(m, "unknown_feed_share", m.FEEDERS, values=unknown)
    m.FEED_SHARES = pyo.Set(initialize=list(shares), dimen=2)
    data(m, "feed_share", m.FEED_SHARES, values=shares)


def _base_members(m: Any, case: Case) -> None:
    pairs = [(k, s) for k, stages in case.stages.items() for s in stages]

    def origins_at(pair: tuple[str, str], counts: Any) -> list[Any]:
        return [key for key, o in case.origins.items() if (o.material, o.stage) == pair and counts(o)]

    def needs(pair: tuple[str, str]) -> list[str]:
        return [d.key for d in case.demands.values() if case.is_last(*pair) and d.material == pair[0]]

    ragged(m, "NEEDS", pairs, needs, 1)
    ragged(m, "TAKERS", pairs, lambda pair: [j.name for j in case.processors_of(*pair)], 1)
    ragged(m, "UNKNOWN_FEEDERS", pairs, lambda pair: [j.name for j in case.processors_of(*pair) if j.own_feed], 1)
    ragged(m, "ORIGINS_AT", pairs, lambda pair: origins_at(pair, lambda o: True), 4)
    ragged(m, "PRIMARY_ORIGINS_AT", pairs, lambda pair: origins_at(pair, lambda o: o.source == "primary"), 4)
    ragged(m, "FOREIGN_ORIGINS_AT", pairs, lambda pair: origins_at(pair, lambda o: _is_foreign(case, o)), 4)
    ragged(m, "SURPLUS_ROUTES", pairs, lambda pair: case.routes_into.get(place("surplus", *pair), []), 2)


def _import_members(m: Any, case: Case) -> None:
    asked = [key[0] for key in case.asked("IMPORTS")]
    m.IMPORTED = pyo.Set(initialize=asked)
    quantity(
        m, "net_imports_tonnes", m.IMPORTED, m.NODES,
        most={k: most_in_all(case, k, case.stages[k][-1]) for k in asked}, group={k: k for k in asked},
    )  # fmt: skip
    last = {k: case.suppliers_at(k, case.stages[k][-1]) for k in asked}
    ragged(m, "FOREIGN_SUPPLIERS", asked, lambda k: [i.name for i in last[k] if i.country not in case.home], 1)
    at_home = {k: [i for i in last[k] if i.country in case.home] for k in asked}
    ragged(m, "FOREIGN_FEED", asked, lambda k: [x for i in at_home[k] for x in _foreign_feed(case, i.name)], 3)
    ragged(m, "HOME_OWN_FEEDERS", asked, lambda k: [i.name for i in at_home[k] if i.own_feed], 1)
    feeders = {i.name: i.own_feed for k in asked for i in at_home[k] if i.own_feed}
    shares = {i: sum(share for c, share in feed.items() if c not in case.home) for i, feed in feeders.items()}
    m.HOME_FEEDERS = pyo.Set(initialize=list(shares))
    data(m, "foreign_feed_share", m.HOME_FEEDERS, values=shares)


def _risks(m: Any, case: Case) -> None:
    risks = {("governance", c): risk for c, risk in case.governance_risk.items()}
    risks |= {("ESG", c): risk for c, risk in case.esg_risk.items()}
    m.RISKS = pyo.Set(initialize=list(risks), dimen=2)
    data(m, "risk", m.RISKS, values=risks)
    prices = {(k, n): price for k, series in case.reference_price.items() for n, price in series.items()}
    m.PRICED = pyo.Set(initialize=list(prices), dimen=2)
    data(m, "reference_price", m.PRICED, values=prices)


def _foreign_feed(case: Case, processor: str) -> list[tuple[str, str, str]]:
    """The routes into a home processor from suppliers outside home."""
    routes = case.routes_into.get(place("supplier", processor), [])
    senders = {o: case.suppliers[name_of(o)] for o, _ in routes if kind_of(o) == "supplier"}
    return [(processor, o, d) for o, d in routes if o in senders and senders[o].country not in case.home]


def _is_foreign(case: Case, origin: Origin) -> bool:
    return origin.country not in case.home
