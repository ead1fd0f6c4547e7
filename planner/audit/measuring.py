"""What a constraint of a policy row measures and against what, and what both are worked out from."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.audit.audit import Audit
from planner.audit.costs import Money
from planner.audit.origins import Origins
from planner.audit.scopes import Scope, Window
from planner.workbook.schema import Policy


@dataclass(frozen=True)
class Measure:
    """Both sides of a constraint: what is measured, at least and at most as far as the plan shows it, and `units`.

    `units` are what one unit of the limit amounts to in each period of the window; `ordered` was ordered before the
    plan; `exact` tells whether a maximum is lowered to just that.
    """

    least: float
    most: float
    units: Mapping[int, float]
    ordered: float = 0.0
    exact: bool = True


@dataclass(frozen=True)
class Measuring:
    """What all measures work on."""

    audit: Audit
    origins: Origins
    money: Money


def limit_years(measuring: Measuring, row: Policy, window: Window) -> dict[int, float]:
    """Years of a limit per year that a period stands for; over the horizon the limit is the total."""
    each = 1.0 / len(window.periods) if row.per == "horizon" else measuring.audit.facts.step
    return dict.fromkeys(window.periods, each)


def bases_of(measuring: Measuring, row: Policy, scope: Scope, window: Window) -> dict[int, float]:
    """The base of a share in each period of a window, of all stages together."""
    bases = [measuring.origins.base(row.base or "consumption", pair) for pair in scope.pairs]
    return {t: sum(base[t] for base in bases) for t in window.periods}
