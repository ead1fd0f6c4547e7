"""What may not reach a sector, and what each piece of metal was touched by."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import product

from tests.second.routes import matches


@dataclass(frozen=True)
class Excluded:
    """A set of touches, as ("supplier", name), ("plant", name), ("feed", stage, country) or ("unknown", stage).

    One of a route traces senders only: an opening stock and an order of before count as coming from nobody else.
    """

    touches: frozenset
    route: bool = False


@dataclass
class Exclusions:
    """Per material the sets that are told apart, and per (sector, material, period) those that are barred or cost."""

    sets: dict[str, list[Excluded]] = field(default_factory=lambda: defaultdict(list))
    barred: dict[tuple, list[Excluded]] = field(default_factory=lambda: defaultdict(list))
    soft: list[tuple] = field(default_factory=list)
    limited: dict[tuple, Excluded] = field(default_factory=dict)

    def bit(self, material, excluded):
        return 1 << self.sets[material].index(excluded)

    def everything(self, material, route):
        """The bits of all sets of a material that are of routes, or are not."""
        return sum(self.bit(material, one) for one in self.sets[material] if one.route == route)

    def mask(self, material, *touch):
        """The bits of all sets in which a touch lies."""
        return sum(self.bit(material, one) for one in self.sets[material] if touch in one.touches)

    def add(self, material, excluded):
        if excluded not in self.sets[material]:
            self.sets[material].append(excluded)
        return excluded


def exclusions(world):
    """All that the rules and the routes exclude."""
    found = Exclusions()
    hard = defaultdict(frozenset)
    for row in world.rules:
        if row.rule != "Clean chain" and not (row.rule == "Ban" and row.sector):
            continue
        for place, t, touches in _protected(world, row):
            if row.penalty is None:
                hard[place, t] |= touches
            elif touches:
                found.soft.append((row, place, t, found.add(place.material, Excluded(touches))))
    for (place, t), touches in hard.items():
        if touches:
            found.barred[place, t].append(found.add(place.material, Excluded(touches)))
    _of_routes(world, found)
    return found


def _protected(world, row):
    """The sectors that a row protects, by period, and what may not have touched what they get.

    A ban holds for each stage, so that each has a set of its own. Where the partner has nothing of a material at a
    stage there is nothing to keep away.
    """
    for place in world.sectors:
        if row.material not in (None, "each", "all", place.material):
            continue
        if row.sector not in (None, "each", "all", place.name):
            continue
        for stages in _stages(world, row, place.material):
            touched = {t: _touches(world, row, place.material, stages, t) for t in world.cut(row)}
            if any(touched.values()):
                unknown = {("unknown", stage) for stage in world.listed[place.material]}
                yield from ((place, t, touches | unknown) for t, touches in touched.items())


def _stages(world, row, material):
    """The stages at which a row counts the partner, a list for each set of its own."""
    if row.rule != "Ban":
        return [world.listed[material]]
    return [[stage] for stage in world.listed[material] if row.stage in (None, "each", stage)]


def _touches(world, row, material, stages, t):
    """What a row excludes of a material when it is delivered in a period."""
    partner = (row.partner_kind, row.partner)
    countries = world.countries(*partner, t)
    if row.rule == "Ban" and row.partner_kind == "bloc":
        countries -= world.home
    by_place = row.partner_kind in ("country", "bloc")
    found = {
        ("feed", world.above(row), country)
        for row in world.book.suppliers
        if row.material == material and row.own_feed_from is not None and world.above(row) in stages
        for country in countries & set(row.own_feed_from)
    }
    for supplier in world.book.suppliers:
        is_one = supplier.country in countries if by_place else world.is_partner(supplier, *partner, t)
        if supplier.material == material and supplier.stage in stages and is_one:
            found.add(("supplier", supplier.supplier))
    if world.last(material) in stages:
        found |= {("plant", plant.plant) for plant in world.plants_of(material) if plant.country in countries}
    return frozenset(found)


def _of_routes(world, found):
    """A closed or limited route to a sector is a set where metal could pass it by through a stockpile."""
    for row, place, t in product(world.book.routes, world.sectors, world.periods):
        is_open = world.on(row.open)[t]
        touches = frozenset(
            (sender.kind, sender.name)
            for sender in world.senders
            if (sender.material, sender.stage) == (place.material, world.last(place.material))
            and sender.kind != "stockpile"
            and matches(world, row, sender, place, t)
            and not _names_way_in(world, row, sender, t)
        )
        if touches and (row.max_volume is not None or not is_open):
            excluded = found.limited[id(row), place, t] = found.add(place.material, Excluded(touches, route=True))
            if not is_open:
                found.barred[place, t].append(excluded)


def _names_way_in(world, row, sender, t):
    """Whether a row holds for a sender's way into the stockpile of its stage too, or there is none."""
    stock = next((place for place in world.takers(sender) if place.kind == "stockpile"), None)
    return stock is None or matches(world, row, sender, stock, t)
