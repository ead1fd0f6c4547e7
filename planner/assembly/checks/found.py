"""What is checked, and how what is found is told at its cell."""

from dataclasses import dataclass
from functools import cached_property

from models.case import Case
from planner.assembly.checks.chains import Chains
from planner.assembly.checks.reach import Reach
from planner.assembly.horizon import Horizon
from planner.problems import Problem, Severity
from planner.workbook import Book, Label
from planner.workbook.declare import Row
from planner.workbook.series import Series, narrowest


@dataclass(frozen=True)
class Subject:
    """A workbook without a fault in its cells, and the case that it makes."""

    book: Book
    case: Case

    @cached_property
    def horizon(self) -> Horizon:
        """The calendar of the workbook over the nodes of the case."""
        return Horizon(self.book)

    @cached_property
    def chains(self) -> Chains:
        """What a tonne costs at each place."""
        return Chains(self.case, self.reach)

    @cached_property
    def reach(self) -> Reach:
        """How much can be had at most."""
        return Reach(self.case)

    def label(self, node: str) -> Label:
        """The period of a node."""
        return self.horizon.calendar.label(self.case.tree.nodes[node].period)


def fault(row: Row, field: str, code: str, said: str, hint: str = "") -> Problem:
    """A fault at a cell of a row."""
    return _at(row, field, None, ("fault", code, said, hint))


def warning(row: Row, field: str, code: str, said: str, label: Label | None = None) -> Problem:
    """A warning at a cell of a row, with a label at the cell of its column for that period."""
    return _at(row, field, label, ("warning", code, said, ""))


def _at(row: Row, field: str, label: Label | None, told: tuple[Severity, str, str, str]) -> Problem:
    series = getattr(row, field, None)
    if label is not None and isinstance(series, Series) and series.stated:
        label = narrowest(series.stated, label)
    cell = row.cell(field, label)
    severity, code, said, hint = told
    return Problem(severity, cell.sheet, cell.coordinate, code, said, hint)
