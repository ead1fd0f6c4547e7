"""How long stocks last, and how long they must."""

from models.policies.min_days_of_cover import DAYS_PER_YEAR
from planner.results.memory import once
from planner.results.results import Results
from planner.results.rules import rule_lines


@once
def covering_tonnes(results: Results) -> dict[tuple[str, str], float]:
    """Closing stock of a material over all its stages in tonnes of the last stage, by material and node."""
    stock = results.values(results.model.stock_tonnes)
    found: dict[tuple[str, str], float] = {}
    for name, stockpile in results.case.stockpiles.items():
        for node in results.periods:
            key = (stockpile.material, node)
            held = stock[name, node] * stockpile.last_stage_share[node]
            found[key] = found.get(key, 0.0) + held
    return found


def daily_demand(results: Results, material: str, node: str) -> float:
    """Tonnes of a material that all sectors need on a day of the period."""
    needed = sum(d.tonnes[node] for d in results.case.demands.values() if d.material == material)
    return needed / (DAYS_PER_YEAR * results.case.tree.period_years)


@once
def days_of_cover(results: Results) -> dict[tuple[str, str], float]:
    """Days of the period's own demand that closing stocks would last, by material and node; none without demand."""
    return {
        (material, node): tonnes / daily
        for (material, node), tonnes in covering_tonnes(results).items()
        if (daily := daily_demand(results, material, node)) > 0
    }


@once
def duties(results: Results) -> dict[tuple[str, str], float]:
    """Tonnes of the last stage that the strictest rule on cover of all stages asks for, by material and node."""
    found: dict[tuple[str, str], float] = {}
    for line in rule_lines(results):
        if line.term.row.rule.key != "min_days_of_cover" or line.term.scope.name[1] != "all":
            continue
        key = (line.term.scope.name[0], line.term.last)
        found[key] = max(found.get(key, 0.0), line.bound)
    return found


def duty_days(results: Results) -> dict[tuple[str, str], float]:
    """What the strictest rule on cover asks for in days of the period's own demand, by material and node."""
    return {
        (material, node): tonnes / daily
        for (material, node), tonnes in duties(results).items()
        if (daily := daily_demand(results, material, node)) > 0
    }
