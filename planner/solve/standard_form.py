"""The arrays of a model: `minimise c·x + offset` with `lower <= A x <= upper` and `0 <= x <= most`."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyomo.environ as pyo
from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler
from scipy.sparse import csr_matrix

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True)
class StandardForm:
    """A linear program as arrays; `columns` and `rows` hold the Pyomo variable and constraint behind each."""

    matrix: csr_matrix
    cost: Vector
    offset: float
    column_lower: Vector
    column_upper: Vector
    row_lower: Vector
    row_upper: Vector
    columns: tuple[Any, ...]
    rows: tuple[Any, ...]


def standard_form(model: pyo.ConcreteModel) -> StandardForm:
    """The arrays of a Pyomo model. Equations have both sides, inequalities one: no row is written as a range."""
    form = LinearStandardFormCompiler().write(model, mixed_form=True)
    sense = np.array([row.bound_type for row in form.rows], dtype=int)
    right = np.asarray(form.rhs, dtype=float)
    bounds = [var.bounds for var in form.columns]
    return StandardForm(
        matrix=csr_matrix(form.A),
        cost=np.asarray(form.c.todense(), dtype=float).reshape(-1),
        offset=float(form.c_offset[0]),
        column_lower=np.array([-np.inf if lower is None else lower for lower, _ in bounds], dtype=float),
        column_upper=np.array([np.inf if upper is None else upper for _, upper in bounds], dtype=float),
        row_lower=np.where(sense == 1, -np.inf, right),
        row_upper=np.where(sense == -1, np.inf, right),
        columns=tuple(form.columns),
        rows=tuple(row.constraint for row in form.rows),
    )
