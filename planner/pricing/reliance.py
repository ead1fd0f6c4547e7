"""What policy is for: dependence on single countries, and what goes short."""

from collections.abc import Collection, Iterable

from planner.results import Results
from planner.results.costs import expected
from planner.results.dependence import BOUGHT, herfindahl, largest_abroad, shares_in
from planner.results.rule_prices import Reliance, Top


def reliance(results: Results, pairs: Iterable[tuple[str, str]]) -> Reliance:
    """The largest bought shares over the whole plan and their concentration at some materials and stages.

    Short are the tonnes of those materials, expected where courses part.
    """
    shares = {pair: shares_in(results, pair, BOUGHT, results.periods) for pair in pairs}
    tops = {pair: largest_abroad(results, of) for pair, of in shares.items()}
    return Reliance(
        tops={pair: Top(*top) if top else Top() for pair, top in tops.items()},
        concentration={pair: herfindahl(of) for pair, of in shares.items()},
        short_tonnes=short_tonnes(results, {material for material, _ in shares}),
    )


def short_tonnes(results: Results, materials: Collection[str]) -> float:
    """Tonnes of some materials that sectors go short of over the plan, expected where courses part."""
    demands, short = results.case.demands, results.values(results.model.shortage_tonnes)
    about = (((d, n), tonnes) for (d, n), tonnes in short.items() if demands[d].material in materials)
    return sum(expected(results, {n: tonnes}) for (_, n), tonnes in about)
