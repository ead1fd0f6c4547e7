"""How much can be had at most of a material: bounds that no plan exceeds, added up and never optimised.

Everything that is only possible is taken for done: contracts are signed in full, ventures and plants built as soon as
can be, growth used to its limit. So what is short by these figures is short in every plan.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

from models.case import Case
from models.places import place
from models.records import Plant, Supplier, Venture

Bounds = Mapping[str, float]
NO_BOUNDS: Bounds = {}


@dataclass(frozen=True)
class OfStage:
    """The most that all suppliers of a stage can send, by node: what needs no metal of the period, and what does."""

    had: Bounds
    made: Bounds
    best_yield: float


class Reach:
    """The bounds of a case without scenarios, whose nodes are its periods in their order."""

    def __init__(self, case: Case) -> None:
        self.case, self.nodes = case, list(case.tree)
        self._contracts = {name: [k for k in case.contracts.values() if k.supplier == name] for name in case.suppliers}
        self._ventures = {name: [v for v in case.ventures.values() if name in v.suppliers] for name in case.suppliers}
        self._offtake = {name: self._offtakes(supplier) for name, supplier in case.suppliers.items()}
        self._needed = {material: self._irreplaceable(material) for material in case.stages}
        self._finished = {name: self._finishing(plant) for name, plant in case.plants.items()}
        self._connected = {route.origin for route in case.routes if not route.destination.startswith("surplus")}
        self._arriving = {name: self._arrivals(supplier) for name, supplier in case.suppliers.items()}
        self._of_stages = {(k, s): self._of_stage(k, s) for k, stages in case.stages.items() for s in stages}

    def offtake(self, supplier: Supplier, node: str) -> float:
        """The most that can be bought from a supplier at a node, in tonnes."""
        return self._offtake[supplier.name].get(node, 0.0)

    def is_open(self, supplier: Supplier, node: str) -> bool:
        """Whether anything can be bought from a supplier at a node, whenever it arrives."""
        capacity = supplier.capacity_factor.get(node, 1.0) * supplier.capacity_tonnes[node]
        return self._within_contracts(supplier, node, capacity) + self._standing_share(supplier, node) > 0.0

    def arriving(self, supplier: Supplier, window: Sequence[str]) -> float:
        """The most that can arrive from a supplier over some nodes, what was ordered before the plan included."""
        return self.ordered(supplier, window) + self._bought(supplier, window)

    def ordered(self, supplier: Supplier, window: Sequence[str]) -> float:
        """What was ordered from a supplier before the plan and arrives over some nodes."""
        return sum(self._arriving[supplier.name][n][0] for n in window)

    def recycled(self, plant: Plant, material: str, window: Sequence[str]) -> float:
        """The most that a plant can deliver of a material over some nodes."""
        return plant.yield_share.get(material, 0.0) * sum(self._finished[plant.name][n] for n in window)

    def all_recycled(self, material: str, window: Sequence[str]) -> float:
        """The most that all plants can deliver of a material over some nodes."""
        return sum(self.recycled(plant, material, window) for plant in self.case.plants_for(material))

    def released(self, material: str, stage: str, window: Sequence[str]) -> float:
        """The most that a stockpile can give over some nodes beyond what is put in; less than 0 where it must grow."""
        stock = self.case.stockpiles.get(f"{material} / {stage}")
        if stock is None:
            return 0.0
        before = self.case.tree.nodes[window[0]].parent
        found = stock.opening_tonnes if before is None else stock.capacity_tonnes[before]
        if window[-1] == self.nodes[-1]:
            return found - stock.closing_tonnes
        return min(found, sum(stock.release_tonnes[n] for n in window)) if stock.release_tonnes else found

    def delivered(self, material: str, window: Sequence[str], arriving: Bounds = NO_BOUNDS) -> float:
        """The most of a material that can serve demand over some nodes.

        `arriving` bounds further what can come at some stages, plants at the last stage included.
        """
        usable = 0.0
        for stage in self.case.stages[material]:
            of = self._of_stages[material, stage]
            found = sum(of.had[n] for n in window)
            found += min(sum(of.made[n] for n in window), of.best_yield * max(0.0, usable))
            if self.case.is_last(material, stage):
                found += self.all_recycled(material, window)
            usable = min(found, arriving.get(stage, inf)) + self.released(material, stage, window)
        return max(0.0, usable)

    def needed(self, material: str, window: Sequence[str]) -> float:
        """The demand for a material over some nodes, less what can be done without."""
        return sum(self._needed[material][n] for n in window)

    def _irreplaceable(self, material: str) -> dict[str, float]:
        """The demand for a material that nothing can replace, by node."""
        needed = dict.fromkeys(self.nodes, 0.0)
        for demand in (d for d in self.case.demands.values() if d.material == material):
            substitution = self.case.substitutions.get(f"{demand.sector} / {material}")
            without = substitution.most_share if substitution else {}
            for n in self.nodes:
                needed[n] += demand.tonnes[n] * (1.0 - without.get(n, 0.0))
        return needed

    def _finishing(self, plant: Plant) -> dict[str, float]:
        """The most scrap that a plant can be done with at a node, begun before the plan or in it."""
        treated, found = self._treatable(plant), {}
        for n in self.nodes:
            begun = self.case.tree.ancestor(n, plant.delay_periods)
            found[n] = plant.treated_before_tonnes.get(n, 0.0) + (treated[begun] if begun is not None else 0.0)
        return found

    def _of_stage(self, material: str, stage: str) -> "OfStage":
        suppliers = self.case.suppliers_at(material, stage)
        fed = [i for i in suppliers if self._is_fed_within(i)]
        others = [i for i in suppliers if not self._is_fed_within(i)]
        bought = {n: sum(self._bought(i, [n]) for i in others) for n in self.nodes}
        return OfStage(
            {n: tonnes + sum(self.ordered(i, [n]) for i in suppliers) for n, tonnes in bought.items()},
            {n: sum(self._bought(i, [n]) for i in fed) for n in self.nodes},
            max((i.yield_share for i in fed), default=0.0),
        )

    def _bought(self, supplier: Supplier, window: Sequence[str]) -> float:
        return sum(self._arriving[supplier.name][n][1] for n in window)

    def _arrivals(self, supplier: Supplier) -> dict[str, tuple[float, float]]:
        """What was ordered before the plan, and what can be bought in it, by the node of arrival."""
        if place("supplier", supplier.name) not in self._connected:
            return dict.fromkeys(self.nodes, (0.0, 0.0))
        bought = {n: sum(self.offtake(supplier, u) for u in self.case.departures(supplier, n)) for n in self.nodes}
        return {n: (supplier.ordered_tonnes.get(n, 0.0), tonnes) for n, tonnes in bought.items()}

    def _is_fed_within(self, supplier: Supplier) -> bool:
        """Whether what is bought is made of what comes to the stage above in the same window."""
        return not self.case.buys_no_feed(supplier) and not supplier.lead_time_periods

    def _offtakes(self, supplier: Supplier) -> dict[str, float]:
        found: dict[str, float] = {}
        before: float | None = None
        for n in self.nodes:
            most = self._open(supplier, n)
            if supplier.growth and n in supplier.open_nodes:
                growth = supplier.growth
                ramp = growth.ramp_tonnes[n] + growth.venture_ramp_share * self.case.tree.period_years * self._built(
                    supplier, n
                )
                most = min(most, growth.factor * (growth.recent_tonnes if before is None else before) + ramp)
            before = most if n in supplier.open_nodes else None
            found[n] = most
        return found

    def _open(self, supplier: Supplier, node: str) -> float:
        """What capacity, spot share and contracts leave open at a node, and what ventures can add."""
        capacity = self.case.open_capacity(supplier, node)
        return self._within_contracts(supplier, node, capacity) + self._built(supplier, node)

    def _within_contracts(self, supplier: Supplier, node: str, capacity: float) -> float:
        signed = sum(
            contract.most_tonnes[node] for contract in self._contracts[supplier.name] if node in contract.nodes
        )
        return min(capacity, supplier.spot_share * capacity + signed)

    def _built(self, supplier: Supplier, node: str) -> float:
        """Tonnes that our share of ventures can add at a node."""
        if not self.case.in_time(supplier, node):
            return 0.0
        left = supplier.capacity_factor.get(node, 1.0)
        return left * self.case.tree.period_years * self._standing_share(supplier, node)

    def _standing_share(self, supplier: Supplier, node: str) -> float:
        """Our share of the ventures that can stand at a node, in t/yr."""
        ventures = self._ventures[supplier.name] if node in supplier.open_nodes else ()
        return sum(v.equity_share * self._standing(v, node) for v in ventures)

    def _standing(self, venture: Venture, node: str) -> float:
        decided = self.case.standing(node, venture.lead_time_periods, venture.life_periods)
        if not venture.decision_nodes.isdisjoint(decided):
            return venture.most_tonnes_per_year
        return min(venture.most_tonnes_per_year, venture.under_way_tonnes_per_year.get(node, 0.0))

    def _treatable(self, plant: Plant) -> dict[str, float]:
        """The most scrap that a plant can treat at each node: what it can, of what there is."""
        stream, found, kept = self.case.streams[plant.stream], {}, 0.0
        for n in self.nodes:
            built = plant.build_limit_tonnes_per_year * len(
                self.case.standing(n, plant.lead_time_periods, plant.life_periods)
            )
            online = self.case.tree.period_years * (built + plant.under_way_tonnes_per_year.get(n, 0.0))
            kept = (kept if stream.keep else 0.0) + stream.tonnes[n] + self._returned(stream.name, n)
            able = plant.capacity_factor.get(n, 1.0) * (plant.capacity_tonnes.get(n, 0.0) + online)
            found[n] = min(able, kept)
        return found

    def _returned(self, stream: str, node: str) -> float:
        returns = self.case.streams[stream].returns
        used = self.case.tree.ancestor(node, returns.lag_periods) if returns else None
        if returns is None or used is None:
            return 0.0
        about = (returns.sector, returns.material)
        demand = sum(d.tonnes[used] for d in self.case.demands.values() if (d.sector, d.material) == about)
        return returns.collection_share * demand
