"""Recycling capacity that the plan builds: what it costs, when it is paid and what lies beyond the horizon."""

from dataclasses import dataclass

from models.records import Plant
from planner.results.memory import once
from planner.results.results import Results


@dataclass(frozen=True)
class Investment:
    """Capacity of a plant decided at a node, in t of scrap per year; money is undiscounted.

    `outlay` is our part of the capex, net of `support`; the yearly annuity pays it back over the plant's life, `inside`
    the horizon from the period in which it is ready, and `beyond` it for the rest of its life.
    """

    plant: Plant
    node: str
    tonnes_per_year: float
    ready: str
    outlay: float
    support: float
    annuity: float
    inside: float
    beyond: float


@once
def investments(results: Results) -> list[Investment]:
    """Every capacity built, by plant and node of the decision."""
    built = results.values(results.model.built_tonnes_per_year)
    return [_investment(results, results.case.plants[p], n, tonnes) for (p, n), tonnes in built.items() if tonnes]


def _investment(results: Results, plant: Plant, node: str, tonnes: float) -> Investment:
    years = results.case.tree.period_years
    capex = plant.capex * tonnes
    outlay = capex * (1.0 - plant.support_share)
    annuity = outlay * plant.annuity_share
    periods, ready = _standing(results, plant, node)
    return Investment(
        plant, node, tonnes, ready,
        outlay=outlay,
        support=capex - outlay,
        annuity=annuity,
        inside=annuity * years * periods,
        beyond=annuity * years * (plant.life_periods - periods),
    )  # fmt: skip


def _standing(results: Results, plant: Plant, node: str) -> tuple[float, str]:
    """How many periods the capacity stands inside the horizon, expected over the courses, and the first of them."""
    tree = results.case.tree
    last = plant.lead_time_periods + plant.life_periods
    ready, periods = "", 0.0
    for later in tree:
        path = tree.path(later)
        if node in path and plant.lead_time_periods <= len(path) - 1 - path.index(node) < last:
            ready = ready or later
            periods += tree.nodes[later].probability / tree.nodes[node].probability
    return periods, ready
