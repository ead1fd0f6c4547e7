"""The comparison on one page: what each set costs more than the base and what it buys."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from planner.comparing.comparison import Comparison, Entry, Pair
from planner.comparing.dependence import TOP
from planner.comparing.figures import Measure, headline
from planner.comparing.findings import BINDING, BREACHED, SHORT
from planner.comparing.money import OUTLAY, PAID
from planner.comparing.sentences import AIMS, sentences
from planner.comparing.sheets.columns import against
from planner.comparing.shocked import mean_extra_cost, mean_unmet, scatters, stressed
from planner.comparing.standing import AT_RISK, BENCHMARKS
from planner.report.sheet import FIGURE, Column, Point, Row, Scatter, Sheet
from planner.report.words import scale_of


def _columns(comparison: Comparison) -> list[Column]:
    said = {pair.entry.world: against(pair) for pair in comparison.solved}
    return [
        Column("Figure", width=42),
        Column("When", width=13),
        Column("Unit", width=14),
        *(Column(e.label, said.get(e.world, e.status), FIGURE, 12) for e in comparison.entries),
    ]


def _rows(comparison: Comparison) -> Iterable[Row]:
    yield from _cost(comparison)
    yield from _shocks(comparison)
    for measure in (*(aim.measure for aim in AIMS), BINDING, BREACHED):
        yield from _line(comparison, measure)
    for measure in comparison.measures:
        if measure.group == BENCHMARKS and not measure.material:
            yield from _line(comparison, measure)


def _cost(comparison: Comparison) -> Iterator[Row]:
    """Paid cost, what it is more than that of the base, and capital outlay, in one scale."""
    scale, word = _scale(comparison)
    found = {pair.entry.world: pair for pair in comparison.solved}
    pairs = [found.get(entry.world) for entry in comparison.entries]
    more = [pair.change(replace(PAID, unit=comparison.currency)) if pair else None for pair in pairs]
    lead = ("whole plan", f"{word}{comparison.currency}")
    paid = (pair.findings.paid_cost / scale if pair else None for pair in pairs)
    yield Row(("Paid cost, present value", *lead, *paid), "millions")
    extra = (c.difference / scale if c and c.difference is not None else None for c in more)
    yield Row(("more than the base", *lead, *extra), "signed millions")
    yield Row(
        ("more than the base, in per cent", lead[0], "", *(c.relative if c else None for c in more)), "signed share"
    )
    outlays = (_outlay(pair) / scale if pair else None for pair in pairs)
    yield Row(("Capital outlay, undiscounted", *lead, *outlays), "millions")


def _shocks(comparison: Comparison) -> Iterator[Row]:
    """What the scenarios leave unmet and cost, where every plan was put to them."""
    scale, word = _scale(comparison)
    unmet = {pair.entry.world: mean_unmet(pair) for pair in stressed(comparison)}
    costs = {pair.entry.world: mean_extra_cost(pair) for pair in stressed(comparison)}
    if any(mean is not None for mean in unmet.values()):
        lead = ("Unmet because of shocks", "mean of all", "t")
        yield Row((*lead, *(unmet.get(entry.world) for entry in comparison.entries)), "tonnes")
        lead = ("Shocks cost more, shortages at their cost", "mean of all", f"{word}{comparison.currency}")
        more = (costs.get(entry.world) for entry in comparison.entries)
        yield Row((*lead, *(None if cost is None else cost / scale for cost in more)), "signed millions")


def _outlay(pair: Pair) -> float:
    return pair.findings.figures[replace(OUTLAY, unit=pair.findings.currency)].value


def _line(comparison: Comparison, measure: Measure) -> Iterator[Row]:
    """The figure of every plan over all materials, where any plan has it."""
    figures = [_headline(entry, measure) for entry in comparison.entries]
    if any(figures) or measure == SHORT:
        name = " ".join(part for part in (f"{measure.name}", f"({measure.part})" if measure.part else "") if part)
        yield Row((name, measure.when, measure.unit, *figures), measure.format)


def _headline(entry: Entry, measure: Measure) -> float | None:
    figure = headline(entry.findings.figures, measure) if entry.findings else None
    return figure.value if figure else None


def _charts(comparison: Comparison) -> list[Scatter]:
    """What shocks do where every plan was put to them, then cost against the largest share, and supply risk."""
    return [
        *(scatters(comparison) if stressed(comparison) else []),
        _scatter(comparison, "Cost and the largest share of one country", TOP),
        _scatter(comparison, "Cost and supply risk", AT_RISK),
    ]


def _scatter(comparison: Comparison, title: str, measure: Measure) -> Scatter:
    scale, word = _scale(comparison)
    points = tuple(
        Point(pair.label, pair.findings.paid_cost / scale, value, main=pair.reference is None)
        for pair in comparison.solved
        if (value := _headline(pair.entry, measure)) is not None
    )
    return Scatter(title, f"paid cost, {word}{comparison.currency}", _axis(comparison, measure), points, measure.format)


def _axis(comparison: Comparison, measure: Measure) -> str:
    several = len([m for m in comparison.measures if m.name == measure.name and m.when == measure.when]) > 1
    return f"{measure.name}, mean" if several and measure is TOP else measure.name


def _scale(comparison: Comparison) -> tuple[float, str]:
    return scale_of(min((pair.findings.paid_cost for pair in comparison.solved), default=0.0) / 10.0)


SUMMARY = Sheet(
    name="Summary",
    about="What each policy set costs more than the base set and what it buys. Shares are bought, over the whole plan;"
    " where there are several materials and stages they are plain means, supply risk is by value. A set under an"
    " assumption is compared with the base set under the same one.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    charts=_charts,
    words=sentences,
    frozen=1,
    on_one_page=True,
)
