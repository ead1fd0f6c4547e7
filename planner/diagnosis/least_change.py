"""The least by which one cell must change for everything else to hold.

What a cell does to the program is the difference of two programs, one with the cell as it is and one with it a little
changed: no law needs to say it again. With `A x <= b` and the change `t` of the cell, the rows are
`(A + t A') x <= b + t b'`. Where the cell stands on right sides alone (`A' = 0`) the least `t` is one linear program;
in a share the base varies, and `t` is found by repeating it around the last plan: `A x + dt (A' x0 - b') <= b`.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_matrix, hstack

from planner.arrays import StandardForm, Vector
from planner.diagnosis.elastic import certified
from planner.diagnosis.opened import Atom, Opened
from planner.solve.highs import Engine
from planner.solve.scaling import power_of_two

REPEATS = 20
SETTLED = 1e-9
NOISE = 1e-9


@dataclass(frozen=True)
class Slope:
    """What a unit of a cell does to the rows of a program: to their coefficients and to their sides."""

    matrix: csr_matrix
    side: Vector

    def moved(self, form: StandardForm, by: float) -> StandardForm:
        """The program with the cell changed."""
        return replace(
            form,
            matrix=csr_matrix(form.matrix + by * self.matrix),
            row_lower=form.row_lower + by * self.side,
            row_upper=form.row_upper + by * self.side,
        )


def slope(before: Opened, after: Opened, by: float) -> Slope | None:
    """The slope from a program to the same with a cell changed `by` so much; None where their rows differ."""
    if before.names != after.names or before.form.matrix.shape != after.form.matrix.shape:
        return None
    matrix = _without_noise((after.form.matrix - before.form.matrix) / by)
    with np.errstate(invalid="ignore"):
        sides = [getattr(after.form, side) - getattr(before.form, side) for side in ("row_lower", "row_upper")]
    lower, upper = (np.where(np.isfinite(side), side, 0.0) / by for side in sides)
    return Slope(matrix, np.where(lower != 0.0, lower, upper))


def least_change(program: Opened, slope: Slope, aside: Collection[Atom], start: Vector) -> float | None:
    """The least change at which all holds but what is set aside, from a plan near it; None where none is found.

    In units of the cell, in the direction of the slope. Raises `Stopped` where no answer can be trusted.
    """
    form, change, plan = _freed(program, aside), 0.0, start
    for _ in range(REPEATS):
        moved = slope.moved(form, change)
        column = slope.matrix @ plan - slope.side
        answer = _least(program, moved, column, change)
        if answer is None:
            return None
        more, plan = answer
        change += more
        if slope.matrix.nnz == 0 or abs(more) <= SETTLED * max(1.0, abs(change)):
            return change
    return change


def _freed(program: Opened, aside: Collection[Atom]) -> StandardForm:
    """The program without the rows of some atoms."""
    rows = [row for atom in aside for row in program.said.get(atom, ())]
    lower, upper = np.array(program.form.row_lower), np.array(program.form.row_upper)
    lower[rows], upper[rows] = -np.inf, np.inf
    return replace(program.form, row_lower=lower, row_upper=upper)


def _least(program: Opened, form: StandardForm, column: Vector, change: float) -> tuple[float, Vector] | None:
    """The least further change along a column, never back beyond the cell as it was, and a plan that it allows."""
    scaling = program.scaling
    largest = float(np.max(np.abs(column * scaling.rows), initial=0.0))
    unit = power_of_two(1.0 / largest) if largest > 0 else 1.0
    plain = scaling.apply(form)
    matrix = csr_matrix(hstack([plain.matrix, csr_matrix((column * scaling.rows * unit).reshape(-1, 1))]))
    asked = replace(
        plain,
        matrix=_without_noise(matrix),
        cost=np.append(np.zeros_like(plain.cost), 1.0),
        column_lower=np.append(plain.column_lower, -change / unit),
        column_upper=np.append(plain.column_upper, np.inf),
    )
    answer = certified(Engine(asked), asked)
    if answer is None:
        return None
    return float(answer.column_value[-1]) * unit, answer.column_value[:-1] * scaling.columns


def _without_noise(matrix: csr_matrix) -> csr_matrix:
    """A matrix without what is left of a difference of equal figures, which the solver does not take."""
    found = csr_matrix(matrix)
    found.data[np.abs(found.data) < NOISE] = 0.0
    found.eliminate_zeros()
    return found
