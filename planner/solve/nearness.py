"""The plan nearest to an earlier one among all that cost little more than the least.

A second program over the same columns: its cost is what the plan would change, `Σ weight · |column - target|`, and one
more row keeps the cost of the plan within its budget. Each difference is two columns, what is more and what is less.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import bmat, coo_matrix, csr_matrix, identity

from planner.arrays import StandardForm, Vector, with_row


@dataclass(frozen=True)
class Target:
    """What some columns were in an earlier plan, in plain units, and how much each unit of a difference weighs."""

    tonnes: Mapping[int, float]
    weights: Mapping[int, float]


def near_program(form: StandardForm, target: Target, scale: Vector, budget: float) -> StandardForm:
    """The program that changes least within a budget; `form` and `budget` are in canonical units, as is the result.

    Columns beyond those of `form` are, for each target, what is more than it and what is less.
    """
    places = list(target.tonnes)
    wanted = np.array([target.tonnes[j] / scale[j] for j in places])
    weights = np.array([target.weights[j] * scale[j] for j in places])
    weights = weights / max(weights.max(initial=0.0), np.finfo(float).tiny)
    within = with_row(form, {int(j): float(form.cost[j]) for j in np.flatnonzero(form.cost)}, -np.inf, budget)
    chosen = coo_matrix((np.ones(len(places)), (range(len(places)), places)), shape=(len(places), len(form.cost)))
    more_less = identity(len(places))
    most = np.concatenate([form.column_upper[places], wanted])
    return replace(
        within,
        matrix=csr_matrix(bmat([[within.matrix, None, None], [chosen, -more_less, more_less]])),
        cost=np.concatenate([np.zeros_like(form.cost), weights, weights]),
        offset=0.0,
        column_lower=np.concatenate([form.column_lower, np.zeros(2 * len(places))]),
        column_upper=np.concatenate([form.column_upper, np.maximum(most, 1.0)]),
        row_lower=np.concatenate([within.row_lower, wanted]),
        row_upper=np.concatenate([within.row_upper, wanted]),
    )
