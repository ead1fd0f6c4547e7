"""What the plan invests in: recycling plants, ventures and substitution, when it is paid and what lies beyond."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.records import Plant, Substitution, Venture
from planner.results.memory import once
from planner.results.results import Results

RECYCLING, VENTURE, SUBSTITUTION = "Recycling plant", "Venture", "Substitution"
SHARE = "of demand"


@dataclass(frozen=True)
class Investment:
    """Capacity of a plant or venture, or a share of demand opened to substitution, decided at a node, in `unit`.

    `outlay` is our part of the capex, net of `support`; the yearly annuity pays it back over the life, `inside` the
    horizon from the period in which it is ready, and `beyond` it for the rest. Money is undiscounted.
    """

    kind: str
    of: Plant | Venture | Substitution
    node: str
    amount: float
    unit: str
    ready: str
    outlay: float
    support: float
    annuity: float
    inside: float
    beyond: float

    @property
    def name(self) -> str:
        """The plant, the venture or the sector and material."""
        return self.of.key if isinstance(self.of, Substitution) else self.of.name


@once
def investments(results: Results) -> list[Investment]:
    """Everything invested in, by kind, thing and node of the decision."""
    return list(_investments(results))


def outlays_by_kind(results: Results) -> dict[str, dict[str, float]]:
    """Our outlay by kind of investment and node of the decision, undiscounted; only kinds that occur."""
    found: dict[str, dict[str, float]] = {}
    for i in investments(results):
        by_node = found.setdefault(i.kind, dict.fromkeys(results.periods, 0.0))
        by_node[i.node] += i.outlay
    return found


def _investments(results: Results) -> Iterator[Investment]:
    case, m = results.case, results.model
    for (p, n), amount in results.values(m.built_tonnes_per_year).items():
        if amount:
            plant = case.plants[p]
            yield _investment(results, plant, n, amount, (plant.capex, plant.capex * (1.0 - plant.support_share)))
    for (v, n), amount in results.values(m.venture_built_tonnes_per_year).items():
        if amount:
            venture = case.ventures[v]
            yield _investment(results, venture, n, amount, (venture.capex * venture.equity_share, venture.outlay(n)))
    for (j, n), amount in results.values(m.opened_share).items():
        if amount:
            capex = m.substitution_outlay.said(j, n)
            yield _investment(results, case.substitutions[j], n, amount, (capex, capex))


def _investment(
    results: Results, of: Plant | Venture | Substitution, node: str, amount: float, each: tuple[float, float]
) -> Investment:
    """What `amount` of it makes; `each` is our part of the capex of one unit, before and after support."""
    years = results.case.tree.period_years
    our_capex, outlay = (money * amount for money in each)
    annuity = outlay * of.annuity_share
    periods, ready = _standing(results, of, node)
    kind, unit = _nature(of)
    return Investment(
        kind, of, node, amount, unit, ready,
        outlay=outlay,
        support=our_capex - outlay,
        annuity=annuity,
        inside=annuity * years * periods,
        beyond=annuity * years * (of.life_periods - periods),
    )  # fmt: skip


def _nature(of: Plant | Venture | Substitution) -> tuple[str, str]:
    if isinstance(of, Plant):
        return RECYCLING, "t/yr of scrap"
    return (VENTURE, "t/yr, whole plant") if isinstance(of, Venture) else (SUBSTITUTION, SHARE)


def _standing(results: Results, of: Plant | Venture | Substitution, node: str) -> tuple[float, str]:
    """How many periods it stands inside the horizon, expected over the courses, and the first of them."""
    tree = results.case.tree
    ready, periods = "", 0.0
    for later in tree:
        if node in results.case.standing(later, of.lead_time_periods, of.life_periods):
            ready = ready or later
            periods += tree.nodes[later].probability / tree.nodes[node].probability
    return periods, ready
