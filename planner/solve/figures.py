"""Figures that no solver can work with, found before it is asked."""

import numpy as np

from planner.arrays import StandardForm
from planner.errors import Stopped

SMALLEST = 1e-9
"""HiGHS takes smaller coefficients for nothing."""


def check_finite(form: StandardForm) -> None:
    """Coefficients and costs are finite, and bounds are numbers; a bound may be infinite."""
    finite = all(np.isfinite(numbers).all() for numbers in (form.matrix.data, form.cost))
    bounds = (form.column_lower, form.column_upper, form.row_lower, form.row_upper)
    if not finite or any(np.isnan(numbers).any() for numbers in bounds):
        raise Stopped("A figure of the model is not a finite number; nothing was solved.")


def check_sizes(form: StandardForm) -> None:
    """No coefficient, in canonical units, is so small that HiGHS drops it beside the largest of its row."""
    sizes = np.abs(form.matrix.data)
    lost = np.flatnonzero((sizes > 0.0) & (sizes < SMALLEST))
    if lost.size:
        place = int(lost[np.argmin(sizes[lost])])
        row = int(np.searchsorted(form.matrix.indptr, place, side="right")) - 1
        own = slice(form.matrix.indptr[row], form.matrix.indptr[row + 1])
        largest = own.start + int(np.argmax(sizes[own]))
        small, large = (form.columns.names[form.matrix.indices[at]] for at in (place, largest))
        raise Stopped(
            f"Figures are too far apart in {form.rows.names[row]}: a unit of {small} counts"
            f" {sizes[place] / sizes[largest]:.0e} times as much there as one of {large}; nothing was solved."
        )
