"""A linear program as arrays: `minimise c·x + offset` with `lower <= A x <= upper` and `0 <= x <= most`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.arrays.families import Families
from planner.arrays.indices import Index, Vector
from planner.arrays.sparse import coo_matrix, csr_matrix, vstack

Positions = npt.NDArray[np.int64]


@dataclass(frozen=True)
class StandardForm:
    """A linear program as arrays over families of columns and rows.

    A law `left <= right` is the row `left - right <= 0` with its constants on the right, an equation likewise, turned
    round where its left side is a figure alone; no row is a range. A column that no law uses and a row without columns
    stand in their place all the same. `made` says by which route, `read` evaluates functions where it is by templates.
    """

    matrix: csr_matrix
    cost: Vector
    offset: float
    column_lower: Vector
    column_upper: Vector
    row_lower: Vector
    row_upper: Vector
    columns: Families
    rows: Families
    made: str = "by templates"
    read: Callable[[Callable[..., Any], Sequence[Index], Vector], Vector] | None = None


def sparse(values: Any, rows: Any, columns: Any, shape: tuple[int, int]) -> csr_matrix:
    """A matrix by rows, columns ascending; entries at one place are summed, and zeros are left out."""
    matrix = coo_matrix((values, (rows, columns)), shape=shape).tocsr()
    matrix.eliminate_zeros()
    matrix.sort_indices()
    return matrix


def times(matrix: csr_matrix, rows: Vector, columns: Vector) -> csr_matrix:
    """A matrix with a factor on each row and on each column; entries that become zero are left out."""
    factors = np.repeat(rows, np.diff(matrix.indptr)) * columns[matrix.indices]
    found = csr_matrix((matrix.data * factors, matrix.indices, matrix.indptr), shape=matrix.shape, copy=True)
    found.eliminate_zeros()
    return found


def with_row(form: StandardForm, coefficients: Mapping[int, float], lower: float, upper: float) -> StandardForm:
    """The program with one more row, the last, of some coefficients by position; it belongs to no family."""
    places = list(coefficients)
    row = csr_matrix((list(coefficients.values()), ([0] * len(places), places)), shape=(1, form.matrix.shape[1]))
    return replace(
        form,
        matrix=csr_matrix(vstack([form.matrix, row])),
        row_lower=np.append(form.row_lower, lower),
        row_upper=np.append(form.row_upper, upper),
    )
