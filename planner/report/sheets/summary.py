"""The plan on one page: three sentences, the key figures, what is short, how dependent it is, what binds."""

from collections.abc import Iterable, Iterator

from models.policies import sentence
from planner.report.sheet import FIGURE, Chart, Column, OutputSheet, Row, Series, shaded_years, year_labels
from planner.report.sheets.costs import cost_chart
from planner.report.sheets.offtake import supply_chart
from planner.report.sheets.rules import window_label
from planner.report.sheets.shortages import shortage_chart
from planner.report.words import amount, counted, key_sentences, scale_of
from planner.results import Results
from planner.results.contracts import contract_lines
from planner.results.costs import cash, costs, expected, outlays, present_value
from planner.results.cover import days_of_cover, duty_days
from planner.results.indicators import (
    LargestShare,
    import_dependence,
    indicators,
    largest_by_year,
    largest_share,
    recycled_share,
    tightest_share,
    worst_shortages,
)
from planner.results.investments import VENTURE, investments, outlays_by_kind
from planner.results.losses import worst_loss
from planner.results.ranking import down
from planner.results.rules import RuleLine, rows_that_bind, scope_words
from planner.results.shares import SAME
from planner.results.shortages import shortage_lines
from planner.results.wording import percent

MILLION = 1e6
VALUE = 2
MOST_SHORTAGES, MOST_SHARES, MOST_RULES, MOST_NAMED = 4, 8, 5, 3


def _columns(_: Results) -> list[Column]:
    return [
        Column("Topic", width=18),
        Column("Figure", width=56),
        Column("Value", format=FIGURE, width=12),
        Column("Unit", width=16),
        Column("Against", width=19),
        Column("Remark", width=38),
    ]


def _rows(results: Results) -> Iterable[Row]:
    parts = (_cost, _commitments, _shortages, _losses, _shares, _dependence, _stocks, _rules)
    for part in parts:
        yield from part(results)


def _cost(results: Results) -> Iterator[Row]:
    found = indicators(results)
    scale, word = scale_of(min(found.paid_cost, 10 * MILLION))
    unit = f"{word}{results.currency}"
    first = sum(cash(results)[n] for n in results.first_year)
    lines = (
        ("Paid cost, present value", found.paid_cost, "all that is money"),
        ("Cash in the first year", first, "outlay when committed"),
        ("Capital outlay, whole plan", expected(results, outlays(results)), "undiscounted, net of support"),
    )
    for figure, value, remark in lines:
        yield Row(("Cost", figure, value / scale, unit, "", remark), "millions")
    by_kind = costs(results)
    for kind, figure in (
        ("Shortage", "Shortage cost, present value"),
        ("Penalties", "Penalties of soft rules, present value"),
    ):
        value = present_value(results, by_kind[kind]) / scale
        yield Row(("Not paid", figure, value, unit, "", "guides the plan; not in the paid cost"), "millions")


def _commitments(results: Results) -> Iterator[Row]:
    """Contracts signed, ventures built and substitution, in a line each where the plan has them."""
    lines = [line for line in contract_lines(results).values() if not line.contract.signed]
    shares = {line.contract.name: max(line.shares.values(), default=0.0) for line in lines}
    chosen = sorted((name for name, share in shares.items() if share), key=lambda name: down(shares[name]))
    if chosen:
        words = [f"{name} {percent(shares[name])}" for name in chosen]
        against = f"of {counted(len(lines), 'candidate')}"
        yield Row(("Commitments", "Contracts to sign", len(chosen), "contracts", against, _some(words)), "count")
    found = [i for i in investments(results) if i.kind == VENTURE]
    names = list(dict.fromkeys(i.name for i in found))
    if found:
        outlay = amount(expected(results, outlays_by_kind(results)[VENTURE]), results.currency)
        values = ("Commitments", "Ventures to build", len(names), "ventures", f"outlay {outlay}", _some(names))
        yield Row(values, "count")
    yield from _substitution(results)


def _substitution(results: Results) -> Iterator[Row]:
    """The demand that does without most."""
    line = min(shortage_lines(results), key=lambda line: down(sum(line.substituted.values())), default=None)
    if line and any(line.substituted.values()):
        without = expected(results, line.substituted)
        share = percent(without / expected(results, dict(line.demand.tonnes)))
        figure = f"Substitution, most for {line.demand.sector}: {line.demand.material}"
        yield Row(("Commitments", figure, without, "t, whole plan", f"{share} of demand", ""))


def _some(names: list[str]) -> str:
    return ", ".join(names[:MOST_NAMED]) + (f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else "")


def _shortages(results: Results) -> Iterator[Row]:
    worst = worst_shortages(results, MOST_SHORTAGES)
    if not worst:
        yield Row(("Shortages", "No sector goes short", 0.0, "t", "", ""))
    for line in worst:
        figure = f"{line.demand.material} for {line.demand.sector}"
        yield Row(("Shortages", figure, line.tonnes, "t, whole plan", f"{percent(line.share)} of demand", line.cause))


def _losses(results: Results) -> Iterator[Row]:
    """Of the materials of which a rule asks, the loss of a country that leaves most of a year's demand unmet."""
    found = [(k, loss) for k in results.case.stages if (loss := worst_loss(results, k))]
    for material, (share, country, year, limit) in sorted(found, key=lambda pair: down(pair[1][0]))[:MOST_SHORTAGES]:
        above = limit is not None and share > limit + SAME
        against = "no limit then" if limit is None else f"at most {percent(limit)}{', broken' * above}"
        figure = f"{material}: {country} lost in {year}"
        marked = frozenset({VALUE} if above else ())
        yield Row(("After a loss", figure, share, "of demand unmet", against, ""), "share", marked=marked)


def _shares(results: Results) -> Iterator[Row]:
    """The share nearest to its cap at each stage of each material, and the largest one where that is another."""
    pairs = sorted((p for p in results.pairs if largest_share(results, p)), key=lambda p: down(_top(results, p).share))
    for pair in pairs[:MOST_SHARES]:
        top, found = _top(results, pair), tightest_share(results, pair) or _top(results, pair)
        above = found.cap is not None and found.share > found.cap + SAME
        against = "no cap" if found.cap is None else f"cap {percent(found.cap)}{', broken' * above}"
        remark = "" if top == found else f"largest {percent(top.share)}, {top.country} in {top.year}"
        figure = f"{found.material}, {found.stage}: {found.country} in {found.year}"
        marked = frozenset({VALUE} if above else ())
        yield Row(
            ("Share of a country", figure, found.share, "of consumption", against, remark), "share", marked=marked
        )


def _top(results: Results, pair: tuple[str, str]) -> LargestShare:
    top = largest_share(results, pair)
    if top is None:
        raise ValueError(f"nothing of {pair} is bought abroad")
    return top


def _dependence(results: Results) -> Iterator[Row]:
    first, last = results.years[0].label, results.years[-1].label
    imported, recycled = import_dependence(results), recycled_share(results)
    for material, stages in results.case.stages.items():
        abroad = {year: imported.get((material, stages[-1], year), 0.0) for year in (first, last)}
        again = {year: percent(recycled.get((material, year), 0.0)) for year in (first, last)}
        remark = f"recycled {again[first]} in {first}, {again[last]} in {last}"
        figure = f"{material}, {stages[-1]}: in {last}"
        against = f"{percent(abroad[first])} in {first}"
        yield Row(("From abroad", figure, abroad[last], "of consumption", against, remark), "share")


def _stocks(results: Results) -> Iterator[Row]:
    days, asked = days_of_cover(results), duty_days(results)
    for material in dict.fromkeys(k for k, _ in days):
        by_node = {n: days[material, n] for n in results.periods if (material, n) in days}
        duty = [asked[material, n] for n in by_node if (material, n) in asked]
        least, last = min(by_node, key=lambda n: by_node[n]), list(by_node)[-1]
        against = f"duty up to {max(duty):,.0f} days" if duty else "no duty"
        yield Row(
            (
                "Stocks last",
                f"{material}: at the end of {last}",
                by_node[last],
                "days of demand",
                against,
                f"least {by_node[least]:,.0f} days in {least}",
            ),
            "days",
        )


def _rules(results: Results) -> Iterator[Row]:
    biting = rows_that_bind(results)
    if not biting:
        yield Row(("Rules", "No rule binds", None, "", "", ""))
    for row, line in biting[:MOST_RULES]:
        against = f"{line.status} in {window_label(results, line)}"
        yield Row(
            (
                "Rules",
                f"{row.id}: {sentence(results.case, row)}",
                line.price,
                _per(results, line),
                against,
                scope_words(line.term),
            ),
            "price",
        )


def _per(results: Results, line: RuleLine) -> str:
    return f"{results.currency} per {'t' if line.term.row.rule.unit == 't' else results.currency}"


def _charts(results: Results) -> list[Chart]:
    """Four charts at most: cost, what is short, supply where one country weighs most, largest shares, recycling."""
    largest = largest_share(results)
    pair = (largest.material, largest.stage) if largest else results.pairs[-1]
    short = [shortage_chart(results)] if worst_shortages(results, 1) else []
    return [
        cost_chart(results),
        *short,
        supply_chart(results, *pair),
        _dependence_chart(results),
        _recycled_chart(results),
    ][:4]


def _recycled_chart(results: Results) -> Chart:
    """Recycled output used over consumption, by material."""
    years, found = year_labels(results), recycled_share(results)
    shares = {material: tuple(found.get((material, year)) for year in years) for material in results.case.stages}
    series = tuple(Series(material, values, line=True) for material, values in shares.items() if any(values))
    return Chart("Recycled share of consumption", "share of consumption", years, series, "share", shaded_years(results))


def _dependence_chart(results: Results) -> Chart:
    """The share of the largest country abroad, by material and stage."""
    years, found = year_labels(results), largest_by_year(results)
    pairs = [pair for pair in results.pairs if any(found.get((*pair, year)) for year in years)]
    pairs.sort(key=lambda pair: down(max(found.get((*pair, year), 0.0) for year in years)))
    series = tuple(
        Series(f"{material}, {stage}", tuple(found.get((material, stage, year)) for year in years), line=True)
        for material, stage in pairs[:MOST_SHARES]
    )
    return Chart(
        "Share of the largest country abroad", "share of consumption", years, series, "share", shaded_years(results)
    )


SUMMARY = OutputSheet(
    name="Summary",
    about="The plan of least cost under its policy set, on one page.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    charts=_charts,
    words=key_sentences,
    frozen=0,
    on_one_page=True,
)
