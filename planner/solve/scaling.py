"""Canonical units: tonnes by a power of two near each material's peak demand, money by a power of two.

The model is in tonnes and money; only the arrays that the solver sees are scaled, and every number is scaled back.
Powers of two change no digit.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_matrix

from models.case import Case
from planner.arrays import StandardForm, Vector, times

MONEY_RANGE = 1e6
"""How many canonical units of money the demand for a material may cost."""


@dataclass(frozen=True)
class Scaling:
    """Factors between canonical and plain units: `x = columns · x'`, `row' = rows · row`, `cost = money · cost'`."""

    columns: Vector
    rows: Vector
    money: float

    def apply(self, form: StandardForm) -> StandardForm:
        """The same program in canonical units."""
        return replace(
            form,
            matrix=times(form.matrix, self.rows, self.columns),
            cost=form.cost * self.columns / self.money,
            offset=form.offset / self.money,
            column_lower=form.column_lower / self.columns,
            column_upper=form.column_upper / self.columns,
            row_lower=form.row_lower * self.rows,
            row_upper=form.row_upper * self.rows,
        )


def canonical_units(case: Case, form: StandardForm) -> Scaling:
    """The scaling of a program: columns by their group's size, rows to a largest coefficient near 1, money likewise."""
    sizes = group_sizes(case)
    money = power_of_two(money_size(case))
    sizes["money"] = money
    units = {group: power_of_two(size) for group, size in sizes.items()}
    columns = form.columns.numbers(lambda variable: variable.group, lambda group: units.get(group, 1.0))
    largest = _largest(times(form.matrix, np.ones(form.rows.size), columns))
    return Scaling(columns, 1.0 / powers_of_two(largest), money)


def _largest(matrix: csr_matrix) -> Vector:
    """The size of the largest coefficient of each row, 0 where there is none."""
    found, some = np.zeros(matrix.shape[0]), np.diff(matrix.indptr) > 0
    found[some] = np.maximum.reduceat(np.abs(matrix.data), matrix.indptr[:-1][some]) if some.any() else 0.0
    return found


def group_sizes(case: Case) -> dict[str, float]:
    """A typical size of each group of quantities: a material's peak demand, a stream's peak of scrap, all together."""
    sizes = {material: case.peak_demand(material) or 1.0 for material in case.stages}
    for name, stream in case.streams.items():
        back = sizes.get(stream.returns.material, 0.0) if stream.returns else 0.0
        sizes[f"scrap {name}"] = max([*stream.tonnes.values(), back]) or 1.0
    sizes["all"] = max(sizes.values(), default=1.0)
    return sizes


def money_size(case: Case) -> float:
    """A typical sum of money: the least that goes into a material, but no less than the most by `MONEY_RANGE`.

    So a difference between two cheap offers is still seen beside dear ones: the solver tells prices apart by no more
    than a fixed part of the unit.
    """
    least, most = sums_of_money(case)
    return max(least, most / MONEY_RANGE)


def sums_of_money(case: Case) -> tuple[float, float]:
    """The least and the most that the peak demand for a material may cost, at its cheapest and its dearest offer."""
    sums = [
        price * case.peak_demand(i.material) for i in case.suppliers.values() for price in set(i.unit_cost.values())
    ]
    found = [size for size in sums if size > 0.0]
    return (min(found), max(found)) if found else (1.0, 1.0)


def power_of_two(size: float) -> float:
    """The power of two nearest to a size, 1 for 0."""
    return float(powers_of_two(np.array([size]))[0])


def powers_of_two(sizes: Vector) -> Vector:
    """The power of two nearest to each of some sizes, 1 for 0."""
    return np.exp2(np.round(np.log2(np.where(sizes > 0, sizes, 1.0))))
