"""The arrays of a model by way of its written-out rows: Pyomo's own way, slow and the same for every model."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pyomo.environ as pyo
from pyomo.core.expr.numvalue import is_potentially_variable
from pyomo.core.expr.relational_expr import InequalityExpression
from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler
from scipy.sparse import csr_matrix

from planner.arrays.families import Families
from planner.arrays.indices import Index, Indices, Vector
from planner.arrays.standard_form import Positions, StandardForm, sparse


def written(model: pyo.ConcreteModel) -> StandardForm:
    """The arrays of a Pyomo model with all rows written out."""
    form = LinearStandardFormCompiler().write(model, mixed_form=True)
    indices = Indices()
    columns = Families(model.component_objects(pyo.Var), indices)
    rows = Families(model.component_objects(pyo.Constraint), indices)
    matrix, lower, upper = _rows(form, rows, columns)
    cost = np.zeros(columns.size)
    cost[_positions(columns, form.columns)] = np.asarray(form.c.todense(), dtype=float).reshape(-1)
    bounds = [family.component[_key(index)].bounds for family in columns for index in family.keys]
    return StandardForm(
        matrix=matrix,
        cost=cost,
        offset=float(form.c_offset[0]),
        column_lower=np.array([-np.inf if least is None else least for least, _ in bounds], dtype=float),
        column_upper=np.array([np.inf if most is None else most for _, most in bounds], dtype=float),
        row_lower=lower,
        row_upper=upper,
        columns=columns,
        rows=rows,
    )


def rows_over(columns: Families, laws: pyo.ConcreteModel) -> tuple[csr_matrix, Vector, Vector]:
    """The rows of written-out laws about the variables of another model, and their bounds."""
    form = LinearStandardFormCompiler().write(laws, mixed_form=True)
    return _rows(form, Families(laws.component_objects(pyo.Constraint), Indices()), columns)


def _rows(form: Any, rows: Families, columns: Families) -> tuple[csr_matrix, Vector, Vector]:
    column = _positions(columns, form.columns)
    row = _positions(rows, (entry.constraint for entry in form.rows))
    turned = np.array([_is_turned(entry.constraint.expr) for entry in form.rows], dtype=bool)
    sign = np.where(turned, -1.0, 1.0)
    matrix = form.A.tocoo()
    lower, upper = np.full(rows.size, -np.inf), np.full(rows.size, np.inf)
    upper[row] = sign * np.asarray(form.rhs, dtype=float)
    equal = [k for k, entry in zip(row, form.rows, strict=True) if entry.bound_type == 0]
    lower[equal] = upper[equal]
    values = sign[matrix.row] * matrix.data
    return sparse(values, row[matrix.row], column[matrix.col], (rows.size, columns.size)), lower, upper


def _positions(families: Families, members: Iterable[Any]) -> Positions:
    return np.array([families.position(member) for member in members], dtype=np.int64)


def _is_turned(law: Any) -> bool:
    """Whether Pyomo takes the right side of an inequality for the body of its row: where the left side is a number."""
    if len(law.args) != 2:
        raise ValueError(f"{law} is a range, which would be two rows of one name")
    left, right = law.args
    alone = is_potentially_variable(right) and not is_potentially_variable(left)
    return alone and isinstance(law, InequalityExpression)


def _key(index: Index) -> Any:
    return index if len(index) > 1 else index[0] if index else None
