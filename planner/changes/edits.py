"""What is written into the rows of an input workbook so that it knows what a plan decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.results import Results
from planner.workbook import Book, Label, Length, Series
from planner.workbook.declare import Row

Value = str | float
Where = tuple[str, Label | None]
"""A field of a row and the period of its column, None for a column without one."""
BLANK = ""
DIGITS = 12
MATTERS = 1e-6
"""Tonnes, or a share, below which nothing is decided: the solver's noise."""


@dataclass(frozen=True)
class Edit:
    """New values of some cells of a row, and why; with `added` they are those of a new row, else a copy of this one.

    `paid` is the present value of what the plan need not pay any more where these cells stand.
    """

    row: Row
    values: Mapping[Where, Value]
    why: str
    added: str = ""
    paid: float = 0.0


@dataclass(frozen=True)
class Pasting:
    """The edits that bring a plan's decisions into a workbook, and what no cell of it can say."""

    edits: tuple[Edit, ...]
    unsaid: tuple[str, ...] = ()

    @property
    def paid(self) -> float:
        """Present value of all that is no longer to be paid."""
        return sum(edit.paid for edit in self.edits)


@dataclass(frozen=True)
class Decided:
    """A plan while its decisions are put into cells: its results, and the periods around the end of its first year."""

    results: Results

    @property
    def book(self) -> Book:
        """The workbook that was planned."""
        return self.results.book

    @property
    def first_year(self) -> tuple[str, ...]:
        """The nodes of the first calendar year."""
        return self.results.first_year

    @property
    def years(self) -> float:
        """Length of a period in years."""
        return self.results.case.tree.period_years

    @property
    def next_index(self) -> int:
        """The number of the first period after the first year, which may lie after the plan."""
        return len(self.first_year)

    @property
    def next_label(self) -> Label:
        """The first period after the first year."""
        return self.book.calendar.label(self.next_index)

    def label(self, node: str, periods: int = 0) -> Label:
        """The period so many periods after that of a node."""
        return self.book.calendar.label(self.index(node) + periods)

    def index(self, node: str) -> int:
        """The number of a node's period, from 0."""
        return self.results.case.tree.nodes[node].period

    def rate(self, tonnes: float) -> float:
        """Tonnes in a period as t/yr."""
        return tonnes / self.years

    @staticmethod
    def fresh_name(name: str, node: str, taken: Iterable[str]) -> str:
        """A name for what was added to something in a period, which nothing else has."""
        known, found, number = {other.casefold() for other in taken}, f"{name} ({node})", 2
        while found.casefold() in known:
            found, number = f"{name} ({node}, {number})", number + 1
        return found


def rounded(figure: float) -> float:
    """A figure without the noise of the last digits."""
    return float(f"{figure:.{DIGITS}g}")


def period(label: Label) -> Value:
    """A period as it is written in a cell: a year as a number."""
    return label.year if label.length is Length.YEAR else str(label)


def everywhere(row: Row, field_: str, value: Value) -> dict[Where, Value]:
    """The same value in every column of a field, in the one without a period where there is none."""
    return {(field_, label): value for label in row.by_label(field_) or (None,)}


def times(row: Row, field_: str, share: float, unlimited: float) -> dict[Where, Value]:
    """A part of the figures of a field that changes over time; `unlimited` stands for one without bound."""
    series: Series[float] = getattr(row, field_)
    figures = {label: unlimited if value == float("inf") else value for label, value in series.stated.items()}
    return {(field_, label): rounded(share * value) for label, value in figures.items()}
