"""How far a plan depends on single countries over any time: whose shares, the largest, how concentrated."""

from collections.abc import Iterable, Mapping

from planner.results.memory import once
from planner.results.results import Results
from planner.results.shares import bought_tonnes, consumption, traced_tonnes
from planner.results.tracing import UNKNOWN

BOUGHT, TRACED = "bought", "traced"
COUNTED = {BOUGHT: bought_tonnes, TRACED: traced_tonnes}
DIGITS = 9
Pair = tuple[str, str]


def shares_in(results: Results, pair: Pair, counted: str, nodes: Iterable[str]) -> dict[str, float]:
    """The share of each country in consumption over some nodes, home and unknown origins among them."""
    weight = {n: results.case.tree.nodes[n].probability for n in nodes}
    base = sum(weight[n] * consumption(results)[(*pair, n)] for n in weight)
    found: dict[str, float] = {}
    for country, node, tonnes in _by_pair(results)[counted].get(pair, ()) if base > 0 else ():
        if node in weight:
            found[country] = found.get(country, 0.0) + weight[node] * tonnes / base
    return found


@once
def _by_pair(results: Results) -> dict[str, dict[Pair, list[tuple[str, str, float]]]]:
    """Country, node and tonnes by what is counted, material and stage."""
    found: dict[str, dict[Pair, list[tuple[str, str, float]]]] = {counted: {} for counted in COUNTED}
    for counted, tonnes_of in COUNTED.items():
        for (material, stage, country, node), tonnes in tonnes_of(results).items():
            found[counted].setdefault((material, stage), []).append((country, node, tonnes))
    return found


def largest_abroad(results: Results, shares: Mapping[str, float]) -> tuple[float, str] | None:
    """The largest share of a country outside home and whose it is; None where nothing comes from abroad."""
    abroad = {c: share for c, share in shares.items() if c not in results.case.home | {UNKNOWN} and share > 0}
    country = min(abroad, key=lambda c: (-round(abroad[c], DIGITS), c), default=None)
    return None if country is None else (abroad[country], country)


def herfindahl(shares: Mapping[str, float]) -> float:
    """Sum of the squared shares of countries in their total (HHI, 0 to 1); 0 where there is nothing."""
    whole = sum(shares.values())
    return sum((share / whole) ** 2 for share in shares.values()) if whole else 0.0
