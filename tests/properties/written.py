"""A book as the tables of a workbook: the inverse of reading, with defaults spelt out but where a rule has no use."""

from collections.abc import Iterator
from math import inf
from typing import Any

from models.policies import RULES
from planner.workbook import Book, Duration, Label, Penalty, Series
from planner.workbook.declare import Column, Row, columns
from planner.workbook.schema import ROW_TYPES, Policy, Settings
from tests.workbooks import Cell, Percent, Tables


def tables_of(book: Book) -> Tables:
    """The sheets of a book; figures over time in a column for each label that any row states."""
    found = {sheet.SHEET.name: list(rows_of(book, sheet)) for sheet in ROW_TYPES}
    return {name: _table(rows) for name, rows in found.items() if rows}


def rows_of(book: Book, sheet: type[Row]) -> Iterator[dict[str, Cell]]:
    """The rows of a sheet, each as its filled cells by head."""
    if sheet is Settings:
        yield from _settings(book.settings)
        return
    rows = (row for own in vars(book).values() if isinstance(own, tuple) for row in own)
    yield from (dict(_cells(row)) for row in rows if isinstance(row, sheet))


def _settings(settings: Settings) -> Iterator[dict[str, Cell]]:
    """One row per setting, its value in the column Value or in one such as Value 2027."""
    for column in columns(Settings):
        stated = getattr(settings, column.field)
        values = stated.stated if isinstance(stated, Series) else {None: stated}
        filled = {f"Value {label or ''}".strip(): _written(value) for label, value in values.items()}
        if any(value is not None for value in filled.values()):
            yield {"Setting": column.head} | filled


def _cells(row: Row) -> Iterator[tuple[str, Cell]]:
    for column in columns(type(row)):
        stated = getattr(row, column.field)
        if isinstance(row, Policy) and column.field == "per" and column.head not in RULES[row.rule].uses:
            continue
        values = {**stated.history, **stated.stated} if isinstance(stated, Series) else {None: stated}
        for label, value in values.items():
            yield column.title(label), _grown(column, _written(value))


def _written(value: Any) -> Cell:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value == inf:
        return "unlimited"
    if isinstance(value, Penalty):
        return f"{value.amount:.12f} x price" if value.times_price else value.amount
    if isinstance(value, dict):
        return ", ".join(f"{name} {share:.17f}" for name, share in value.items())
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value) if isinstance(value, Label | Duration) else value


def _grown(column: Column, value: Cell) -> Cell:
    """Growth of more than 1 is read only from a cell formatted as a percentage."""
    return Percent(value) if getattr(column.kind, "grows", False) and isinstance(value, float) else value


def _table(rows: list[dict[str, Cell]]) -> list[list[Cell]]:
    heads = list(dict.fromkeys(head for row in rows for head in row))
    return [heads, *([row.get(head) for head in heads] for row in rows)]
