"""How long stocks carry in every shock: what they hold over time, against the plan."""

from collections.abc import Iterable, Iterator

from planner.layout import palette
from planner.report.sheet import FIGURE, Chart, Column, Row, Series, Sheet
from planner.results.ranking import down
from planner.stressing.aftermath import Aftermath, Reserve
from planner.stressing.stressed import Shock, Stress

CHARTED = 2


def _columns(stress: Stress) -> list[Column]:
    return [
        Column("Shock", width=26),
        Column("Material", width=20),
        Column("When it begins", "t", "tonnes", 10),
        Column("Which is", "days of demand", "days", 9),
        Column("Drawn at most", "t", "tonnes", 10),
        Column("Used up in", width=10),
        Column("Stock", width=14),
        *(Column(period, "t", FIGURE, 10, over_time=True) for period in stress.periods),
    ]


def _rows(stress: Stress) -> Iterable[Row]:
    for shock, found in stress.met:
        for reserve in found.reserves:
            yield from _reserve(stress, shock, reserve)


def _reserve(stress: Stress, shock: Shock, reserve: Reserve) -> Iterator[Row]:
    used_up = "" if reserve.used_up is None else stress.periods[reserve.used_up]
    lead = (shock.name, reserve.material)
    yield Row((*lead, reserve.at_first, reserve.days, reserve.drawn, used_up, "at the end", *reserve.held))
    yield Row((*lead, None, None, None, "", "in the plan", *reserve.planned))


def _charts(stress: Stress) -> list[Chart]:
    """Those that a shock draws on most, as a part of what they held."""
    found = []
    for shock, after in stress.met:
        drawn = sorted((r for r in after.reserves if r.drawn > 0), key=lambda r: down(r.drawn / r.at_first))
        found += [_chart(stress, shock, after, reserve) for reserve in drawn[:CHARTED]]
    return found


def _chart(stress: Stress, shock: Shock, after: Aftermath, reserve: Reserve) -> Chart:
    """Stock and unmet demand of one material over time, and the stock as it was planned."""
    series = [
        Series("stock at the end of the period", reserve.held, colour=palette.DISTINCT[0]),
        Series("stock in the plan", reserve.planned, line=True, dashed=True, colour=palette.OTHERS),
    ]
    short = after.short_of(reserve.material)
    if any(short):
        series.append(Series("unmet demand", short, line=True, colour=palette.LIMIT))
    return Chart(f"{shock.name}: {reserve.material}", "t of the last stage", stress.periods, tuple(series))


STOCKS = Sheet[Stress](
    name="Stocks",
    about="Stocks of the materials that a shock touches, of all stages as tonnes of the last (times the lowest yield on"
    " the way): what they held when it began, how many days of that period's demand this is, and what they hold at the"
    " end of every period, in the shock and in the plan.",
    shows=frozenset({"stock_tonnes"}),
    columns=_columns,
    rows=_rows,
    charts=_charts,
    frozen=2,
    groups=2,
    instead="No shock touches a material that has a stockpile.",
)
