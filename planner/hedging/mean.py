"""The world that a planner without scenarios plans for: every figure at its mean over all courses of events."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from models.case import Case
from models.records import Series


def mean_case(plain: Case, tree: Case) -> Case:
    """A case on a chain with the capacities, costs, prices and demands that a case on a tree has on the mean.

    `plain` is the same workbook without scenarios, on the chain of its periods; its nodes are named by their period.
    """
    mean = _mean(plain, tree)
    suppliers = {
        name: replace(
            i,
            unit_cost=mean(tree.suppliers[name].unit_cost, 0.0),
            capacity_factor=mean(tree.suppliers[name].capacity_factor, 1.0),
        )
        for name, i in plain.suppliers.items()
    }
    plants = {
        name: replace(p, capacity_factor=mean(tree.plants[name].capacity_factor, 1.0))
        for name, p in plain.plants.items()
    }
    demands = {key: replace(d, tonnes=mean(tree.demands[key].tonnes, 0.0)) for key, d in plain.demands.items()}
    contracts = {
        key: replace(c, price={n: price for n, price in mean(tree.contracts[key].price, 0.0).items() if n in c.price})
        for key, c in plain.contracts.items()
    }
    return replace(plain, suppliers=suppliers, plants=plants, demands=demands, contracts=contracts)


def _mean(plain: Case, tree: Case) -> Callable[[Series, float], dict[str, float]]:
    """What averages a figure of the tree over the nodes of each period, by probability."""
    by_period: dict[int, list[tuple[str, float]]] = {}
    for n, node in tree.tree.nodes.items():
        by_period.setdefault(node.period, []).append((n, node.probability))

    def mean(figures: Mapping[str, float], missing: float) -> dict[str, float]:
        return {
            label: sum(p * figures.get(n, missing) for n, p in by_period[node.period])
            for label, node in plain.tree.nodes.items()
        }

    return mean
