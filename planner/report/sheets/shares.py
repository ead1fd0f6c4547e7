"""The share of every country and bloc at each stage, bought and traced, against its cap."""

from collections.abc import Iterable, Iterator, Mapping

from planner.layout import palette
from planner.report.sheet import Chart, Column, Kind, OutputSheet, Row, Series, over_years, shaded_years, year_labels
from planner.report.sheets.offtake import country_order
from planner.results import Results
from planner.results.indicators import recycled_share
from planner.results.shares import (
    COUNTRY,
    SAME,
    ShareLine,
    bought_tonnes,
    concentration,
    index_caps,
    share_lines,
    traced_tonnes,
)
from planner.results.tracing import UNKNOWN

MOST_LINES = 4
SMALL = 0.05
LEAD = 5
INDEX = "HHI (0 to 1)"


def _columns(results: Results) -> list[Column]:
    return [
        Column("Material", width=22),
        Column("Stage", width=12),
        Column("Of", width=14),
        Column("Partner", width=30),
        Column("Figure", width=9),
        *over_years(results, "of consumption"),
        Column("Note", width=50),
    ]


def _rows(results: Results) -> Iterable[Row]:
    for pair in results.pairs:
        lines = [line for line in share_lines(results) if (line.material, line.stage) == pair]
        common = _common_cap(results, lines)
        if common:
            yield Row((*pair, COUNTRY, "any one abroad", "cap", *common.values(), ""), format="share")
        for line in lines:
            yield from _share(results, line)
            if _is_set(line.cap) and line.cap != common:
                own = (line.cap[year] for year in year_labels(results))
                yield Row((*pair, line.kind, line.partner, "cap", *own, ""), "share", _fold(line))
        yield from _recycled(results, pair)
        yield from _concentration(results, pair)
        yield from _index_cap(results, pair)


def _common_cap(results: Results, lines: list[ShareLine]) -> Mapping[str, float | None]:
    """The cap that holds for most countries abroad, none where there is no such cap."""
    foreign = [line.cap for line in lines if line.kind == COUNTRY and line.partner not in results.case.home | {UNKNOWN}]
    most = max(foreign, key=foreign.count, default={})
    return most if foreign.count(most) > 1 and _is_set(most) else {}


def _is_set(cap: Mapping[str, float | None]) -> bool:
    return any(limit is not None for limit in cap.values())


def _fold(line: ShareLine) -> Kind:
    """Countries that never send much are folded away."""
    largest = max((share or 0.0 for shares in (line.bought, line.traced) for share in shares.values()), default=0.0)
    return Kind.DETAIL if line.kind == COUNTRY and largest < SMALL else Kind.LINE


def _share(results: Results, line: ShareLine) -> Iterator[Row]:
    lead = (line.material, line.stage, line.kind, line.partner)
    years = year_labels(results)
    for figure, shares in (("bought", line.bought), ("traced", line.traced)):
        if any(shares.values()):
            note = line.note if figure == "traced" else ""
            values = (*lead, figure, *(shares[year] for year in years), note)
            yield Row(values, "share", _fold(line), _over(years, shares, line.cap))


def _recycled(results: Results, pair: tuple[str, str]) -> Iterator[Row]:
    material, stage = pair
    shares = [recycled_share(results).get((material, year)) for year in year_labels(results)]
    if results.case.is_last(*pair) and any(shares):
        yield Row((material, stage, "recycled", "", "used", *shares, ""), format="share")


def _concentration(results: Results, pair: tuple[str, str]) -> Iterator[Row]:
    for figure, tonnes in (("bought", bought_tonnes(results)), ("traced", traced_tonnes(results))):
        index = concentration(results, tonnes.get(pair, {}))
        values = (index.get(year) for year in year_labels(results))
        yield Row((*pair, INDEX, "all countries", figure, *values, ""), format="index")


def _index_cap(results: Results, pair: tuple[str, str]) -> Iterator[Row]:
    """The limit of rows on concentration, which count the squares of shares of consumption, not of what is bought."""
    limits = [index_caps(results).get((*pair, year)) for year in year_labels(results)]
    if any(limit is not None for limit in limits):
        note = "Of shares of consumption; how far it is reached stands on Rules"
        yield Row((*pair, INDEX, "all countries", "cap", *limits, note), format="index")


def _over(
    years: tuple[str, ...], shares: Mapping[str, float | None], caps: Mapping[str, float | None]
) -> frozenset[int]:
    """The columns in which a share lies above its cap."""
    pairs = ((place, shares[year], caps[year]) for place, year in enumerate(years))
    return frozenset(
        LEAD + place for place, share, cap in pairs if share is not None and cap is not None and share > cap + SAME
    )


def share_charts(results: Results) -> list[Chart]:
    """For every material and stage: the largest countries abroad, bought, against the cap on the first of them."""
    return [_chart(results, pair) for pair in results.pairs]


def _chart(results: Results, pair: tuple[str, str]) -> Chart:
    years = year_labels(results)
    foreign = [
        line
        for line in share_lines(results)
        if (line.material, line.stage) == pair and line.kind == COUNTRY and line.partner not in results.case.home
        if any(line.bought.values())
    ][:MOST_LINES]
    colour = palette.colours((line.partner for line in foreign), country_order(results))
    series = [
        Series(line.partner, tuple(line.bought[y] for y in years), line=True, colour=colour[line.partner])
        for line in foreign
    ]
    caps = tuple(foreign[0].cap[y] for y in years) if foreign else ()
    if any(cap is not None for cap in caps):
        series.append(Series(f"cap on {foreign[0].partner}", caps, line=True, dashed=True, colour=palette.LIMIT))
    title = f"{pair[0]}, {pair[1]}: largest shares against the cap"
    return Chart(title, "share of consumption", years, tuple(series), "share", shaded_years(results))


SHARES = OutputSheet(
    name="Shares",
    about="Shares of the yearly consumption of a stage. Bought: what arrives, into stock too, as rules count it. Traced"
    ": what is used, stocks drawn in proportion to what they hold. Caps are those on consumption; all stand on Rules."
    " HHI: sum of the squared shares of countries in all that is bought, or used. Countries that never reach 5 % are"
    " folded away (+ at the left).",
    shows=frozenset({"origin_tonnes"}),
    columns=_columns,
    rows=_rows,
    charts=share_charts,
    frozen=5,
    groups=2,
)
