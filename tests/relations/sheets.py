"""Workbooks as tables that are changed cell by cell, row by row or by the units of their columns."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from planner.workbook.declare import columns
from planner.workbook.schema import ROW_TYPES
from tests.second.generator_frame import table

Row = dict[str, Any]
Tables = dict[str, list[list[Any]]]
Change = Callable[[str, str, Row, Any], Any]
"""The new value of a cell: of its sheet, its head without period, its row and its value."""

DATED = re.compile(r"20\d\d(Q[1-4]|-[01]\d)?$")
"""The head of a column that stands under a period alone."""
LABEL = re.compile(r"\s*\b20\d\d(Q[1-4]|-[01]\d)?$")
UNITS = {(kind.SHEET.name, column.head): column.unit for kind in ROW_TYPES for column in columns(kind)}
TONNES = re.compile(r"t$|t/yr|t of scrap")
PER_TONNE = re.compile(r"(tCO2e )?per t\b")
MONEY = re.compile(r"money( per year)?$|per (t|tCO2e)\b")
PLAIN_PENALTY = {"Max emissions", "Max budget"}
LIMITS = {"Max volume": "t/yr", "Min volume": "t/yr", "Max budget": "money", "Max emissions": "tCO2e"}


def rows_of(sheet: list[list[Any]]) -> list[Row]:
    """The rows of a sheet by its heads, blanks left out."""
    heads, *rows = sheet
    return [{head: value for head, value in zip(heads, row, strict=False) if value is not None} for row in rows]


def with_rows(tables: Tables, name: str, rows: Iterable[Row]) -> Tables:
    """The workbook with other rows in a sheet, without the sheet where there are none."""
    made = table(list(rows))
    return {key: value for key, value in tables.items() if key != name} | ({name: made} if len(made) > 1 else {})


def each_row(tables: Tables, name: str, change: Callable[[Row], Row | list[Row]]) -> Tables:
    """The workbook with every row of a sheet changed, or replaced by several."""
    if name not in tables:
        return tables
    made = [change(row) for row in rows_of(tables[name])]
    return with_rows(tables, name, [row for found in made for row in (found if isinstance(found, list) else [found])])


def each_cell(tables: Tables, change: Change) -> Tables:
    """The workbook with every cell changed that is filled; a setting stands under its own name."""

    def sheet(name: str) -> list[list[Any]]:
        if name == "Settings":
            return [[row[0], change(name, str(row[0]), {}, row[1])] for row in tables[name]]

        def row(old: Row) -> Row:
            return {head: change(name, LABEL.sub("", head), old, value) for head, value in old.items()}

        return table([row(old) for old in rows_of(tables[name])])

    return {name: sheet(name) for name in tables}


def without(tables: Tables, *names: str) -> Tables:
    """The workbook without some sheets, and without what only goes with them."""
    gone = set(names) | ({"Recycling", "Scrap", "Recovery"} if "Recycling" in names else set())
    left = {name: rows for name, rows in tables.items() if name not in gone}
    if "Partnerships" in gone:
        left = each_row(left, "Contracts", lambda row: {k: v for k, v in row.items() if k != "Only with"})
    return left


def without_rules(tables: Tables, *rules: str) -> Tables:
    """The workbook without the rows of some rules."""
    rows = rows_of(tables["Policies"]) if "Policies" in tables else []
    return with_rows(tables, "Policies", [row for row in rows if row["Rule"] not in rules])


def measured(tonnes: float, money: float) -> Callable[[Tables], Tables]:
    """The workbook with its tonnes, and its money, counted in another unit: so many of the new to one of the old."""

    def change(sheet: str, head: str, row: Row, value: Any) -> Any:
        if not isinstance(value, int | float) or isinstance(value, bool):
            return value
        unit = LIMITS.get(row["Rule"], "") if (sheet, head) == ("Policies", "Limit") else UNITS.get((sheet, head), "")
        if head == "Penalty":
            unit = _penalised(row)
        factor = tonnes if TONNES.match(unit) else money if MONEY.match(unit) else 1.0
        return value * factor / (tonnes if PER_TONNE.match(unit) else 1.0)

    return lambda tables: each_cell(tables, change)


def _penalised(row: Row) -> str:
    """Of what unit a penalty is: of value where the rule sums over materials, of its limit, or of tonnes."""
    if row["Rule"] == "Max budget" or (row["Rule"] == "Max supply risk" and "Material" not in row):
        return "share"
    return "money" if row["Rule"] == "Max emissions" else "per t"


def renamed(tables: Tables, sheet: str, head: str, name: Callable[[str], str]) -> Tables:
    """The workbook with new names for what a sheet defines, wherever they stand."""
    heads, *rows = tables[sheet]
    known = {row[heads.index(head)] for row in rows} - {None}
    words = re.compile(r"\b(" + "|".join(sorted(map(re.escape, known), key=len, reverse=True)) + r")\b")

    def change(_: str, __: str, ___: Row, value: Any) -> Any:
        return words.sub(lambda found: name(found[0]), value) if isinstance(value, str) else value

    return each_cell(tables, change)


def labels_of(tables: Tables) -> list[str]:
    """The labels of the plan's periods, oldest first."""
    settings = {row[0]: row[1] for row in tables["Settings"]}
    heads = [head for head in tables["Demand"][0] if DATED.match(head)]
    place = heads.index(settings["First period"])
    return heads[place : place + settings["Periods"]]
