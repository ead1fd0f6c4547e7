"""A plan that stays near to an earlier one: what was bought then is the target, and every tonne off it has a weight."""

from collections.abc import Mapping
from dataclasses import replace

from planner.results import Results
from planner.results.nearness import Nearness
from planner.solve import Program
from planner.solve.nearness import Target

Bought = Mapping[tuple[str, str], float]


def near(results: Results, program: Program, bought: Bought, within_share: float, earlier: str) -> Results:
    """The results of the plan that changes least from what was bought by supplier and period in an earlier one."""
    periods = {period for _, period in bought}
    family = program.form.columns.of(results.model.offtake_tonnes)
    wanted = {key: bought.get((str(key[0]), str(key[1])), 0.0) for key in family.keys if key[1] in periods}
    weights = {family.place[key]: _weight(results, *key) for key in wanted}
    target = Target({family.place[key]: tonnes for key, tonnes in wanted.items()}, weights)
    found = replace(results, solution=program.nearest(target, within_share))
    gone = sum(tonnes for (i, n), tonnes in bought.items() if (i, n) not in wanted and n in results.periods)
    nearness = Nearness(
        earlier,
        within_share,
        tonnes=gone + _apart(found, wanted),
        tonnes_at_least_cost=gone + _apart(results, wanted),
        cost=found.solution.cost,
        least_cost=results.solution.cost,
    )
    return replace(found, nearness=nearness)


def _weight(results: Results, supplier: str, node: str) -> float:
    """A tonne off the target, as a share of the peak demand for its material; later years weigh less."""
    case = results.case
    years = case.tree.nodes[node].period * case.tree.period_years
    return 1.0 / (case.peak_demand(case.suppliers[supplier].material) or 1.0) / (1.0 + years)


def _apart(results: Results, wanted: Mapping[tuple[str, ...], float]) -> float:
    offtake = results.values(results.model.offtake_tonnes)
    return sum(abs(offtake[key] - tonnes) for key, tonnes in wanted.items())
