"""What a decision serves: where the metal goes that comes of it, and the rules that ask for it."""

from collections.abc import Iterable

from models.places import kind_of, name_of
from models.records import Plant, Venture
from planner.results.flows import Shipment, shipments
from planner.results.memory import once
from planner.results.results import Results
from planner.results.rules import RuleLine, biting
from planner.solution import Index

MOST_NAMED, LEAST_NAMED = 3, 0.005


def arrivals(results: Results, supplier: str, departures: Iterable[str]) -> list[str]:
    """The nodes at which what is bought from a supplier at some nodes arrives."""
    bought, offer = set(departures), results.case.suppliers[supplier]
    return [n for n in results.case.tree if bought.intersection(results.case.departures(offer, n))]


def served(results: Results, sent: Iterable[tuple[str, str]]) -> str:
    """Where most of what arrives from suppliers at nodes goes, each with its share, and the minima that ask for it."""
    wanted = set(sent)
    return "; ".join([*_destinations(results, wanted), *_asked_of(results, wanted)])


def asked_of_plant(results: Results, plant: Plant) -> list[str]:
    """The least recycled shares that a recycling plant serves."""
    lines = (line for line in minima(results) if line.term.row.rule.key == "min_recycled_share")
    return ruled(ids(line for line in lines if set(line.term.scope.materials) & set(plant.yield_share)))


def asked_of_venture(results: Results, venture: Venture, nodes: Iterable[str]) -> list[str]:
    """The least home capacities that a venture serves where it stands."""
    standing = {(venture.name, n) for n in nodes}
    lines = minima(results)
    return ruled(ids(line for line in lines if not standing.isdisjoint(line.term.members.get("VENTURES", ()))))


@once
def minima(results: Results) -> list[RuleLine]:
    """The constraints that ask for something, and bind or are broken."""
    return [line for line in biting(results) if line.term.row.rule.sense == ">="]


def ids(lines: Iterable[RuleLine]) -> list[str]:
    """The IDs of the rows behind some constraints, each once."""
    return list(dict.fromkeys(line.term.row.id for line in lines))


def ruled(rows: list[str]) -> list[str]:
    """Rules in words, nothing where there are none."""
    return [f"rule {', '.join(rows)}"] if rows else []


@once
def _sent(results: Results) -> dict[tuple[str, str], list[Shipment]]:
    """What each supplier sends, by supplier and node."""
    found: dict[tuple[str, str], list[Shipment]] = {}
    for shipment in shipments(results):
        if kind_of(shipment.origin) == "supplier":
            found.setdefault((name_of(shipment.origin), shipment.node), []).append(shipment)
    return found


def _destinations(results: Results, wanted: set[tuple[str, str]]) -> list[str]:
    found: dict[str, float] = {}
    for key in sorted(wanted):
        for shipment in _sent(results).get(key, ()):
            words = _words(results, shipment.destination)
            found[words] = found.get(words, 0.0) + shipment.tonnes
    whole = sum(found.values())
    large = (item for item in found.items() if item[1] >= LEAST_NAMED * whole)
    sent = sorted(large, key=lambda item: (-item[1], item[0]))
    named = [f"{words} {tonnes / whole:.0%}" for words, tonnes in sent[:MOST_NAMED]]
    return [", ".join(named) + ", others" * (len(sent) > MOST_NAMED)] if sent else []


def _words(results: Results, destination: str) -> str:
    kind, name = kind_of(destination), name_of(destination)
    if kind == "demand":
        return results.case.demands[name].sector
    return {"stockpile": "stock", "surplus": "surplus"}.get(kind, name)


def _asked_of(results: Results, wanted: set[tuple[str, str]]) -> list[str]:
    """The least purchase and the least shares and volumes that what is bought serves."""
    offers = results.case.suppliers
    origins = {("primary", i.material, i.stage, i.country, n) for name, n in wanted for i in [offers[name]]}
    places = {place for member in (*origins, *wanted) for place in _asking(results).get(member, ())}
    asked = ids(minima(results)[place] for place in sorted(places))
    least = any(any(offers[name].minimum_tonnes.values()) for name, _ in wanted)
    return ["least purchase"] * least + ruled(asked)


@once
def _asking(results: Results) -> dict[Index, list[int]]:
    """The places among `minima` of those that count an origin at a node, or a supplier."""
    found: dict[Index, list[int]] = {}
    for place, line in enumerate(minima(results)):
        counted = line.term.members
        for member in (*counted.get("ORIGINS", ()), *counted.get("SUPPLIERS", ())):
            found.setdefault(member, []).append(place)
    return found
