"""What events change: capacities, unit costs and demands of the periods that they touch."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from models.case import Case
from models.policies.partner import BLOC, COUNTRY, OWNER, SUPPLIER
from models.records import Demand, Plant, Series, Supplier
from models.shock import Shock
from planner.assembly.futures import EACH, Event
from planner.assembly.horizon import Laid

Blocs = Mapping[str, Mapping[str, frozenset[str]]]


class Events:
    """Events laid over the nodes of a tree, and what they touch there."""

    def __init__(self, laid: Laid, blocs: Blocs, last_stages: Mapping[str, str]) -> None:
        self.laid = [(event, nodes) for event, nodes in laid if nodes]
        self.blocs, self.last_stages = blocs, last_stages

    def on_supplier(self, supplier: Supplier) -> Laid:
        """The events that change what a supplier can send or asks for, each with the nodes at which it does."""
        about = [(event, nodes) for event, nodes in self.laid if _is_about(event, supplier)]
        return [
            (event, self._nodes(event, nodes, supplier) & supplier.open_nodes)
            for event, nodes in about
            if _moves_supply(event)
        ]

    def on_plant(self, plant: Plant) -> Laid:
        """The events that change what a recycling plant can treat: those about its country, or a bloc it is in."""
        found = []
        for event, nodes in self.laid:
            recovers = [k for k in plant.yield_share if event.material in (EACH, k)]
            at_stage = any(event.stage in (EACH, self.last_stages[k]) for k in recovers)
            if at_stage and event.partner_kind in (COUNTRY, BLOC) and event.capacity_factor != 1.0:
                found.append((event, frozenset(n for n in nodes if self._is_in(event, plant.country, n))))
        return found

    def on_demand(self, demand: Demand) -> Laid:
        """The events that change what a sector needs of a material."""
        about = [(event, nodes) for event, nodes in self.laid if event.material in (EACH, demand.material)]
        return [(e, nodes) for e, nodes in about if e.sector in (EACH, demand.sector) and e.demand_factor != 1.0]

    def supplier(self, supplier: Supplier) -> Supplier:
        """A supplier with what the events leave of its capacity and make of its unit cost."""
        touching = self.on_supplier(supplier)
        if not touching:
            return supplier
        cost = _product(supplier.unit_cost, [(event.cost_factor, nodes) for event, nodes in touching])
        left = _product(dict.fromkeys(supplier.unit_cost, 1.0), [(e.capacity_factor, nodes) for e, nodes in touching])
        return replace(supplier, unit_cost=cost, capacity_factor=left)

    def plant(self, plant: Plant) -> Plant:
        """A recycling plant with what the events leave of its capacity."""
        factors = [(event.capacity_factor, nodes) for event, nodes in self.on_plant(plant)]
        return replace(plant, capacity_factor=_product(dict.fromkeys(plant.opex, 1.0), factors)) if factors else plant

    def demand(self, demand: Demand) -> Demand:
        """A demand multiplied by the events that touch it."""
        factors = [(event.demand_factor, nodes) for event, nodes in self.on_demand(demand)]
        return replace(demand, tonnes=_product(demand.tonnes, factors)) if factors else demand

    def _nodes(self, event: Event, nodes: frozenset[str], supplier: Supplier) -> frozenset[str]:
        """The nodes at which an event touches a supplier: of a bloc, those at which its country is a member."""
        if event.partner_kind == SUPPLIER:
            return nodes if event.partner == supplier.name else frozenset()
        if event.partner_kind == OWNER:
            return nodes if event.partner == supplier.owner else frozenset()
        return frozenset(n for n in nodes if event.partner_kind == "" or self._is_in(event, supplier.country, n))

    def _is_in(self, event: Event, country: str, node: str) -> bool:
        return country == event.partner if event.partner_kind == COUNTRY else country in self.blocs[event.partner][node]


def shock_of(case: Case, laid: Laid, recovery_periods: int) -> Shock:
    """The shock that events are: a material is in it where they change anything of it, and while it recovers."""
    touched, events = touched_by(case, laid), _laid_over(case, laid)
    recent = {n: case.tree.before(n)[: recovery_periods + 1] for n in case.tree}
    lasting = {n: frozenset[str]().union(*(touched[u] for u in before)) for n, before in recent.items()}
    outages = {i: _outage(events.on_supplier(supplier)) for i, supplier in case.suppliers.items()}
    return Shock(
        {n: materials for n, materials in lasting.items() if materials},
        {i: nodes for i, nodes in outages.items() if nodes},
    )


def touched_by(case: Case, laid: Laid) -> dict[str, frozenset[str]]:
    """The materials of which events change anything at each node."""
    touched = dict.fromkeys(case.tree, frozenset[str]())
    for materials, nodes in _touching(case, _laid_over(case, laid)):
        touched |= {n: touched[n] | materials for n in nodes}
    return touched


def _laid_over(case: Case, laid: Laid) -> Events:
    return Events(laid, case.blocs, {material: stages[-1] for material, stages in case.stages.items()})


def _touching(case: Case, events: Events) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """The materials of which something changes, and the nodes at which it does."""
    for supplier in case.suppliers.values():
        yield from ((frozenset({supplier.material}), nodes) for _, nodes in events.on_supplier(supplier))
    for plant in case.plants.values():
        yield from ((frozenset(plant.yield_share), nodes) for _, nodes in events.on_plant(plant))
    for demand in case.demands.values():
        yield from ((frozenset({demand.material}), nodes) for _, nodes in events.on_demand(demand))


def _outage(laid: Laid) -> frozenset[str]:
    """The nodes at which events leave less than all of a capacity."""
    return frozenset[str]().union(*(nodes for event, nodes in laid if event.capacity_factor < 1.0))


def _is_about(event: Event, supplier: Supplier) -> bool:
    return event.material in (EACH, supplier.material) and event.stage in (EACH, supplier.stage)


def _moves_supply(event: Event) -> bool:
    return (event.capacity_factor, event.cost_factor) != (1.0, 1.0)


def _product(figures: Series, factors: Iterable[tuple[float, frozenset[str]]]) -> dict[str, float]:
    found = dict(figures)
    for factor, nodes in factors:
        found |= {n: found[n] * factor for n in nodes if n in found}
    return found
