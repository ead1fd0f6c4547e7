"""From a model to its plan of least cost: arrays, canonical units, HiGHS, ties broken."""

from typing import Any

import numpy as np

from models.case import Case
from planner.errors import Infeasible, Stopped
from planner.solution import Solution
from planner.solve.highs import Answer, Engine, Status
from planner.solve.scaling import Scaling, canonical_units
from planner.solve.standard_form import StandardForm, standard_form
from planner.solve.tie_break import break_ties

COST_TOLERANCE = 1e-9


def solve(model: Any, case: Case) -> Solution:
    """The plan of least cost of a model, one plan where there are many.

    Raises `Infeasible` where no plan keeps all laws and rules, `Stopped` where HiGHS gave no optimum.
    """
    form = standard_form(model)
    _check_finite(form)
    scaling = canonical_units(case, form)
    engine = Engine(scaling.apply(form))
    status = engine.solve()
    if status is Status.INFEASIBLE:
        raise Infeasible("No plan keeps all rules and limits together.")
    if status is not Status.OPTIMAL:
        raise Stopped(f"The solver found no optimum: it ended with '{engine.status_text()}'.")
    first = engine.answer()
    plan = break_ties(engine, case, first)
    if plan is None or not _same_cost(engine.form, first, plan):
        raise Stopped("Ties between plans of least cost could not be broken without changing the cost.")
    return _solution(model, form, scaling, first, plan)


def _check_finite(form: StandardForm) -> None:
    for numbers in (form.matrix.data, form.cost, form.column_lower):
        if not np.isfinite(numbers).all():
            raise Stopped("A figure of the model is not a finite number; nothing was solved.")


def _same_cost(form: StandardForm, first: Answer, plan: Answer) -> bool:
    cost = float(form.cost @ plan.column_value) + form.offset
    return abs(cost - first.objective) <= COST_TOLERANCE * max(1.0, abs(first.objective))


def _solution(model: Any, form: StandardForm, scaling: Scaling, first: Answer, plan: Answer) -> Solution:
    """Values of the tie-broken plan; cost and shadow prices are those of the first run."""
    values = np.clip(plan.column_value * scaling.columns, form.column_lower, form.column_upper)
    return Solution(
        model=model,
        cost=first.objective * scaling.money,
        column_values=dict(zip(map(id, form.columns), values.tolist(), strict=True)),
        row_duals=dict(zip(map(id, form.rows), (first.row_dual * scaling.rows * scaling.money).tolist(), strict=True)),
        iterations=first.iterations + plan.iterations,
    )
