"""What rules ask in common: pairs of material and stage, partners, and their tonnes."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.second.program import Line, total

EACH = (None, "each")


@dataclass
class Asked:
    """What is measured and allowed per period, summed over windows; `before` lowers a maximum to what was ordered."""

    measured: Callable
    bound: Callable
    most: bool
    per: str
    material: str | None = None
    before: Callable | None = None
    periods: range | None = None


def groups(world, row, stages_of=None):
    """The pairs of material and stage that one row of a rule sums over, a list for each such row."""
    stages_of = stages_of or world.ruled
    materials = [[m] for m in world.listed] if row.material in EACH else [[row.material]]
    if row.material == "all":
        materials = [list(world.listed)]
    for chosen in materials:
        names = dict.fromkeys(s for m in chosen for s in stages_of[m])
        if row.stage == "all":
            found = [[(m, s) for m in chosen for s in stages_of[m]]]
        else:
            wanted = [s for s in names if row.stage in (*EACH, s)]
            found = [[(m, s) for m in chosen if s in stages_of[m]] for s in wanted]
        yield from (pairs for pairs in found if pairs)


def partners(world, row, kind):
    """The partners of a row, by name: the one that it names, or every one of the kind."""
    if row.partner not in (*EACH, "all"):
        return [row.partner]
    everyone = {
        "supplier": [s.supplier for s in world.book.suppliers],
        "country": [c.country for c in world.book.countries if not c.home],
        "bloc": list(dict.fromkeys(b.bloc for b in world.book.blocs)),
        "owner": list(dict.fromkeys(s.owner for s in world.book.suppliers if s.owner)),
    }
    return everyone[kind]


def of_partner(tonnes, pairs, t, partner, least=False, recycled=True, new=False):
    """Tonnes of a partner (kind, name) that arrive in a period; a maximum with a bloc leaves home out."""
    world, (kind, name) = tonnes.world, partner
    arrived = tonnes.supply.arrived_new if new else tonnes.supply.arrived
    if kind in ("supplier", "owner"):
        rows = [row for pair in pairs for row in world.suppliers(*pair) if world.is_partner(row, kind, name, t)]
        return total(arrived(row, t) for row in rows)
    countries = world.countries(kind, name, t)
    if kind == "bloc" and not least:
        countries -= world.home
    return total(tonnes.of_countries(pair, t, countries, recycled) for pair in pairs)


def only_ordered(tonnes, pairs, t, partner, least=False):
    """Tonnes of a partner that were ordered before the plan."""
    world, (kind, name) = tonnes.world, partner
    countries = world.countries(kind, name, t) - (world.home if kind == "bloc" and not least else frozenset())
    by_place = kind in ("country", "bloc")
    return sum(
        tonnes.supply.ordered[row.supplier, t]
        for pair in pairs
        for row in world.suppliers(*pair)
        if (row.country in countries if by_place else world.is_partner(row, kind, name, t))
    )


def yearly(tonnes, row):
    """A limit per year in each period; of a limit per horizon each period in force has an equal part."""
    world, limit = tonnes.world, tonnes.world.on(row.limit)
    part = 1 / len(world.cut(row)) if row.per == "horizon" and world.cut(row) else world.length
    return lambda t: Line(constant=limit[t] * part)
