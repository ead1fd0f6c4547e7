"""A plan that is followed: what was decided at some nodes stays, and everything after is decided anew."""

from dataclasses import replace

import numpy as np

from planner.arrays import Family, StandardForm, Vector
from planner.solution import Solution


def follow(form: StandardForm, plan: Solution, nodes: frozenset[str]) -> StandardForm:
    """The program in which everything at some nodes is as in a plan of a program with the same names.

    A law about what is past alone says what it came to, so that no rounding of the plan's figures can break it.
    """
    earlier = {family.members.name: family for family in plan.form.columns}
    found = np.concatenate(
        [_found(family, earlier.get(family.members.name), plan, nodes) for family in form.columns] or [np.zeros(0)]
    )
    past = ~np.isnan(found)
    lower, upper = np.where(past, found, form.column_lower), np.where(past, found, form.column_upper)
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


def _found(family: Family, earlier: Family | None, plan: Solution, nodes: frozenset[str]) -> Vector:
    """What a plan has for the columns of a family at some nodes, the last part of an index; not a number elsewhere."""
    if earlier is None or not family.size:
        return np.full(family.size, np.nan)
    values = plan.column_values[earlier.positions]
    if earlier.members is not family.members:
        places = np.array([earlier.members.place.get(key, -1) for key in family.keys], dtype=np.int64)
        values = np.where(places < 0, np.nan, np.append(values, np.nan)[places])
    *_, last = family.members.product.factors
    followed = [bool(member) and member[-1] in nodes for member in last]
    return np.where(np.tile(followed, family.size // len(last)), values, np.nan)
