"""The case: everything a plan depends on, in tonnes of contained material and money, per period of the tree."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from models.exclusions import Protections, Split, protections, splits
from models.origins import Origin, OriginKey, find_origins
from models.places import place, routes_by
from models.policies.row import PolicyRow, Scope, Square, Term
from models.records import (
    Contract,
    Demand,
    Plant,
    Risk,
    Route,
    RouteLimit,
    Series,
    Stockpile,
    Stream,
    Substitution,
    Supplier,
    TracedLimit,
    Venture,
)
from models.shock import LACK_FACTOR, Shock
from models.tree import Tree


@dataclass(frozen=True)
class Case:
    """All data of a plan. `stages` lists, first to last, the stages that a material has in this case.

    `decided` are the nodes at which an earlier plan is followed, `breakpoints` the shares at which a square is exact
    where an earlier solution asked for more of them.
    """

    tree: Tree
    stages: Mapping[str, tuple[str, ...]]
    suppliers: Mapping[str, Supplier]
    demands: Mapping[str, Demand]
    stockpiles: Mapping[str, Stockpile] = field(default_factory=dict)
    contracts: Mapping[str, Contract] = field(default_factory=dict)
    ventures: Mapping[str, Venture] = field(default_factory=dict)
    substitutions: Mapping[str, Substitution] = field(default_factory=dict)
    streams: Mapping[str, Stream] = field(default_factory=dict)
    plants: Mapping[str, Plant] = field(default_factory=dict)
    routes: tuple[Route, ...] = ()
    route_limits: tuple[RouteLimit, ...] = ()
    traced_limits: tuple[TracedLimit, ...] = ()
    home: frozenset[str] = frozenset()
    blocs: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    governance_risk: Mapping[str, float] = field(default_factory=dict)
    esg_risk: Mapping[str, float] = field(default_factory=dict)
    reference_price: Mapping[str, Series] = field(default_factory=dict)
    carbon_price: Series = field(default_factory=dict)
    partnership_cost: Mapping[str, Series] = field(default_factory=dict)
    rules: tuple[PolicyRow, ...] = ()
    shock: Shock = field(default_factory=Shock)
    decided: frozenset[str] = frozenset()
    risk: Risk = field(default_factory=Risk)
    breakpoints: Mapping[Square, tuple[float, ...]] = field(default_factory=dict)

    @cached_property
    def most_tonnes(self) -> dict[tuple[str, str], float]:
        """The most of a material at a stage that could ever be of use in a period: a bound for every variable of it.

        Twice the peak demand and stock room over the lowest yield on the way, plus what was ordered or must be bought.
        """
        found: dict[tuple[str, str], float] = {}
        for material, stages in self.stages.items():
            needed = self.peak_demand(material)
            for stage in reversed(stages):
                needed += self._stock_room(material, stage) + self._committed(material, stage)
                found[material, stage] = 2.0 * needed
                needed /= self._lowest_yield(material, stage)
        return found

    def peak_demand(self, material: str) -> float:
        """The largest demand for a material over all sectors in one period, in tonnes."""
        demands = [d for d in self.demands.values() if d.material == material]
        return max((sum(d.tonnes[n] for d in demands) for n in self.tree), default=0.0)

    def suppliers_at(self, material: str, stage: str) -> list[Supplier]:
        """The suppliers of a material at a stage."""
        return self._suppliers_by_stage.get((material, stage), [])

    def is_last(self, material: str, stage: str) -> bool:
        """Whether demand is met with the output of this stage."""
        return self.stages[material][-1] == stage

    def next_stage(self, material: str, stage: str) -> str | None:
        """The stage that works on the output of `stage`, None after the last."""
        later = self.stages[material][self.stages[material].index(stage) + 1 :]
        return later[0] if later else None

    def stage_above(self, material: str, stage: str) -> str | None:
        """The stage whose output `stage` works on, None before the first."""
        earlier = self.stages[material][: self.stages[material].index(stage)]
        return earlier[-1] if earlier else None

    def processors_of(self, material: str, stage: str) -> list[Supplier]:
        """The suppliers of the next stage, those with their own feed among them: they take in what `stage` gives."""
        following = self.next_stage(material, stage)
        return self.suppliers_at(material, following) if following else []

    def buys_no_feed(self, supplier: Supplier) -> bool:
        """Whether a supplier has its own feed or stands at the first stage at which anything is sold or kept."""
        return bool(supplier.own_feed) or self.is_first(supplier)

    def is_first(self, supplier: Supplier) -> bool:
        """Whether nothing is sold or kept a stage above: what the supplier works on is included in its unit cost.

        A stage that only own feed comes from exists for rules, and nobody can buy there.
        """
        above = self.stage_above(supplier.material, supplier.stage)
        return above is None or (
            not self.suppliers_at(supplier.material, above)
            and (f"{supplier.material} / {above}" not in self.stockpiles)
        )

    def plants_for(self, material: str) -> list[Plant]:
        """The recycling plants that recover a material."""
        return [plant for plant in self.plants.values() if material in plant.yield_share]

    def departures(self, supplier: Supplier, node: str) -> list[str]:
        """The nodes whose offtake from the supplier arrives at `node`: several where its lead time gets shorter."""
        path = self.tree.before(node)[: supplier.lead_time_periods + 1]
        if not supplier.lead_time_cut:
            return [*path[supplier.lead_time_periods :]]
        return [departed for waited, departed in enumerate(path) if supplier.lead_time(departed) == waited]

    def open_capacity(self, supplier: Supplier, node: str) -> float:
        """The most that can be bought from a supplier at a node, in tonnes: nothing that arrives after the horizon."""
        left = supplier.capacity_factor.get(node, 1.0) * supplier.capacity_tonnes[node]
        return left if self.in_time(supplier, node) else 0.0

    def standing(self, node: str, lead_time_periods: int, life_periods: int) -> tuple[str, ...]:
        """The nodes at which what was decided is finished and its life not over at `node`, the latest first."""
        return self.tree.before(node)[lead_time_periods : lead_time_periods + life_periods]

    def ready_in_time(self, node: str, lead_time_periods: int) -> bool:
        """Whether what is decided at a node stands within the horizon."""
        return self.tree.nodes[node].period + lead_time_periods <= self.tree.last_period

    def is_banned(self, supplier: Supplier, node: str) -> bool:
        """Whether a hard ban of our own stops what is bought from a supplier at a node."""
        arrivals = [n for n in self.tree if node in self.departures(supplier, n)]
        return any((supplier.name, n) in self.banned for n in arrivals)

    @cached_property
    def banned(self) -> set[tuple[str, str]]:
        """The suppliers, and nodes of arrival, from which a hard ban lets nothing come."""
        found: set[tuple[str, str]] = set()
        for term in self.terms:
            if term.row.rule.bans and term.penalty is None:
                found |= {(i, n) for i, n in term.members["SUPPLIERS"]}
                origins = [(self.origins[tuple(key)], n) for *key, n in term.members["ORIGINS"]]
                found |= {(i.name, n) for origin, n in origins for i in origin.suppliers}
        return found

    def grown_from(self, supplier: Supplier, node: str) -> str | None:
        """The node whose offtake growth counts from, None before the supplier is open.

        It is the one before; after an outage, the last one before the outage.
        """
        outage = self.shock.outages.get(supplier.name, frozenset())
        skipped = outage if node not in outage else frozenset()
        before = next((n for n in self.tree.before(node)[1:] if n not in skipped), None)
        return before if before in supplier.open_nodes else None

    def is_left(self, node: str, cut: list[str]) -> bool:
        """Whether a node of a window counts of which a shock cuts some: not where it was decided before it was known.

        That is where an earlier plan is followed, or where the course of the shock was still one with others.
        """
        if not cut:
            return True
        courses = self.tree.nodes[cut[0]].courses
        return node not in self.decided and set(self.tree.nodes[node].courses) <= set(courses)

    def lack_cost(self, material: str) -> float:
        """What a tonne costs that a duty to fill lacks in a shock: ten times the material's highest shortage cost."""
        costs = [d.shortage_cost[n] for d in self.demands.values() if d.material == material for n in self.tree]
        return LACK_FACTOR * max(costs, default=0.0)

    def left_of_duties(self, supplier: Supplier, node: str) -> float:
        """The part of what must be bought from a supplier that a scenario leaves: force majeure lifts the rest."""
        return min(1.0, supplier.capacity_factor.get(node, 1.0))

    def in_time(self, supplier: Supplier, node: str) -> bool:
        """Whether what is bought at a node arrives within the horizon."""
        return self.tree.nodes[node].period + supplier.lead_time(node) <= self.tree.last_period

    @cached_property
    def routes_into(self) -> Mapping[str, list[tuple[str, str]]]:
        """The keys of the routes that lead into each place."""
        return routes_by(self.routes, 1)

    @cached_property
    def routes_out_of(self) -> Mapping[str, list[tuple[str, str]]]:
        """The keys of the routes that lead out of each place."""
        return routes_by(self.routes, 0)

    @cached_property
    def pairs(self) -> dict[str, tuple[str, str]]:
        """Every material and stage by the name of the two, "material / stage"."""
        return {f"{k} / {s}": (k, s) for k, stages in self.stages.items() for s in stages}

    @cached_property
    def outlets(self) -> dict[str, tuple[Plant, str]]:
        """The recycling plant and material behind the place at which recycled output leaves."""
        return {place("plant", p, k): (plant, k) for p, plant in self.plants.items() for k in plant.yield_share}

    @cached_property
    def terms(self) -> list[Term]:
        """The constraints that the policy rows in force make."""
        return [term for row in self.rules for term in row.rule.terms(self, row)]

    @cached_property
    def squares(self) -> dict[Square, Term]:
        """The squared shares that policy rows ask for, each with a constraint that does."""
        return {tuple(square): term for term in self.terms for square in term.members.get("SQUARES", ())}

    def asked(self, member: str) -> list[tuple[str, ...]]:
        """The totals that policy rows ask for, by the name of the sum that uses them, each once and without node."""
        found = (key[:-1] for term in self.terms for key in term.members.get(member, ()))
        return list(dict.fromkeys(found))

    @cached_property
    def protections(self) -> Protections:
        """The excluded set of every row, scope and node that protects a sector."""
        return protections(self)

    @cached_property
    def splits(self) -> dict[str, Split]:
        """The classes of every material that some row or way protects."""
        return splits(self)

    def touched_deliveries(self, row: PolicyRow, scope: Scope, node: str) -> list[tuple[str, str, str, str]]:
        """The flows by class into a protected sector of metal that the row's excluded set has touched."""
        material, sector = scope.name[0], scope.name[3]
        words = self.splits[material].touched(self.protections[row.key, scope.name, node])
        ends = {place("demand", d.key) for d in self.demands.values() if (d.material, d.sector) == (material, sector)}
        return [(*route.key, word, node) for route in self.routes if route.destination in ends for word in words]

    @cached_property
    def origins(self) -> dict[OriginKey, Origin]:
        """Whose metal counts for which country, by (source, material, stage, country)."""
        return find_origins(self)

    def net_imports_before(self, material: str) -> Mapping[int, float]:
        """Net imports before the plan in tonnes, by period counted back from the first (-1, -2, ...)."""
        last = self.stockpiles.get(f"{material} / {self.stages[material][-1]}")
        return last.net_imports_before if last else {}

    def months_before_plan(self, node: str) -> list[int]:
        """The periods before the plan (-1, -2, ...) that lie in the twelve months before a node."""
        period = self.tree.nodes[node].period
        return [p for p in range(period - self._periods_per_year, period) if p < 0]

    def year_before(self, node: str) -> tuple[str, ...]:
        """The ancestors of a node in the twelve months before it."""
        return self.tree.before(node)[1 : self._periods_per_year + 1]

    @property
    def _periods_per_year(self) -> int:
        return round(1.0 / self.tree.period_years)

    @cached_property
    def _suppliers_by_stage(self) -> dict[tuple[str, str], list[Supplier]]:
        found: dict[tuple[str, str], list[Supplier]] = {}
        for supplier in self.suppliers.values():
            found.setdefault((supplier.material, supplier.stage), []).append(supplier)
        return found

    def _stock_room(self, material: str, stage: str) -> float:
        stockpiles = [h for h in self.stockpiles.values() if (h.material, h.stage) == (material, stage)]
        return sum(max(h.capacity_tonnes.values(), default=0.0) for h in stockpiles)

    def _committed(self, material: str, stage: str) -> float:
        committed = 0.0
        for supplier in self.suppliers_at(material, stage):
            committed += max(supplier.ordered_tonnes.values(), default=0.0)
            committed += max(supplier.minimum_tonnes.values(), default=0.0)
            owed = [c.least_tonnes for c in self.contracts.values() if c.supplier == supplier.name]
            committed += sum(max(least.values(), default=0.0) for least in owed)
        for row in self.rules:
            committed += row.rule.forced_tonnes(self, row, (material, stage))
        for plant in self.plants_for(material) if self.is_last(material, stage) else []:
            committed += plant.yield_share[material] * max(plant.treated_before_tonnes.values(), default=0.0)
        return committed

    def _lowest_yield(self, material: str, stage: str) -> float:
        return min((supplier.yield_share for supplier in self.suppliers_at(material, stage)), default=1.0)
