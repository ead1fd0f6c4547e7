"""A workbook while it is read: rows that may be unsound in some fields, for checks that look at the sound ones."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

from planner.workbook.declare import Row, column_of
from planner.workbook.kinds import Frame
from planner.workbook.names import fold
from planner.workbook.periods import Calendar
from planner.workbook.report import Report
from planner.workbook.schema import Settings, Stockpile

R = TypeVar("R", bound=Row)


class Incomplete(Exception):
    """A field that is needed could not be read: what depends on it is left alone."""


@dataclass
class Draft:
    """The rows by type, what they were read against, and where problems go.

    `unread` are sheets that are there but could not be read.
    """

    frame: Frame
    report: Report
    rows: dict[type[Row], list[Row]]
    unread: frozenset[type[Row]] = frozenset()

    @property
    def calendar(self) -> Calendar:
        """The plan's calendar; raises Incomplete where the settings do not give it."""
        if self.frame.calendar is None:
            raise Incomplete
        return self.frame.calendar

    @cached_property
    def stockpiles(self) -> dict[str, str]:
        """The names of stockpiles by their folded names; asked for once their stages are known."""
        return {fold(row.name): row.name for row in self.of(Stockpile, "material", "stage")}

    def of(self, row_type: type[R], *fields: str) -> Iterator[R]:
        """The rows in which these fields are sound, in the order of the sheet."""
        yield from (row for row in cast(list[R], self.rows.get(row_type, [])) if row.sound(*fields))

    def all(self, row_type: type[R], *fields: str) -> list[R]:
        """All rows of a sheet; raises Incomplete where these fields of one are unsound, or the sheet is unread."""
        rows = list(self.of(row_type, *fields))
        if row_type in self.unread or len(rows) < len(self.rows.get(row_type, [])):
            raise Incomplete
        return rows

    def settings(self, *fields: str) -> Settings:
        """The settings; raises Incomplete where these are unsound."""
        for row in self.all(Settings, *fields):
            return row
        raise Incomplete

    def change(self, row_type: type[R], changed: Callable[[R, "Draft"], R]) -> None:
        """Put what a function makes of each row in its place."""
        rows = [changed(row, self) for row in self.of(row_type)]
        self.rows[row_type] = list(rows)

    def refuse(self, row: Row, field: str, code: str, expected: str, hint: str = "") -> None:
        """Report as a fault that a cell does not hold what its row asks for."""
        cell = row.cell(field)
        found = cell.shown if row.filled(field) else "blank"
        head = column_of(type(row), field).head
        self.report.fault(cell, code, f"{head} is {found}; expected {expected}.", hint)
