"""Recycling: scrap that arises or comes back from use, plants that treat it, and the metals they recover."""

from typing import Any

import pyomo.environ as pyo

from models.case import Case
from models.declare import data, law, quantity, ragged
from models.places import place
from models.records import Plant


def quantities(m: Any, case: Case) -> None:
    """`treated_scrap_tonnes`, `untreated_scrap_tonnes` [t of scrap], `recovered_tonnes` [t of material], per period.

    `built_tonnes_per_year` is decided at a node, `online_tonnes_per_year` stands at it, both t of scrap per year.
    """
    plants, streams = case.plants, case.streams
    most = _most_scrap(case)
    m.PLANTS, m.STREAMS = pyo.Set(initialize=list(plants)), pyo.Set(initialize=list(streams))
    m.OUTLETS = pyo.Set(initialize=[(p, k) for p, plant in plants.items() for k in plant.yield_share], dimen=2)

    scrap = {p: f"scrap {plant.stream}" for p, plant in plants.items()}
    room = {p: most[plant.stream] for p, plant in plants.items()}
    standing = {p: _most_standing(case, plant) for p, plant in plants.items()}
    quantity(m, "treated_scrap_tonnes", m.PLANTS, m.NODES, most=room, group=scrap)
    for name in ("built_tonnes_per_year", "online_tonnes_per_year"):
        quantity(m, name, m.PLANTS, m.NODES, most=standing, group=scrap, unit="t/yr")
    quantity(m, "untreated_scrap_tonnes", m.STREAMS, m.NODES, most=most, group={w: f"scrap {w}" for w in streams})
    quantity(
        m, "recovered_tonnes", m.OUTLETS, m.NODES,
        most={(p, k): _most_recovered(case, plants[p], most[plants[p].stream] * plants[p].yield_share[k])
              for p, k in m.OUTLETS},
        group={(p, k): k for p, k in m.OUTLETS},
    )  # fmt: skip
    _plant_data(m, case)
    _stream_data(m, case)
    _plant_sets(m, case)


def laws(m: Any) -> None:
    """Scrap balance, plant capacity, what stands, what is recovered and where it goes."""
    law(m, first_scrap_balance, m.STREAMS, m.ROOT)
    law(m, scrap_balance, m.STREAMS, m.LATER_NODES)
    law(m, plant_capacity, m.PLANTS, m.NODES)
    law(m, plant_online, m.PLANTS, m.NODES)
    law(m, build_limit, m.PLANTS, m.NODES)
    law(m, recovery, m.OUTLETS, m.NODES)
    law(m, recovered_shipment, m.OUTLETS, m.NODES)


def first_scrap_balance(m: Any, w: Any, n: Any) -> Any:
    """`Σ treated + untreated = scrap + scrap from use`."""
    return treated(m, w, n) + m.untreated_scrap_tonnes[w, n] == m.scrap_tonnes[w, n] + returned(m, w, n)


def scrap_balance(m: Any, w: Any, n: Any) -> Any:
    """`Σ treated + untreated = scrap + scrap from use + untreated of the period before`, where the stream is kept."""
    waited = m.waits[w] * m.untreated_scrap_tonnes[w, m.parent[n]]
    return treated(m, w, n) + m.untreated_scrap_tonnes[w, n] == m.scrap_tonnes[w, n] + returned(m, w, n) + waited


def plant_capacity(m: Any, p: Any, n: Any) -> Any:
    """`treated <= capacity + Δ · online`, as far as a scenario leaves it."""
    standing = m.plant_capacity_tonnes[p, n] + m.period_years * m.online_tonnes_per_year[p, n]
    return m.treated_scrap_tonnes[p, n] <= m.plant_capacity_factor[p, n] * standing


def plant_online(m: Any, p: Any, n: Any) -> Any:
    """`online = under way once ready + Σ built` whose building is finished and whose life is not over."""
    return m.online_tonnes_per_year[p, n] == m.under_way_tonnes_per_year[p, n] + built_online(m, p, n)


def build_limit(m: Any, p: Any, n: Any) -> Any:
    """`built <= most that may be built in a period`; nothing that would be ready after the horizon."""
    return m.built_tonnes_per_year[p, n] <= m.build_limit_tonnes_per_year[p, n]


def recovery(m: Any, p: Any, k: Any, n: Any) -> Any:
    """`recovered <= yield · treated` a delay earlier, history included."""
    arrived = m.treated_before_tonnes[p, n] + sum(m.treated_scrap_tonnes[p, u] for u in m.TREATMENTS[p, n])
    return m.recovered_tonnes[p, k, n] <= m.recovery_share[p, k] * arrived


def recovered_shipment(m: Any, p: Any, k: Any, n: Any) -> Any:
    """`recovered = Σ flow out of the plant`."""
    return m.recovered_tonnes[p, k, n] == sum(m.flow_tonnes[o, d, n] for o, d in m.DISPATCHES[p, k])


def treated(m: Any, w: Any, n: Any) -> Any:
    """Scrap of a stream that its plants treat."""
    return sum(m.treated_scrap_tonnes[p, n] for p in m.PLANTS_ON[w])


def returned(m: Any, w: Any, n: Any) -> Any:
    """Scrap that comes back from use: the collected part of what was delivered a lag earlier."""
    return sum(
        m.collection_share[w] * (m.demand_tonnes[d, u] - m.shortage_tonnes[d, u] - m.substituted_tonnes[d, u])
        for d, u in m.RETURNS[w, n]
    )


def built_online(m: Any, p: Any, n: Any) -> Any:
    """Capacity built in the plan that stands at a node, in t of scrap per year."""
    return sum(m.built_tonnes_per_year[p, u] for u in m.STANDING[p, n])


def _plant_data(m: Any, case: Case) -> None:
    plants = case.plants
    data(m, "recovery_share", m.OUTLETS, values={(p, k): plants[p].yield_share[k] for p, k in m.OUTLETS})
    whole = {p: sum(plant.yield_share.values()) or 1.0 for p, plant in plants.items()}
    data(m, "recovery_part", m.OUTLETS, values={(p, k): plants[p].yield_share[k] / whole[p] for p, k in m.OUTLETS})
    data(m, "plant_annuity", m.PLANTS, values={p: _paid_capex(x) * x.annuity_share for p, x in plants.items()})
    data(m, "plant_outlay", m.PLANTS, values={p: _paid_capex(x) for p, x in plants.items()})
    for name, field in (
        ("plant_capacity_tonnes", "capacity_tonnes"),
        ("under_way_tonnes_per_year", "under_way_tonnes_per_year"),
        ("treated_before_tonnes", "treated_before_tonnes"),
        ("recycling_opex", "opex"),
        ("recycling_emissions", "emissions_tco2e"),
    ):
        values = {p: getattr(plant, field) for p, plant in plants.items()}
        data(m, name, m.PLANTS, m.NODES, values=values, otherwise=0.0)
    left = {p: plant.capacity_factor for p, plant in plants.items()}
    data(m, "plant_capacity_factor", m.PLANTS, m.NODES, values=left, otherwise=1.0)
    limits = {(p, n): _build_limit(case, plant, n) for p, plant in plants.items() for n in case.tree}
    data(m, "build_limit_tonnes_per_year", m.PLANTS, m.NODES, values=limits)


def _stream_data(m: Any, case: Case) -> None:
    streams = case.streams
    data(m, "scrap_tonnes", m.STREAMS, m.NODES, values={w: stream.tonnes for w, stream in streams.items()})
    data(m, "waits", m.STREAMS, values={w: float(stream.keep) for w, stream in streams.items()})
    shares = {w: s.returns.collection_share if s.returns else 0.0 for w, s in streams.items()}
    data(m, "collection_share", m.STREAMS, values=shares)


def _plant_sets(m: Any, case: Case) -> None:
    plants = case.plants
    out = case.routes_out_of
    ragged(m, "PLANTS_ON", m.STREAMS, lambda w: [p for p, plant in plants.items() if plant.stream == w], 1)
    ragged(m, "DISPATCHES", m.OUTLETS, lambda pk: out.get(place("plant", *pk), []), 2)
    ragged(m, "STANDING", m.PLANTS * m.NODES, lambda key: _standing(case, plants[key[0]], key[1]), 1)
    ragged(m, "TREATMENTS", m.PLANTS * m.NODES, lambda key: _earlier(case, key[1], plants[key[0]].delay_periods), 1)
    ragged(m, "RETURNS", m.STREAMS * m.NODES, lambda key: _returns(case, *key), 2)


def _paid_capex(plant: Plant) -> float:
    return plant.capex * (1.0 - plant.support_share)


def _build_limit(case: Case, plant: Plant, node: str) -> float:
    return plant.build_limit_tonnes_per_year if case.ready_in_time(node, plant.lead_time_periods) else 0.0


def _most_standing(case: Case, plant: Plant) -> float:
    under_way = max(plant.under_way_tonnes_per_year.values(), default=0.0)
    return under_way + plant.build_limit_tonnes_per_year * len(case.tree.nodes)


def _most_recovered(case: Case, plant: Plant, of_the_plan: float) -> dict[str, float]:
    """The most that a plant recovers of a material in the plan, and what it treated before it."""
    return {n: of_the_plan + plant.treated_before_tonnes.get(n, 0.0) for n in case.tree}


def _standing(case: Case, plant: Plant, node: str) -> tuple[str, ...]:
    return case.standing(node, plant.lead_time_periods, plant.life_periods)


def _earlier(case: Case, node: str, periods: int) -> list[str]:
    found = case.tree.ancestor(node, periods)
    return [] if found is None else [found]


def _returns(case: Case, stream: str, node: str) -> list[tuple[str, str]]:
    returns = case.streams[stream].returns
    if returns is None:
        return []
    used = [d for d in case.demands.values() if (d.sector, d.material) == (returns.sector, returns.material)]
    return [(d.key, n) for d in used for n in _earlier(case, node, returns.lag_periods)]


def _most_scrap(case: Case) -> dict[str, float]:
    """The most scrap of each stream that can ever wait or be treated in one period."""
    found = {}
    for w, stream in case.streams.items():
        back = case.peak_demand(stream.returns.material) if stream.returns else 0.0
        yearly = max(stream.tonnes.values(), default=0.0) + back
        found[w] = yearly * (len(case.tree.nodes) if stream.keep else 1)
    return found
