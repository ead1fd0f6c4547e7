"""Which rules hold suppliers back."""

from collections.abc import Iterable, Iterator

from models.policies.row import Term
from planner.results.results import Results
from planner.results.rules import biting


def rows_on(results: Results, supplier: str, nodes: Iterable[str]) -> list[str]:
    """The maxima that bind, at a price, on what is bought from a supplier at some nodes, by the ID of their row."""
    case = results.case
    bought = set(nodes)
    arrivals = (n for n in case.tree if bought.intersection(case.departures(case.suppliers[supplier], n)))
    counted = {(supplier, n) for n in (*bought, *arrivals)}
    maxima = (line.term for line in biting(results) if line.price > 0 and line.term.row.rule.sense == "<=")
    return list(dict.fromkeys(term.row.id for term in maxima if not counted.isdisjoint(restrained(results, term))))


def restrained(results: Results, term: Term) -> Iterator[tuple[str, str]]:
    """The suppliers and nodes that a maximum counts, by themselves or behind an origin."""
    for member in (member for members in term.members.values() for member in members):
        if len(member) == 2 and member[0] in results.case.suppliers:
            yield member
        elif (origin := results.case.origins.get(tuple(member[-5:-1]))) is not None:
            yield from ((supplier.name, member[-1]) for supplier in origin.suppliers)
