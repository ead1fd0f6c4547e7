"""What ventures add to the capacity of suppliers."""

from planner.results.memory import once
from planner.results.results import Results


@once
def our_output(results: Results) -> dict[tuple[str, str], float]:
    """Tonnes per period of our share of what stands of each venture, by venture and node."""
    case, online = results.case, results.values(results.model.venture_online_tonnes_per_year)
    years = case.tree.period_years
    return {(v, n): case.ventures[v].equity_share * years * standing for (v, n), standing in online.items()}


@once
def unassigned(results: Results) -> dict[tuple[str, str], float]:
    """The part of our output of each venture that no supplier of it is given, by venture and node."""
    left = dict(our_output(results))
    for (v, _, n), tonnes in results.values(results.model.venture_output_tonnes).items():
        left[v, n] = max(0.0, left[v, n] - tonnes)
    return left


@once
def added_capacity(results: Results) -> dict[tuple[str, str, str], float]:
    """Tonnes that a venture adds to a supplier, by venture, supplier and node.

    What nobody is given is counted in proportion to what they are given, where nothing is, in equal parts.
    """
    case, given = results.case, results.values(results.model.venture_output_tonnes)
    found = {}
    for v, venture in case.ventures.items():
        for n in results.periods:
            sharers = [case.suppliers[i] for i in venture.suppliers]
            able = [i.name for i in sharers if n in i.open_nodes and case.in_time(i, n)]
            whole = sum(given[v, i, n] for i in able)
            for i in able:
                part = given[v, i, n] / whole if whole else 1.0 / len(able)
                found[v, i, n] = part * our_output(results)[v, n]
    return found


def capacity(results: Results, supplier: str, node: str) -> float:
    """The tonnes that a supplier could sell in a period: its own capacity and what ventures add to it."""
    added = added_capacity(results)
    joint = (added.get((v, supplier, node), 0.0) for v, x in results.case.ventures.items() if supplier in x.suppliers)
    offer = results.case.suppliers[supplier]
    return offer.capacity_factor.get(node, 1.0) * (offer.capacity_tonnes[node] + sum(joint))
