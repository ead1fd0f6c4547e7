"""Whose metal may not reach whom: the excluded sets of each material, and the classes of metal that tell them apart.

Every hard row that protects the same sector and material in a period joins one excluded set; a soft row has its own,
and so has a limited way to a sector that metal could pass round through a stockpile. The class of a tonne says which
excluded sets touched it, as a word of 0 and 1. Sets that contain each other need few classes, others the product.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.places import kind_of, name_of

if TYPE_CHECKING:
    from models.case import Case
    from models.policies.row import PolicyRow, Scope
    from models.records import Plant, Supplier, TracedLimit

MOST_CLASSES = 8


@dataclass(frozen=True)
class Exclusion:
    """Who touches metal of a material: suppliers and plants by name, own feed by supplier and country.

    With `doubts`, metal of unknown origin (opening stock, the rest of own feed, what a processor was ordered before the
    plan) counts as touched.
    """

    material: str
    suppliers: frozenset[str]
    feeds: frozenset[tuple[str, str]]
    plants: frozenset[str]
    doubts: bool = True

    def joined(self, other: "Exclusion") -> "Exclusion":
        """The set of those who are in either."""
        return Exclusion(
            self.material,
            self.suppliers | other.suppliers,
            self.feeds | other.feeds,
            self.plants | other.plants,
            self.doubts or other.doubts,
        )


@dataclass(frozen=True)
class Split:
    """The excluded sets of a material and the classes that its metal can have."""

    exclusions: tuple[Exclusion, ...]
    classes: tuple[str, ...]

    def touched(self, exclusion: Exclusion) -> list[str]:
        """The classes of metal that an excluded set has touched."""
        place = self.exclusions.index(exclusion)
        return [word for word in self.classes if word[place] == "1"]


Protections = Mapping[tuple[str, tuple[str, ...], str], Exclusion]


def touching(case: "Case", members: Mapping[str, Iterable[Any]], material: str) -> Exclusion:
    """Those behind the members of a rule about partners: suppliers, and the suppliers, feeds and plants of origins."""
    suppliers = {i for i, _ in members["SUPPLIERS"]}
    feeds: set[tuple[str, str]] = set()
    plants: set[str] = set()
    for *key, _ in members["ORIGINS"]:
        origin = case.origins[tuple(key)]
        suppliers |= {i.name for i in origin.suppliers}
        feeds |= {(i.name, origin.country) for i in origin.own_feed}
        plants |= {p.name for p in origin.plants}
    return Exclusion(material, frozenset(suppliers), frozenset(feeds), frozenset(plants))


def protections(case: "Case") -> dict[tuple[str, tuple[str, ...], str], Exclusion]:
    """The excluded set behind every row, scope and node that protects a sector: hard rows joined, soft rows alone."""
    own: dict[tuple[str, tuple[str, ...], str], Exclusion] = {}
    joined: dict[tuple[str, str, str], Exclusion] = {}
    for row, scope, node in _protecting(case):
        material, sector = scope.name[0], scope.name[3]
        exclusion = touching(case, row.rule.touches(case, row, scope, node), material)
        own[row.key, scope.name, node] = exclusion
        if row.penalty is None:
            before = joined.get((material, sector, node))
            joined[material, sector, node] = before.joined(exclusion) if before else exclusion
    hard = {row.key for row in case.rules if row.penalty is None}
    return {
        (row, name, node): joined[name[0], name[3], node] if row in hard else exclusion
        for (row, name, node), exclusion in own.items()
    }


def traced(case: "Case", limit: "TracedLimit") -> Exclusion:
    """The excluded set of a limited way to a sector: those whose ways it names; what nobody sent is not among it."""
    suppliers = frozenset(name_of(place) for place in limit.origins if kind_of(place) == "supplier")
    plants = frozenset(case.outlets[place][0].name for place in limit.origins if kind_of(place) == "plant")
    return Exclusion(limit.material, suppliers, frozenset(), plants, doubts=False)


def splits(case: "Case") -> dict[str, Split]:
    """The split of every material that some row or way protects; a material without protection has none."""
    wanted = [*case.protections.values(), *(traced(case, limit) for limit in case.traced_limits)]
    found = {}
    for material in case.stages:
        exclusions = tuple(dict.fromkeys(e for e in wanted if e.material == material))
        if exclusions:
            found[material] = Split(exclusions, _classes(case, material, exclusions))
    return found


def own_word(exclusions: Iterable[Exclusion], supplier: "Supplier") -> str:
    """What working on metal, or mining it, adds to its class."""
    return "".join("01"[supplier.name in e.suppliers] for e in exclusions)


def plant_word(exclusions: Iterable[Exclusion], plant: "Plant") -> str:
    """The class of recycled output."""
    return "".join("01"[plant.name in e.plants] for e in exclusions)


def unknown_word(exclusions: Iterable[Exclusion]) -> str:
    """The class of metal whose origin nobody knows."""
    return "".join("01"[e.doubts] for e in exclusions)


def clean_word(exclusions: Iterable[Exclusion]) -> str:
    """The class of metal that nobody excluded has touched."""
    return "0" * len(list(exclusions))


def either(first: str, second: str) -> str:
    """The class of metal that is in the sets of both words."""
    return "".join(max(pair) for pair in zip(first, second, strict=True))


def bought_mix(case: "Case", exclusions: tuple[Exclusion, ...], supplier: "Supplier") -> dict[str, float]:
    """The classes of what a supplier that buys no feed sends, as shares: by its own feed, or by itself alone."""
    own = own_word(exclusions, supplier)
    if not supplier.own_feed:
        return {own: 1.0}
    mix: dict[str, float] = {}
    for country, share in supplier.own_feed.items():
        fed = "".join("01"[(supplier.name, country) in e.feeds] for e in exclusions)
        mix[either(own, fed)] = mix.get(either(own, fed), 0.0) + share
    unknown = either(own, unknown_word(exclusions))
    mix[unknown] = mix.get(unknown, 0.0) + max(0.0, 1.0 - sum(supplier.own_feed.values()))
    return mix


def ordered_word(case: "Case", exclusions: tuple[Exclusion, ...], supplier: "Supplier") -> str:
    """The class of what was ordered before the plan: that of a first stage by its supplier, of a processor unknown."""
    own = own_word(exclusions, supplier)
    return own if case.is_first(supplier) else either(own, unknown_word(exclusions))


def _protecting(case: "Case") -> "Iterator[tuple[PolicyRow, Scope, str]]":
    for row in case.rules:
        for scope in row.rule.scopes(case, row) if row.rule.protects(row) else ():
            in_force = row.rule.in_force(case, row, scope)
            yield from ((row, scope, node) for node in case.tree if node in in_force)


def _classes(case: "Case", material: str, exclusions: tuple[Exclusion, ...]) -> tuple[str, ...]:
    """All classes that metal can have: those it starts with, and what processors make of them; too many are not all."""
    suppliers = [i for stage in case.stages[material] for i in case.suppliers_at(material, stage)]
    words = {clean_word(exclusions), unknown_word(exclusions)}
    words |= {plant_word(exclusions, plant) for plant in case.plants_for(material)}
    for supplier in suppliers:
        words.add(ordered_word(case, exclusions, supplier))
        if case.buys_no_feed(supplier):
            words |= set(bought_mix(case, exclusions, supplier))
    processors = {own_word(exclusions, i) for i in suppliers if not case.buys_no_feed(i)}
    while len(words) <= MOST_CLASSES and (more := {either(w, own) for w in words for own in processors} - words):
        words |= more
    return tuple(sorted(words))
