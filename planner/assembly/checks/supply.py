"""Supply that is never of use, and demand that no supply can meet."""

from collections.abc import Iterator

from models.places import place, routes_by
from models.records import Supplier
from planner.assembly.checks.found import Subject, warning
from planner.problems import Problem

ROUNDING = 1e-6


def unused_suppliers(subject: Subject) -> Iterator[Problem]:
    """A supplier can be bought from in some period, has something to work on, and its metal gets to a demand."""
    case, serving, into = subject.case, _serving(subject), routes_by(subject.case.routes, 1)
    for row in subject.book.suppliers:
        supplier, here = case.suppliers[row.supplier], place("supplier", row.supplier)
        if here not in serving:
            why = "no way leads from it to a sector that needs the material"
        elif not subject.reach.arriving(supplier, subject.reach.nodes):
            why = _why_nothing_arrives(subject, supplier)
        elif here not in into and not case.buys_no_feed(supplier):
            why = "nobody sells what it works on, or no way leads to it"
        else:
            continue
        yield warning(row, "supplier", "unused-supplier", f"{row.supplier} is never of use: {why}.")


def _why_nothing_arrives(subject: Subject, supplier: Supplier) -> str:
    case = subject.case
    if not any(case.in_time(supplier, n) for n in supplier.open_nodes):
        return "nothing of it arrives within the plan"
    if any(supplier.capacity_tonnes.values()):
        return "nothing can be bought from it without a contract or a venture, and it has none"
    return "it has no capacity in any period, and no venture adds to it"


def short_of_demand(subject: Subject) -> Iterator[Problem]:
    """In every period there is enough of a material to meet the demand that nothing can replace."""
    for material in subject.case.stages:
        for node, tonnes in least_short(subject, material).items():
            row = next(row for row in subject.book.demand if row.material == material)
            needed = subject.reach.needed(material, [node])
            said = (
                f"{material} is short in {node}: of {needed:,.6g} t that are needed and cannot be replaced,"
                f" at least {tonnes:,.6g} t cannot be had, whatever is signed and built."
            )
            yield warning(row, "tonnes", "short-supply", said, subject.label(node))


def least_short(subject: Subject, material: str) -> dict[str, float]:
    """The least that is short at each node, by what there is then and by what there is from the beginning on."""
    reach, found, before = subject.reach, {}, 0.0
    for number, node in enumerate(reach.nodes, start=1):
        here, so_far = [node], reach.nodes[:number]
        gaps = [reach.needed(material, window) - reach.delivered(material, window) for window in (here, so_far)]
        short = max(gaps[0], gaps[1] - before, 0.0)
        if short > ROUNDING * reach.needed(material, here):
            found[node] = short
            before += short
    return found


def _serving(subject: Subject) -> set[str]:
    """The places from which some way leads to a demand that asks for anything, through suppliers that can work."""
    into, reach = routes_by(subject.case.routes, 1), subject.reach
    idle = {place("supplier", i.name) for i in subject.case.suppliers.values() if not reach.arriving(i, reach.nodes)}
    found = set[str]()
    new = {place("demand", d.key) for d in subject.case.demands.values() if any(d.tonnes.values())}
    while new:
        found |= new
        new = {origin for key in new - idle for origin, _ in into.get(key, [])} - found
    return found
