"""Who goes short in every shock, by sector and period, with what is short in the plan beside it."""

from collections.abc import Iterable, Iterator

from planner.layout import palette
from planner.report.sheet import FIGURE, Chart, Column, Row, Series, Sheet
from planner.results.ranking import down
from planner.stressing.aftermath import Aftermath, Hit
from planner.stressing.stressed import Shock, Stress

LEAD = 4


def _columns(stress: Stress) -> list[Column]:
    return [
        Column("Shock", width=26),
        Column("Material", width=20),
        Column("Sector", width=26),
        Column("Figure", width=20),
        *(Column(period, "", FIGURE, 10, over_time=True) for period in stress.periods),
        Column("Whole plan", "", FIGURE, 12),
    ]


def _rows(stress: Stress) -> Iterable[Row]:
    for shock, found in stress.met:
        for hit in sorted(found.hits, key=lambda hit: (down(sum(hit.added)), hit.material, hit.sector)):
            yield from _hit(shock, hit)


def _hit(shock: Shock, hit: Hit) -> Iterator[Row]:
    lead = (shock.name, hit.material, hit.sector)
    marked = frozenset(LEAD + t for t, tonnes in enumerate(hit.added) if tonnes)
    yield Row((*lead, "unmet, t", *hit.short, sum(hit.short)), marked=marked)
    shares = (short / needed if needed else None for short, needed in zip(hit.short, hit.needed, strict=True))
    whole = sum(hit.short) / sum(hit.needed) if any(hit.needed) else None
    yield Row((*lead, "unmet, of demand", *shares, whole), format="share")
    if any(hit.planned):
        yield Row((*lead, "unmet in the plan, t", *hit.planned, sum(hit.planned)))


def _charts(stress: Stress) -> list[Chart]:
    return [_chart(stress, shock, found) for shock, found in stress.met if found.added_tonnes]


def _chart(stress: Stress, shock: Shock, found: Aftermath) -> Chart:
    """What is unmet of every material over time, and all that is unmet in the plan."""
    materials = list(dict.fromkeys(hit.material for hit in found.hits))
    colour = palette.colours(materials)
    series = [
        Series(k, _summed([hit.short for hit in found.hits if hit.material == k]), colour=colour[k]) for k in materials
    ]
    planned = _summed([hit.planned for hit in found.hits])
    if any(planned):
        series.append(Series("unmet in the plan", planned, line=True, dashed=True, colour=palette.LIMIT))
    return Chart(f"{shock.name}: unmet demand", "t per period", stress.periods, tuple(series))


def _summed(lines: list[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(map(sum, zip(*lines, strict=True)))


UNMET = Sheet[Stress](
    name="Unmet",
    about="Tonnes that each sector goes short of in every shock, those that it is short of in the plan among them, and"
    " as a share of its demand in the shock. Marked are the periods in which the shock adds to what is short. Sectors"
    " that go short in neither are left out.",
    shows=frozenset({"shortage_tonnes"}),
    columns=_columns,
    rows=_rows,
    charts=_charts,
    frozen=3,
    groups=3,
    instead="No sector goes short of anything, in the plan or in a shock.",
)
