"""From a model to its plan of least cost: arrays, canonical units, HiGHS, ties broken."""

from typing import Any

import numpy as np

from models.case import Case
from planner.errors import Infeasible, Stopped
from planner.solution import Solution
from planner.solve.highs import Answer, Engine, Status
from planner.solve.scaling import canonical_units
from planner.solve.standard_form import StandardForm, standard_form
from planner.solve.tie_break import break_ties

COST_TOLERANCE = 1e-9


def solve(model: Any, case: Case) -> Solution:
    """The plan of least cost of a model, one plan where there are many; see `Program.solve`."""
    return Program(model, case).solve()


class Program:
    """A model handed to one HiGHS object, which is kept: a later solve starts from the basis at hand."""

    def __init__(self, model: Any, case: Case) -> None:
        """Hand a model over in canonical units; raises `Stopped` where a figure is not finite or HiGHS refuses it."""
        self.model, self.case = model, case
        self.form = standard_form(model)
        _check_finite(self.form)
        self.scaling = canonical_units(case, self.form)
        self.engine = Engine(self.scaling.apply(self.form))

    def solve(self) -> Solution:
        """The plan of least cost, ties broken.

        Raises `Infeasible` where no plan keeps all laws and rules, `Stopped` where HiGHS gave no optimum.
        """
        status = self.engine.solve()
        if status is Status.INFEASIBLE:
            raise Infeasible("No plan keeps all rules and limits together.")
        if status is not Status.OPTIMAL:
            raise Stopped(f"The solver found no optimum: it ended with '{self.engine.status_text()}'.")
        first = self.engine.answer()
        plan = break_ties(self.engine, self.case, first)
        if plan is None or not self._costs_the_same(first, plan):
            raise Stopped("Ties between plans of least cost could not be broken without changing the cost.")
        return self._solution(first, plan)

    def _costs_the_same(self, first: Answer, plan: Answer) -> bool:
        form = self.engine.form
        cost = float(form.cost @ plan.column_value) + form.offset
        return abs(cost - first.objective) <= COST_TOLERANCE * max(1.0, abs(first.objective))

    def _solution(self, first: Answer, plan: Answer) -> Solution:
        """Values of the tie-broken plan in plain units; cost and shadow prices are those of the first run."""
        form, scaling = self.form, self.scaling
        values = np.clip(plan.column_value * scaling.columns, form.column_lower, form.column_upper)
        duals = first.row_dual * scaling.rows * scaling.money
        return Solution(
            model=self.model,
            cost=first.objective * scaling.money,
            column_values=dict(zip(map(id, form.columns), values.tolist(), strict=True)),
            row_duals=dict(zip(map(id, form.rows), duals.tolist(), strict=True)),
            iterations=first.iterations + plan.iterations,
        )


def _check_finite(form: StandardForm) -> None:
    """Coefficients and costs are finite, and bounds are numbers; a bound may be infinite."""
    finite = all(np.isfinite(numbers).all() for numbers in (form.matrix.data, form.cost))
    bounds = (form.column_lower, form.column_upper, form.row_lower, form.row_upper)
    if not finite or any(np.isnan(numbers).any() for numbers in bounds):
        raise Stopped("A figure of the model is not a finite number; nothing was solved.")
