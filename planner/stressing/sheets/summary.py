"""All shocks on one page: who goes short, how soon, what is paid and when supply is whole again."""

from collections.abc import Iterable

from planner.layout import palette
from planner.report.sheet import Chart, Column, Row, Series, Sheet, Value
from planner.report.words import scale_of
from planner.stressing.sentences import sentences
from planner.stressing.stressed import Shock, Stress


def _columns(stress: Stress) -> list[Column]:
    money = f"{_scale(stress)[1]}{stress.currency}"
    return [
        Column("Shock", width=26),
        Column("Known in", width=8),
        Column("Lasts", width=12),
        Column("Unmet", "t", "tonnes", 10),
        Column("First shortage", "months on", "count", 9),
        Column("Stocks held", "days", "days", 8),
        Column("Whole again in", width=11),
        Column("Paid more", money, "signed millions", 11),
        Column("Cost more", money, "signed millions", 11),
        Column("Rules at rest", format="count", width=7),
        Column("Hardest hit", width=26),
    ]


def _rows(stress: Stress) -> Iterable[Row]:
    for shock in stress.shocks:
        yield Row((shock.name, *_when(stress, shock), *_found(stress, shock)))


def _when(stress: Stress, shock: Shock) -> tuple[str, str]:
    touched = [stress.periods[t] for t in shock.periods]
    if not touched:
        return "", "not in the plan"
    return stress.periods[shock.known], touched[0] if len(touched) == 1 else f"{touched[0]} to {touched[-1]}"


def _found(stress: Stress, shock: Shock) -> tuple[Value, ...]:
    found, scale = shock.aftermath, _scale(stress)[0]
    if found is None:
        return (*(None,) * 3, "no plan", *(None,) * 3, shock.why)
    hit = found.hardest
    return (
        found.unmet_tonnes,
        found.months_to_shortage,
        found.shortest_days,
        found.whole_again,
        (found.paid_cost - stress.paid_cost) / scale,
        (found.total_cost - stress.total_cost) / scale,
        len(found.resting),
        f"{hit.sector}, {hit.material}" if hit else "",
    )


def _charts(stress: Stress) -> list[Chart]:
    return [_costs(stress), _shortages(stress)] if stress.met else []


def _costs(stress: Stress) -> Chart:
    """What each shock costs more than the plan: in money, and in shortages at their cost."""
    scale, word = _scale(stress)
    paid = tuple((found.paid_cost - stress.paid_cost) / scale for _, found in stress.met)
    unpaid = [found.total_cost - found.paid_cost for _, found in stress.met]
    short = tuple((money - stress.total_cost + stress.paid_cost) / scale for money in unpaid)
    series = (
        Series("paid", paid, colour=palette.DISTINCT[0]),
        Series("shortages and penalties, at their cost", short, colour=palette.LIMIT),
    )
    unit = f"{word}{stress.currency}"
    return Chart("What each shock costs more than the plan", unit, _names(stress), series, "millions")


def _shortages(stress: Stress) -> Chart:
    """What each shock leaves unmet, by material."""
    materials = list(dict.fromkeys(hit.material for _, found in stress.met for hit in found.hits))
    colour = palette.colours(materials)
    series = (Series(k, tuple(sum(found.short_of(k)) for _, found in stress.met), colour=colour[k]) for k in materials)
    return Chart("What each shock leaves unmet", "t", _names(stress), tuple(series))


def _names(stress: Stress) -> tuple[str, ...]:
    return tuple(shock.name for shock, _ in stress.met)


def _scale(stress: Stress) -> tuple[float, str]:
    return scale_of(stress.paid_cost / 10.0)


SUMMARY = Sheet[Stress](
    name="Summary",
    about="The plan is followed until a shock becomes known; from then on everything that is not yet committed is"
    " decided anew, and the end of a shock is known with it, which is optimistic. Paid more: money in present value"
    " against the plan, which can be less, since rules rest in a shock; cost more: with shortages at their cost and"
    " penalties. First shortage: whole periods from its beginning. Stocks held: days of demand in stock when it began,"
    " of the touched material that had the fewest.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    charts=_charts,
    words=sentences,
    frozen=1,
    on_one_page=True,
)
