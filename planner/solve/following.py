"""A plan that is followed: what was decided at some nodes stays, and everything after is decided anew."""

from dataclasses import replace

import numpy as np

from planner.arrays import StandardForm
from planner.solution import Solution


def follow(form: StandardForm, plan: Solution, nodes: frozenset[str]) -> StandardForm:
    """The program in which everything at some nodes is as in a plan of a program with the same names.

    A law about what is past alone says what it came to, so that no rounding of the plan's figures can break it.
    """
    found = dict(zip(plan.form.columns.names, plan.column_values.tolist(), strict=True))
    lower, upper = form.column_lower.copy(), form.column_upper.copy()
    past = np.zeros(len(lower), dtype=bool)
    for position, (name, node) in enumerate(zip(form.columns.names, _nodes(form), strict=True)):
        if node in nodes and name in found:
            lower[position] = upper[position] = found[name]
            past[position] = True
    entries = abs(form.matrix)
    settled = (entries @ (lower < upper) == 0) & (entries @ past > 0)
    came_to = form.matrix @ lower
    return replace(
        form,
        column_lower=lower,
        column_upper=upper,
        row_lower=np.where(settled, came_to, form.row_lower),
        row_upper=np.where(settled, came_to, form.row_upper),
    )


def _nodes(form: StandardForm) -> list[str]:
    """The node of every column, the last part of its index."""
    return [key[-1] for family in form.columns for key in family.keys]
