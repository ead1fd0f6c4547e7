"""How far a plan depends on single countries over any time: whose shares, the largest, how concentrated."""

from collections.abc import Iterable, Mapping

from planner.results.results import Results
from planner.results.shares import Pair, bought_tonnes, consumption, traced_tonnes
from planner.results.tracing import UNKNOWN

BOUGHT, TRACED = "bought", "traced"
COUNTED = {BOUGHT: bought_tonnes, TRACED: traced_tonnes}
DIGITS = 9


def shares_in(results: Results, pair: Pair, counted: str, nodes: Iterable[str]) -> dict[str, float]:
    """The share of each country in consumption over some nodes, home and unknown origins among them."""
    weight = {n: results.case.tree.nodes[n].probability for n in nodes}
    base = sum(weight[n] * consumption(results)[(*pair, n)] for n in weight)
    found: dict[str, float] = {}
    for country, by_node in COUNTED[counted](results).get(pair, {}).items() if base > 0 else ():
        inside = [weight[n] * tonnes / base for n, tonnes in by_node.items() if n in weight]
        if inside:
            found[country] = sum(inside)
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
