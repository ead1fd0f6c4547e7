"""The cost curve: one line for each limit, and two charts."""

from collections.abc import Iterable

from planner.layout import palette
from planner.report.sheet import FIGURE, Column, Curve, Row, Series, Sheet, Value
from planner.report.sheets.rules import LIMIT_FORMATS
from planner.report.words import scale_of
from planner.results.rule_prices import Reliance
from planner.sweeping.curve import Point, Sweep
from planner.sweeping.words import sentences, unit_of

LIMIT = 0


def _columns(sweep: Sweep) -> list[Column]:
    money = f"{sweep.currency}, present value"
    return [
        Column("Limit", sweep.kind.unit, FIGURE, 10),
        Column("Status", width=11),
        Column("Total cost", money, "money", 16),
        Column("Paid cost", money, "money", 16),
        Column("More than the loosest", money, "signed money", 15),
        Column("Slope", f"{sweep.currency} per {unit_of(sweep.kind)} tighter", "unit price", 14),
        Column("Short", "t, all materials", "tonnes", 10),
        Column("Largest share", "bought, whole plan", "share", 10),
        Column("Whose", width=34),
        Column("HHI", "mean", "index", 8),
        Column("Note", width=30),
    ]


def _rows(sweep: Sweep) -> Iterable[Row]:
    for point in sweep.points:
        values = (point.limit, point.status, *_costs(sweep, point), _note(sweep, point.limit))
        marked = frozenset({LIMIT}) if point.limit == sweep.knee else frozenset[int]()
        yield Row(values, LIMIT_FORMATS.get(sweep.kind.unit, "index"), marked=marked)


def _costs(sweep: Sweep, point: Point) -> tuple[Value, ...]:
    costs = point.costs
    if costs is None:
        return (None,) * 8
    share, whose = _largest(costs.reliance)
    return (
        costs.total_cost,
        costs.paid_cost,
        costs.total_cost - sweep.solved[0][1].total_cost,
        sweep.slope(point.limit),
        costs.shortage_tonnes,
        share,
        whose,
        costs.reliance.mean_concentration,
    )


def _largest(reliance: Reliance) -> tuple[float, str]:
    """The largest share of one country at the stages that the row is about, and whose it is."""
    pair = max(reliance.tops, key=lambda pair: reliance.tops[pair].share, default=None)
    if pair is None or not reliance.tops[pair].share:
        return 0.0, ""
    top = reliance.tops[pair]
    return top.share, f"{top.country}, {' at '.join(pair)}"


def _note(sweep: Sweep, limit: float) -> str:
    said = {
        "knee": limit == sweep.knee,
        "the workbook's own limit": limit == sweep.own_limit,
        "the tightest with a plan": sweep.edge is not None and limit == sweep.edge.holds,
    }
    return "; ".join(words for words, holds in said.items() if holds)


def _charts(sweep: Sweep) -> list[Curve]:
    if len(sweep.solved) < 2:
        return []
    scale, word = scale_of(max(costs.paid_cost for _, costs in sweep.solved) / 10)
    unit = f"{word}{sweep.currency}, present value"

    def curve(title: str, unit: str, format_: str, *series: Series) -> Curve:
        limits = tuple(limit for limit, _ in sweep.solved)
        return Curve(title, f"limit of {sweep.row.id}", unit, limits, series, format_, _format(sweep))

    def scaled(name: str, money: str) -> Series:
        return Series(name, tuple(getattr(costs, money) / scale for _, costs in sweep.solved), line=True)

    return [
        curve(
            "What the limit costs",
            unit,
            "money",
            scaled("Total cost", "total_cost"),
            scaled("Paid cost", "paid_cost"),
            *_knee(sweep, scale),
        ),
        curve("What it buys", "of consumption", "share", _share(sweep)),
    ]


def _share(sweep: Sweep) -> Series:
    return Series(
        "Largest share of one country", tuple(_largest(costs.reliance)[0] for _, costs in sweep.solved), line=True
    )


def _knee(sweep: Sweep, scale: float) -> list[Series]:
    """The knee as a mark of its own."""
    if sweep.knee is None:
        return []
    values = tuple(costs.total_cost / scale if limit == sweep.knee else None for limit, costs in sweep.solved)
    return [Series("Knee", values, colour=palette.LIMIT)]


def _format(sweep: Sweep) -> str:
    return LIMIT_FORMATS.get(sweep.kind.unit, "index")


SWEEP = Sheet(
    name="Sweep",
    about="The plan of least cost under one limit after the other in one policy row, at all times alike, all other"
    " rules as they are; the loosest first. Total cost is the objective: paid cost, shortage cost and penalties. Slope:"
    " what a unit tighter costs, since the limit before. Shares are bought, over the whole plan, the largest at the"
    " materials and stages that the row is about; HHI is the mean over those.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    charts=_charts,
    words=sentences,
    groups=0,
    on_one_page=True,
)
