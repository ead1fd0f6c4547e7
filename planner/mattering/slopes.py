"""How cost moves with a figure, without solving again: the change of the Lagrangian where plan and prices are held.

At an optimum with plan `x` and prices `y`, least cost changes by `Δc·x + y·(Δb - ΔA x)`, and by the reduced cost of
what stands at an upper bound that moves. The arrays are those of the part of the workbook that the figure is about.
"""

import numpy as np

from models.build import declared
from planner.arrays import Families, StandardForm, Vector, arrays
from planner.assembly import assemble
from planner.mattering.figures import Figure
from planner.mattering.part import materials_of, only
from planner.results import Results
from planner.workbook import Book

HAIR = 1e-6
BY_NAME = ("suppliers", "contracts", "ventures", "demand", "recycling", "stockpiles")


class Slopes:
    """A plan and its prices, asked how cost moves with the figures of its workbook."""

    def __init__(self, results: Results) -> None:
        """Keep the plan's values and prices by name, so that a part of its workbook finds its own among them."""
        self.book, self.policy = results.book, results.policy
        self.weighs_risk = any(row.rule.weighs_risk for row in results.case.rules)
        self._plain: dict[frozenset[str], StandardForm] = {}
        form, solution = results.solution.form, results.solution
        self.values = dict(zip(form.columns.names, solution.column_values.tolist(), strict=True))
        self.prices = dict(zip(form.rows.names, solution.row_duals.tolist(), strict=True))
        reduced = form.cost - form.matrix.T @ solution.row_duals
        self.reduced = dict(zip(form.columns.names, reduced.tolist(), strict=True))
        limits = np.where(np.isinf(form.row_lower), solution.row_duals, 0.0)
        self.live = _live_names(form.columns, solution.column_values) | _live_names(form.rows, limits)

    def of(self, figure: Figure) -> float:
        """Change of total cost, in present value, per relative change of a figure: `dz / d ln(figure)`.

        0 at once where nothing is bought, built or owed in the row, and no limit of it has a price.
        """
        if figure.row.name and figure.table in BY_NAME and figure.row.name not in self.live:
            return 0.0
        if figure.table == "countries" and not self.weighs_risk:
            return 0.0
        about = materials_of(self.book, figure)
        if about not in self._plain:
            self._plain[about] = self._form(self.book, about)
        return self._change(self._plain[about], self._form(figure.scaled(self.book, 1.0 + HAIR), about)) / HAIR

    def _form(self, book: Book, about: frozenset[str]) -> StandardForm:
        return arrays(declared(assemble(only(book, about), self.policy)))

    def _change(self, less: StandardForm, more: StandardForm) -> float:
        """`Δc·x + y·(Δb - ΔA x) + Δu·min(d, 0)` between two programs of the same columns and rows."""
        columns, rows = more.columns.names, more.rows.names
        x = np.array([self.values.get(name, 0.0) for name in columns])
        y = np.array([self.prices.get(name, 0.0) for name in rows])
        d = np.array([self.reduced.get(name, 0.0) for name in columns])
        return float(
            (more.cost - less.cost) @ x
            + y @ (_difference(more.row_upper, less.row_upper) - (more.matrix - less.matrix) @ x)
            + np.where((d < 0) & (x > 0), d, 0.0) @ _difference(more.column_upper, less.column_upper)
            + more.offset
            - less.offset
        )


def _difference(more: Vector, less: Vector) -> Vector:
    """The difference of two bounds, 0 where both are infinite."""
    finite = np.isfinite(more) & np.isfinite(less)
    return np.where(finite, np.where(finite, more, 0.0) - np.where(finite, less, 0.0), 0.0)


def _live_names(families: Families, vector: Vector) -> set[str]:
    """Every name in an index at which a vector is not 0, the names of places without their kind."""
    found: set[str] = set()
    for family in families:
        part = vector[family.positions]
        for place in np.flatnonzero(part):
            found.update(str(word).split(": ", 1)[-1] for word in family.keys[place])
    return found
