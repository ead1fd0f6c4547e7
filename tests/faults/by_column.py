"""Mutants that follow from the declaration of the sheets: in every column, everything that its kind of cell refuses."""

from collections.abc import Iterator
from datetime import date

from planner.workbook.cells import column_letters
from planner.workbook.declare import Column, Row, Spread, columns
from planner.workbook.kinds import (
    Choice,
    Count,
    DurationKind,
    Kind,
    Name,
    Number,
    PenaltyKind,
    PeriodKind,
    References,
    StageList,
    Steady,
    YesNo,
)
from planner.workbook.kinds.names import AliasList, OwnFeed, Reference
from planner.workbook.kinds.texts import Text
from planner.workbook.names import fold_head
from planner.workbook.read import read_cells
from planner.workbook.schema import ROW_TYPES, Settings
from planner.workbook.schema.policies import RuleName
from tests.faults.mutants import Mutant, Tables, good_tables, grids, put, together
from tests.workbooks import ExcelError, Formula

A_DAY = date(2026, 7, 1)
TEXTS = (Name, Text, Reference, References, StageList, AliasList, OwnFeed, Choice, RuleName, YesNo)
REFUSED: dict[type[Kind], dict[str, object]] = {
    Number: {"not-a-number": "dear", "out-of-range": -1},
    Steady: {"not-a-number": "dear", "out-of-range": -1},
    Count: {"not-a-number": "many", "out-of-range": -1},
    PenaltyKind: {"not-a-number": "dear", "out-of-range": -1},
    DurationKind: {"not-a-duration": "a while", "out-of-range": -1, "duration-rounded": "7 months"},
    PeriodKind: {"not-a-period": "soon", "period-too-fine": "2026Q3"},
    Choice: {"not-a-choice": "perhaps"},
    YesNo: {"not-a-choice": "perhaps"},
    Reference: {"unknown-name": "Narnia"},
    References: {"unknown-name": "Narnia", "not-a-list": ","},
    OwnFeed: {"unknown-name": "Narnia 50%", "not-a-list": "Narnia"},
    StageList: {"not-a-list": "processing, processing"},
    RuleName: {"unknown-name": "Max luck"},
}
"""What stands for each code in a cell of each kind."""
USED = {(default.sheet, default.column) for default in read_cells(grids(good_tables(), {})).defaults}


def mutants() -> Iterator[Mutant]:
    """Every code that can arise in a single cell, in every column of every sheet."""
    for row_type in ROW_TYPES:
        for column in columns(row_type):
            address = place_of(row_type, column)
            for code, value in refused(row_type, column).items():
                change = together(with_column(row_type, column), put(address, value))
                severity = "warning" if code == "duration-rounded" else "fault"
                yield Mutant(code, address, change, severity=severity, what=column.title())
            if takes_a_default(row_type, column):
                change = together(with_column(row_type, column), put(address, None))
                yield Mutant("default-used", address, change, severity="default", what=column.title())


def refused(row_type: type[Row], column: Column) -> dict[str, object]:
    """What a column refuses, by code."""
    found: dict[str, object] = {}
    if column is columns(row_type)[-1]:  # what spoils a cell does so in every column in the same way
        found |= {"formula-without-value": Formula("=1+1"), "error-cell": ExcelError("#REF!")}
    found |= REFUSED.get(type(column.kind), {})
    if isinstance(column.kind, TEXTS):
        found["not-a-text"] = A_DAY
    if column.required:
        found["blank-cell"] = None
    return found


def takes_a_default(row_type: type[Row], column: Column) -> bool:
    """Whether a blank means something in the column, and is not yet told of in the good workbook."""
    means = bool(column.default_text) and not column.required and column.spread in (Spread.ONCE, Spread.OVER_TIME)
    return means and (row_type.SHEET.name, column.head) not in USED


def place_of(row_type: type[Row], column: Column) -> str:
    """The first cell of a column that is filled in the good workbook; its first cell where none is."""
    name, tables = row_type.SHEET.name, good_tables()
    with_column(row_type, column)(tables)
    rows = tables[name]
    if row_type is Settings:
        return f"{name}!B{setting_row(rows, column)}"
    place = heads(rows, column)[-1]
    filled = (number for number, row in enumerate(rows[1:], start=2) if len(row) > place and row[place] is not None)
    return f"{name}!{column_letters(place + 1)}{next(filled, 2)}"


def with_column(row_type: type[Row], column: Column):
    """The change that gives a sheet a column that the good workbook lacks, and takes its figures from no profile."""

    def change(tables: Tables) -> None:
        rows = tables[row_type.SHEET.name]
        profiles = tables["Profiles"]
        profiles[1:] = [
            row for row in profiles[1:] if column.head not in (row[1], row[2]) or row[0] != row_type.SHEET.name
        ]
        if row_type is Settings:
            if setting_row(rows, column) > len(rows):
                rows.append([column.head])
        elif not heads(rows, column):
            width = max(map(len, rows))
            rows[0] += [None] * (width - len(rows[0])) + [column.title("" if column.head else 2026)]

    return change


def setting_row(rows: list[list[object]], column: Column) -> int:
    """The row of a setting, that below the last one where it has none."""
    return next((n for n, row in enumerate(rows, start=1) if row[0] == column.head), len(rows) + 1)


def heads(rows: list[list[object]], column: Column) -> list[int]:
    """Where a column stands, counted from 0; the last of several is of a period of the plan."""
    titles = [fold_head(str(head)) for head in rows[0]]
    head = fold_head(column.head)
    exact = [place for place, title in enumerate(titles) if title == head]
    dated = [
        place
        for place, title in enumerate(titles)
        if column.dated and title.startswith(head) and title.removeprefix(head).isdecimal()
    ]
    return exact or dated
