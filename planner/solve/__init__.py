"""From a model to its plan of least cost: arrays, canonical units, HiGHS, ties broken."""

from typing import Any

import numpy as np

from models.case import Case
from planner.errors import Infeasible, Stopped
from planner.solution import Solution
from planner.solve.certificate import Certificate, certify
from planner.solve.highs import Answer, Engine, Status
from planner.solve.scaling import canonical_units
from planner.solve.standard_form import StandardForm, standard_form
from planner.solve.tie_break import break_ties

LADDER: tuple[dict[str, object], ...] = (
    {},
    {"presolve": "off"},
    {"simplex_scale_strategy": 4},
    {"solver": "ipm", "run_crossover": "on"},
)
"""Options of one attempt after the other, until a solution is certified."""


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
        """The plan of least cost, ties broken, with its certificate.

        Raises `Infeasible` where no plan keeps all laws and rules, `Stopped` where no attempt gave a certified optimum.
        """
        for options in LADDER:
            with self.engine.attempt(options):
                status = self.engine.solve()
                if status is Status.INFEASIBLE:
                    raise Infeasible("No plan keeps all rules and limits together.")
                solution = self._certified() if status is Status.OPTIMAL else None
            if solution is not None:
                return solution
        raise Stopped(
            f"The solver gave no answer that can be trusted: it ended with '{self.engine.status_text()}'.",
            self.engine.model_text(),
        )

    def _certified(self) -> Solution | None:
        """The solution of a run that ended optimal, None where its certificate or that of its tie-break fails."""
        form, first = self.engine.form, self.engine.answer()
        if not certify(form, first, first).holds:
            return None
        plan = break_ties(self.engine, self.case, first)
        certificate = certify(form, first, plan) if plan else None
        return self._solution(first, plan, certificate) if plan and certificate and certificate.holds else None

    def _solution(self, first: Answer, plan: Answer, certificate: Certificate) -> Solution:
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
            certificate=certificate.facts(),
        )


def _check_finite(form: StandardForm) -> None:
    """Coefficients and costs are finite, and bounds are numbers; a bound may be infinite."""
    finite = all(np.isfinite(numbers).all() for numbers in (form.matrix.data, form.cost))
    bounds = (form.column_lower, form.column_upper, form.row_lower, form.row_upper)
    if not finite or any(np.isnan(numbers).any() for numbers in bounds):
        raise Stopped("A figure of the model is not a finite number; nothing was solved.")
