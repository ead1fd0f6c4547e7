"""Ventures: joint mines and refineries that add to the capacity of the suppliers that share them."""

from typing import Any

import pyomo.environ as pyo

from models.case import Case
from models.declare import data, law, quantity, ragged
from models.records import Venture


def quantities(m: Any, case: Case) -> None:
    """What is built, what stands (both t/yr of the whole plant) and what suppliers get of our share [t per period]."""
    ventures = case.ventures
    m.VENTURES = pyo.Set(initialize=list(ventures))
    pairs = [(v, i) for v, venture in ventures.items() for i in venture.suppliers]
    m.VENTURE_SUPPLIERS = pyo.Set(initialize=pairs, dimen=2)

    material = {v: case.suppliers[venture.suppliers[0]].material for v, venture in ventures.items()}
    most = {v: venture.most_tonnes_per_year for v, venture in ventures.items()}
    able = {v: _most_built(case, venture) for v, venture in ventures.items()}
    output = {(v, i): {n: most_output(case, ventures[v], i, n) for n in case.tree} for v, i in pairs}
    quantity(m, "venture_built_tonnes_per_year", m.VENTURES, m.NODES, most=able, group=material, unit="t/yr")
    quantity(m, "venture_online_tonnes_per_year", m.VENTURES, m.NODES, most=most, group=material, unit="t/yr")
    quantity(m, "venture_output_tonnes", m.VENTURE_SUPPLIERS, m.NODES, most=output, group=material)
    keys = [(v, n) for v in ventures for n in case.tree]
    under_way = {v: venture.under_way_tonnes_per_year for v, venture in ventures.items()}
    data(m, "venture_under_way_tonnes_per_year", m.VENTURES, m.NODES, values=under_way, otherwise=0.0)
    data(m, "equity_share", m.VENTURES, values={v: venture.equity_share for v, venture in ventures.items()})
    outlay = {(v, n): ventures[v].outlay(n) for v, n in keys}
    data(m, "venture_outlay", m.VENTURES, m.NODES, values=outlay)
    annuity = {(v, n): money * ventures[v].annuity_share for (v, n), money in outlay.items()}
    data(m, "venture_annuity", m.VENTURES, m.NODES, values=annuity)
    ragged(m, "VENTURE_STANDING", m.VENTURES * m.NODES, lambda key: _standing(case, *key), 1)
    ragged(m, "VENTURES_PAID_AT", m.NODES, lambda n: [(v, u) for v in ventures for u in _standing(case, v, n)], 2)
    ragged(m, "VENTURES_OF", m.SUPPLIERS, lambda i: [v for v, x in ventures.items() if i in x.suppliers], 1)
    ragged(m, "SHARERS", m.VENTURES, lambda v: list(ventures[v].suppliers), 1)


def laws(m: Any) -> None:
    """What stands, and how the suppliers of a venture share our part of it."""
    law(m, venture_online, m.VENTURES, m.NODES)
    law(m, venture_output, m.VENTURES, m.NODES)


def venture_online(m: Any, v: Any, n: Any) -> Any:
    """`online = under way once ready + Σ built` whose building is finished and whose life is not over."""
    built = sum(m.venture_built_tonnes_per_year[v, u] for u in m.VENTURE_STANDING[v, n])
    return m.venture_online_tonnes_per_year[v, n] == m.venture_under_way_tonnes_per_year[v, n] + built


def venture_output(m: Any, v: Any, n: Any) -> Any:
    """`Σ output over its suppliers <= equity share · Δ · online`."""
    ours = m.equity_share[v] * m.period_years * m.venture_online_tonnes_per_year[v, n]
    return sum(m.venture_output_tonnes[v, i, n] for i in m.SHARERS[v]) <= ours


def most_output(case: Case, venture: Venture, supplier: str, node: str) -> float:
    """The most of a venture's output that a supplier could get at a node: nothing where it does not sell in time."""
    seller = case.suppliers[supplier]
    opens = node in seller.open_nodes and case.in_time(seller, node)
    return venture.most_tonnes_per_year * case.tree.period_years if opens else 0.0


def _most_built(case: Case, venture: Venture) -> dict[str, float]:
    """What may be decided at each node: nothing outside the time for it, nor what would stand after the horizon."""
    decided = {n for n in venture.decision_nodes if case.ready_in_time(n, venture.lead_time_periods)}
    return {n: venture.most_tonnes_per_year if n in decided else 0.0 for n in case.tree}


def _standing(case: Case, venture: str, node: str) -> tuple[str, ...]:
    return case.standing(node, case.ventures[venture].lead_time_periods, case.ventures[venture].life_periods)
