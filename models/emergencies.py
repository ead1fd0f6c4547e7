"""The emergencies that rules ask about: a country is lost for a year, and what is left of a material must do."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from models.case import Case
from models.places import kind_of, name_of, place
from models.records import Supplier
from models.routing import pair_of

Link = tuple[str, str]
Index = tuple[str, ...]


@dataclass(frozen=True)
class Loss:
    """A country that is lost for a year and what is looked at of it: a material, the nodes of the years, the open ways.

    A way is open where neither end is lost, and where it leads neither into stock nor to nobody.
    """

    country: str
    material: str
    nodes: tuple[str, ...]
    routes: tuple[Link, ...]

    def ways(self, end: int) -> dict[str, list[Link]]:
        """The open ways by their origin (`end` 0) or their destination (1)."""
        return self._ways[end]

    @cached_property
    def _ways(self) -> tuple[dict[str, list[Link]], ...]:
        found: tuple[dict[str, list[Link]], ...] = ({}, {})
        for route in self.routes:
            for by, end in zip(found, route, strict=True):
                by.setdefault(end, []).append(route)
        return found

    def suppliers(self, case: Case) -> list[Supplier]:
        """The suppliers of the material that are left."""
        return [i for i in case.suppliers.values() if i.material == self.material and i.country != self.country]

    def outlets(self, case: Case) -> list[str]:
        """The recycling plants that recover the material and are left."""
        return [p.name for p in case.plants_for(self.material) if p.country != self.country]


def losses(case: Case) -> list[Loss]:
    """The losses that policy rows ask about; of a year that is asked about, all nodes up to the last one."""
    asked: dict[tuple[str, str], set[str]] = {}
    for term in case.terms:
        for country, demand, node in term.members.get("UNMET", ()):
            nodes = asked.setdefault((country, case.demands[demand].material), set())
            nodes.update(case.tree.year_so_far(node))
    ways: dict[str, list[Link]] = {}
    for route in case.routes if asked else ():
        if kind_of(route.destination) not in ("stockpile", "surplus"):
            ways.setdefault(pair_of(case, route.origin)[0], []).append(route.key)
    return [
        Loss(
            country,
            material,
            tuple(n for n in case.tree if n in nodes),
            tuple(r for r in ways.get(material, ()) if country not in (_country(case, r[0]), _country(case, r[1]))),
        )
        for (country, material), nodes in asked.items()
    ]


def _country(case: Case, place: str) -> str:
    """Where a supplier or a plant stands; nowhere for other places."""
    if kind_of(place) == "supplier":
        return case.suppliers[name_of(place)].country
    return case.outlets[place][0].country if kind_of(place) == "plant" else ""


def fed_within(case: Case, found: list[Loss]) -> dict[Index, list[Index]]:
    """The feed of the year, by way and node, that has become output of a supplier by a node; of processors only."""
    fed: dict[Index, list[Index]] = {}
    for loss in found:
        for supplier in loss.suppliers(case):
            feed = [] if case.buys_no_feed(supplier) else loss.ways(1).get(place("supplier", supplier.name), [])
            for n in loss.nodes:
                departed = [u for u in case.departures(supplier, n) if u in case.tree.year_so_far(n)]
                fed[loss.country, supplier.name, n] = [(*route, u) for u in departed for route in feed]
    return fed


def growing_within(case: Case, found: list[Loss]) -> list[Index]:
    """The processors whose growth counts, at a node, from a node of the same year of the emergency."""
    return [
        (loss.country, i.name, n)
        for loss in found
        for i in loss.suppliers(case)
        if i.growth and not case.buys_no_feed(i) and place("supplier", i.name) in loss.ways(1)
        for n in loss.nodes
        if case.grown_from(i, n) in case.tree.year_so_far(n)
    ]


def limited_ways(found: list[Loss], limits: Mapping[str, Collection[Link]]) -> dict[Index, tuple[Loss, list[Link]]]:
    """The open ways of each loss that a limit names, by country and limit, with the loss; where there are any."""
    return {
        (loss.country, limit): (loss, ways)
        for loss in found
        for limit, links in limits.items()
        if (ways := [route for route in loss.routes if route in links])
    }
