"""A sweep in sentences."""

from typing import TYPE_CHECKING

from models.policies import LimitKind
from planner.report.words import amount

if TYPE_CHECKING:
    from planner.sweeping.curve import Sweep


LARGE = 1e5
SEEN = 1e-6


def shown(kind: LimitKind, value: float) -> str:
    """A limit with its unit, such as "65 %", "60 days", "1,200 t/yr"."""
    if kind.unit == "share":
        return f"{100 * value:.5g} %"
    if kind.point != 1.0:
        return f"{value:.4g}"
    number = f"{value:,.6g}" if abs(value) < LARGE else f"{value:,.0f}"
    return f"{number} {kind.unit}"


def unit_of(kind: LimitKind) -> str:
    """What one unit of a price is for: a point, a day, a t/yr, a unit of money."""
    return {"share": "point", "days": "day", "money": "unit of money"}.get(kind.unit, _rate(kind))


def _rate(kind: LimitKind) -> str:
    return "point" if kind.point != 1.0 else kind.unit


def sentences(sweep: "Sweep") -> list[str]:
    """What is swept, what it costs, where the knee is, and where plans end."""
    return [_what(sweep), *_costs(sweep), *_knee(sweep), *_shortages(sweep), _end(sweep)]


def _what(sweep: "Sweep") -> str:
    said = f"{sweep.row.id} says: {sweep.understood}"
    if sweep.own_limit is None:
        return f"{said} Here its limit is the same at all times."
    return said


def _costs(sweep: "Sweep") -> list[str]:
    if not sweep.solved:
        return []
    (first, least), (last, most) = sweep.solved[0], sweep.solved[-1]
    start, end = (amount(costs.total_cost, sweep.currency) for costs in (least, most))
    if len(sweep.solved) == 1:
        return [f"With a limit of {shown(sweep.kind, first)} the plan costs {start} in present value."]
    limits = f"From a limit of {shown(sweep.kind, first)} to one of {shown(sweep.kind, last)}"
    if most.total_cost - least.total_cost <= 1e-9 * abs(most.total_cost):
        return [f"{limits} the plan costs the same, {start} in present value: the rule does not bind."]
    return [f"{limits} total cost rises from {start} to {end} in present value."]


def _knee(sweep: "Sweep") -> list[str]:
    """The knee, and the mean price of a unit on either side of it."""
    if sweep.knee is None:
        return []
    costs, kind, unit = dict(sweep.solved), sweep.kind, unit_of(sweep.kind)
    (first, last), knee = (sweep.solved[0][0], sweep.solved[-1][0]), sweep.knee

    def mean(start: float, end: float) -> str:
        rise = costs[end].total_cost - costs[start].total_cost
        return amount(rise / (abs(end - start) / kind.point), sweep.currency)

    said = f"The knee, the limit farthest below the straight line between the ends of the curve, is {shown(kind, knee)}"
    return [f"{said}: up to there a {unit} tighter costs {mean(first, knee)} on average, beyond it {mean(knee, last)}."]


def _shortages(sweep: "Sweep") -> list[str]:
    """From which limit on more goes short than under the loosest."""
    if not sweep.solved:
        return []
    least, (last, most) = sweep.solved[0][1].shortage_tonnes, sweep.solved[-1]
    more = [limit for limit, costs in sweep.solved if costs.shortage_tonnes > least + SEEN * max(1.0, least)]
    if not more:
        return []
    base = f", beside the {amount(least, 't')} under the loosest" if least else ""
    by = f"{amount(most.shortage_tonnes - least, 't')} at {shown(sweep.kind, last)}"
    return [f"From {shown(sweep.kind, more[0])} on it makes sectors go short, by {by}{base}."]


def _end(sweep: "Sweep") -> str:
    kind, edge = sweep.kind, sweep.edge
    if edge:
        return (
            f"The tightest limit with a plan is {shown(kind, edge.holds)}: at {shown(kind, edge.fails)} there is none."
        )
    if not sweep.solved:
        return "None of these limits has a plan."
    lacking = [f"{shown(kind, point.limit)} ({point.status})" for point in sweep.points if not point.costs]
    return f"There is no plan at {', '.join(lacking)}." if lacking else "Every one of these limits has a plan."
