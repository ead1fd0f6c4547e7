"""Every cell of a workbook is read as openpyxl reads it, which does so in two passes, one of them for formulas."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.workbook.cells import cleaned
from planner.workbook.files import read_grids
from tests.workbook.conftest import GOOD
from tests.workbooks import ExcelError, Formula, Percent, write_workbook

EXAMPLE = Path(__file__).parents[2] / "inputs" / "eu_2035.xlsx"
ODD = [
    *(0.1, -7, 1e-300, 1.7976931348623157e308, 123456789012345678, True, False, date(2026, 3, 1), Percent(0.3)),
    *(Formula("=1+1"), ExcelError("#REF!"), "text", "  two  words ", "=1+1", "+1", "-1", "@x", "'quoted", "_x0041_"),
    *("Köln", "αβγ", "\U0001f600", "a\nb", "<tag> & 'more'", "NA", "None", "inf", "1e400", "#REF!", "x" * 32_767),
]


def by_openpyxl(path):
    """The cells in which something stands, by sheet and address: value, whether a percentage, whether a fault."""
    stored, written = load_workbook(path, data_only=True), load_workbook(path)
    found = {}
    for sheet in stored.worksheets:
        for value, formula in zip(_cells(sheet), _cells(written[sheet.title]), strict=True):
            if formula.value is not None and str(formula.value).strip():
                lacking = value.value is None
                spoilt = "formula-without-value" if lacking else "error-cell" if value.data_type == "e" else ""
                plain = value.value.date() if isinstance(value.value, datetime) else value.value
                plain = cleaned(plain) if isinstance(plain, str) else plain
                found[sheet.title, value.coordinate] = (None if lacking else plain, "%" in value.number_format, spoilt)
    return found


def _cells(sheet):
    return [cell for row in sheet.iter_rows() for cell in row]


def by_the_planner(path):
    found = {}
    for grid in read_grids(path, lambda _: True):
        for cell in (cell for row in grid.rows() for cell in grid.row(row)):
            value = None if cell.spoilt == "formula-without-value" else cell.value
            percent = cell.percent or (bool(cell.spoilt or not isinstance(value, float)) and None)
            found[grid.name, cell.coordinate] = (value, percent, cell.spoilt)
    return found


def same(path):
    """Both readings, the first without the percentage of a cell that holds no number."""
    ours, theirs = by_the_planner(path), by_openpyxl(path)
    assert ours.keys() == theirs.keys()
    differing = {place: (ours[place], theirs[place]) for place in ours if ours[place][::2] != theirs[place][::2]}
    percents = {place for place in ours if ours[place][1] is not None and ours[place][1] != theirs[place][1]}
    return (differing, percents) == ({}, set())


def test_the_example():
    assert same(EXAMPLE)


@pytest.mark.parametrize("tables", [GOOD, {"Odd": [ODD, [None], ODD[::-1]]}], ids=["every sheet", "odd cells"])
def test_workbooks_of_tests(tmp_path, tables):
    assert same(write_workbook(tmp_path / "input.xlsx", tables))
