"""How far a plan depends on single countries and on imports, over the whole plan and in single years."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from planner.comparing.figures import WHOLE, Found, Measure, with_mean
from planner.results import Results
from planner.results.dependence import (
    BOUGHT,
    COUNTED,
    DIGITS,
    TRACED,
    herfindahl,
    largest_abroad,
    shares_in,
)
from planner.results.shares import Pair, consumption
from planner.results.tracing import UNKNOWN

HIGHEST = "highest year"
TOP = Measure("Dependence", "Largest share of one country, bought")
TOP_TRACED = Measure("Dependence", "Largest share of one country, traced")
HHI = Measure("Dependence", "Concentration of countries, HHI", format="index")
ABROAD = Measure("Dependence", "From abroad, of consumption")
RECYCLED = Measure("Recycling", "Recycled, of consumption")


@dataclass(frozen=True)
class TopShare:
    """The largest share that one country abroad has of the consumption of a stage: whose, and in which year."""

    material: str
    stage: str
    counted: str
    when: str
    share: float
    country: str
    year: str = ""


def top_shares(results: Results) -> list[TopShare]:
    """By material and stage, bought and traced: over the whole plan, in the last year and in the highest year."""
    return [top for pair in results.pairs for counted in COUNTED for top in _tops(results, pair, counted)]


def dependence_figures(results: Results) -> Found:
    """Largest shares, concentration, what comes from abroad and what is recycled, by material and stage.

    Where a stage consumes nothing, nobody has a share in it: 0.
    """
    last, periods = results.years[-1], results.periods
    tops = {(t.material, t.stage, t.counted, t.when): t.share for t in top_shares(results)}
    for measure, counted in ((TOP, BOUGHT), (replace(TOP, when=last.label), BOUGHT), (TOP_TRACED, TRACED)):
        found = {pair: tops.get((*pair, counted, measure.when), 0.0) for pair in results.pairs}
        yield from with_mean(measure, found)
    bought = {pair: shares_in(results, pair, BOUGHT, periods) for pair in results.pairs}
    yield from with_mean(HHI, {pair: herfindahl(shares) for pair, shares in bought.items()})
    yield from with_mean(ABROAD, {pair: _abroad(results, shares) for pair, shares in bought.items()})
    for when, nodes in ((WHOLE, periods), (last.label, last.nodes)):
        yield from with_mean(replace(RECYCLED, when=when), _recycled(results, nodes))


def _tops(results: Results, pair: Pair, counted: str) -> list[TopShare]:
    """The whole plan, the last year and the highest year; none in which nothing comes from abroad."""
    windows = {WHOLE: results.periods} | {year.label: year.nodes for year in results.years}
    tops = {when: largest_abroad(results, shares_in(results, pair, counted, nodes)) for when, nodes in windows.items()}
    found = [
        TopShare(*pair, counted, when, *top, year="" if when == WHOLE else when) for when, top in tops.items() if top
    ]
    in_years = [top for top in found if top.year]
    highest = [replace(max(in_years, key=lambda t: round(t.share, DIGITS)), when=HIGHEST)] if in_years else []
    return [top for top in found if top.when in (WHOLE, results.years[-1].label)] + highest


def _abroad(results: Results, shares: Mapping[str, float]) -> float:
    return sum(share for country, share in shares.items() if country not in results.case.home | {UNKNOWN})


def _recycled(results: Results, nodes: Iterable[str]) -> dict[Pair, float]:
    """Recycled output that is used over consumption at the last stage, of the materials that a plant recovers."""
    weight = {n: results.case.tree.nodes[n].probability for n in nodes}
    used: dict[str, float] = {}
    for (_, material, node), tonnes in results.values(results.model.recovered_tonnes).items():
        used[material] = used.get(material, 0.0) + weight.get(node, 0.0) * tonnes
    found = {}
    for material, tonnes in used.items():
        pair = (material, results.case.stages[material][-1])
        base = sum(weight[n] * consumption(results)[(*pair, n)] for n in weight)
        found[pair] = tonnes / base if base > 0 else 0.0
    return found
