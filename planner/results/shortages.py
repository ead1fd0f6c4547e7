"""What sectors go short of, whether a rule or scarcity causes it, and what nobody can use."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.places import kind_of, name_of
from models.records import Demand, Supplier, Venture
from planner.results.contracts import contract_lines, taken_from
from planner.results.flows import shipments
from planner.results.holding_back import restrained
from planner.results.memory import once
from planner.results.results import Results
from planner.results.rules import RuleLine, biting
from planner.results.ventures import unassigned

SPARE = 1e-6
BUDGET, STOCK_DUTY = "max_budget", "min_days_of_cover"


@dataclass(frozen=True)
class ShortageLine:
    """What one demand needs, does without and lacks, in tonnes by node, and the price of one more tonne of it.

    `open_share` is the part of the demand that substitution could take, empty where there is none; `lacking` is what a
    shock leaves the Least fill short of. `causes` are the policy rows that hold back an offer or a stock which could
    fill it; none means scarcity.
    """

    demand: Demand
    short: dict[str, float]
    substituted: dict[str, float]
    open_share: dict[str, float]
    lacking: dict[str, float]
    price: dict[str, float]
    causes: tuple[str, ...]

    @property
    def delivered(self) -> dict[str, float]:
        """Tonnes delivered by node: demand less what is done without and what is short."""
        return {n: self.demand.tonnes[n] - self.substituted[n] - short for n, short in self.short.items()}

    @property
    def tonnes(self) -> float:
        """Shortage over the whole horizon, every course counted."""
        return sum(self.short.values())

    @property
    def share(self) -> float:
        """Shortage as a share of demand over the horizon."""
        needed = sum(self.demand.tonnes[node] for node in self.short)
        return self.tonnes / needed if needed else 0.0

    @property
    def cause(self) -> str:
        """In words, "" where nothing is short."""
        if not self.tonnes:
            return ""
        return f"rule (likely): {', '.join(self.causes)}" if self.causes else "scarcity"


@once
def shortage_lines(results: Results) -> list[ShortageLine]:
    """A line for every demand."""
    m = results.model
    short, without = results.values(m.shortage_tonnes), results.values(m.substituted_tonnes)
    shares, lacking = results.values(m.open_share), results.values(m.lacking_tonnes)
    opened = {d: {n: shares[j, n] for n in results.periods} for d, j in m.SUBSTITUTED}
    prices = results.prices(results.model.demand_balance)
    return [
        ShortageLine(
            demand,
            short={n: short[key, n] for n in results.periods},
            substituted={n: without[key, n] for n in results.periods},
            open_share=opened.get(key, {}),
            lacking={n: lacking.get((key, n), 0.0) for n in results.periods},
            price={n: prices[key, n] for n in results.periods},
            causes=_causes(results, demand.material, [n for n in results.periods if short[key, n]]),
        )
        for key, demand in results.case.demands.items()
    ]


@once
def surpluses(results: Results) -> dict[tuple[str, str], float]:
    """Tonnes that nobody can use, by supplier and node."""
    found: dict[tuple[str, str], float] = {}
    for shipment in shipments(results):
        if kind_of(shipment.destination) == "surplus":
            found[name_of(shipment.origin), shipment.node] = shipment.tonnes
    return found


def surplus_cause(results: Results, supplier: Supplier) -> str:
    """Why a supplier's metal may be left over."""
    signed = [line for line in contract_lines(results).values() if line.contract.supplier == supplier.name]
    owed = (c.contract for c in signed if any(c.taken.values()))
    reasons = ["least purchase"] if any(supplier.minimum_tonnes.values()) else []
    reasons += ["ordered before the plan"] if any(supplier.ordered_tonnes.values()) else []
    reasons += ["least volume of a contract"] if any(any(c.least_tonnes.values()) for c in owed) else []
    return " and ".join(reasons) or "a rule asks for it"


@dataclass(frozen=True)
class Want:
    """A shortage of a material in a period, and what there still is: spare offers by supplier and node,
    stock, and ventures that could have been built.
    """

    material: str
    node: str
    path: frozenset[str]
    spare: frozenset[tuple[str, str]]
    held: bool
    buildable: bool


def _causes(results: Results, material: str, nodes: list[str]) -> tuple[str, ...]:
    """The rows with a price that hold back what could have been used, at any stage of the material's chain."""
    wants = [_want(results, material, node) for node in nodes]
    dear = [line for line in biting(results) if line.price > 0]
    rows = [line.term.row.id for line in dear if any(_holds_back(results, line, want) for want in wants)]
    return tuple(dict.fromkeys(rows))


def _want(results: Results, material: str, node: str) -> Want:
    stock = results.values(results.model.stock_tonnes)
    joint = [v for v in results.case.ventures.values() if results.case.suppliers[v.suppliers[0]].material == material]
    own = [name for name, stockpile in results.case.stockpiles.items() if stockpile.material == material]
    return Want(
        material,
        node,
        path=frozenset(results.case.tree.path(node)),
        spare=frozenset(
            (i.name, when)
            for i, at in _offers(results, material, node)
            if _has_spare(results, i, at)
            for when in (at, *results.case.departures(i, at))
        ),
        held=any(stock[name, node] > SPARE for name in own),
        buildable=any(_could_build(results, venture, node) for venture in joint),
    )


def _could_build(results: Results, venture: Venture, node: str) -> bool:
    """Whether more of a venture could have been decided in time to stand at a node."""
    standing = results.case.standing(node, venture.lead_time_periods, venture.life_periods)
    online = results.values(results.model.venture_online_tonnes_per_year)[venture.name, node]
    able = online < venture.most_tonnes_per_year * (1.0 - SPARE)
    return able and any(n in venture.decision_nodes for n in standing)


def _offers(results: Results, material: str, node: str) -> Iterator[tuple[Supplier, str]]:
    """The suppliers of each stage, last to first, with the node of arrival at which their metal would be of use."""
    arrivals = [node]
    for stage in reversed(results.case.stages[material]):
        departures: list[str] = []
        for supplier in results.case.suppliers_at(material, stage):
            for at in arrivals:
                yield supplier, at
                departures += results.case.departures(supplier, at)
        arrivals = list(dict.fromkeys(departures))


def _has_spare(results: Results, supplier: Supplier, arrival: str) -> bool:
    """Whether more could be bought from a supplier: of its capacity and ventures, at spot or under a contract."""
    bought, taken = results.values(results.model.offtake_tonnes), taken_from(results)
    given = results.values(results.model.venture_output_tonnes)
    joint = [v for v, venture in results.case.ventures.items() if supplier.name in venture.suppliers]
    for node in results.case.departures(supplier, arrival):
        key, own = (supplier.name, node), supplier.capacity_tonnes[node]
        added = sum(given[v, *key] + unassigned(results)[v, node] for v in joint)
        spot = supplier.spot_share * own + added - (bought[key] - taken.get(key, 0.0))
        room = min(own + added - bought[key], spot + _not_taken(results, *key))
        if node in supplier.open_nodes and room > SPARE * max(1.0, own + added):
            return True
    return False


def _not_taken(results: Results, supplier: str, node: str) -> float:
    """Tonnes more that contracts with a supplier would allow, candidates signed in full."""
    lines = (line for line in contract_lines(results).values() if line.contract.supplier == supplier)
    return sum(line.contract.most_tonnes[node] - line.taken[node] for line in lines if node in line.taken)


def _holds_back(results: Results, line: RuleLine, want: Want) -> bool:
    term = line.term
    if term.row.rule.key == STOCK_DUTY:
        return want.held and term.last == want.node and want.material in term.scope.materials
    if term.row.rule.key == BUDGET:
        return (bool(want.spare) or want.buildable) and any(node in want.path for _, node in term.members["SPENT"])
    return term.row.rule.sense == "<=" and any(sent in want.spare for sent in restrained(results, term))
