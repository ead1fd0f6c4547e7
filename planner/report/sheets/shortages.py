"""What sectors do without and go short of and why, the price of one more tonne, and what nobody can use."""

from collections.abc import Iterable, Iterator

from planner.layout import palette
from planner.report.sheet import (
    FIGURE,
    Chart,
    Column,
    OutputSheet,
    Row,
    Series,
    by_year,
    over_periods,
    shaded_years,
    year_labels,
)
from planner.results import Results
from planner.results.costs import expected
from planner.results.shortages import ShortageLine, shortage_lines, surplus_cause, surpluses


def _columns(results: Results) -> list[Column]:
    return [
        Column("Material", width=22),
        Column("Sector or supplier", width=36),
        Column("Member", width=10),
        Column("Figure", width=22),
        Column("Unit", width=10),
        *over_periods(results),
        Column("Whole plan", "", FIGURE, 12),
        Column("Cause", width=30),
    ]


def _rows(results: Results) -> Iterable[Row]:
    for line in shortage_lines(results):
        yield from _demand(results, line)
    found = surpluses(results)
    for name, supplier in results.case.suppliers.items():
        left = {n: found.get((name, n), 0.0) for n in results.periods}
        if any(left.values()):
            lead = (supplier.material, name, "", "surplus, used by nobody", "t")
            yield Row((*lead, *left.values(), expected(results, left), surplus_cause(results, supplier)))


def _demand(results: Results, line: ShortageLine) -> Iterator[Row]:
    demand, nodes = line.demand, results.periods
    lead = (demand.material, demand.sector, demand.member or "")
    needed = {n: demand.tonnes[n] for n in nodes}
    marked = frozenset(place + 5 for place, n in enumerate(nodes) if line.short[n])
    yield Row((*lead, "demand", "t", *needed.values(), expected(results, needed), ""))
    if any(line.open_share.values()):
        opened = (line.open_share[n] for n in nodes)
        yield Row((*lead, "open to substitution", "share", *opened, None, ""), format="share")
        yield Row((*lead, "substituted", "t", *line.substituted.values(), expected(results, line.substituted), ""))
    yield Row((*lead, "shortage", "t", *line.short.values(), expected(results, line.short), line.cause), marked=marked)
    shares = (line.short[n] / needed[n] if needed[n] else None for n in nodes)
    yield Row((*lead, "shortage, of demand", "share", *shares, line.share, ""), format="share")
    if any(line.lacking.values()):
        lacking = (*line.lacking.values(), expected(results, line.lacking))
        yield Row((*lead, "below Least fill, in a shock", "t", *lacking, ""), marked=marked)
    unit = f"{results.currency}/t"
    mean = sum(line.price.values()) / len(line.price)
    yield Row((*lead, "price of one more tonne", unit, *line.price.values(), mean, ""), format="money")


def shortage_chart(results: Results) -> Chart:
    """What is short of every material by year."""
    colour = palette.colours(results.case.stages)
    series = []
    for material in results.case.stages:
        lines = [line for line in shortage_lines(results) if line.demand.material == material]
        short = {n: sum(line.short[n] for line in lines) for n in results.periods}
        series.append(Series(material, by_year(results, short), colour=colour[material]))
    return Chart(
        "Shortage by material", "t per year", year_labels(results), tuple(series), shaded=shaded_years(results)
    )


def _charts(results: Results) -> list[Chart]:
    return [shortage_chart(results)] if any(line.tonnes for line in shortage_lines(results)) else []


SHORTAGES = OutputSheet(
    name="Shortages",
    about="Demand, what is substituted, shortage and the price of one more tonne of demand, in money of the period (not"
    " counting that demand also widens the base of shares); of the whole plan, the mean of the periods. The cause"
    " is a rule where one with a price holds back an offer or a stock that was still there, else scarcity: likely, not"
    " proven.",
    shows=frozenset({"shortage_tonnes", "lacking_tonnes", "substituted_tonnes", "open_share"}),
    columns=_columns,
    rows=_rows,
    charts=_charts,
    frozen=2,
    groups=2,
)
