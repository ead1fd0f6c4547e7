"""Scrap, what plants make of it and how much of demand it meets."""

from collections.abc import Iterable, Iterator

from planner.report.sheet import FIGURE, Column, OutputSheet, Row, over_periods
from planner.results import Results
from planner.results.costs import expected


def _columns(results: Results) -> list[Column]:
    return [
        Column("Stream", width=36),
        Column("Plant", width=36),
        Column("Country", width=20),
        Column("Material", width=22),
        Column("Figure", width=22),
        Column("Unit", width=15),
        *over_periods(results),
        Column("Whole plan", "", FIGURE, 12),
    ]


def _rows(results: Results) -> Iterable[Row]:
    for stream in results.case.streams:
        yield from _stream(results, stream)
        for name, plant in results.case.plants.items():
            if plant.stream == stream:
                yield from _plant(results, name)


def _stream(results: Results, name: str) -> Iterator[Row]:
    stream, m = results.case.streams[name], results.model
    treated, left = results.values(m.treated_scrap_tonnes), results.values(m.untreated_scrap_tonnes)
    plants = [p for p, plant in results.case.plants.items() if plant.stream == name]
    used = {n: sum(treated[p, n] for p in plants) for n in results.periods}
    waits = "left for the next period" if stream.keep else "left untreated"
    lead = (name, "", "", "scrap")
    yield _row(results, (*lead, "treated", "t of scrap"), used)
    yield _row(results, (*lead, waits, "t of scrap"), {n: left[name, n] for n in results.periods}, adds=not stream.keep)


def _plant(results: Results, name: str) -> Iterator[Row]:
    plant, m = results.case.plants[name], results.model
    treated, recovered = results.values(m.treated_scrap_tonnes), results.values(m.recovered_tonnes)
    online = results.values(m.online_tonnes_per_year)
    lead = (plant.stream, name, plant.country)
    years = results.case.tree.period_years
    standing = {n: plant.capacity_tonnes.get(n, 0.0) / years + online[name, n] for n in results.periods}
    yield _row(results, (*lead, "scrap", "capacity", "t/yr of scrap"), standing, adds=False)
    added = {n: online[name, n] for n in results.periods}
    yield _row(results, (*lead, "scrap", "of it built or under way", "t/yr of scrap"), added, adds=False)
    yield _row(results, (*lead, "scrap", "treated", "t of scrap"), {n: treated[name, n] for n in results.periods})
    for material in plant.yield_share:
        made = {n: recovered[name, material, n] for n in results.periods}
        yield _row(results, (*lead, material, "recovered and used", "t"), made)


def _row(results: Results, lead: tuple[str, ...], by_node: dict[str, float], adds: bool = True) -> Row:
    return Row((*lead, *by_node.values(), expected(results, by_node) if adds else None))


RECYCLING = OutputSheet(
    name="Recycling",
    about="Scrap treated and left of each stream, the capacity of each plant, and what it recovers that is used.",
    shows=frozenset({"treated_scrap_tonnes", "untreated_scrap_tonnes", "recovered_tonnes", "online_tonnes_per_year"}),
    columns=_columns,
    rows=_rows,
    frozen=2,
    groups=2,
    instead="The plan has no scrap stream.",
)
