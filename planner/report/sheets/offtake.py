"""How much is bought from each supplier in every period, and supply by country against need."""

from collections.abc import Iterable, Iterator

from models.records import Supplier
from planner.layout import palette
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
from planner.results.contracts import ContractLine, contract_lines, taken_from, why
from planner.results.costs import expected
from planner.results.flows import sent
from planner.results.memory import once
from planner.results.ranking import down
from planner.results.shares import consumption
from planner.results.shortages import shortage_lines
from planner.results.tracing import RECYCLED
from planner.results.ventures import added_capacity, capacity

MOST_COUNTRIES = 7


def _columns(results: Results) -> list[Column]:
    return [
        Column("Material", width=22),
        Column("Stage", width=12),
        Column("Country", width=20),
        Column("Supplier", width=38),
        Column("Owner", width=16),
        Column("Contract or venture", width=26),
        Column("Figure", width=15),
        *over_periods(results, "t"),
        Column("Whole plan", "t", FIGURE, 12),
        Column("Of capacity", "share", "share", 10),
        *([Column("Remark", width=44)] if results.case.contracts else []),
    ]


def _rows(results: Results) -> Iterable[Row]:
    for pair in results.pairs:
        suppliers = results.case.suppliers_at(*pair)
        bought = {i.name: _bought(results, i.name) for i in suppliers}
        for supplier in sorted(suppliers, key=lambda i: not any(bought[i.name].values())):
            yield from _supplier(results, supplier, bought[supplier.name])
        sums = {n: sum(by_node[n] for by_node in bought.values()) for n in results.periods}
        yield _row(results, (*pair, "", "all suppliers", "", "", "bought"), sums, Kind.SUM)


def _bought(results: Results, name: str) -> dict[str, float]:
    offtake = results.values(results.model.offtake_tonnes)
    return {n: offtake[name, n] for n in results.periods}


def _supplier(results: Results, supplier: Supplier, bought: dict[str, float]) -> Iterator[Row]:
    """What is bought from a supplier, folded away where that is nothing, what arrives where that differs, and how."""
    able = expected(results, {n: capacity(results, supplier.name, n) for n in results.periods})
    share = expected(results, bought) / able if able else None
    lead = (supplier.material, supplier.stage, supplier.country, supplier.name, supplier.owner or "")
    kind = Kind.LINE if any(bought.values()) or any(supplier.ordered_tonnes.values()) else Kind.DETAIL
    yield _row(results, (*lead, "", "bought"), bought, kind, of_capacity=share)
    if kind is Kind.LINE and (supplier.lead_time_periods or any(supplier.ordered_tonnes.values())):
        arrived = results.values(results.model.arrived_tonnes)
        yield _row(results, (*lead, "", "arrives"), {n: arrived[supplier.name, n] for n in results.periods})
    yield from _contracts(results, lead, bought)
    for v, venture in results.case.ventures.items():
        if supplier.name in venture.suppliers:
            added = {n: added_capacity(results).get((v, supplier.name, n), 0.0) for n in results.periods}
            fold = Kind.LINE if any(added.values()) else Kind.DETAIL
            yield _row(results, (*lead, v, "adds capacity"), added, fold)


def _contracts(results: Results, lead: tuple[str, ...], bought: dict[str, float]) -> Iterator[Row]:
    """What is taken outside contracts, and of each contract what is signed, taken, and paid for and not taken."""
    supplier = lead[3]
    lines = [line for line in contract_lines(results).values() if line.contract.supplier == supplier]
    if lines and any(bought.values()):
        taken = taken_from(results)
        yield _row(results, (*lead, "", "of it spot"), {n: bought[n] - taken.get((supplier, n), 0.0) for n in bought})
    for line in lines:
        name = line.contract.name
        yield _row(results, (*lead, name, "contracted"), line.contracted, remark=_remark(results, line))
        if any(line.contracted.values()):
            yield _row(results, (*lead, name, "taken"), line.taken)
        if any(line.unused.values()):
            yield _row(results, (*lead, name, "paid, not taken"), line.unused)


def _remark(results: Results, line: ContractLine) -> str:
    """How much of a contract is signed and why not more; where courses part before it begins, for each of them."""
    said = {start: why(results, line.contract.name, start) for start in line.shares}
    later = len(said) > 1 or not said.keys() <= set(results.first_year)
    words = [f"from {start}: {reason}" if later else reason for start, reason in said.items()]
    return "; ".join(words) or "nothing of it arrives within the horizon"


def _row(
    results: Results,
    lead: tuple[str, ...],
    by_node: dict[str, float],
    kind: Kind = Kind.LINE,
    **more: float | str | None,
) -> Row:
    values = [by_node.get(n, 0.0) for n in results.periods]
    remark = [more.get("remark", "")] if results.case.contracts else []
    return Row((*lead, *values, expected(results, by_node), more.get("of_capacity"), *remark), kind=kind)


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
    by_country = dict(_arriving(results).get((material, stage), {}))
    recycled = by_country.pop(RECYCLED, {})
    ranked = sorted(by_country, key=lambda c: (down(sum(by_country[c].values())), c))
    colour = palette.colours(ranked[:MOST_COUNTRIES], country_order(results))
    for country in colour:
        yield Series(country, by_year(results, by_country[country]), colour=colour[country])
    rest = [by_year(results, by_country[c]) for c in ranked[MOST_COUNTRIES:]]
    more = (
        Series("others", tuple(map(sum, zip(*rest, strict=True))), colour=palette.OTHERS),
        Series("recycled", by_year(results, recycled), colour=palette.RECYCLED),
        Series("from stock", by_year(results, _drawn(results, material, stage)), colour=palette.STOCK),
        Series("substituted", by_year(results, _substituted(results, material, stage)), colour=palette.SUBSTITUTED),
    )
    yield from (series for series in more if any(series.values))


@once
def _arriving(results: Results) -> dict[tuple[str, str], dict[str, dict[str, float]]]:
    """Tonnes that arrive by material and stage, then by country, or as recycled, and node."""
    found: dict[tuple[str, str], dict[str, dict[str, float]]] = {}
    for (source, material, stage, country, node), tonnes in results.values(results.model.origin_tonnes).items():
        of = RECYCLED if source == RECYCLED else country
        into = found.setdefault((material, stage), {}).setdefault(of, {})
        into[node] = into.get(node, 0.0) + tonnes
    return found


@once
def country_order(results: Results) -> list[str]:
    """All countries that supply, the largest first: the order in which they get their colours."""
    sums: dict[str, float] = {}
    peaks = {k: results.case.peak_demand(k) or 1.0 for k in results.case.stages}
    for (_, k, _, country, _), tonnes in results.values(results.model.origin_tonnes).items():
        sums[country] = sums.get(country, 0.0) + tonnes / peaks[k]
    return sorted(sums, key=lambda country: (down(sums[country]), country))


def _drawn(results: Results, material: str, stage: str) -> dict[str, float]:
    place = f"stockpile: {material} / {stage}"
    return {n: sent(results).get((place, n), 0.0) for n in results.periods}


def _substituted(results: Results, material: str, stage: str) -> dict[str, float]:
    """What sectors do without of a material at its last stage."""
    if not results.case.is_last(material, stage):
        return {}
    found = [line.substituted for line in shortage_lines(results) if line.demand.material == material]
    return {n: sum(by_node[n] for by_node in found) for n in results.periods}


OFFTAKE = OutputSheet(
    name="Offtake",
    about="Tonnes bought from each supplier, in the period of departure and payment; a line 'arrives' follows"
    " where orders take time or stem from before the plan, then its contracts and what our share of ventures adds to"
    " its capacity. What take-or-pay asks for untaken metal is due in the last period of a contract's year. A"
    " candidate's remark says why not more of it is signed. Suppliers of whom nothing is bought are folded away (+ at"
    " the left).",
    shows=frozenset(
        {
            "offtake_tonnes",
            "arrived_tonnes",
            "contracted_share",
            "taken_tonnes",
            "unused_tonnes",
            "venture_online_tonnes_per_year",
            "venture_output_tonnes",
        }
    ),
    columns=_columns,
    rows=_rows,
    charts=supply_charts,
    frozen=4,
    groups=2,
)
