"""What shocks do to the plan of a set: plain means over those after which there is a plan."""

from collections.abc import Callable, Iterable

from planner.comparing.comparison import Comparison, Pair
from planner.report.sheet import Point, Scatter
from planner.report.words import scale_of
from planner.stressing.aftermath import Aftermath


def stressed(comparison: Comparison) -> list[Pair]:
    """The plans that were put to shocks."""
    return [pair for pair in comparison.solved if pair.entry.shocks]


def mean_unmet(pair: Pair) -> float | None:
    """Tonnes that shocks add to what is unmet."""
    return _mean(found.added_tonnes for found in _met(pair))


def mean_cost(pair: Pair) -> float | None:
    """What the plan costs in shocks, shortages at their cost."""
    return _mean(found.total_cost for found in _met(pair))


def mean_extra_cost(pair: Pair) -> float | None:
    """What shocks cost more than the plan itself, shortages at their cost."""
    cost = mean_cost(pair)
    return None if cost is None else cost - pair.findings.total_cost


def scatters(comparison: Comparison) -> list[Scatter]:
    """What a set costs against what it leaves unmet in shocks, and against what shocks then cost."""
    scale, word = scale_of(min((pair.findings.paid_cost for pair in comparison.solved), default=0.0) / 10.0)
    money, pairs = f"{word}{comparison.currency}", stressed(comparison)

    def points(figure: Callable[[Pair], float | None], scale_up: float = 1.0) -> tuple[Point, ...]:
        found = [(pair, figure(pair)) for pair in pairs]
        return tuple(
            Point(pair.label, pair.findings.paid_cost / scale, value / scale_up, main=pair.reference is None)
            for pair, value in found
            if value is not None
        )

    across, unmet, cost = f"paid cost of the plan, {money}", points(mean_unmet), points(mean_cost, scale)
    return [
        Scatter("Cost and what shocks leave unmet", across, "t, mean of all shocks", unmet, "tonnes"),
        Scatter(
            "Cost and cost in shocks, shortages at their cost", across, f"{money}, mean of all shocks", cost, "millions"
        ),
    ]


def _met(pair: Pair) -> list[Aftermath]:
    return [shock.aftermath for shock in pair.entry.shocks if shock.aftermath]


def _mean(values: Iterable[float]) -> float | None:
    found = list(values)
    return sum(found) / len(found) if found else None
