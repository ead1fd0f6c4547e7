"""Recycling capacity that the plan builds, and how it is paid for."""

from collections.abc import Iterable

from planner.report.sheet import Column, OutputSheet, Row
from planner.results import Results
from planner.results.investments import investments


def _columns(results: Results) -> list[Column]:
    money = results.currency
    return [
        Column("Plant", width=26),
        Column("Stream", width=20),
        Column("Country", width=14),
        Column("Decided in", width=11),
        Column("Ready in", width=11),
        Column("Capacity", "t/yr of scrap", "tonnes", 13, total=True),
        Column("Support", money, "money", 15, total=True),
        Column("Our outlay", money, "money", 15, total=True),
        Column("Annuity", f"{money} per year", "money", 15),
        Column("Annuities inside the horizon", money, "money", 17, total=True),
        Column("Annuities beyond the horizon", money, "money", 17, total=True),
    ]


def _rows(results: Results) -> Iterable[Row]:
    for i in investments(results):
        plant = i.plant
        lead = (plant.name, plant.stream, plant.country, i.node, i.ready, i.tonnes_per_year)
        yield Row((*lead, i.support, i.outlay, i.annuity, i.inside, i.beyond))


INVESTMENTS = OutputSheet(
    name="Investments",
    about="Recycling capacity built in the plan. The outlay is the capex less support, due when it is decided; the"
    " plan's cost counts the annuities inside the horizon, undiscounted here, and leaves out those beyond it.",
    shows=frozenset({"built_tonnes_per_year", "Recycling capacity"}),
    columns=_columns,
    rows=_rows,
    frozen=1,
    instead="The plan builds nothing.",
)
