"""The same figures of every plan side by side."""

from collections.abc import Iterable

from planner.comparing.comparison import Comparison
from planner.comparing.findings import SHORT
from planner.comparing.sheets.columns import LEAD, lead, plans
from planner.report.sheet import Column, Row, Sheet


def _columns(comparison: Comparison) -> list[Column]:
    return [*LEAD, *plans(comparison)]


def _rows(comparison: Comparison) -> Iterable[Row]:
    for measure in comparison.measures:
        figures = [pair.findings.figures.get(measure) for pair in comparison.solved]
        values = [figure.value if figure else None for figure in figures]
        if any(values) or measure == SHORT:
            yield Row((*lead(measure), *values), measure.format)


INDICATORS = Sheet(
    name="Indicators",
    about="Money in present value, outlay undiscounted, tonnes and shares over the whole plan unless a year is named."
    " Shares are of the consumption of a stage: bought is what arrives, into stock too, traced what is used."
    " A mean of all is the plain mean over materials and stages, or materials. The benchmarks are those of Regulation"
    " (EU) 2024/1252, material by material, in 2030 or the last year. Figures that are 0 in every plan are left out.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    frozen=2,
    groups=2,
    instead="No set has a plan.",
)
