"""What policy is for: dependence on single countries, and what goes short."""

from collections.abc import Iterable

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
    materials = {material for material, _ in shares}
    short = results.values(results.model.shortage_tonnes)
    return Reliance(
        tops={pair: Top(*top) if top else Top() for pair, top in tops.items()},
        concentration={pair: herfindahl(of) for pair, of in shares.items()},
        short_tonnes=sum(
            expected(results, {n: tonnes})
            for (demand, n), tonnes in short.items()
            if results.case.demands[demand].material in materials
        ),
    )
