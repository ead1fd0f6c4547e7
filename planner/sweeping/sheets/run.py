"""How a sweep came about."""

from collections.abc import Iterable

from planner.report.sheet import Column, Row, Sheet
from planner.sweeping.curve import Sweep


def _columns(_: Sweep) -> list[Column]:
    return [Column("Item", width=30), Column("Value", width=80)]


def _rows(sweep: Sweep) -> Iterable[Row]:
    row = sweep.row
    yield Row(("Policy set", sweep.world.policy))
    yield Row(("Assumed scenario", sweep.world.assume or "none"))
    yield Row(("Rule", f"{row.id} ({row.rule.name}), {row.cell}"))
    yield Row(("Understood as", sweep.understood))
    for item in sweep.run.items():
        yield Row(item)


RUN = Sheet(
    name="Run",
    about="What the sweep was made from and with; time and place stand in run.json.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    groups=0,
)
