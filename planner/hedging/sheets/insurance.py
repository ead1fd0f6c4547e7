"""What is done before the courses part only because of them."""

from collections.abc import Iterable

from planner.hedging.hedge import Hedge
from planner.hedging.insurance import premiums
from planner.report.sheet import FIGURE, Column, Row, Sheet

FORMATS = {"t": "tonnes", "t/yr": "tonnes", "share": "share"}


def _columns(_: Hedge) -> list[Column]:
    return [
        Column("Decision", width=20),
        Column("Of", width=40),
        Column("Period", width=10),
        Column("Hedged plan", format=FIGURE, width=13),
        Column("Without scenarios", format=FIGURE, width=13),
        Column("Difference", format=FIGURE, width=13),
        Column("Unit", width=8),
        Column("Used most in", "tonnes after the courses part", width=70),
    ]


def _rows(hedge: Hedge) -> Iterable[Row]:
    for p in premiums(hedge):
        figures = (p.hedged, p.calm, p.hedged - p.calm)
        yield Row((p.kind, p.name, p.period, *figures, p.unit, p.serves), FORMATS[p.unit])


INSURANCE = Sheet(
    name="Insurance",
    about="Decisions before the first courses part, in the plan for all courses and in the plan that reckons with no"
    " scenario: what is held, signed, built and bought as insurance, and the courses on which most comes of it.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    frozen=2,
    instead="Before the first courses part the plan is that without scenarios, or there is no plan without them.",
)
