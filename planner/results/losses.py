"""What the loss of a country for a year would leave unmet, and what would take its place, where rules ask for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from models.places import kind_of, name_of
from models.routing import pair_of
from planner.results.memory import once
from planner.results.ranking import down
from planner.results.results import Results

SENT, MADE, RECYCLED, RELEASED, LEFT = "sent", "made in the year", "recycled, used", "taken from stock", "left in stock"
ByNode = Mapping[str, float]
Keyed = dict[tuple[str, ...], dict[str, float]]


@dataclass(frozen=True)
class Source:
    """Who stands in for a lost country at a stage, and how, in tonnes by node."""

    stage: str
    who: str
    figure: str
    tonnes: ByNode


@dataclass(frozen=True)
class LossLine:
    """The loss of a country as a material feels it, over the nodes that rules look at.

    `unmet` and `substituted` are tonnes by demand and node, `needed` by node. `limit` is the lowest limit of all rows
    in force at a node, as a share of demand.
    """

    material: str
    country: str
    unmet: Mapping[str, ByNode]
    substituted: Mapping[str, ByNode]
    needed: ByNode
    limit: ByNode
    sources: tuple[Source, ...]

    @cached_property
    def unmet_tonnes(self) -> dict[str, float]:
        """Unmet of all sectors together, by node."""
        return {n: sum(by_node[n] for by_node in self.unmet.values()) for n in self.needed}

    def share(self, nodes: tuple[str, ...]) -> float | None:
        """The part of demand that is unmet over some nodes; None where nothing is looked at, or needed."""
        looked_at = [n for n in nodes if n in self.needed]
        needed = sum(self.needed[n] for n in looked_at)
        return sum(self.unmet_tonnes[n] for n in looked_at) / needed if needed else None


@once
def loss_lines(results: Results) -> list[LossLine]:
    """A line for every material and country of which a rule asks, in the order of the materials, then by name."""
    m, case = results.model, results.case
    unmet, without = _by_demand(results, m.unmet_tonnes), _by_demand(results, m.emergency_substituted_tonnes)
    stages, sources = list(case.stages), _sources(results)
    lines = []
    for key in sorted(unmet, key=lambda key: (stages.index(key[0]), key[1])):
        needs = {d: case.demands[d].tonnes for d in unmet[key]}
        nodes = list(next(iter(unmet[key].values())))
        needed = {n: sum(tonnes[n] for tonnes in needs.values()) for n in nodes}
        lines.append(
            LossLine(*key, unmet[key], without[key], needed, _limits(results, *key), tuple(sources.get(key, ())))
        )
    return lines


@once
def reach_lines(results: Results) -> list[tuple[str, Source]]:
    """What could be bought of each supplier in an emergency, and of that through ventures; each with its material."""
    case, bought = results.case, _by_node(results.values(results.model.reach_tonnes))
    shared = _by_node(results.values(results.model.reach_output_tonnes))
    found = []
    for (name,), tonnes in bought.items():
        supplier = case.suppliers[name]
        found.append((supplier.material, Source(supplier.stage, name, "could be bought", tonnes)))
        for (venture, of), part in shared.items():
            if of == name:
                figure = f"of it through {venture}"
                found.append((supplier.material, Source(supplier.stage, name, figure, part)))
    return found


def worst_loss(results: Results, material: str) -> tuple[float, str, str, float | None] | None:
    """The loss that leaves most of a year's demand unmet: share, country, the year's label and the limit there."""
    found = [
        (share, line.country, year.label, min((line.limit[n] for n in year.nodes if n in line.limit), default=None))
        for line in loss_lines(results)
        if line.material == material
        for year in results.years
        if (share := line.share(year.nodes)) is not None
    ]
    return min(found, key=lambda loss: down(loss[0]), default=None)


def _by_demand(results: Results, variable: object) -> dict[tuple[str, str], dict[str, dict[str, float]]]:
    """Tonnes by material and lost country, then by demand and node."""
    found: dict[tuple[str, str], dict[str, dict[str, float]]] = {}
    for (country, demand, node), tonnes in results.values(variable).items():
        of = found.setdefault((results.case.demands[demand].material, country), {})
        of.setdefault(demand, {})[node] = tonnes
    return found


def _by_node(values: Mapping[tuple[str, ...], float]) -> Keyed:
    found: Keyed = {}
    for (*key, node), tonnes in values.items():
        found.setdefault(tuple(key), {})[node] = tonnes
    return found


def _limits(results: Results, material: str, country: str) -> dict[str, float]:
    """The lowest limit of the rows about this loss at each node in force."""
    found: dict[str, float] = {}
    for term in results.case.terms:
        if (country in term.scope.partners) and "UNMET" in term.members and term.scope.materials == (material,):
            for _, n in term.members["DEMANDS"]:
                found[n] = min(found.get(n, term.row.limit[n]), term.row.limit[n])
    return found


def _sources(results: Results) -> dict[tuple[str, str], list[Source]]:
    """What stands in for each lost country, by material and country: those that send, and stocks."""
    tonnes: Keyed = {}
    for (country, origin, destination, node), flow in results.values(results.model.emergency_flow_tonnes).items():
        for key, factor in _roles(results, origin, destination):
            by_node = tonnes.setdefault((country, *key), {})
            by_node[node] = by_node.get(node, 0.0) + factor * flow
    for (country, stock, node), left in results.values(results.model.emergency_stock_tonnes).items():
        pile = results.case.stockpiles[stock]
        tonnes.setdefault((country, pile.material, pile.stage, "stockpile", LEFT), {})[node] = left
    found: dict[tuple[str, str], list[Source]] = {}
    for (country, material, stage, who, figure), by_node in tonnes.items():
        if any(by_node.values()):
            found.setdefault((material, country), []).append(Source(stage, who, figure, by_node))
    return found


def _roles(results: Results, origin: str, destination: str) -> Iterator[tuple[tuple[str, str, str, str], float]]:
    """What a flow is to those at its ends: (material, stage, who, figure), and the tonnes of that per tonne."""
    material, stage = pair_of(results.case, origin)
    kind, name = kind_of(origin), name_of(origin)
    if kind == "supplier":
        yield (material, stage, name, SENT), 1.0
    elif kind == "plant":
        yield (material, stage, results.case.outlets[origin][0].name, RECYCLED), 1.0
    elif kind == "stockpile":
        yield (material, stage, "stockpile", RELEASED), 1.0
    if kind_of(destination) == "supplier":
        processor = results.case.suppliers[name_of(destination)]
        yield (material, processor.stage, processor.name, MADE), processor.yield_share
