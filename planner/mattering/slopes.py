"""How cost moves with a figure, without solving again: the change of the Lagrangian where plan and prices are held.

At an optimum with plan `x` and prices `y`, least cost changes by `Δc·x + y·(Δb - ΔA x)`, and by the reduced cost of
what stands at an upper bound that moves. The arrays are those of the part of the workbook that the figure is about.

The figures of one column of a sheet are changed together, once: every term of the change that has a price stands in a
column or row that names one of their things, and is that figure's. Where a term names several or none of them, the
figures are asked one by one.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from models.build import declared
from planner.arrays import Families, StandardForm, Vector, arrays
from planner.assembly import assemble
from planner.mattering.figures import Figure
from planner.mattering.part import materials_of, only
from planner.progress import Progress
from planner.results import Results
from planner.workbook import Book
from planner.workbook.schema import Route, Supplier

HAIR = 1e-6
BY_NAME = ("suppliers", "contracts", "ventures", "demand", "recycling", "stockpiles")
"""Sheets whose rows are things with a name that stands in every column and row about them."""

ALSO_BY_NAME = ("routes",)
"""Sheets whose rows name such things."""


class Slopes:
    """A plan and its prices, asked how cost moves with the figures of its workbook."""

    def __init__(self, results: Results) -> None:
        """Keep the plan's values and prices by name, so that a part of its workbook finds its own among them."""
        self.book, self.policy = results.book, results.policy
        self.weighs_risk = any(row.rule.weighs_risk for row in results.case.rules)
        self._forms: dict[frozenset[str], StandardForm] = {}
        form, solution = results.solution.form, results.solution
        self.values = dict(zip(form.columns.names, solution.column_values.tolist(), strict=True))
        self.prices = dict(zip(form.rows.names, solution.row_duals.tolist(), strict=True))
        reduced = form.cost - form.matrix.T @ solution.row_duals
        self.reduced = dict(zip(form.columns.names, reduced.tolist(), strict=True))
        limits = np.where(np.isinf(form.row_lower), solution.row_duals, 0.0)
        self.live = _live_names(form.columns, solution.column_values) | _live_names(form.rows, limits)

    def of_all(self, figures: Sequence[Figure], progress: Progress) -> list[float]:
        """Change of total cost, in present value, per relative change of each figure: `dz / d ln(figure)`."""
        found: list[float] = []
        groups = list(self._groups(figures))
        for group in groups:
            progress("Asking every figure how much it matters", len(found), len(figures))
            found += self._of_group([figures[place] for place in group])
        order = {place: number for number, place in enumerate(place for group in groups for place in group)}
        return [found[order[place]] for place in range(len(figures))]

    def _of_group(self, group: Sequence[Figure]) -> Sequence[float]:
        """The slopes of figures of one column: together, else by part of the model, else one by one."""
        if len(group) == 1:
            return [self.of(group[0])]
        if together := self._together(group):
            return together
        parts = list(dict.fromkeys(materials_of(self.book, figure) for figure in group))
        if len(parts) == 1:
            return [self.of(figure) for figure in group]
        by_part = [[f for f in group if materials_of(self.book, f) == part] for part in parts]
        found = {id(f): slope for own in by_part for f, slope in zip(own, self._of_group(own), strict=True)}
        return [found[id(figure)] for figure in group]

    def of(self, figure: Figure) -> float:
        """The slope of one figure; 0 at once where nothing is bought, built, owed or priced in its row."""
        if self._is_idle(figure):
            return 0.0
        about = materials_of(self.book, figure)
        more = self._form(figure.scaled(self.book, 1.0 + HAIR), about)
        return sum(term.value for term in self._terms(self._plain(about), more)) / HAIR

    def _groups(self, figures: Sequence[Figure]) -> Iterator[Sequence[int]]:
        """The places of figures that are asked together, those of one column and stage; the others alone."""
        groups: dict[object, list[int]] = {}
        for place, figure in enumerate(figures):
            together = figure.table in (*BY_NAME, *ALSO_BY_NAME) and not self._is_idle(figure)
            key = (figure.table, figure.column.field, getattr(figure.row, "stage", ""))
            groups.setdefault(key if together else place, []).append(place)
        yield from groups.values()

    def _is_idle(self, figure: Figure) -> bool:
        if figure.table == "countries":
            return not self.weighs_risk
        if isinstance(figure.row, Route):
            return figure.row.from_kind == "supplier" and figure.row.from_ not in self.live
        return bool(figure.row.name) and figure.table in BY_NAME and figure.row.name not in self.live

    def _together(self, figures: Sequence[Figure]) -> list[float] | None:
        """The slopes of figures of one column; None where a term of the change is not that of one of them."""
        book = self.book
        about = frozenset().union(*(materials_of(book, figure) for figure in figures))
        for figure in figures:
            book = figure.scaled(book, 1.0 + HAIR)
        less, more = self._plain(about), self._form(book, about)
        if less.columns.names != more.columns.names or less.rows.names != more.rows.names:
            return None
        found, owners = [0.0] * len(figures), self._owners(figures)
        words = _words(more.columns), _words(more.rows)
        for term in self._terms(less, more):
            named = {owners[word] for word in term.words(*words) if word in owners}
            if len(named) != 1:
                return None
            found[named.pop()] += term.value / HAIR
        return found

    def _owners(self, figures: Sequence[Figure]) -> Mapping[str, int]:
        """Whose the terms are that name a thing, by its name; what several figures would own is nobody's.

        A supplier's are those of its contracts too, and a route's those of its sender.
        """
        owned = [(word, place) for place, figure in enumerate(figures) for word in self._names(figure)]
        times = Counter(word for word, _ in owned)
        return {word: place for word, place in owned if times[word] == 1}

    def _names(self, figure: Figure) -> Iterator[str]:
        yield figure.row.name
        if isinstance(figure.row, Supplier):
            yield from (c.contract for c in self.book.contracts if c.supplier == figure.row.supplier)
        if isinstance(figure.row, Route):
            yield figure.row.from_

    def _plain(self, about: frozenset[str]) -> StandardForm:
        if about not in self._forms:
            self._forms[about] = self._form(self.book, about)
        return self._forms[about]

    def _form(self, book: Book, about: frozenset[str]) -> StandardForm:
        return arrays(declared(assemble(only(book, about), self.policy)))

    def _terms(self, less: StandardForm, more: StandardForm) -> Iterator["_Term"]:
        """The terms of `Δc·x + y·(Δb - ΔA x) + Δu·min(d, 0)` between two programs of the same columns and rows."""
        columns, rows = more.columns.names, more.rows.names
        x = np.array([self.values.get(name, 0.0) for name in columns])
        y = np.array([self.prices.get(name, 0.0) for name in rows])
        d = np.array([self.reduced.get(name, 0.0) for name in columns])
        at_bound = np.where((d < 0) & (x > 0), d, 0.0) * _difference(more.column_upper, less.column_upper)
        of_columns = (more.cost - less.cost) * x + at_bound
        of_rows = y * _difference(more.row_upper, less.row_upper)
        matrix = (more.matrix - less.matrix).tocoo()
        of_cells = -y[matrix.row] * matrix.data * x[matrix.col]
        yield from (_Term(of_columns[j], column=int(j)) for j in np.flatnonzero(of_columns))
        yield from (_Term(of_rows[i], row=int(i)) for i in np.flatnonzero(of_rows))
        for place in np.flatnonzero(of_cells):
            yield _Term(of_cells[place], int(matrix.col[place]), int(matrix.row[place]))
        if more.offset != less.offset:
            yield _Term(more.offset - less.offset)


@dataclass(frozen=True)
class _Term:
    """A part of a change of cost, and the column and row in which it stands."""

    value: float
    column: int | None = None
    row: int | None = None

    def words(self, of_columns: Sequence[frozenset[str]], of_rows: Sequence[frozenset[str]]) -> frozenset[str]:
        """The names in the indices of its column and row."""
        column = frozenset() if self.column is None else of_columns[self.column]
        return column | (frozenset() if self.row is None else of_rows[self.row])


def _words(families: Families) -> list[frozenset[str]]:
    """The names in the index of each column or row, those of places without their kind."""
    return [frozenset(str(word).split(": ", 1)[-1] for word in key) for family in families for key in family.keys]


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
