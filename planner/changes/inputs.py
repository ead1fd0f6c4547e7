"""Input cells that changed from one workbook to another, matched by sheet, row key and column, never by position."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner.workbook import Book
from planner.workbook.cells import Cell
from planner.workbook.declare import Row, columns
from planner.workbook.names import fold, fold_head

CHANGED, ADDED, REMOVED = "changed", "row added", "row removed"
Value = str | float | None
Figures = dict[str, Cell]


@dataclass(frozen=True)
class InputChange:
    """A cell that changed, or a row that came or went, which is told in one line; `cell` is in the new workbook.

    That of a row that went is in the old one.
    """

    change: str
    sheet: str
    row: str
    column: str
    old: Value
    new: Value
    cell: str


def input_changes(old: Book, new: Book) -> list[InputChange]:
    """Every change, in the order of the sheets; rows of a sheet in the order of the new workbook, those gone last."""
    before, after = _by_sheet(old), _by_sheet(new)
    return [
        change
        for sheet in dict.fromkeys((*after, *before))
        for change in _sheet_changes(sheet, before.get(sheet, {}), after.get(sheet, {}))
    ]


def _sheet_changes(sheet: str, old: dict[str, Row], new: dict[str, Row]) -> Iterator[InputChange]:
    for key, row in new.items():
        if key in old:
            yield from _row_changes(sheet, old[key], row)
        else:
            yield InputChange(ADDED, sheet, row.name, "", None, _in_words(row), row.first_cell.coordinate)
    for row in (row for key, row in old.items() if key not in new):
        yield InputChange(REMOVED, sheet, row.name, "", _in_words(row), None, row.first_cell.coordinate)


def _row_changes(sheet: str, old: Row, new: Row) -> Iterator[InputChange]:
    before, after = _figures(old), _figures(new)
    for title in dict.fromkeys((*after, *before)):
        was, now = _value(before.get(title)), _value(after.get(title))
        if was != now:
            place = _address(new, after.get(title))
            yield InputChange(CHANGED, sheet, new.name, title, was, now, place)


def _by_sheet(book: Book) -> dict[str, dict[str, Row]]:
    """The rows of each sheet by key; rows that share a key are numbered."""
    found: dict[str, dict[str, Row]] = {}
    for row in _rows(book):
        rows = found.setdefault(row.sheet_name, {})
        key, number = fold(row.name), 2
        while key in rows:
            key, number = f"{fold(row.name)} ({number})", number + 1
        rows[key] = row
    return found


def _rows(book: Book) -> Iterator[Row]:
    lists: Iterable[object] = vars(book).values()
    for rows in lists:
        for row in (rows,) if isinstance(rows, Row) else rows if isinstance(rows, tuple) else ():
            if fold_head(row.first_cell.sheet) == fold_head(row.sheet_name):  # countries may be those of Suppliers
                yield row


def _figures(row: Row) -> Figures:
    """The filled cells of a row by head with its period, those that Profiles gives among them."""
    return {
        column.title(label): cell
        for column in columns(type(row))
        for label, cell in row.by_label(column.field).items()
        if not cell.blank
    }


def _value(cell: Cell | None) -> Value:
    if cell is None:
        return None
    return cell.shown if cell.number is None or cell.percent else cell.number


def _in_words(row: Row) -> str:
    return "; ".join(f"{title} {cell.shown.strip(chr(34))}" for title, cell in _figures(row).items())


def _address(row: Row, cell: Cell | None) -> str:
    if cell is None:
        return ""
    return cell.coordinate if cell.sheet == row.first_cell.sheet else f"{cell.sheet}!{cell.coordinate}"
