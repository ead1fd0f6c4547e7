"""What must be signed, ordered, built or put in stock in the first year."""

from collections.abc import Iterable

from planner.report.sheet import Column, OutputSheet, Row
from planner.results import Results
from planner.results.decisions import decisions


def _columns(results: Results) -> list[Column]:
    return [
        Column("Decision", width=13),
        Column("In", width=9),
        Column("Material", width=22),
        Column("Stage", width=13),
        Column("What", width=36),
        Column("Country", width=20),
        Column("Amount", "t", "tonnes", 11),
        Column("Unit", width=13),
        Column("Money", results.currency, "money", 15, total=True),
        Column("Then", width=24),
        Column("Serves", width=58),
    ]


def _rows(results: Results) -> Iterable[Row]:
    for d in decisions(results):
        yield Row(
            (d.action, d.node, d.material, d.stage, d.what, d.country, d.amount, d.unit, d.money, d.effective, d.serves)
        )


DECISIONS = OutputSheet(
    name="Decisions",
    about="What must be ordered, built and put in stock in the first year. Money: purchase with tariff and freight for"
    " orders, our part of the outlay for what is built, the holding cost of the period for stocks.",
    shows=frozenset({"offtake_tonnes", "built_tonnes_per_year"}),
    columns=_columns,
    rows=_rows,
    frozen=2,
    instead="Nothing is to be decided in the first year.",
)
