"""Proof of a solution without a solver: what its numbers say of themselves, in canonical units.

Weak duality makes it simple. Any row prices `y` give a lower bound on the least cost: what the rows and, through the
reduced costs `c - A'y`, the bounds of the columns must cost at the least. A plan that keeps all rows and bounds and
costs no more than that bound is one of least cost, whatever the solver did to find it.
"""

from dataclasses import dataclass

import numpy as np

from planner.arrays import StandardForm, Vector
from planner.solve.highs import Answer
from planner.timings import step

FEASIBILITY = 1e-7
GAP = 1e-8


@dataclass(frozen=True)
class Certificate:
    """Errors of a solution: rows and columns beyond their bounds, prices against their sign, and the relative gap."""

    row_error: float
    bound_error: float
    dual_error: float
    gap: float

    @property
    def holds(self) -> bool:
        """Whether the solution is accepted."""
        errors = (self.row_error, self.bound_error, self.dual_error)
        return all(error <= FEASIBILITY for error in errors) and self.gap <= GAP

    def facts(self) -> dict[str, str]:
        """The verdict and its figures, for the record of a run."""
        return {
            "Certificate": "holds" if self.holds else "fails",
            "Largest row error": f"{self.row_error:.1e}",
            "Largest bound error": f"{self.bound_error:.1e}",
            "Largest dual error": f"{self.dual_error:.1e}",
            "Relative gap": f"{self.gap:.1e}",
        }


@step("certifying")
def certify(form: StandardForm, prices: Answer, plan: Answer) -> Certificate:
    """The certificate of a plan against the row prices of a first run; both may be of the same run."""
    if not (np.isfinite(plan.column_value).all() and np.isfinite(prices.row_dual).all()):
        return Certificate(np.inf, np.inf, np.inf, np.inf)
    activity = form.matrix @ plan.column_value
    reduced = form.cost - form.matrix.T @ prices.row_dual
    least_rows, row_sign = _least(prices.row_dual, form.row_lower, form.row_upper)
    least_columns, column_sign = _least(reduced, form.column_lower, form.column_upper)
    cost = float(np.sum(form.cost * plan.column_value))
    return Certificate(
        row_error=_beyond(activity, form.row_lower, form.row_upper),
        bound_error=_beyond(plan.column_value, form.column_lower, form.column_upper),
        dual_error=max(row_sign, column_sign),
        gap=abs(cost - least_rows - least_columns) / max(1.0, abs(cost)),
    )


def least_at(form: StandardForm, row_prices: Vector) -> float:
    """The least that any plan can cost at some prices of its rows, whichever program they are from: weak duality.

    What is no more than the solver's noise in a reduced cost counts as none, since bounds may be far away.
    """
    reduced = form.cost - form.matrix.T @ row_prices
    reduced[np.abs(reduced) <= FEASIBILITY] = 0.0
    rows, _ = _least(row_prices, form.row_lower, form.row_upper)
    columns, _ = _least(reduced, form.column_lower, form.column_upper)
    return form.offset + rows + columns


def _beyond(values: Vector, lower: Vector, upper: Vector) -> float:
    """The most by which any value lies outside its bounds."""
    return float(np.max(np.maximum(np.maximum(lower - values, values - upper), 0.0), initial=0.0))


def _least(prices: Vector, lower: Vector, upper: Vector) -> tuple[float, float]:
    """The least that values within bounds cost at some prices, and the largest price on a side without a bound."""
    side = np.where(prices > 0, lower, upper)
    bounded = np.isfinite(side)
    wrong = float(np.max(np.abs(prices), where=~bounded, initial=0.0))
    return float(np.sum(prices * np.where(bounded, side, 0.0))), wrong
