"""The plan workbook as its sheets stand: lines of a table with the address of every cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from planner.errors import Unreadable

Value = str | float | None

FIRST_HEADS = {
    "Summary": "Topic",
    "Decisions": "Decision",
    "Offtake": "Material",
    "Flows": "Material",
    "Stockpile": "Material",
    "Recycling": "Stream",
    "Investments": "Kind",
    "Shortages": "Material",
    "Losses": "Material",
    "Shares": "Material",
    "Costs": "Group",
    "Rules": "Line",
    "Run": "Part",
}
"""The sheets that are read, each with the head of its first column."""

COURSES = "Courses"
"""The sheet that a plan for several courses of events has."""


@dataclass(frozen=True, eq=False)
class Line:
    """A line of a sheet's table: its values by head, and where they stand."""

    sheet: str
    row: int
    values: Mapping[str, Value]
    columns: Mapping[str, int]

    def text(self, head: str) -> str:
        """The text under a head, "" where the cell is blank."""
        value = self.values.get(head)
        return "" if value is None else str(value)

    def number(self, head: str) -> float:
        """The number under a head, 0 where there is none: what should stand there is checked apart."""
        value = self.values.get(head)
        return float(value) if isinstance(value, int | float) else 0.0

    def series(self, heads: tuple[str, ...]) -> list[float]:
        """The numbers under several heads."""
        return [self.number(head) for head in heads]

    def cell(self, head: str) -> str:
        """The address of the cell under a head, that of the first column where there is no such head."""
        return f"{get_column_letter(self.columns.get(head, 0) + 1)}{self.row}"


Tables = Mapping[str, tuple[Line, ...]]


def read_tables(path: Path) -> Tables:
    """The tables of a plan workbook by sheet; raises `Unreadable` where the file is no plan of one course of events."""
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (OSError, BadZipFile, KeyError, ValueError) as error:
        raise Unreadable(f"{path} could not be opened as an Excel workbook: {error}.") from error
    missing = [name for name in FIRST_HEADS if name not in book.sheetnames]
    if missing:
        raise Unreadable(f"{path} is no plan of the planner: it has no sheet {missing[0]}.")
    if COURSES in book.sheetnames:
        raise Unreadable(
            f"{path} is one plan for several courses of events (planner hedge), and only plans of a single course can"
            " be verified: those of planner plan and planner compare."
        )
    found = {name: tuple(_lines(book[name], head)) for name, head in FIRST_HEADS.items()}
    book.close()
    return found


def _lines(sheet: Any, first_head: str) -> Iterator[Line]:
    """The lines below the heads, up to the first blank row or the total below the table."""
    columns: dict[str, int] = {}
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        if not columns:
            if cells and cells[0] == first_head:
                columns = {str(head): place for place, head in enumerate(cells) if head is not None}
            continue
        if not any(cell is not None for cell in cells):
            return
        values = {head: _value(cells[place]) for head, place in columns.items() if place < len(cells)}
        if sum(value is not None for value in values.values()) > 1:
            yield Line(str(sheet.title), number, values, columns)


def _value(cell: object) -> Value:
    if cell is None or isinstance(cell, str):
        return cell
    return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else str(cell)
