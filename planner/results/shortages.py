"""What sectors go short of, whether a rule or scarcity causes it, and what nobody can use."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.places import kind_of, name_of
from models.policies.rule import Term
from models.records import Demand, Supplier
from planner.results.flows import shipments
from planner.results.memory import once
from planner.results.results import Results
from planner.results.rules import BINDS, BROKEN, RuleLine, rule_lines

SPARE = 1e-6
BUDGET, STOCK_DUTY = "max_budget", "min_days_of_cover"


@dataclass(frozen=True)
class ShortageLine:
    """What one demand needs, is delivered and lacks, in tonnes by node, and the price of one more tonne of it.

    `causes` are the policy rows that hold back an offer or a stock which could fill it; none means scarcity.
    """

    demand: Demand
    short: dict[str, float]
    price: dict[str, float]
    causes: tuple[str, ...]

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
    short = results.values(results.model.shortage_tonnes)
    prices = results.prices(results.model.demand_balance)
    return [
        ShortageLine(
            demand,
            short={n: short[key, n] for n in results.periods},
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


def surplus_cause(supplier: Supplier) -> str:
    """Why a supplier's metal may be left over."""
    reasons = ["least purchase"] if any(supplier.minimum_tonnes.values()) else []
    reasons += ["ordered before the plan"] if any(supplier.ordered_tonnes.values()) else []
    return " and ".join(reasons) or "a rule asks for it"


@dataclass(frozen=True)
class Want:
    """A shortage of a material in a period, and what there still is: spare offers by supplier and node, stock."""

    material: str
    node: str
    path: frozenset[str]
    spare: frozenset[tuple[str, str]]
    held: bool


def _causes(results: Results, material: str, nodes: list[str]) -> tuple[str, ...]:
    """The rows with a price that hold back what could have been used, at any stage of the material's chain."""
    wants = [_want(results, material, node) for node in nodes]
    biting = [line for line in rule_lines(results) if line.status in (BINDS, BROKEN) and line.price > 0]
    rows = [line.term.row.id for line in biting if any(_holds_back(results, line, want) for want in wants)]
    return tuple(dict.fromkeys(rows))


def _want(results: Results, material: str, node: str) -> Want:
    stock = results.values(results.model.stock_tonnes)
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
    )


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
    offtake = results.values(results.model.offtake_tonnes)
    for node in results.case.departures(supplier, arrival):
        able = supplier.spot_share * supplier.capacity_tonnes[node]
        if node in supplier.open_nodes and able - offtake[supplier.name, node] > SPARE * max(1.0, able):
            return True
    return False


def _holds_back(results: Results, line: RuleLine, want: Want) -> bool:
    term = line.term
    if term.row.rule.key == STOCK_DUTY:
        return want.held and term.last == want.node and want.material in term.scope.materials
    if term.row.rule.key == BUDGET:
        return bool(want.spare) and any(node in want.path for _, node in term.members["SPENT"])
    return term.row.rule.sense == "<=" and any(sent in want.spare for sent in _restrained(results, term))


def _restrained(results: Results, term: Term) -> Iterator[tuple[str, str]]:
    """The suppliers and nodes that a maximum counts, by themselves or behind an origin."""
    for member in (member for members in term.members.values() for member in members):
        if len(member) == 2 and member[0] in results.case.suppliers:
            yield member
        elif (origin := results.case.origins.get(tuple(member[-5:-1]))) is not None:
            yield from ((supplier.name, member[-1]) for supplier in origin.suppliers)
