"""What differs from the base, the most different first."""

from collections.abc import Iterable

from planner.comparing.comparison import Comparison
from planner.comparing.sheets.columns import LEAD, against, lead
from planner.report.sheet import FIGURE, Column, Row, Sheet, Value
from planner.results.ranking import down


def _columns(comparison: Comparison) -> list[Column]:
    found = [*LEAD]
    for pair in comparison.compared:
        found.append(Column(pair.label, against(pair), FIGURE, 14))
        found.append(Column(f"{pair.label}, %", "of that", "signed share", 13))
    return found


def _rows(comparison: Comparison) -> Iterable[Row]:
    ranked: list[tuple[float, Row]] = []
    for measure in comparison.measures:
        changes = [pair.change(measure) for pair in comparison.compared]
        cells: list[Value] = [cell for change in changes for cell in (change.difference, change.relative)]
        if any(change.difference for change in changes):
            weight = max(change.weight for change in changes)
            ranked.append((weight, Row((*lead(measure), *cells), f"signed {measure.format}")))
    yield from (row for _, row in sorted(ranked, key=lambda item: down(item[0])))


DIFFERENCES = Sheet(
    name="Differences",
    about="Each figure less that of the plan it is compared with, and in per cent of that; the most different first:"
    " shares, risk and concentration by their points, money against the paid cost, shortages against demand, others"
    " relatively. The base set is that of the same assumption. Figures that differ in no plan are left out.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    frozen=2,
    groups=0,
    instead="There is no difference, or nothing to compare with.",
)
