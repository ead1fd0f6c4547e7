"""Independent parts of a program: materials that no rule, budget or plant ties together share no row."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.sparse import bmat, csr_matrix
from scipy.sparse.csgraph import connected_components

from planner.arrays import StandardForm

Positions = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Block:
    """A part of a program that shares no row with the rest: the positions of its columns and rows, and its arrays."""

    columns: Positions
    rows: Positions
    form: StandardForm


def blocks(form: StandardForm, largest: float = 1.0) -> list[Block]:
    """The connected parts of a program; the columns that no row uses are one more.

    None where one of them has more than the share `largest` of the columns.
    """
    used = csr_matrix((np.ones(form.matrix.nnz), form.matrix.indices, form.matrix.indptr), shape=form.matrix.shape)
    count, labels = connected_components(bmat([[None, used], [used.T, None]], format="csr"), directed=False)
    rows, columns = labels[: used.shape[0]], labels[used.shape[0] :]
    columns = np.where(np.diff(used.tocsc().indptr) == 0, count, columns)
    if np.bincount(columns).max(initial=0) > largest * len(columns):
        return []
    by_row, by_column = (_grouped(part, count + 1) for part in (rows, columns))
    return [part(form, by_column[label], by_row[label]) for label in range(count + 1) if len(by_column[label])]


def part(form: StandardForm, columns: Positions, rows: Positions) -> Block:
    """What some columns and rows of a program make, without the offset of its cost; its families are the whole's."""
    return Block(
        columns,
        rows,
        replace(
            form,
            matrix=csr_matrix(form.matrix[rows][:, columns]),
            cost=form.cost[columns],
            offset=0.0,
            column_lower=form.column_lower[columns],
            column_upper=form.column_upper[columns],
            row_lower=form.row_lower[rows],
            row_upper=form.row_upper[rows],
        ),
    )


def _grouped(labels: npt.NDArray[np.int32], count: int) -> list[Positions]:
    """The positions that bear each label."""
    order = np.argsort(labels, kind="stable")
    return np.split(order, np.searchsorted(labels[order], np.arange(1, count)))
