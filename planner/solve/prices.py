"""One set of shadow prices, not one of many: of all that prove a plan of least cost, the smallest.

Where more limits meet than are needed to hold a plan in place, what one of them costs can be said in many ways, and the
solver says whichever it came upon. The smallest are those of a second program: over the same rows, by how much the cost
would fall if every limit that is reached could give way by about a unit,

    minimise  c · d   with   -w <= A d <= w   in the rows that are at their bounds,

where a column that is at a bound may only move away from it. The price of a row there is what its unit is worth, and
`Σ w · |price|` is least. Weights `w` from 1 to 2 by the name of each row leave no two ways to share a price out.
"""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from planner.arrays import StandardForm, Vector
from planner.solve.highs import Answer, Engine, Status
from planner.timings import step

AT_A_BOUND = 1e-7


@step("choosing among prices")
def smallest_prices(engine: Engine, plan: Answer) -> Vector | None:
    """The smallest row prices that prove a plan of least cost, None where the solver does not find them."""
    with engine.instead(_giving_way(engine.form, plan.column_value)):
        return engine.answer().row_dual if engine.solve(near=True) is Status.OPTIMAL else None


def _giving_way(form: StandardForm, values: Vector) -> StandardForm:
    """The program of changes: each within the limits that a plan reaches, which give way by their weight."""
    rows = form.matrix @ values
    weights = np.ones(len(rows))
    for family in form.rows:
        weights[family.positions] += family.members.lots
    return replace(
        form,
        column_lower=np.where(_at(values, form.column_lower), 0.0, -np.inf),
        column_upper=np.where(_at(values, form.column_upper), 0.0, np.inf),
        row_lower=np.where(_at(rows, form.row_lower), -weights, -np.inf),
        row_upper=np.where(_at(rows, form.row_upper), weights, np.inf),
    )


def _at(values: Vector, bounds: Vector) -> npt.NDArray[np.bool_]:
    return np.abs(values - bounds) <= AT_A_BOUND
