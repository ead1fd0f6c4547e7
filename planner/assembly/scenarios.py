"""What a scenario changes: capacities, unit costs and demands of the periods that its rows touch."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from models.policies.partner import BLOC, COUNTRY, OWNER, SUPPLIER
from models.records import Demand, Plant, Series, Supplier
from planner.assembly.horizon import Horizon
from planner.workbook import Book
from planner.workbook.schema import Scenario

EACH = "each"
Blocs = Mapping[str, Mapping[str, frozenset[str]]]


class Course:
    """The rows of one scenario, or of none, laid over the plan's periods."""

    def __init__(self, book: Book, scenario: str | None, horizon: Horizon, blocs: Blocs) -> None:
        rows = [row for row in book.scenarios if row.scenario == scenario]
        self.rows = [(row, horizon.nodes(row.from_, row.to)) for row in rows]
        self.blocs = blocs

    def supplier(self, supplier: Supplier) -> Supplier:
        """A supplier with what the rows leave of its capacity and make of its unit cost."""
        touching = [(row, self._nodes(row, nodes, supplier)) for row, nodes in self.rows if _is_about(row, supplier)]
        if not touching:
            return supplier
        cost = _product(supplier.unit_cost, [(row.cost_factor, nodes) for row, nodes in touching])
        left = _product(dict.fromkeys(supplier.unit_cost, 1.0), [(r.capacity_factor, nodes) for r, nodes in touching])
        return replace(supplier, unit_cost=cost, capacity_factor=left)

    def plant(self, plant: Plant, last_stages: Mapping[str, str]) -> Plant:
        """A recycling plant with what the rows about its country leave of its capacity."""
        factors = []
        for row, nodes in self.rows:
            recovers = [k for k in plant.yield_share if row.material in (EACH, k)]
            if row.partner_kind in (COUNTRY, BLOC) and any(row.stage in (EACH, last_stages[k]) for k in recovers):
                factors.append((row.capacity_factor, frozenset(n for n in nodes if self._is_in(row, plant.country, n))))
        return replace(plant, capacity_factor=_product(dict.fromkeys(plant.opex, 1.0), factors)) if factors else plant

    def demand(self, demand: Demand) -> Demand:
        """A demand multiplied by the rows that touch its sector and material."""
        about = [(row, nodes) for row, nodes in self.rows if row.material in (EACH, demand.material)]
        factors = [(row.demand_factor, nodes) for row, nodes in about if row.sector in (EACH, demand.sector)]
        return replace(demand, tonnes=_product(demand.tonnes, factors)) if factors else demand

    def _nodes(self, row: Scenario, nodes: frozenset[str], supplier: Supplier) -> frozenset[str]:
        """The nodes at which a row touches a supplier: of a bloc, those at which its country is a member."""
        if row.partner_kind == SUPPLIER:
            return nodes if row.partner == supplier.name else frozenset()
        if row.partner_kind == OWNER:
            return nodes if row.partner == supplier.owner else frozenset()
        return frozenset(n for n in nodes if row.partner_kind == "" or self._is_in(row, supplier.country, n))

    def _is_in(self, row: Scenario, country: str, node: str) -> bool:
        return country == row.partner if row.partner_kind == COUNTRY else country in self.blocs[row.partner][node]


def _is_about(row: Scenario, supplier: Supplier) -> bool:
    return row.material in (EACH, supplier.material) and row.stage in (EACH, supplier.stage)


def _product(figures: Series, factors: Iterable[tuple[float, frozenset[str]]]) -> dict[str, float]:
    found = dict(figures)
    for factor, nodes in factors:
        found |= {n: found[n] * factor for n in nodes if n in found}
    return found
