"""The frontier of mean cost against the cost of the dearest courses."""

from collections.abc import Iterable

from planner.hedging.hedge import Hedge
from planner.report.sheet import Column, Point, Row, Scatter, Sheet
from planner.report.words import scale_of

SEEN = 1e-9


def _columns(hedge: Hedge) -> list[Column]:
    money, tail = f"{hedge.plan.currency}, present value", f"{1.0 - hedge.risk.level:.0%}"
    return [
        Column("Weight of the dearest courses", "of what is made least", "share", 14),
        Column("Expected cost", money, "money", 20),
        Column(f"Mean cost of the dearest {tail}", money, "money", 20),
        Column("On the mean it costs more", "than with no weight", "signed money", 20),
        Column("In the dearest it costs", "against no weight", "signed money", 20),
    ]


def _rows(hedge: Hedge) -> Iterable[Row]:
    for weight, expected, tail, more, less in _points(hedge):
        yield Row((weight, expected, tail, more, less))


def _points(hedge: Hedge) -> list[tuple[float, float, float, float, float]]:
    """Weight, both costs, and both against the plan that gives the dearest no weight; what is rounding is nothing."""
    neutral = hedge.frontier[0]
    noise = SEEN * abs(neutral.expected_cost)

    def against(cost: float, before: float) -> float:
        return cost - before if abs(cost - before) > noise else 0.0

    return [
        (
            p.weight,
            p.expected_cost,
            p.cvar,
            against(p.expected_cost, neutral.expected_cost),
            against(p.cvar, neutral.cvar),
        )
        for p in hedge.frontier
    ]


def frontier_charts(hedge: Hedge) -> list[Scatter]:
    """What the mean costs more against what the dearest courses cost less; none where no weight changes anything."""
    points = _points(hedge)
    largest = max(abs(figure) for *_, more, less in points for figure in (more, less))
    if not largest:
        return []
    scale, word = scale_of(largest)
    marked = tuple(
        Point(f"{weight:.0%}", -less / scale, more / scale, main=weight == hedge.risk.weight)
        for weight, *_, more, less in points
    )
    unit = f"{word}{hedge.plan.currency}"
    across = f"what the dearest {1.0 - hedge.risk.level:.0%} of courses cost less, {unit}"
    title = "What it costs to fear the dearest courses: by the weight they are given"
    return [Scatter(title, across, f"what it costs more on the mean, {unit}", marked, "millions")]


FRONTIER = Sheet(
    name="Frontier",
    about="The plans that are made as the dearest courses weigh more: what these cost on the mean of all courses and on"
    " the mean of the dearest, and both against the plan that makes the mean of all least.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    charts=frontier_charts,
    frozen=1,
)
