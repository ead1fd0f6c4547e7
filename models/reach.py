"""Reach: the most that could be bought from each supplier in the year of an emergency, whoever is lost.

What the plan has done by then stands: ventures, contracts, and what was bought the year before. Only what arrives
within the year is of use, and nothing from where a ban of our own lets nothing come.
"""

from typing import Any

import pyomo.environ as pyo

from models.case import Case
from models.declare import data, law, quantity, ragged
from models.emergencies import losses
from models.growth import ramp
from models.ventures import most_output


def quantities(m: Any, case: Case) -> None:
    """`reach_tonnes` [t per period] by supplier and node, and its part of ventures, where a rule asks about losses."""
    found = losses(case)
    tree, suppliers = case.tree, case.suppliers
    nodes = {n: set(tree.year_so_far(n)) for n in tree}
    looked_at = {(loss.material, n) for loss in found for n in loss.nodes}
    keys = [(i, n) for i, supplier in suppliers.items() for n in tree if (supplier.material, n) in looked_at]
    in_time = {(i, u) for i, n in keys for u in case.departures(suppliers[i], n) if u in nodes[n]}
    of_use = {(i, n) for i, n in in_time if not case.is_banned(suppliers[i], n)}
    most = {i: case.most_tonnes[suppliers[i].material, suppliers[i].stage] for i, _ in keys}
    m.REACHED = pyo.Set(initialize=keys, dimen=2)
    quantity(
        m, "reach_tonnes", m.REACHED,
        most={key: most[key[0]] if key in of_use else 0.0 for key in keys},
        group={(i, n): suppliers[i].material for i, n in keys},
    )  # fmt: skip
    m.REACHED_SPOT = pyo.Set(initialize=[(i, n) for i, n in keys if suppliers[i].spot_share < 1.0], dimen=2)
    buys = {i for i, supplier in suppliers.items() if not case.buys_no_feed(supplier)}
    departed = {(i, n): case.departures(suppliers[i], n) for i, n in keys}
    ragged(m, "BOUGHT_BEFORE", keys, lambda key: [u for u in departed[key] if u not in nodes[key[1]]], 1)
    ragged(
        m, "BOUGHT_WITHIN", keys,
        lambda key: [u for u in departed[key] if u in nodes[key[1]] and key[0] not in buys], 1,
    )  # fmt: skip
    _reach_of_ventures(m, case, keys)
    _reach_within_growth(m, case, keys, nodes)


def laws(m: Any) -> None:
    """Capacity, spot share and contracts, ventures, and growth."""
    law(m, reach_within_capacity, m.REACHED)
    law(m, reach_within_spot_share, m.REACHED_SPOT)
    law(m, reach_of_ventures, m.REACHED_VENTURES)
    law(m, reach_within_growth, m.REACHED_GROWING)


def reach_within_capacity(m: Any, i: Any, n: Any) -> Any:
    """`reach <= capacity + Σ output of ventures`."""
    return m.reach_tonnes[i, n] <= m.open_capacity_tonnes[i, n] + output_of_ventures(m, i, n)


def reach_within_spot_share(m: Any, i: Any, n: Any) -> Any:
    """`reach <= Σ most under the contracts that the plan has + spot share · capacity + Σ output of ventures`."""
    contracted = sum(
        m.contract_tonnes[k, n] * m.contracted_share[k, m.contract_start[k, n]] for k in m.CONTRACTS_OF[i, n]
    )
    spot = m.spot_share[i] * m.open_capacity_tonnes[i, n] + output_of_ventures(m, i, n)
    return m.reach_tonnes[i, n] <= contracted + spot


def reach_of_ventures(m: Any, v: Any, n: Any) -> Any:
    """`Σ output over its suppliers <= equity share · Δ · online in the plan`."""
    ours = m.equity_share[v] * m.period_years * m.venture_online_tonnes_per_year[v, n]
    return sum(m.reach_output_tonnes[v, i, n] for i in m.SHARERS[v]) <= ours


def reach_within_growth(m: Any, i: Any, n: Any) -> Any:
    """`reach <= (1+g)^Δ · before + ramp`, with before the plan's offtake before the year, within it the reach."""
    before = (
        m.reach_recent_tonnes[i, n]
        + sum(m.offtake_tonnes[i, u] for u in m.GROWN_BEFORE[i, n])
        + sum(m.reach_tonnes[i, u] for u in m.GROWN_WITHIN[i, n])
    )
    return m.reach_tonnes[i, n] <= m.growth_factor[i] * before + ramp(m, i, n)


def output_of_ventures(m: Any, i: Any, n: Any) -> Any:
    """Tonnes that our share of ventures could add to a supplier's capacity."""
    return m.capacity_factor[i, n] * sum(m.reach_output_tonnes[v, i, n] for v in m.VENTURES_OF[i])


def _reach_of_ventures(m: Any, case: Case, keys: list[tuple[str, str]]) -> None:
    """Every part of a venture that could add to any of these suppliers: it is shared out once, whoever is lost."""
    reached = set(keys)
    joint = [(v, n) for v, x in case.ventures.items() for n in case.tree if any((i, n) in reached for i in x.suppliers)]
    m.REACHED_VENTURES = pyo.Set(initialize=joint, dimen=2)
    outputs = [(v, i, n) for v, n in joint for i in case.ventures[v].suppliers]
    m.REACHED_OUTPUTS = pyo.Set(initialize=outputs, dimen=3)
    quantity(
        m, "reach_output_tonnes", m.REACHED_OUTPUTS,
        most={(v, i, n): most_output(case, case.ventures[v], i, n) for v, i, n in outputs},
        group={(v, i, n): case.suppliers[i].material for v, i, n in outputs},
    )  # fmt: skip


def _reach_within_growth(m: Any, case: Case, keys: list[tuple[str, str]], nodes: dict[str, set[str]]) -> None:
    growing = {(i, n): s for i, n in keys if (s := case.suppliers[i]).growth and n in s.open_nodes}
    grown = {(i, n): case.grown_from(supplier, n) for (i, n), supplier in growing.items()}
    m.REACHED_GROWING = pyo.Set(initialize=list(growing), dimen=2)
    recent = {key: s.growth.recent_tonnes if grown[key] is None and s.growth else 0.0 for key, s in growing.items()}
    data(m, "reach_recent_tonnes", m.REACHED_GROWING, values=recent)
    before = {key: [] if u is None else [u] for key, u in grown.items()}
    ragged(m, "GROWN_BEFORE", growing, lambda key: [u for u in before[key] if u not in nodes[key[1]]], 1)
    ragged(m, "GROWN_WITHIN", growing, lambda key: [u for u in before[key] if u in nodes[key[1]]], 1)
