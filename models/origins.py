"""Whose metal counts for which country at which stage: the members behind `origin_tonnes`."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.case import Case
    from models.records import Plant, Supplier

PRIMARY, RECYCLED = "primary", "recycled"
OriginKey = tuple[str, str, str, str]


@dataclass
class Origin:
    """Metal of one source from one country: what suppliers send, plants recover, and own feed that comes from it.

    Own feed counts one stage above its supplier, when the supplier works on it.
    """

    source: str
    material: str
    stage: str
    country: str
    suppliers: "list[Supplier]" = field(default_factory=list)
    own_feed: "list[Supplier]" = field(default_factory=list)
    plants: "list[Plant]" = field(default_factory=list)


def find_origins(case: "Case") -> dict[OriginKey, Origin]:
    """Every origin of the case by (source, material, stage, country), in a stable order."""
    found: dict[OriginKey, Origin] = {}

    def at(*key: str) -> Origin:
        return found.setdefault(key, Origin(*key))  # type: ignore[arg-type]

    for supplier in case.suppliers.values():
        at(PRIMARY, supplier.material, supplier.stage, supplier.country).suppliers.append(supplier)
        above = case.stage_above(supplier.material, supplier.stage)
        for country in supplier.own_feed or {} if above else {}:
            at(PRIMARY, supplier.material, above or "", country).own_feed.append(supplier)
    for plant in case.plants.values():
        for material in plant.yield_share:
            at(RECYCLED, material, case.stages[material][-1], plant.country).plants.append(plant)
    return dict(sorted(found.items()))


def most_in_all(case: "Case", material: str, stage: str) -> float:
    """A bound for any total of a material at a stage in a period: every sender and taker at its own bound."""
    senders = len(case.suppliers_at(material, stage)) + len(case.plants_for(material))
    takers = case.processors_of(material, stage)
    intake = sum(case.most_tonnes[j.material, j.stage] / j.yield_share for j in takers)
    return case.most_tonnes[material, stage] * (1 + senders) + intake
