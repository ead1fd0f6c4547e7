"""Substitution: what sectors do without, as a share of their demand that must first be opened."""

from typing import Any

import pyomo.environ as pyo

from models.case import Case
from models.declare import data, law, quantity, ragged
from models.records import Substitution


def quantities(m: Any, case: Case) -> None:
    """`opened_share` decided at a node and `open_share` that stands, of demand; `substituted_tonnes` by demand."""
    found = case.substitutions
    m.SUBSTITUTIONS = pyo.Set(initialize=list(found))
    opened = {j: {n: _most_opened(case, s, n) for n in case.tree} for j, s in found.items()}
    most = {j: s.most_share for j, s in found.items()}
    quantity(m, "opened_share", m.SUBSTITUTIONS, m.NODES, most=opened, group="share", unit="share")
    quantity(m, "open_share", m.SUBSTITUTIONS, m.NODES, most=most, group="share", unit="share")
    served = {d: d if d in found else f"{i.sector} / {i.material}" for d, i in case.demands.items()}
    nothing = dict.fromkeys(case.tree, 0.0)
    quantity(
        m, "substituted_tonnes", m.DEMANDS, m.NODES,
        most={d: demand.tonnes if served[d] in found else nothing for d, demand in case.demands.items()},
        group={d: demand.material for d, demand in case.demands.items()},
    )  # fmt: skip
    m.SUBSTITUTED = pyo.Set(initialize=[(d, j) for d, j in served.items() if j in found], dimen=2)
    data(m, "substituted_share_today", m.SUBSTITUTIONS, values={j: s.share_today for j, s in found.items()})
    costs = {d: found[j].cost if j in found else 0.0 for d, j in served.items()}
    data(m, "substitution_cost", m.DEMANDS, m.NODES, values=costs)
    outlay = {
        (j, n): s.capex / s.most_share[n] if s.most_share[n] else 0.0 for j, s in found.items() for n in case.tree
    }
    data(m, "substitution_outlay", m.SUBSTITUTIONS, m.NODES, values=outlay)
    annuity = {(j, n): value * found[j].annuity_share for (j, n), value in outlay.items()}
    data(m, "substitution_annuity", m.SUBSTITUTIONS, m.NODES, values=annuity)
    ragged(m, "OPENED", m.SUBSTITUTIONS * m.NODES, lambda key: _opened(case, found[key[0]], key[1]), 1)
    ragged(m, "OPENED_AT", m.NODES, lambda n: [(j, u) for j in found for u in _paid_for(case, found[j], n)], 2)


def laws(m: Any) -> None:
    """What stands open, and what can be substituted."""
    law(m, standing_open, m.SUBSTITUTIONS, m.NODES)
    law(m, substituted, m.SUBSTITUTED, m.NODES)


def standing_open(m: Any, j: Any, n: Any) -> Any:
    """`open = share today + Σ opened` whose lead time is over; at most the greatest share."""
    return m.open_share[j, n] == m.substituted_share_today[j] + sum(m.opened_share[j, u] for u in m.OPENED[j, n])


def substituted(m: Any, d: Any, j: Any, n: Any) -> Any:
    """`substituted <= open share · demand`."""
    return m.substituted_tonnes[d, n] <= m.demand_tonnes[d, n] * m.open_share[j, n]


def _most_opened(case: Case, substitution: Substitution, node: str) -> float:
    """Growth in points of share per year, over the period; nothing that would be ready after the horizon."""
    if not case.ready_in_time(node, substitution.lead_time_periods) or not any(substitution.most_share.values()):
        return 0.0
    growth = substitution.growth_share_per_year
    return 1.0 if growth is None else min(1.0, growth * case.tree.period_years)


def _opened(case: Case, substitution: Substitution, node: str) -> tuple[str, ...]:
    """The nodes at which what was opened can be used at `node`: knowledge does not wear out."""
    return case.tree.before(node)[substitution.lead_time_periods :]


def _paid_for(case: Case, substitution: Substitution, node: str) -> tuple[str, ...]:
    """The nodes at which what was opened is still being paid for at `node`."""
    return case.standing(node, substitution.lead_time_periods, substitution.life_periods)
