"""What the plan costs, by kind: undiscounted and in present value, and the cash that leaves in each period."""

from collections.abc import Iterable

from models import cost
from planner.results.memory import once
from planner.results.results import Results

NOT_CASH = ("Recycling capacity", "Venture capacity", "Substitution research", "Closing stock")


@once
def costs(results: Results) -> dict[str, dict[str, float]]:
    """Money by kind of cost and node, undiscounted; what is not paid (shortage, penalties) has kinds of its own."""
    return {name: _of_kind(results, name) for name in cost.KINDS}


def present_value(results: Results, by_node: dict[str, float]) -> float:
    """Money by node, each discounted to the start of the plan and weighted with its probability, in one sum."""
    nodes = results.case.tree.nodes
    return sum(nodes[node].weight * money for node, money in by_node.items())


def expected(results: Results, by_node: dict[str, float]) -> float:
    """Figures by node in one sum, each weighted with its probability: on a chain, simply the sum."""
    nodes = results.case.tree.nodes
    return sum(nodes[node].probability * figure for node, figure in by_node.items())


def summed(results: Results, kinds: Iterable[str]) -> dict[str, float]:
    """Money by node over several kinds of cost."""
    by_kind = costs(results)
    names = list(kinds)
    return {node: sum(by_kind[name][node] for name in names) for node in results.periods}


def paid_cost(results: Results) -> float:
    """Present value of all that is money, shortage cost and penalties left out."""
    return present_value(results, summed(results, cost.PAID))


def unpaid_cost(results: Results) -> float:
    """Present value of shortage cost and penalties: values that guide the plan, no payments."""
    return sum(unpaid_costs(results).values())


@once
def unpaid_costs(results: Results) -> dict[str, float]:
    """Present value of each kind of cost that is no payment."""
    return {name: present_value(results, _of_kind(results, name)) for name in cost.UNPAID}


@once
def outlays(results: Results) -> dict[str, float]:
    """Capex by node in which it is committed, net of support, undiscounted."""
    nodes = [(node,) for node in results.periods]
    return {node: value for (node,), value in results.solution.evaluate(cost.outlay, nodes).items()}


@once
def cash(results: Results) -> dict[str, float]:
    """Money that leaves by node: paid cost with outlays in place of annuities, without the credit for closing stock."""
    running = summed(results, (name for name in cost.PAID if name not in NOT_CASH))
    return {node: running[node] + outlay for node, outlay in outlays(results).items()}


def _of_kind(results: Results, name: str) -> dict[str, float]:
    nodes = [(node,) for node in results.periods]
    return {node: value for (node,), value in results.solution.evaluate(cost.KINDS[name], nodes).items()}
