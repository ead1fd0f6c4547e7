"""What must be signed, ordered, built, opened or put in stock in the first year."""

from collections.abc import Iterable

from planner.report.sheet import FIGURE, Column, OutputSheet, Row
from planner.results import Results
from planner.results.decisions import decisions
from planner.results.investments import SHARE


def _columns(results: Results) -> list[Column]:
    return [
        Column("Decision", width=13),
        Column("In", width=9),
        Column("Material", width=22),
        Column("Stage", width=13),
        Column("What", width=36),
        Column("Country", width=20),
        Column("Amount", "", FIGURE, 11),
        Column("Unit", width=18),
        Column("Money", results.currency, "money", 15, total=True),
        Column("Terms", width=34),
        Column("Then", width=24),
        Column("Serves", width=58),
    ]


def _rows(results: Results) -> Iterable[Row]:
    for d in decisions(results):
        lead = (d.action, d.node, d.material, d.stage, d.what, d.country)
        values = (*lead, d.amount, d.unit, d.money, d.terms, d.effective, d.serves)
        yield Row(values, "share" if d.unit == SHARE else "tonnes")


DECISIONS = OutputSheet(
    name="Decisions",
    about="What must be signed, ordered, built, opened and put in stock in the first year, each in the period named at"
    " the latest. Money: purchase with tariff and freight for what is ordered or taken under contracts, our part of"
    " the outlay for what is built or opened, the holding cost of the period for stocks; what a signature commits to"
    " stands in its terms.",
    shows=frozenset(
        {
            "offtake_tonnes",
            "contracted_share",
            "taken_tonnes",
            "unused_tonnes",
            "built_tonnes_per_year",
            "venture_built_tonnes_per_year",
            "opened_share",
            "substituted_tonnes",
        }
    ),
    columns=_columns,
    rows=_rows,
    frozen=2,
    instead="Nothing is to be decided in the first year.",
)
