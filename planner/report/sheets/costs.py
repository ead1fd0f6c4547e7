"""What the plan costs by kind: money that is paid, values that are not, and the cash that leaves."""

from collections.abc import Iterable

from models import cost
from planner.layout import palette
from planner.report.sheet import (
    Chart,
    Column,
    Kind,
    OutputSheet,
    Row,
    Series,
    by_year,
    over_periods,
    shaded_years,
    year_labels,
)
from planner.results import Results
from planner.results.costs import cash, costs, expected, outlays, present_value, summed

PAID, APART, CASH = "paid cost", "not paid", "cash"


def _columns(results: Results) -> list[Column]:
    money = results.currency
    return [
        Column("Group", width=11),
        Column("Kind", width=34),
        *over_periods(results, money, "money", 14),
        Column("Undiscounted", money, "money", 16),
        Column("Present value", money, "money", 16),
    ]


def _rows(results: Results) -> Iterable[Row]:
    by_kind = costs(results)
    for group, kinds in ((PAID, cost.PAID), (APART, cost.UNPAID)):
        for kind in kinds:
            yield _row(results, group, kind, by_kind[kind])
        sum_name = "Paid cost" if group == PAID else "Shortage cost and penalties"
        yield _row(results, group, sum_name, summed(results, kinds), Kind.SUM)
    yield _row(results, CASH, "Capital outlay when committed", outlays(results))
    yield _row(results, CASH, "All cash, outlay instead of annuities", cash(results))
    if len(results.years) < len(results.periods):
        yield _by_year(results)


def _row(results: Results, group: str, kind: str, by_node: dict[str, float], row_kind: Kind = Kind.LINE) -> Row:
    whole = (expected(results, by_node), present_value(results, by_node))
    return Row((group, kind, *(by_node[n] for n in results.periods), *whole), format="money", kind=row_kind)


def _by_year(results: Results) -> Row:
    """Cash of each year, in the column of the year's last period."""
    at_end = {year.last: sum(cash(results)[n] for n in year.nodes) for year in results.years}
    values = (at_end.get(n) for n in results.periods)
    return Row((CASH, "All cash of the year, in its last period", *values, None, None), format="money")


def cost_chart(results: Results) -> Chart:
    """Paid cost by kind and year, undiscounted."""
    return _chart(results, "Paid cost by kind", list(cost.PAID))


def _charts(results: Results) -> list[Chart]:
    apart = _chart(results, "Shortage cost and penalties (not paid)", list(cost.UNPAID))
    return [cost_chart(results), *([apart] if apart.series else [])]


def _chart(results: Results, title: str, kinds: list[str]) -> Chart:
    by_kind = costs(results)
    colour = palette.colours((kind for kind in kinds if any(by_kind[kind].values())), cost.KINDS)
    series = [Series(kind, by_year(results, by_kind[kind]), colour=colour[kind]) for kind in colour]
    return Chart(
        title, f"{results.currency} per year", year_labels(results), tuple(series), "money", shaded_years(results)
    )


COSTS = OutputSheet(
    name="Costs",
    about="Money in constant prices, in the period in which it falls due. Paid cost is what is money; shortage cost and"
    " penalties only guide the plan and are never added to it. Present value is at the start of the first period.",
    shows=frozenset(cost.KINDS),
    columns=_columns,
    rows=_rows,
    charts=_charts,
    frozen=2,
)
