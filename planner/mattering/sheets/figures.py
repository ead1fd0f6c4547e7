"""Every figure of the workbook with its slope."""

from collections.abc import Iterable

from planner.mattering.matters import Matters
from planner.report.sheet import Column, Row, Sheet


def _columns(matters: Matters) -> list[Column]:
    money = f"{matters.plan.currency}, present value"
    return [
        Column("Rank", format="count", width=7),
        Column("Figure", width=50),
        Column("Cell", width=16),
        Column("Value", format="price", width=14),
        Column("Unit", width=10),
        Column("One per cent more costs", money, "signed money", 18),
        Column("Confidence", width=11),
        Column("Likely swing", money, "money", 18),
        Column("Source", width=60),
    ]


def _rows(matters: Matters) -> Iterable[Row]:
    for rank, m in enumerate(matters.ranked, start=1):
        f = m.figure
        yield Row((rank, f.name, f.cell, f.value, f.column.unit, 0.01 * m.slope, f.confidence, m.weight, f.source))


FIGURES = Sheet(
    name="Figures",
    about="Every figure of the workbook by what the slope of total cost makes likely over its whole band. The slope is"
    " exact at the figure's own value and follows from the prices of the plan; far from it the swing can be smaller or"
    " larger, which is why the first ones are planned anew.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    frozen=2,
)
