"""Opening a workbook: what is no workbook is refused with a reason, everything else becomes grids of cells."""

import re
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook

from planner.workbook.cells import Cell, Grid, Value

SUFFIXES = (".xlsx", ".xlsm")
OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_BYTES = 500_000_000
MOST_PARTS = 5_000
FORMULA = re.compile(rb"[<:]f[\s/>]")
NO_DIGITS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class NotAWorkbook(Exception):
    """The file cannot be read as a workbook; its text says why and what to do."""


def read_grids(path: Path) -> list[Grid]:
    """Every worksheet of a workbook, hidden ones too; raises NotAWorkbook with the reason.

    Where there are formulas, the cells are read once more, so that a formula without a stored value is known.
    """
    content = _content(path)
    try:
        _look_inside(content)
        with warnings.catch_warnings(action="ignore"):
            return list(_grids(content))
    except BadZipFile as error:
        raise NotAWorkbook(f"{path.name} is no Excel workbook, whatever its name says, or it is cut off.") from error
    except NotAWorkbook:
        raise
    except Exception as error:  # a broken file can raise anything inside openpyxl
        raise NotAWorkbook(f"{path.name} is damaged and cannot be read ({type(error).__name__}).") from error


def _content(path: Path) -> bytes:
    if path.suffix.lower() not in SUFFIXES:
        raise NotAWorkbook(f"{path.name} is no Excel workbook; expected a file that ends in .xlsx or .xlsm.")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise NotAWorkbook(f"{path.name} cannot be opened ({error.strerror}).") from error
    if content.startswith(OLD_FORMAT):
        advice = "save it as an .xlsx workbook without a password"
        raise NotAWorkbook(f"{path.name} has a password or is in the old .xls format; {advice}.")
    return content


def _look_inside(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
            raise NotAWorkbook("The workbook is too large to be read.")
        if "xl/workbook.xml" not in archive.namelist():
            raise NotAWorkbook("The file is a zip archive, but no Excel workbook.")
        if b"http://purl.oclc.org/ooxml" in archive.read("xl/workbook.xml"):
            raise NotAWorkbook("The workbook is Strict Open XML; save it as an ordinary .xlsx workbook.")


def _grids(content: bytes) -> Iterator[Grid]:
    with ExitStack() as opened:
        values = opened.enter_context(closing(_workbook(content, data_only=True)))
        formulas = opened.enter_context(closing(_workbook(content))) if _has_formulas(content) else None
        for number, stored in enumerate(values.worksheets):
            yield _grid(stored, formulas.worksheets[number] if formulas else None)


def _workbook(content: bytes, data_only: bool = False) -> Any:
    return load_workbook(BytesIO(content), read_only=True, data_only=data_only, keep_links=False)


def _has_formulas(content: bytes) -> bool:
    with ZipFile(BytesIO(content)) as archive:
        sheets = (archive.read(part) for part in archive.namelist() if part.startswith("xl/worksheets/"))
        return any(FORMULA.search(sheet) for sheet in sheets)


def _grid(stored: Any, written: Any) -> Grid:
    """The cells of a sheet, from its values and, where there are any, its formulas."""
    grid = Grid(stored.title)
    stored.reset_dimensions()
    if written is None:
        pairs: Iterator[tuple[Any, Any]] = ((value, value) for row in stored.rows for value in row)
    else:
        written.reset_dimensions()
        rows = zip(stored.rows, written.rows, strict=True)
        pairs = (pair for values, formulas in rows for pair in zip(values, formulas, strict=True))
    for value, formula in pairs:
        if formula.value is not None:
            grid.put(_cell(grid.name, value, formula))
    return grid


def _cell(sheet: str, value: Any, formula: Any) -> Cell:
    place = (sheet, formula.row, formula.column)
    if value.value is None and value.data_type != "str":  # "str" without a value is the empty text
        return Cell(*place, "a formula without a stored value", spoilt="formula-without-value")
    if value.data_type == "e":
        return Cell(*place, value.value, spoilt="error-cell")
    return Cell(*place, _plain(value.value), percent="%" in NO_DIGITS.sub("", value.number_format))


def _plain(value: Any) -> Value:
    if isinstance(value, datetime):
        return value.date()
    return value if value is None or isinstance(value, str | int | float | bool | date) else str(value)
