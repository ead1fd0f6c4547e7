"""What a tonne costs at a place, bought stage by stage on the way that is cheapest, or dearest."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from math import inf

from models.case import Case
from models.places import kind_of, name_of, place
from models.records import Series, Supplier
from planner.assembly.checks.reach import Reach

Choice = Callable[[Iterable[float]], float]


def _cheapest(costs: Iterable[float]) -> float:
    return min(costs, default=inf)


def _dearest(costs: Iterable[float]) -> float:
    return max((cost for cost in costs if cost < inf), default=inf)


class Chains:
    """The chains of a case: unit cost or contract price, tariff, freight, carbon and routes, stage by stage.

    All prices are those of one node, whatever the lead times. Recycled output is left out, since it costs what several
    metals cost together; so is the holding of stocks.
    """

    def __init__(self, case: Case, reach: Reach) -> None:
        self.case, self.reach = case, reach
        self._into, self._contracts = defaultdict(list), defaultdict(list)
        for route in case.routes:
            if (kind_of(route.origin), kind_of(route.destination)) != ("stockpile", "pool"):  # it came from there
                self._into[route.destination].append(route)
        for contract in case.contracts.values():
            self._contracts[contract.supplier].append(contract)
        self._known: dict[tuple[str, Choice], Series] = {}

    def cheapest(self, key: str, node: str) -> float:
        """The least that a tonne can cost that comes to a place at a node; infinite where none can come."""
        return self._costs(key, _cheapest)[node]

    def dearest(self, key: str, node: str) -> float:
        """The most that a tonne can cost that comes to a place at a node; infinite where none can come."""
        return self._costs(key, _dearest)[node]

    def _costs(self, key: str, choice: Choice) -> Series:
        """What a tonne costs at every node that leaves a supplier, or comes to any other place."""
        if (key, choice) not in self._known:
            if kind_of(key) == "plant":
                found: Series = dict.fromkeys(self.case.tree, inf)
            elif kind_of(key) == "supplier":
                found = self._sold(self.case.suppliers[name_of(key)], choice)
            else:
                found = self._brought(key, choice)
            self._known[key, choice] = found
        return self._known[key, choice]

    def _brought(self, key: str, choice: Choice) -> Series:
        ways = [(self._costs(route.origin, choice), route.cost or {}) for route in self._into[key]]
        return {n: choice(costs[n] + paid.get(n, 0.0) for costs, paid in ways) for n in self.case.tree}

    def _sold(self, supplier: Supplier, choice: Choice) -> Series:
        """What a tonne costs that is bought at each node; infinite where none can be."""
        nodes = [n for n in self.case.tree if self.reach.is_open(supplier, n)]
        own = {n: choice(self._prices(supplier, n)) for n in nodes}
        if not self.case.buys_no_feed(supplier):
            fed = self._brought(place("supplier", supplier.name), choice)
            own = {n: cost + fed[n] / supplier.yield_share for n, cost in own.items()}
        return dict.fromkeys(self.case.tree, inf) | own

    def _prices(self, supplier: Supplier, node: str) -> Iterator[float]:
        """What this stage adds to a tonne bought at a node, without contract and under each that is in force."""
        in_force = [contract for contract in self._contracts[supplier.name] if node in contract.nodes]
        carbon = self.case.carbon_price.get(node, 0.0) * supplier.emissions_tco2e.get(node, 0.0)
        for price in (supplier.unit_cost[node], *(contract.price[node] for contract in in_force)):
            tariff = price * supplier.tariff_share.get(node, 0.0)
            yield price + tariff + supplier.freight_cost.get(node, 0.0) + carbon
