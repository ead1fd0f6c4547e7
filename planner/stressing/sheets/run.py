"""How the plan that was put to shocks came about."""

from collections.abc import Iterable

from planner.report.sheet import Column, Row, Sheet
from planner.stressing.stressed import Stress


def _columns(_: Stress) -> list[Column]:
    return [Column("Item", width=44), Column("Value", width=70)]


def _rows(stress: Stress) -> Iterable[Row]:
    yield from (Row(item) for item in stress.run.items())
    if stress.ranking:
        lost = [stress.periods[t] for t in stress.ranking.periods]
        yield Row(("Periods of a loss", lost[0] if len(lost) == 1 else f"{lost[0]} to {lost[-1]}"))


RUN = Sheet[Stress](
    name="Run",
    about="What the plan was made from and with; times and places stand in run.json.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
)
