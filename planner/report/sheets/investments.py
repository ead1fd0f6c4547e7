"""What the plan builds and opens, and how it is paid for."""

from collections.abc import Iterable

from models.records import Plant, Venture
from planner.report.sheet import FIGURE, Chart, Column, OutputSheet, Row, Series, by_year, shaded_years, year_labels
from planner.results import Results
from planner.results.investments import SHARE, Investment, investments, outlays_by_kind


def _columns(results: Results) -> list[Column]:
    money = results.currency
    return [
        Column("Kind", width=15),
        Column("What", width=30),
        Column("On", "stream, suppliers", width=26),
        Column("Country", width=18),
        Column("Decided in", width=11),
        Column("Ready in", width=11),
        Column("Capacity", "", FIGURE, 11),
        Column("Unit", width=18),
        Column("Our share", "of output", "share", 9),
        Column("Support", money, "money", 15, total=True),
        Column("Our outlay", money, "money", 15, total=True),
        Column("Annuity", f"{money} per year", "money", 15),
        Column("Annuities inside the horizon", money, "money", 17, total=True),
        Column("Annuities beyond the horizon", money, "money", 17, total=True),
    ]


def _rows(results: Results) -> Iterable[Row]:
    for i in investments(results):
        lead = (i.kind, i.name, *_place(results, i), i.node, i.ready, i.amount, i.unit)
        ours = i.of.equity_share if isinstance(i.of, Venture) else None
        money = (i.support, i.outlay, i.annuity, i.inside, i.beyond)
        yield Row((*lead, ours, *money), "share" if i.unit == SHARE else "tonnes")


def _place(results: Results, i: Investment) -> tuple[str, str]:
    """The stream or the suppliers that an investment is about, and its country."""
    if isinstance(i.of, Plant):
        return i.of.stream, i.of.country
    if isinstance(i.of, Venture):
        countries = dict.fromkeys(results.case.suppliers[name].country for name in i.of.suppliers)
        return ", ".join(i.of.suppliers), ", ".join(countries)
    return "", ""


def outlay_chart(results: Results) -> Chart:
    """Our outlay by year and kind of investment."""
    series = (Series(kind, by_year(results, by_node)) for kind, by_node in outlays_by_kind(results).items())
    shown = tuple(one for one in series if any(one.values))
    return Chart(
        "Our outlay by year",
        f"{results.currency} per year",
        year_labels(results),
        shown,
        "money",
        shaded_years(results),
    )


def _charts(results: Results) -> list[Chart]:
    return [outlay_chart(results)] if investments(results) else []


INVESTMENTS = OutputSheet(
    name="Investments",
    about="Capacity built and substitution opened in the plan; a venture's capacity is that of the whole plant,"
    " the money our part. The outlay is the capex less support, due when it is decided; the plan's cost counts the"
    " annuities inside the horizon, undiscounted here, and leaves out those beyond it.",
    shows=frozenset(
        {
            "built_tonnes_per_year",
            "venture_built_tonnes_per_year",
            "opened_share",
            "Recycling capacity",
            "Venture capacity",
            "Substitution research",
        }
    ),
    columns=_columns,
    rows=_rows,
    charts=_charts,
    frozen=2,
    instead="The plan builds nothing and opens no substitution.",
)
