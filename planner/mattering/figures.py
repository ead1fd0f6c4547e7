"""The figures of a workbook: every number that somebody typed, the band in which it may lie, and what it would be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from math import inf
from typing import Any

from planner.workbook import Book, Series
from planner.workbook.declare import Column, Row, columns
from planner.workbook.kinds.numbers import Number, Steady
from planner.workbook.schema import Policy, PolicySet, Profile, Scenario, Source

BANDS = {"high": 1.1, "medium": 1.25, "low": 1.5, "assumption": 2.0}
"""By what factor a figure may be off, by the confidence in it."""

UNKNOWN = "assumption"
CHOSEN = (Policy, PolicySet, Profile, Scenario, Source)
"""Rows that say what is wanted, or what may come, and no figure of the world."""


@dataclass(frozen=True)
class Figure:
    """A number of one row, or a series of them: where it stands, what it is on the mean, and how sure it is."""

    table: str
    place: int
    row: Row
    column: Column
    value: float
    source: str = ""
    confidence: str = UNKNOWN

    @property
    def name(self) -> str:
        """The row and the column, such as "Congo cobalt extraction: Unit cost"; tonnes of demand have no head."""
        return ": ".join(part for part in (self.row.name, self.column.head) if part)

    @property
    def cell(self) -> str:
        """Where it stands."""
        return f"{self.row.sheet_name}!{self.row.at(self.column.field)}"

    @property
    def band(self) -> float:
        """The factor by which it may be off, up or down."""
        return BANDS[self.confidence]

    def scaled(self, book: Book, factor: float) -> Book:
        """The workbook in which it is so many times as large, within the range of its column."""
        number = _number(self.column)
        most = inf if number is None or number.grows else number.most

        def times(value: float | None) -> float | None:
            return None if value is None else min(value * factor, most)

        was = getattr(self.row, self.column.field)
        row = self.row.with_values(**{self.column.field: _mapped(was, times)})
        changed: Any = row
        if self.table != "settings":
            rows = getattr(book, self.table)
            changed = (*rows[: self.place], row, *rows[self.place + 1 :])
        return replace(book, **{self.table: changed})


def figures(book: Book) -> Iterator[Figure]:
    """Every figure that stands in the workbook and is neither 0 nor unlimited."""
    said = _confidences(book)
    for table, rows in _tables(book):
        for place, row in enumerate(rows):
            for column in columns(type(row)) if not isinstance(row, CHOSEN) else ():
                value = _mean(getattr(row, column.field), book) if _number(column) and row.filled(column.field) else 0.0
                if value:
                    source, confidence = _best(said, row, column)
                    yield Figure(table, place, row, column, value, source, confidence)


def _tables(book: Book) -> Iterator[tuple[str, tuple[Row, ...]]]:
    yield "settings", (book.settings,)
    for field in fields(book):
        rows = getattr(book, field.name)
        if isinstance(rows, tuple):
            yield field.name, rows


def _number(column: Column) -> Number | None:
    kind = column.kind.number if isinstance(column.kind, Steady) else column.kind
    return kind if isinstance(kind, Number) else None


def _mean(value: object, book: Book) -> float:
    """A figure, or the mean of a series over the horizon; 0 for what is no finite number."""
    found = value.on(book.calendar) if isinstance(value, Series) else (value,)
    known = [float(v) for v in found if isinstance(v, int | float) and not isinstance(v, bool) and abs(v) != inf]
    return sum(known) / len(known) if known and len(known) == len(found) else 0.0


def _mapped(value: Any, times: Callable[[float | None], float | None]) -> Any:
    if not isinstance(value, Series):
        return times(value)
    return Series(
        {label: times(v) for label, v in value.stated.items()},
        {label: times(v) for label, v in value.history.items()},
        value.otherwise,
    )


def _confidences(book: Book) -> dict[tuple[str, str], tuple[str, str]]:
    """The source and confidence of what `Sources` names, by sheet and by row or cell, without case."""
    rows = ((row.sheet, row.row_or_cell or "", row.source, row.confidence or UNKNOWN) for row in book.sources)
    return {(sheet.casefold(), place.casefold()): (source, confidence) for sheet, place, source, confidence in rows}


def _best(said: dict[tuple[str, str], tuple[str, str]], row: Row, column: Column) -> tuple[str, str]:
    """What is said of a cell, else of row and column, of the row, of the column, of the sheet; else an assumption."""
    sheet, name, head = row.sheet_name.casefold(), row.name.casefold(), column.head.casefold()
    commas = name.replace(" / ", ", ")
    cell = row.at(column.field).casefold()
    for place in (cell, f"{name}: {head}", f"{commas}: {head}", name, commas, head, ""):
        if found := said.get((sheet, place)):
            return found
    return "", UNKNOWN
