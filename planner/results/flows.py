"""Who sends how much to whom: the flows of the plan with the pools dissolved in proportion."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.places import kind_of
from models.routing import pair_of
from planner.results.memory import once
from planner.results.results import Results


@dataclass(frozen=True)
class Shipment:
    """Tonnes of a material at a stage from one place to another in the period of a node.

    Of a material that rules protect, `word` is the class that tells which excluded sets touched it, else it is "".
    """

    material: str
    stage: str
    origin: str
    destination: str
    node: str
    word: str
    tonnes: float


@once
def shipments(results: Results) -> list[Shipment]:
    """Every flow between two places that are no pools; of a pool each origin sends each destination its proportion.

    What a stockpile gives to a pool and takes from it in the same period is no flow.
    """
    found: list[Shipment] = []
    pools: dict[tuple[str, str, str], Pool] = {}
    for origin, destination, word, node, tonnes in _flows(results):
        if kind_of(destination) == "pool":
            pools.setdefault((destination, word, node), Pool({}, {})).given[origin] = tonnes
        elif kind_of(origin) == "pool":
            pools.setdefault((origin, word, node), Pool({}, {})).taken[destination] = tonnes
        else:
            found.append(Shipment(*pair_of(results.case, origin), origin, destination, node, word, tonnes))
    for (pool, word, node), traffic in pools.items():
        pair = pair_of(results.case, pool)
        found += [Shipment(*pair, o, d, node, word, tonnes) for o, d, tonnes in traffic.dissolved()]
    order = {node: place for place, node in enumerate(results.case.tree)}
    return sorted(found, key=lambda s: (s.material, s.stage, s.origin, s.destination, s.word, order[s.node]))


def _flows(results: Results) -> Iterator[tuple[str, str, str, str, float]]:
    """Origin, destination, class, node and tonnes of every flow of the model that is not 0."""
    case, m = results.case, results.model
    for (origin, destination, node), tonnes in results.values(m.flow_tonnes).items():
        if tonnes and pair_of(case, origin)[0] not in case.splits:
            yield origin, destination, "", node, tonnes
    for (origin, destination, word, node), tonnes in results.values(m.class_flow_tonnes).items():
        if tonnes:
            yield origin, destination, word, node, tonnes


@dataclass(frozen=True)
class Pool:
    """What a pool is given and what is taken from it in one period, in tonnes by place."""

    given: dict[str, float]
    taken: dict[str, float]

    def dissolved(self) -> Iterator[tuple[str, str, float]]:
        """Origin, destination and tonnes of every flow through the pool."""
        given = {o: tonnes - self.taken.get(o, 0.0) for o, tonnes in self.given.items()}
        taken = {d: tonnes - self.given.get(d, 0.0) for d, tonnes in self.taken.items()}
        through = sum(tonnes for tonnes in given.values() if tonnes > 0)
        for origin, sent in given.items():
            for destination, received in taken.items():
                if sent > 0 and received > 0:
                    yield origin, destination, sent * received / through


@once
def sent(results: Results) -> dict[tuple[str, str], float]:
    """Tonnes by place and node, summed over all that leaves it."""
    return _added(((s.origin, s.node), s.tonnes) for s in shipments(results))


@once
def received(results: Results) -> dict[tuple[str, str], float]:
    """Tonnes by place and node, summed over all that reaches it."""
    return _added(((s.destination, s.node), s.tonnes) for s in shipments(results))


def _added(tonnes: Iterable[tuple[tuple[str, str], float]]) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for key, part in tonnes:
        found[key] = found.get(key, 0.0) + part
    return found
