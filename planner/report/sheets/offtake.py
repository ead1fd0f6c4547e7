"""How much is bought from each supplier in every period, and supply by country against need."""

from collections.abc import Iterable, Iterator

from models.records import Supplier
from planner.report import palette
from planner.report.sheet import (
    FIGURE,
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
from planner.results.costs import expected
from planner.results.flows import totals
from planner.results.shares import consumption

MOST_COUNTRIES = 7


def _columns(results: Results) -> list[Column]:
    return [
        Column("Material", width=22),
        Column("Stage", width=12),
        Column("Country", width=20),
        Column("Supplier", width=38),
        Column("Owner", width=16),
        Column("Figure", width=11),
        *over_periods(results, "t"),
        Column("Whole plan", "t", FIGURE, 12),
        Column("Of capacity", "share", "share", 10),
    ]


def _rows(results: Results) -> Iterable[Row]:
    for pair in results.pairs:
        suppliers = results.case.suppliers_at(*pair)
        bought = {i.name: _bought(results, i.name) for i in suppliers}
        for supplier in sorted(suppliers, key=lambda i: not any(bought[i.name].values())):
            yield from _supplier(results, supplier, bought[supplier.name])
        sums = {n: sum(by_node[n] for by_node in bought.values()) for n in results.periods}
        lead = (*pair, "", "all suppliers", "", "bought")
        yield Row((*lead, *sums.values(), expected(results, sums), None), kind=Kind.SUM)


def _bought(results: Results, name: str) -> dict[str, float]:
    offtake = results.values(results.model.offtake_tonnes)
    return {n: offtake[name, n] for n in results.periods}


def _supplier(results: Results, supplier: Supplier, bought: dict[str, float]) -> Iterator[Row]:
    """What is bought from a supplier, folded away where that is nothing, and what arrives where that differs."""
    able = expected(results, {n: supplier.capacity_tonnes[n] for n in results.periods})
    whole = expected(results, bought)
    lead = (supplier.material, supplier.stage, supplier.country, supplier.name, supplier.owner or "")
    kind = Kind.LINE if whole or any(supplier.ordered_tonnes.values()) else Kind.DETAIL
    yield Row((*lead, "bought", *bought.values(), whole, whole / able if able else None), kind=kind)
    if kind is Kind.LINE and (supplier.lead_time_periods or any(supplier.ordered_tonnes.values())):
        yield _arrivals(results, supplier.name, lead)


def _arrivals(results: Results, name: str, lead: tuple[str, ...]) -> Row:
    arrived = results.values(results.model.arrived_tonnes)
    by_node = {n: arrived[name, n] for n in results.periods}
    return Row((*lead, "arrives", *by_node.values(), expected(results, by_node), None))


def supply_charts(results: Results) -> list[Chart]:
    """For every material and stage: what arrives by country and year, against what is needed."""
    return [supply_chart(results, material, stage) for material, stage in results.pairs]


def supply_chart(results: Results, material: str, stage: str) -> Chart:
    """What arrives of a material at a stage by country and year, is recycled and drawn from stock, against need."""
    needed = by_year(results, {n: consumption(results)[material, stage, n] for n in results.periods})
    return Chart(
        f"{material}, {stage}: supply by country against need",
        "t per year",
        year_labels(results),
        (*_supply(results, material, stage), Series("needed", needed, line=True, colour=palette.DEMAND)),
        shaded=shaded_years(results),
    )


def _supply(results: Results, material: str, stage: str) -> Iterator[Series]:
    by_country: dict[str, dict[str, float]] = {}
    recycled: dict[str, float] = {}
    for (source, k, s, country, node), tonnes in results.values(results.model.origin_tonnes).items():
        if (k, s) == (material, stage):
            into = recycled if source == "recycled" else by_country.setdefault(country, {})
            into[node] = into.get(node, 0.0) + tonnes
    ranked = sorted(by_country, key=lambda c: (-sum(by_country[c].values()), c))
    colour = palette.colours(ranked[:MOST_COUNTRIES], country_order(results))
    for country in colour:
        yield Series(country, by_year(results, by_country[country]), colour=colour[country])
    rest = [by_year(results, by_country[c]) for c in ranked[MOST_COUNTRIES:]]
    more = (
        Series("others", tuple(map(sum, zip(*rest, strict=True))), colour=palette.OTHERS),
        Series("recycled", by_year(results, recycled), colour=palette.RECYCLED),
        Series("from stock", by_year(results, _drawn(results, material, stage)), colour=palette.STOCK),
    )
    yield from (series for series in more if any(series.values))


def country_order(results: Results) -> list[str]:
    """All countries that supply, the largest first: the order in which they get their colours."""
    sums: dict[str, float] = {}
    peaks = {k: results.case.peak_demand(k) or 1.0 for k in results.case.stages}
    for (_, k, _, country, _), tonnes in results.values(results.model.origin_tonnes).items():
        sums[country] = sums.get(country, 0.0) + tonnes / peaks[k]
    return sorted(sums, key=lambda country: (-sums[country], country))


def _drawn(results: Results, material: str, stage: str) -> dict[str, float]:
    place = f"stockpile: {material} / {stage}"
    return {node: tonnes for (origin, node), tonnes in totals(results, "origin").items() if origin == place}


OFFTAKE = OutputSheet(
    name="Offtake",
    about="Tonnes bought from each supplier, in the period of departure and payment; a line 'arrives' follows"
    " where orders take time or stem from before the plan. Suppliers of whom nothing is bought are folded away"
    " (+ at the left).",
    shows=frozenset({"offtake_tonnes", "arrived_tonnes"}),
    columns=_columns,
    rows=_rows,
    charts=supply_charts,
    frozen=4,
    groups=2,
)
