"""What must be signed, ordered, built or put in stock in the first year, and what each decision serves."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.places import kind_of, name_of, place
from models.records import Plant, Supplier
from planner.results.flows import shipments
from planner.results.investments import investments
from planner.results.memory import once
from planner.results.results import Results
from planner.results.rules import BINDS, BROKEN, RuleLine, rule_lines

MOST_NAMED, LEAST_NAMED = 3, 0.005


@dataclass(frozen=True)
class Decision:
    """Something to do in a period of the first year: its amount in `unit`, and money, undiscounted."""

    action: str
    node: str
    material: str
    stage: str
    what: str
    country: str
    amount: float
    unit: str
    money: float
    effective: str
    serves: str


@once
def decisions(results: Results) -> list[Decision]:
    """All decisions of the first year: orders, building, stocks; by material and stage, the dearest first."""
    rank = {pair: number for number, pair in enumerate(results.pairs)}

    def order(d: Decision) -> tuple[object, ...]:
        return (d.node, rank.get((d.material, d.stage), 0), -d.money, -d.amount, d.what)

    return [d for group in (_orders(results), _building(results), _stocking(results)) for d in sorted(group, key=order)]


def _orders(results: Results) -> Iterator[Decision]:
    offtake = results.values(results.model.offtake_tonnes)
    for name, supplier in results.case.suppliers.items():
        for node in results.first_year:
            if tonnes := offtake[name, node]:
                arrival = _arrival(results, supplier, node)
                yield Decision(
                    "Order", node, supplier.material, supplier.stage, name, supplier.country, tonnes, "t",
                    money=tonnes * _price(supplier, node),
                    effective=f"arrives {arrival}",
                    serves="; ".join([*_destinations(results, name, arrival), *_asked_of(results, supplier, arrival)]),
                )  # fmt: skip


def _building(results: Results) -> Iterator[Decision]:
    for built in investments(results):
        if built.node in results.first_year:
            recovers = ", ".join(built.plant.yield_share)
            yield Decision(
                "Build", built.node, recovers, "recycling", built.plant.name, built.plant.country,
                built.tonnes_per_year, "t/yr of scrap",
                money=built.outlay,
                effective=f"ready {built.ready}",
                serves="; ".join([f"recovers {recovers}", *_recycling_rules(results, built.plant)]),
            )  # fmt: skip


def _stocking(results: Results) -> Iterator[Decision]:
    filled: dict[tuple[str, str], float] = {}
    for shipment in shipments(results):
        if kind_of(shipment.destination) == "stockpile" and shipment.node in results.first_year:
            key = (name_of(shipment.destination), shipment.node)
            filled[key] = filled.get(key, 0.0) + shipment.tonnes
    stock = results.values(results.model.stock_tonnes)
    for (name, node), tonnes in filled.items():
        pile = results.case.stockpiles[name]
        rules = _ids(line for line in _biting(results, ">=") if (name, node) in line.term.members.get("STOCKS", ()))
        yield Decision(
            "Put in stock", node, pile.material, pile.stage, name, "", tonnes, "t",
            money=stock[name, node] * pile.holding_cost[node],
            effective=f"{stock[name, node]:,.1f} t held at close",
            serves=f"rule {', '.join(rules)}" if rules else "later use, or the closing stock",
        )  # fmt: skip


def _price(supplier: Supplier, node: str) -> float:
    cost = supplier.unit_cost[node]
    return cost * (1.0 + supplier.tariff_share.get(node, 0.0)) + supplier.freight_cost.get(node, 0.0)


def _arrival(results: Results, supplier: Supplier, node: str) -> str:
    """The node at which an order arrives; where courses part before it, the first of those."""
    return next(n for n in results.case.tree if node in results.case.departures(supplier, n))


def _destinations(results: Results, supplier: str, node: str) -> list[str]:
    """Where most of what arrives goes, each with its share."""
    sent = [s for s in shipments(results) if s.origin == place("supplier", supplier) and s.node == node]
    whole = sum(s.tonnes for s in sent)
    sent = sorted((s for s in sent if s.tonnes >= LEAST_NAMED * whole), key=lambda s: -s.tonnes)
    words = [f"{_words(results, s.destination)} {s.tonnes / whole:.0%}" for s in sent[:MOST_NAMED]]
    return [", ".join(words) + ", others" * (len(sent) > MOST_NAMED)] if sent else []


def _words(results: Results, destination: str) -> str:
    kind, name = kind_of(destination), name_of(destination)
    if kind == "demand":
        return results.case.demands[name].sector
    return {"stockpile": "stock", "surplus": "surplus"}.get(kind, name)


def _asked_of(results: Results, supplier: Supplier, node: str) -> list[str]:
    """The least purchase and the least shares and volumes that an order serves."""
    origin = ("primary", supplier.material, supplier.stage, supplier.country, node)
    asked = _ids(
        line
        for line in _biting(results, ">=")
        if origin in line.term.members.get("ORIGINS", ())
        or (supplier.name, node) in line.term.members.get("SUPPLIERS", ())
    )
    least = ["least purchase"] if any(supplier.minimum_tonnes.values()) else []
    return least + [f"rule {', '.join(asked)}"] * bool(asked)


def _recycling_rules(results: Results, plant: Plant) -> list[str]:
    lines = (line for line in _biting(results, ">=") if line.term.row.rule.key == "min_recycled_share")
    asked = _ids(line for line in lines if set(line.term.scope.materials) & set(plant.yield_share))
    return [f"rule {', '.join(asked)}"] if asked else []


def _biting(results: Results, sense: str) -> Iterator[RuleLine]:
    for line in rule_lines(results):
        if line.term.row.rule.sense == sense and line.status in (BINDS, BROKEN):
            yield line


def _ids(lines: Iterator[RuleLine]) -> list[str]:
    return list(dict.fromkeys(line.term.row.id for line in lines))
