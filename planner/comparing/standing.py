"""Where a plan stands: stocks, emissions, supply risk, and the benchmarks of the EU's Critical Raw Materials Act."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pyomo.environ as pyo

from models import cost
from models.declare import ragged
from models.policies import RULES, PolicyRow
from models.policies.min_home_capacity import RECYCLING
from models.policies.rule import ALL, Rule
from models.restated import Always, Instead
from planner.comparing.figures import Figure, Found, Measure, with_mean
from planner.results import Results
from planner.results.costs import expected
from planner.results.cover import days_of_cover
from planner.results.dependence import BOUGHT, shares_in
from planner.results.shares import consumption
from planner.results.tracing import UNKNOWN

BENCHMARKS, BENCHMARK_YEAR = "EU benchmarks", 2030
CAPACITY_BENCHMARKS = {"extraction": 0.10, "processing": 0.40, RECYCLING: 0.25}
SHARE_BENCHMARK = 0.65
REACHED = 1e-6
Members = Sequence[tuple[Any, ...]]
LEAST, LATEST = "least of all periods", "at the end"
COVER = Measure("Stocks", "Days of cover", when=LATEST, unit="days", format="days")
EMITTED = Measure("Emissions", "Emissions", unit="tCO2e", format="tonnes")
AT_RISK = Measure("Supply risk", "Mean governance risk, 0 best to 1 worst", format="index")


def standing_figures(results: Results) -> Found:
    """Days of cover, emissions, supply risk and the benchmarks."""
    yield from _cover(results)
    emitted = results.solution.evaluate(cost.emissions, [(n,) for n in results.periods])
    yield EMITTED, Figure(expected(results, {n: tonnes for (n,), tonnes in emitted.items()}))
    yield from _risk(results)
    yield from _capacities(results)
    yield from _dependences(results)


def supply_risk(results: Results) -> dict[str, float]:
    """The mean governance risk of all that arrives of each material and, by value, of "all" of them.

    As the rule `Max supply risk` measures it; left out where a country or, across materials, a price lacks.
    """
    case, rule = results.case, RULES["Max supply risk"]
    members = {}
    for material in (ALL, *case.stages):
        row = PolicyRow("", "", rule, {}, frozenset(case.tree), material=material, base="governance")
        (scope,) = rule.scopes(case, row)
        members[material] = rule.counted(case, row, scope, list(case.tree))
    known = {material: counted for material, counted in members.items() if _all_known(results, counted)}
    at_risk, whole = (_side(results, rule, side, known) for side in (rule.measured, rule.bound))
    return {material: at_risk[material] / tonnes for material, tonnes in whole.items() if tonnes > 0}


def home_capacity(results: Results, stage: str) -> dict[str, float]:
    """Capacity at home over consumption by material, in the last period of the benchmark year."""
    case, rule, node = results.case, RULES["Min home capacity"], _benchmark_nodes(results)[-1]
    row = PolicyRow("", "", rule, {}, frozenset({node}), per="period", stage=stage)
    base, members = {}, {}
    for scope in rule.scopes(case, row):
        (pair,) = scope.pairs
        base[pair[0]] = consumption(results)[(*pair, node)] / case.tree.period_years
        members[pair[0]] = rule.counted(case, row, scope, [node])
    able = _side(results, rule, rule.measured, members)
    return {material: able[material] / tonnes for material, tonnes in base.items() if tonnes > 0}


def _all_known(results: Results, counted: Mapping[str, Members]) -> bool:
    """Whether every country has a governance risk and, across materials, every material a price."""
    case = results.case
    countries = {country for members in counted.values() for _, _, _, _, country, _ in members}
    priced = all(n in case.reference_price.get(k, {}) for _, _, k, _, _, n in counted["BY_VALUE"])
    return priced and countries <= case.governance_risk.keys()


def _side(
    results: Results, rule: Rule, side: Callable[..., Any], members: Mapping[str, Mapping[str, Members]]
) -> dict[str, float]:
    """One side of a rule by material for given members, with a limit of 1."""
    sets = pyo.ConcreteModel()
    for name, width in rule.members.items():
        of_material = {material: counted[name] for material, counted in members.items()}
        ragged(sets, name, list(of_material), of_material.__getitem__, width)
    block = Instead(sets, limit=Always(1.0))
    values = results.solution.evaluate(lambda m, material: side(m, block, (material,)), members)
    return {material: value for (material,), value in values.items()}


def _cover(results: Results) -> Found:
    days = days_of_cover(results)
    materials = list(dict.fromkeys(material for material, _ in days))
    by_material = {k: [days[k, n] for n in results.periods if (k, n) in days] for k in materials}
    yield from with_mean(COVER, {(k, ""): found[-1] for k, found in by_material.items()})
    yield from with_mean(replace(COVER, when=LEAST), {(k, ""): min(found) for k, found in by_material.items()})


def _risk(results: Results) -> Found:
    for material, risk in supply_risk(results).items():
        yield replace(AT_RISK, material="" if material == ALL else material), Figure(risk, 1.0)


def _capacities(results: Results) -> Found:
    """Capacity at home by material, and how many materials reach the benchmark of each stage."""
    year = _benchmark_label(results)
    for stage, benchmark in CAPACITY_BENCHMARKS.items() if results.case.home else ():
        found = home_capacity(results, stage)
        name = f"Capacity at home, benchmark {benchmark:.0%}".replace("%", " %")
        reached = sum(share >= benchmark - REACHED for share in found.values())
        if found:
            measure = Measure(BENCHMARKS, f"{name}: reached", "", stage, year, f"of {len(found)}", "count")
            yield measure, Figure(reached, len(found))
        for material, share in found.items():
            yield Measure(BENCHMARKS, name, material, stage, year), Figure(share, 1.0)


def _dependences(results: Results) -> Found:
    """How many materials and stages keep every single country abroad at or below the benchmark."""
    year, home = _benchmark_label(results), results.case.home | {UNKNOWN}
    tops = [
        max((share for country, share in shares.items() if country not in home), default=0.0)
        for pair in results.pairs
        if (shares := shares_in(results, pair, BOUGHT, _benchmark_nodes(results)))
    ]
    if tops:
        reached = sum(top <= SHARE_BENCHMARK + REACHED for top in tops)
        name = "One country at most 65 %: reached"
        yield Measure(BENCHMARKS, name, "", "", year, f"of {len(tops)}", "count"), Figure(reached, len(tops))


def _benchmark_label(results: Results) -> str:
    years = {results.case.tree.nodes[year.last].year: year.label for year in results.years}
    return years.get(BENCHMARK_YEAR, results.years[-1].label)


def _benchmark_nodes(results: Results) -> tuple[str, ...]:
    """The nodes of the benchmark year, of the last year where the plan does not reach it."""
    label = _benchmark_label(results)
    return next(year.nodes for year in results.years if year.label == label)
