"""Small workbooks for tests, written from tables in Python."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

from planner.workbook.cells import Merged

Cell = str | float | bool | date | None
Tables = Mapping[str, Sequence[Sequence[Cell]]]


class Percent(float):
    """A number in a cell formatted as a percentage."""


class Formula(str):
    """A formula whose value was never stored."""


class ExcelError(str):
    """An error such as #REF! as the result of a formula."""


def write_workbook(path: Path, tables: Tables, merged: Mapping[str, Sequence[Merged]] = {}) -> Path:
    """A workbook with these sheets; each is a list of rows, the heads first, None leaves a cell blank."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    formats = {
        "percent": book.add_format({"num_format": "0.0%"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
    }
    for name, rows in tables.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                _write(sheet, (number, column), value, formats)
        for area in merged.get(name, ()):
            first = rows[area.first_row - 1][area.first_column - 1]
            sheet.merge_range(area.coordinate, first)
    book.close()
    return path


def _write(sheet, place, value, formats):
    if isinstance(value, Formula):
        sheet.write_formula(*place, value, None, "")
    elif isinstance(value, ExcelError):
        sheet.write_formula(*place, "=1", None, value)
    elif isinstance(value, Percent):
        sheet.write_number(*place, value, formats["percent"])
    elif isinstance(value, date):
        sheet.write_datetime(*place, value, formats["date"])
    elif value is not None:
        sheet.write(*place, value)
