"""Ways that cost something, are closed or are limited: what the rows of `Routes` name among the flows of the plan."""

from dataclasses import dataclass
from math import inf

from planner.audit.audit import Audit
from planner.audit.facts import Facts
from planner.audit.volumes import TO_PROCESSOR, TO_SECTOR, TO_STOCK, TO_SURPLUS, Flow
from planner.workbook.schema import Route

STOCKPILE, SECTOR, SUPPLIER, PLANT = "stockpile", "sector", "supplier", "plant"
ENDS = {TO_STOCK: STOCKPILE, TO_SECTOR: SECTOR, TO_PROCESSOR: SUPPLIER}


@dataclass(frozen=True)
class Place:
    """One end of a way; a sector is named without its member."""

    kind: str
    name: str


def check_ways(audit: Audit) -> None:
    """Nothing passes where `Routes` closes a way, and no more than its Max volume."""
    for row in audit.facts.book.routes:
        for material in audit.facts.stages if row.material == "each" else (row.material,):
            _limited(audit, row, material)


def way_costs(audit: Audit) -> list[float]:
    """What the ways of all flows cost, by period of arrival."""
    facts, found = audit.facts, [0.0 for _ in audit.facts.every]
    for row in facts.book.routes:
        cost = facts.rates(row.cost)
        for flow in audit.volumes.flows if any(cost) else ():
            if row.material in ("each", flow.pair[0]):
                for t in facts.every:
                    found[t] += cost[t] * flow.tonnes[t] if names(facts, row, flow, t) else 0.0
    return found


def names(facts: Facts, row: Route, flow: Flow, t: int) -> bool:
    """Whether a row of Routes names the way of a flow in a period."""
    return _names(facts, row, _origin(facts, flow), _destination(facts, flow), t)


def _origin(facts: Facts, flow: Flow) -> Place:
    if flow.from_stock:
        return Place(STOCKPILE, " / ".join(flow.pair))
    supplier = facts.suppliers.get(flow.sender)
    is_supplier = supplier is not None and (supplier.material, supplier.stage) == flow.pair
    return Place(SUPPLIER if is_supplier else PLANT, flow.sender)


def _destination(facts: Facts, flow: Flow) -> Place:
    name = facts.sector(flow.pair[0], flow.destination) if flow.end == TO_SECTOR else flow.destination
    return Place(ENDS.get(flow.end, TO_SURPLUS), name)


def _names(facts: Facts, row: Route, origin: Place, destination: Place, t: int) -> bool:
    if destination.kind == TO_SURPLUS or not _is_named(facts, (row.from_kind, row.from_), origin, t, leaving=True):
        return False
    if row.to_kind == "abroad":
        return _countries(facts, origin).isdisjoint(_countries(facts, destination))
    return _is_named(facts, (row.to_kind, row.to), destination, t, leaving=False)


def _is_named(facts: Facts, name: tuple[str, str], place: Place, t: int, leaving: bool) -> bool:
    kind, called = name
    if kind not in ("country", "bloc"):
        return (kind, called) == (place.kind, place.name)
    countries = frozenset({called}) if kind == "country" else facts.members(called, t)
    if place.kind in (SUPPLIER, PLANT):
        return not countries.isdisjoint(_countries(facts, place))
    at_home = not countries.isdisjoint(facts.home)
    return at_home and (place.kind == STOCKPILE or (place.kind == SECTOR and not leaving))


def _countries(facts: Facts, place: Place) -> frozenset[str]:
    if place.kind == SUPPLIER:
        return frozenset({facts.suppliers[place.name].country})
    if place.kind == PLANT:
        return frozenset(row.country or "" for row in facts.book.recycling if row.plant == place.name)
    return facts.home


def _limited(audit: Audit, row: Route, material: str) -> None:
    facts = audit.facts
    most = facts.tonnes(row.max_volume) if row.max_volume else [inf for _ in facts.every]
    is_open = row.open.on(facts.book.calendar)
    flows = [flow for flow in audit.volumes.flows if flow.pair[0] == material]
    for t, period in enumerate(audit.periods):
        limit = most[t] if is_open[t] else 0.0
        if limit == inf:
            continue
        passing = [flow for flow in flows if names(facts, row, flow, t) or _comes_round(facts, row, flow, t)]
        whole = sum(flow.tonnes[t] for flow in passing)
        if passing:
            largest = max(passing, key=lambda flow: flow.tonnes[t])
            sums = (whole, min(whole, limit), facts.size(material))
            law = f"Routes {row.at('from_')} lets {limit:.10g} t pass"
            audit.ledger.total(largest.line, period, sums, law)


def _comes_round(facts: Facts, row: Route, flow: Flow, t: int) -> bool:
    """Whether a flow reaches a sector through a stock that the row does not name, from a sender whose way it names."""
    if not flow.from_stock or flow.end != TO_SECTOR or row.from_kind == STOCKPILE:
        return False
    supplier = facts.suppliers.get(flow.sender)
    sender = Place(SUPPLIER if supplier else PLANT, flow.sender)
    if supplier is None and flow.sender not in {plant.plant for plant in facts.book.recycling}:
        return False
    stock = Place(STOCKPILE, " / ".join(flow.pair))
    return _names(facts, row, sender, _destination(facts, flow), t) and not _names(facts, row, sender, stock, t)
