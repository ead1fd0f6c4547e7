"""How concentrated on few countries the tonnes of a stage are, and how far orders from before the plan make them so."""

from collections.abc import Sequence

from planner.audit.measuring import Measure, Measuring, bases_of
from planner.audit.origins import RECYCLED, Origin
from planner.audit.scopes import Scope, Window
from planner.workbook.schema import Policy


def concentration(measuring: Measuring, row: Policy, scope: Scope, window: Window) -> Measure:
    """The base times the sum of the squared shares of countries in it."""
    origins = [o for o in measuring.origins.all if o.pair in scope.pairs and _is_counted(measuring, row, o)]
    units = bases_of(measuring, row, scope, window)
    whole, countries = sum(units.values()), dict.fromkeys(origin.country for origin in origins)
    sent, ordered = [], []
    for country in countries:
        own = [origin for origin in origins if origin.country == country]
        sent.append(sum(origin.tonnes[t] for origin in own for t in window.periods))
        ordered.append(sum(origin.ordered[t] for origin in own for t in window.periods))
    squares = sum(tonnes**2 for tonnes in sent) / whole if whole > 0 else 0.0
    before = whole * _evenest([tonnes / whole for tonnes in ordered]) if whole > 0 and any(ordered) else 0.0
    return Measure(squares, squares, units, before, exact=False)


def _is_counted(measuring: Measuring, row: Policy, origin: Origin) -> bool:
    if row.base == "imports":
        return origin.country not in measuring.audit.facts.home
    return row.base != "primary" or origin.source != RECYCLED


def _evenest(floors: Sequence[float]) -> float:
    """The least sum of squared shares with some of each given: the level to which the others rise is searched for."""
    low, high = 0.0, 1.0
    for _ in range(60):
        level = (low + high) / 2.0
        low, high = (level, high) if sum(max(floor, level) for floor in floors) < 1.0 else (low, level)
    return sum(max(floor, low) ** 2 for floor in floors)
