"""What partnerships bring to the suppliers, ventures and contracts of a case, and what they cost.

The workbook's tariffs, lead times and support are those without any partnership; its capacities hold all that
partnerships add. So a partnership that is left out takes its part of the capacity away and gives nothing else.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from models.case import Case
from models.policies.partner import BLOC
from models.records import Contract, Supplier, Venture
from planner.assembly.horizon import Horizon
from planner.workbook import Book
from planner.workbook.schema import Partnership

Blocs = Mapping[str, Mapping[str, frozenset[str]]]
InForce = tuple[Partnership, frozenset[str]]


class Partnerships:
    """The partnerships of a workbook, of which some are kept; a figure holds at the nodes of their From to To."""

    def __init__(
        self,
        book: Book,
        horizon: Horizon,
        blocs: Blocs,
        kept: Iterable[str] | None = None,
        within: frozenset[str] | None = None,
    ) -> None:
        """With `kept` only the partnerships of these names are, without it all of them; with `within` there alone."""
        self.horizon, self.blocs, self.within = horizon, blocs, within
        self.rows = [(row, horizon.nodes(row.from_, row.to)) for row in book.partnerships]
        names = {row.partnership for row in book.partnerships}
        self.names = names if kept is None else names.intersection(kept)
        self._by_country: dict[str, list[InForce]] = {}
        self.holders = {row.contract: row.of_partnership for row in book.contracts if row.of_partnership}

    def applied(self, case: Case) -> Case:
        """The case with what the kept ones bring and cost."""
        suppliers = {name: self.supplier(i) for name, i in case.suppliers.items()}
        return replace(
            case,
            suppliers=suppliers,
            ventures={name: self.venture(v, suppliers) for name, v in case.ventures.items()},
            contracts={name: self.contract(k, suppliers[k.supplier]) for name, k in case.contracts.items()},
            partnership_cost=self.costs(),
        )

    def supplier(self, supplier: Supplier) -> Supplier:
        """A supplier with the tariff, lead time and capacity that the kept ones leave it with."""
        if not any(self._with(supplier.country)):
            return supplier
        cut = self._greatest(supplier.country, lambda row: row.tariff_cut)
        sooner = self._greatest(supplier.country, lambda row: self.horizon.periods(row.lead_time_cut))
        tariff = {n: max(0.0, share - cut.get(n, 0.0)) for n, share in supplier.tariff_share.items()}
        changed = replace(supplier, tariff_share=tariff, lead_time_cut={n: int(cut) for n, cut in sooner.items()})
        return _cut_down(changed, self.left(supplier.country))

    def venture(self, venture: Venture, suppliers: Mapping[str, Supplier]) -> Venture:
        """A venture with what the kept ones with the country of one of its suppliers pay of its capex."""
        found: dict[str, float] = {}
        for country in {suppliers[name].country for name in venture.suppliers}:
            for n, support in self._greatest(country, lambda row: row.support).items():
                found[n] = max(found.get(n, 0.0), support)
        return replace(venture, support_added=found) if found else venture

    def contract(self, contract: Contract, supplier: Supplier) -> Contract:
        """A contract, for no more than is left of the capacity it is on, while the partnership it needs is in force."""
        holder = self.holders.get(contract.name)
        if holder is not None:
            contract = replace(contract, nodes=contract.nodes & self._in_force(holder, supplier.country))
        left = self.left(supplier.country)
        if not left:
            return contract
        most = {n: min(t, supplier.capacity_tonnes[n]) if n in left else t for n, t in contract.most_tonnes.items()}
        least = {n: min(tonnes, most[n]) for n, tonnes in contract.least_tonnes.items()}
        return replace(contract, most_tonnes=most, least_tonnes=least)

    def costs(self) -> dict[str, dict[str, float]]:
        """What each that is kept costs at each node at which it is in force."""
        found: dict[str, dict[str, float]] = {}
        for row, nodes in self.rows:
            if row.partnership not in self.names:
                continue
            paid = found.setdefault(row.partnership, {})
            for n in nodes if row.yearly_cost else ():
                paid[n] = paid.get(n, 0.0) + row.yearly_cost * self.horizon.period_years
        return {name: paid for name, paid in sorted(found.items()) if paid}

    def left(self, country: str) -> dict[str, float]:
        """The part of a country's capacity that is left, at the nodes at which something is missing."""
        added = _greatest(self._with(country), lambda row: row.capacity_added)
        kept = self._greatest(country, lambda row: row.capacity_added)
        lost = {n: whole - kept.get(n, 0.0) for n, whole in added.items()}
        return {n: 1.0 - share for n, share in lost.items() if share > 0.0}

    def _greatest(self, country: str, figure: Callable[[Partnership], float]) -> dict[str, float]:
        """The greatest figure at each node among those kept that are with a country; they do not add."""
        kept = ((row, nodes) for row, nodes in self._with(country) if self._keeps(row.partnership, country))
        return _greatest(kept, figure)

    def _keeps(self, name: str, country: str) -> bool:
        return name in self.names or (self.within is not None and country not in self.within)

    def _with(self, country: str) -> list[InForce]:
        """The rows that are with a country, and the nodes at which they are; many suppliers have the same one."""
        if country not in self._by_country:
            found = ((row, nodes & self._nodes_with(row, country)) for row, nodes in self.rows)
            self._by_country[country] = [(row, nodes) for row, nodes in found if nodes]
        return self._by_country[country]

    def _nodes_with(self, row: Partnership, country: str) -> frozenset[str]:
        if row.partner_kind == BLOC:
            return frozenset(n for n, members in self.blocs[row.partner].items() if country in members)
        return frozenset(self.horizon.tree) if row.partner == country else frozenset()

    def _in_force(self, name: str, country: str) -> frozenset[str]:
        rows = self.rows if self._keeps(name, country) else []
        return frozenset(n for row, nodes in rows if row.partnership == name for n in nodes)


def _greatest(rows: Iterable[InForce], figure: Callable[[Partnership], float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for row, nodes in rows:
        value = figure(row)
        for n in nodes if value else ():
            found[n] = max(found.get(n, 0.0), value)
    return found


def _cut_down(supplier: Supplier, left: Mapping[str, float]) -> Supplier:
    """A supplier with a part of its capacity at some nodes; no more than that can be forced on us."""
    if not left:
        return supplier
    capacity = {n: part_of(tonnes, left.get(n, 1.0)) for n, tonnes in supplier.capacity_tonnes.items()}
    owed = {n: min(tonnes, capacity[n]) if n in left else tonnes for n, tonnes in supplier.minimum_tonnes.items()}
    growth = supplier.growth
    if growth and growth.venture_ramp_share:  # a ramp of its own does not follow the capacity
        ramp = {n: part_of(tonnes, left.get(n, 1.0)) for n, tonnes in growth.ramp_tonnes.items()}
        growth = replace(growth, ramp_tonnes=ramp)
    return replace(supplier, capacity_tonnes=capacity, minimum_tonnes=owed, growth=growth)


def part_of(tonnes: float, share: float) -> float:
    """A share of a quantity that may be unlimited: nothing of it is nothing."""
    return tonnes * share if share else 0.0
