"""All policy rows of all sets, the same row of several sets together."""

from collections.abc import Iterable
from dataclasses import replace

from planner.comparing.comparison import Comparison
from planner.report.sheet import Column, Row, Sheet

ID = 1


def _columns(comparison: Comparison) -> list[Column]:
    own = [Column("ID", width=12), Column("Policy set", width=24)]
    plan = comparison.solved[0].findings.rule_columns if comparison.solved else ()
    return [*own, *plan[ID + 1 :]]


def _rows(comparison: Comparison) -> Iterable[Row]:
    found = [(row.values[ID], pair.label, row) for pair in comparison.solved for row in pair.findings.rules]
    order = list(dict.fromkeys(id_ for id_, _, _ in found))
    for id_, name, row in sorted(found, key=lambda item: order.index(item[0])):
        yield replace(row, values=(id_, name, *row.values[ID + 1 :]))


RULES = Sheet(
    name="Rules",
    about="Every policy row of every set with the figures of its worst constraint; the single constraints stand in the"
    " plan of the set. Having it costs: total cost of the plan less that of the plan without the row. Tighter, looser:"
    " what total cost does when its limit is moved by one step wherever it holds. Shadow price: what one more unit of"
    " allowance would save, in money of the period, at the margin only; it can be 0 where several limits meet.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    frozen=2,
    groups=1,
    instead="No plan keeps policy rules.",
)
