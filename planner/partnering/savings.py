"""How much of the saving of a joint plan comes from what its members share."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from planner.errors import Infeasible, Stopped
from planner.partnering.groups import GroupPlan, Groups
from planner.partnering.pooling import RULES, TENDERS, step_by_step
from planner.partnering.softening import Softening
from planner.partnering.superposition import Unlike, aligned
from planner.solve import Program

OF_CONTRACTS = ("contracted_share", "taken_tonnes")
DUE = ("signed", "least_taken", "take_or_pay")


def savings(groups: Groups, alone: Sequence[GroupPlan]) -> dict[str, float]:
    """What sharing one thing after another saves, in the order in which it is shared; together, the whole saving.

    Empty where one of the plans on the way has no certain optimum.
    """
    together = groups.together.solution.cost
    try:
        forms = [aligned(groups.whole, plan.form) for plan in alone]
        costs = dict(step_by_step(forms, groups.program.scaling))
        without_tenders = _without_tenders(groups) if groups.tenders else together
    except (Infeasible, Stopped, Unlike):
        return {}
    steps = {"": sum(plan.solution.cost for plan in alone), **costs, RULES: without_tenders, TENDERS: together}
    names = list(steps)
    return {name: steps[before] - steps[name] for before, name in pairwise(names)}


def _without_tenders(groups: Groups) -> float:
    """What all members together cost without what only some of them can have."""
    form = groups.whole
    upper, row_upper, row_lower = form.column_upper.copy(), form.row_upper.copy(), form.row_lower.copy()
    for family in form.columns:
        if family.component.name in OF_CONTRACTS:
            upper[[family.place[key] for key in family.keys if key[0] in groups.tenders]] = 0.0
    for family in form.rows:
        if family.component.name in DUE:
            rows = [family.place[key] for key in family.keys if key[0] in groups.tenders]
            row_lower[rows], row_upper[rows] = -np.inf, np.inf
    shut = replace(form, column_upper=upper, row_lower=row_lower, row_upper=row_upper)
    return Softening(groups.program).solve(shut, Program.least_cost).solution.cost
