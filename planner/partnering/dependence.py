"""How much of each stage a plan takes from single countries, which is what the 65 % benchmark of the EU is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.case import Case
from planner.results import Results
from planner.results.shares import bought_tonnes, consumption
from planner.solution import Solution
from planner.workbook import Book

BENCHMARK_YEAR = 2030
BENCHMARK = 0.65
UNKNOWN = "unknown"
Pair = tuple[str, str]


@dataclass(frozen=True)
class Largest:
    """The country abroad that has the largest part of what a stage takes in, and that part; "" and 0 for nobody."""

    country: str = ""
    share: float = 0.0


@dataclass(frozen=True)
class Dependence:
    """Shares of consumption that arrive from each country, by material and stage: over the plan, and in one year."""

    year: str
    home: frozenset[str]
    overall: Mapping[Pair, Mapping[str, float]]
    in_year: Mapping[Pair, Mapping[str, float]]

    def largest(self, pair: Pair, *, in_year: bool = False) -> Largest:
        """The largest country outside home at a stage."""
        shares = (self.in_year if in_year else self.overall)[pair]
        abroad = {c: share for c, share in shares.items() if c not in self.home | {UNKNOWN} and share > 0}
        country = min(abroad, key=lambda c: (-round(abroad[c], 9), c), default="")
        return Largest(country, abroad[country]) if country else Largest()

    def of(self, pair: Pair, countries: Iterable[str]) -> float:
        """The share of some countries together in the year of the benchmark."""
        return sum(self.in_year[pair].get(country, 0.0) for country in countries)


def dependence(case: Case, book: Book, solution: Solution) -> Dependence:
    """The dependence of a plan, bought shares, in 2030 or the year of the plan nearest to it."""
    results = Results(case, solution, book)
    year = min(results.years, key=lambda y: abs(results.case.tree.nodes[y.last].year - BENCHMARK_YEAR))
    return Dependence(year.label, results.case.home, _shares(results, results.periods), _shares(results, year.nodes))


def _shares(results: Results, nodes: Iterable[str]) -> dict[Pair, dict[str, float]]:
    inside = set(nodes)
    base = dict.fromkeys(results.pairs, 0.0)
    for (material, stage, node), tonnes in consumption(results).items():
        base[material, stage] += tonnes if node in inside else 0.0
    found: dict[Pair, dict[str, float]] = {pair: {} for pair in results.pairs}
    for pair, by_country in bought_tonnes(results).items():
        for country, by_node in by_country.items() if base[pair] > 0 else ():
            found[pair][country] = sum(tonnes / base[pair] for node, tonnes in by_node.items() if node in inside)
    return found
