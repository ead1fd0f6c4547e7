"""The way of every tonne, from the country of its first stage to the processor, sector, stock or surplus it goes to."""

from dataclasses import dataclass

from models.places import kind_of, name_of
from planner.results.flows import shipments
from planner.results.memory import once
from planner.results.ranking import down
from planner.results.results import Results
from planner.results.tracing import parcels


@dataclass(frozen=True)
class Chain:
    """Metal of one material that came through the same countries from the same sender to the same destination.

    `countries` are by stage up to the one where it counts; `kind` is demand, supplier, stockpile or surplus, `word` the
    class, and `from_stock` tells what a stock gave from what came straight from its sender.
    """

    material: str
    stage: str
    countries: tuple[str, ...]
    sender: str
    kind: str
    destination: str
    word: str
    from_stock: bool = False


@once
def chains(results: Results) -> dict[Chain, dict[str, float]]:
    """Tonnes by chain and node, the largest of each material first; what a processor takes in ends a chain too."""
    found: dict[Chain, dict[str, float]] = {}
    ends = {place: (kind_of(place), _name(results, place)) for place in {s.destination for s in shipments(results)}}
    stocks = {place for place in {s.origin for s in shipments(results)} if kind_of(place) == "stockpile"}
    for parcel in parcels(results):
        shipment, way = parcel.shipment, parcel.way
        lead, end = (shipment.material, shipment.stage, way.countries, way.sender), ends[shipment.destination]
        chain = Chain(*lead, *end, shipment.word, shipment.origin in stocks)
        by_node = found.setdefault(chain, {})
        by_node[shipment.node] = by_node.get(shipment.node, 0.0) + parcel.tonnes
    materials = list(results.case.stages)
    ranked = sorted(
        found.items(),
        key=lambda item: (materials.index(item[0].material), down(sum(item[1].values())), str(item[0])),
    )
    return dict(ranked)


def _name(results: Results, place: str) -> str:
    """The sector of a demand, with its member where it has one; other places by their own name."""
    if kind_of(place) != "demand":
        return name_of(place)
    demand = results.case.demands[name_of(place)]
    return " / ".join(part for part in (demand.sector, demand.member) if part)
