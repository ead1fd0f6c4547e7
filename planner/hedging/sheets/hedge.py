"""What hedging costs and saves, on one page."""

from collections.abc import Iterable

from planner.hedging.hedge import Hedge
from planner.hedging.sentences import sentences
from planner.hedging.sheets.frontier import frontier_charts
from planner.report.sheet import FIGURE, Column, Row, Sheet
from planner.report.words import scale_of


def _columns(_: Hedge) -> list[Column]:
    return [
        Column("Figure", width=48),
        Column("Value", format=FIGURE, width=16),
        Column("Unit", width=16),
        Column("What it is", width=90),
    ]


def _rows(hedge: Hedge) -> Iterable[Row]:
    found, level = hedge.measures, f"{1.0 - hedge.risk.level:.0%}"
    wait, mean = found.wait_and_see, found.mean_value_plan_cost
    lines = (
        ("Expected cost of the plan", found.expected_cost, "mean over all courses, each with its probability"),
        (f"Cost in the dearest {level} of courses", found.cvar, "mean over these: conditional value at risk"),
        ("What the plan makes least", found.objective, _objective(hedge)),
        ("Least expected cost of one plan", found.neutral_cost, "the tail not weighed"),
        ("Wait and see", wait, "mean of the plans that one would make if each course were known at once"),
        ("What certainty would save", found.evpi, "least expected cost less wait and see (EVPI)"),
        ("Following the plan for the mean course", mean, "until the first courses part, then deciding anew"),
        ("What hedging saves over it", found.vss, "that cost less the least expected cost (VSS)"),
    )
    for figure, value, what in lines:
        if value is None:
            yield Row((figure, None, "", "no such plan"))
        else:
            scale, word = scale_of(value)
            yield Row((figure, value / scale, f"{word}{hedge.plan.currency}", what), "millions")


def _objective(hedge: Hedge) -> str:
    weight = hedge.risk.weight
    return f"{1.0 - weight:.0%} of the mean and {weight:.0%} of the dearest courses" if weight else "the mean"


HEDGE = Sheet(
    name="Hedge",
    about="One plan for all courses of events: what is decided before they part is decided once. Costs are in present"
    " value and include shortage cost and penalties. How long a shock lasts is taken as known once it is known"
    " (optimistic).",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    charts=frontier_charts,
    words=sentences,
    frozen=1,
    on_one_page=True,
)
