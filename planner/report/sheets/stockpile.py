"""What is in every stock, what goes in and out, and how long it lasts against what rules ask for."""

from collections.abc import Iterable, Iterator

from models.places import place
from planner.layout import palette
from planner.report.sheet import Chart, Column, Kind, OutputSheet, Row, Series, over_periods
from planner.results import Results
from planner.results.cover import covering_tonnes, days_of_cover, duties
from planner.results.flows import received, sent


def _columns(results: Results) -> list[Column]:
    lead = [
        Column("Material", width=22),
        Column("Stage", width=14),
        Column("Figure", width=34),
        Column("Unit", width=7),
    ]
    return [*lead, *over_periods(results)]


def _rows(results: Results) -> Iterable[Row]:
    for material in results.case.stages:
        piles = [name for name, pile in results.case.stockpiles.items() if pile.material == material]
        for name in piles:
            yield from _one_stock(results, name)
            yield from _classes(results, name)
        if piles:
            yield from _cover(results, material)


def _one_stock(results: Results, name: str) -> Iterator[Row]:
    pile, held = results.case.stockpiles[name], results.values(results.model.stock_tonnes)
    moved_in, moved_out = received(results), sent(results)
    key = place("stockpile", name)
    parents = {n: results.case.tree.nodes[n].parent for n in results.periods}
    before = {n: pile.opening_tonnes if p is None else held[name, p] for n, p in parents.items()}
    figures = {
        "at the beginning": before,
        "put in": {n: moved_in.get((key, n), 0.0) for n in results.periods},
        "taken out": {n: moved_out.get((key, n), 0.0) for n in results.periods},
        "lost": {n: (1.0 - pile.kept_share) * before[n] for n in results.periods},
        "room": pile.capacity_tonnes,
        "at the end": {n: held[name, n] for n in results.periods},
    }
    for figure, by_node in figures.items():
        yield Row((pile.material, pile.stage, figure, "t", *(by_node[n] for n in results.periods)))


def _classes(results: Results, name: str) -> Iterator[Row]:
    """What the stock of a protected material holds at the end, by class."""
    pile, held = results.case.stockpiles[name], results.values(results.model.class_stock_tonnes)
    for word in results.case.splits[pile.material].classes if pile.material in results.case.splits else ():
        figure = f"of it {results.class_name(word)}"
        yield Row((pile.material, pile.stage, figure, "t", *(held[name, word, n] for n in results.periods)))


def _cover(results: Results, material: str) -> Iterator[Row]:
    tonnes, days, asked = covering_tonnes(results), days_of_cover(results), duties(results)
    yield Row(
        (material, "all", "held, as tonnes of the last stage", "t", *(tonnes[material, n] for n in results.periods)),
        kind=Kind.SUM,
    )
    if any(k == material for k, _ in asked):
        due = (asked.get((material, n)) for n in results.periods)
        yield Row((material, "all", "asked for by rules", "t", *due))
    cover = (days.get((material, n)) for n in results.periods)
    yield Row((material, "all", "days of the period's demand", "days", *cover), format="days")


def stock_charts(results: Results) -> list[Chart]:
    """For every material with a stock: what is held against what rules ask for."""
    materials = dict.fromkeys(pile.material for pile in results.case.stockpiles.values())
    return [_chart(results, material) for material in materials]


def _chart(results: Results, material: str) -> Chart:
    tonnes, asked = covering_tonnes(results), duties(results)
    held = Series(
        "held at the end of the period", tuple(tonnes[material, n] for n in results.periods), colour=palette.DISTINCT[0]
    )
    due = Series(
        "asked for by rules",
        tuple(asked.get((material, n)) for n in results.periods),
        line=True,
        dashed=True,
        colour=palette.LIMIT,
    )
    series = (held, due) if any(due.values) else (held,)
    return Chart(
        f"{material}: stock against its duty",
        "t of the last stage",
        results.periods,
        series,
        shaded=results.last_periods,
    )


STOCKPILE = OutputSheet(
    name="Stockpile",
    about="Stocks at the beginning and end of every period. Days of cover: stock of all stages as tonnes of the last"
    " (times the lowest yield on the way), over the daily demand of the same period.",
    shows=frozenset({"stock_tonnes", "class_stock_tonnes"}),
    columns=_columns,
    rows=_rows,
    charts=stock_charts,
    frozen=4,
    groups=2,
    instead="The plan has no stockpile.",
)
