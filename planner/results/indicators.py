"""The few figures by which a plan is judged and compared."""

from dataclasses import dataclass

from planner.results import costs
from planner.results.memory import once
from planner.results.ranking import DIGITS, down
from planner.results.results import Results
from planner.results.shares import COUNTRY, OUTSIDE, consumption, share_lines
from planner.results.shortages import ShortageLine, shortage_lines
from planner.results.tracing import UNKNOWN


@dataclass(frozen=True)
class LargestShare:
    """The largest part of a year's consumption of a material at a stage that one country outside home sends."""

    share: float
    country: str
    material: str
    stage: str
    year: str
    cap: float | None


@dataclass(frozen=True)
class Indicators:
    """Figures of the whole plan: money in present value, tonnes over the horizon (expected, where courses part)."""

    paid_cost: float
    unpaid_cost: float
    total_cost: float
    shortage_tonnes: float
    largest_share: LargestShare | None


@once
def indicators(results: Results) -> Indicators:
    """The indicators of a plan; `total_cost` is the objective, paid cost and the rest in one sum."""
    paid, unpaid = costs.paid_cost(results), costs.unpaid_cost(results)
    return Indicators(paid, unpaid, results.solution.cost, shortage_tonnes(results), largest_share(results))


def shortage_tonnes(results: Results) -> float:
    """What goes short over the horizon, expected where courses part."""
    return sum(costs.expected(results, line.short) for line in shortage_lines(results))


def largest_share(results: Results, pair: tuple[str, str] | None = None) -> LargestShare | None:
    """The largest bought share of a country abroad, of all or of one material and stage; None where nothing is."""
    return min(_shares(results, pair), key=lambda largest: down(largest.share), default=None)


def tightest_share(results: Results, pair: tuple[str, str]) -> LargestShare | None:
    """The share nearest to its cap, or furthest above it, at a stage; the largest where none has a cap."""
    capped = [share for share in _shares(results, pair) if share.cap is not None]
    return min(capped, key=lambda s: -round(s.share - (s.cap or 0.0), DIGITS), default=largest_share(results, pair))


def largest_by_year(results: Results) -> dict[tuple[str, str, str], float]:
    """The bought share of the largest country abroad, by material, stage and year's label."""
    found: dict[tuple[str, str, str], float] = {}
    for share in _shares(results):
        key = (share.material, share.stage, share.year)
        found[key] = max(found.get(key, 0.0), share.share)
    return found


def worst_shortages(results: Results, count: int = 3) -> list[ShortageLine]:
    """The demands with the most tonnes short over the horizon, the worst first."""
    short = [line for line in shortage_lines(results) if line.tonnes]
    return sorted(short, key=lambda line: down(line.tonnes))[:count]


@once
def recycled_share(results: Results) -> dict[tuple[str, str], float]:
    """Recycled output used over consumption at the last stage, by material and year's label."""
    base, used, found = consumption(results), dict[tuple[str, str], float](), {}
    for (_, material, node), tonnes in results.values(results.model.recovered_tonnes).items():
        used[material, node] = used.get((material, node), 0.0) + tonnes
    for material, stages in results.case.stages.items():
        for year in results.years:
            whole = sum(base[material, stages[-1], n] for n in year.nodes)
            part = sum(used.get((material, n), 0.0) for n in year.nodes)
            if whole > 0:
                found[material, year.label] = part / whole
    return found


def import_dependence(results: Results) -> dict[tuple[str, str, str], float]:
    """What comes from outside home over consumption, by material, stage and year's label."""
    return {
        (line.material, line.stage, year): share
        for line in share_lines(results)
        if line.kind == OUTSIDE
        for year, share in line.bought.items()
        if share is not None
    }


def met_share(results: Results) -> dict[str, float]:
    """The part of demand over the horizon that is met, or substituted, by material; exactly 1 without shortage."""
    found = {}
    for material in results.case.stages:
        lines = [line for line in shortage_lines(results) if line.demand.material == material]
        needed = sum(sum(line.demand.tonnes.values()) for line in lines)
        short = sum(line.tonnes for line in lines)
        found[material] = 1.0 - short / needed if short else 1.0
    return found


def _shares(results: Results, pair: tuple[str, str] | None = None) -> list[LargestShare]:
    return _from_abroad(results) if pair is None else _by_pair(results).get(pair, [])


@once
def _by_pair(results: Results) -> dict[tuple[str, str], list[LargestShare]]:
    found: dict[tuple[str, str], list[LargestShare]] = {}
    for share in _from_abroad(results):
        found.setdefault((share.material, share.stage), []).append(share)
    return found


@once
def _from_abroad(results: Results) -> list[LargestShare]:
    """The bought share of every country abroad in every year."""
    return [
        LargestShare(share, line.partner, line.material, line.stage, year, line.cap[year])
        for line in share_lines(results)
        if line.kind == COUNTRY and line.partner not in results.case.home | {UNKNOWN}
        for year, share in line.bought.items()
        if share
    ]
