"""The figures that matter most, solved at both ends of their bands."""

from collections.abc import Iterable

from planner.mattering.matters import Matter, Matters, Swing
from planner.mattering.sentences import sentences
from planner.report.sheet import Chart, Column, Row, Series, Sheet, Tornado

DRAWN = 10
LOW, HIGH = "5B9BD5", "C55A11"
SAME = "does not change what to sign or order this year"


def _columns(matters: Matters) -> list[Column]:
    money = f"{matters.plan.currency}, present value"
    return [
        Column("Figure", width=46),
        Column("Cell", width=16),
        Column("Value", format="price", width=14),
        Column("Unit", width=10),
        Column("Confidence", width=11),
        Column("Band", "times, either way", "price", 9),
        Column("Paid cost, low end", money, "signed money", 17),
        Column("Paid cost, high end", money, "signed money", 17),
        Column("Short, low end", "t", "signed tonnes", 12),
        Column("Short, high end", "t", "signed tonnes", 12),
        Column("Decisions of the first year", width=70),
        Column("Source", width=44),
    ]


def _rows(matters: Matters) -> Iterable[Row]:
    for m in matters.solved:
        low, high = m.low or Swing(), m.high or Swing()
        yield Row((
            m.figure.name, m.figure.cell, m.figure.value, m.figure.column.unit, m.figure.confidence, m.figure.band,
            low.paid_cost, high.paid_cost, low.shortage_tonnes, high.shortage_tonnes, _words(m), m.figure.source,
        ))  # fmt: skip


def _words(matter: Matter) -> str:
    none = [word for word, end in (("lower", matter.low), ("higher", matter.high)) if end and not end.has_plan]
    said = [f"{word}: no plan keeps all rules" for word in none]
    return "; ".join((*said, *matter.changes)) or SAME


def _charts(matters: Matters) -> list[Chart]:
    """A tornado: what each figure does to paid cost at the low and at the high end of its band."""
    drawn = matters.solved[:DRAWN]
    if not drawn:
        return []
    ends = (("low end", LOW, [m.low for m in drawn]), ("high end", HIGH, [m.high for m in drawn]))
    series = tuple(Series(name, tuple(s.paid_cost if s else None for s in found), colour=c) for name, c, found in ends)
    names = tuple(m.figure.name for m in drawn)
    title = "Change of paid cost when one figure is wrong"
    return [Tornado(title, f"{matters.plan.currency}, present value", names, series, "money")]


MATTERS = Sheet(
    name="Matters",
    about="The figures with the largest swing, each planned anew at both ends of its band: a factor of 1.1, 1.25, 1.5"
    " or 2 either way for the confidence high, medium, low or assumption on Sources. Everything else stays as it is.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    charts=_charts,
    words=sentences,
    frozen=1,
    instead="No figure moves the cost of this plan.",
)
