"""A workbook to fill in, made from the declaration of the sheets."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from planner.template.choice import ORDINARY, Sheets, defined_in
from planner.template.example import EXAMPLE, NEEDS, Rows, Value
from planner.template.guide import put_guide
from planner.template.lists import FIRST, Lists
from planner.template.looks import formats
from planner.template.rules import put_limits
from planner.template.sheet import Sheet, heads_of, letters_of
from planner.workbook.declare import Row, columns
from planner.workbook.kinds import Reference
from planner.workbook.schema import Policy

MADE = datetime(2026, 1, 1, tzinfo=UTC)
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
FOLLOWS = "What the drop-downs offer. The lists follow your own sheets; there is nothing to fill in here."


def template(sheets: Sheets = ORDINARY, example: bool = True) -> bytes:
    """The sheets with units and meanings as notes, drop-downs and ranges, and rows that can be planned as they are.

    The guide stands before them, what the drop-downs offer behind them. Without `example` the rows are left out. The
    same bytes at every call.
    """
    content = BytesIO()
    book = xlsxwriter.Workbook(content, OPTIONS)
    book.set_properties({"created": MADE, "title": "Raw materials to plan"})
    styles, rows = formats(book), {row_type: rows_of(row_type, sheets) if example else [] for row_type in sheets}
    guide = book.add_worksheet("Guide")
    lists = Lists(sheets, {row_type: letters_of(row_type) for row_type in sheets}, _names(rows))
    for row_type in sheets:
        Sheet(book.add_worksheet(row_type.SHEET.name), row_type, styles, lists).put(rows[row_type])
    put_guide(guide, sheets, styles, example)
    _put_lists(book, lists, styles)
    book.close()
    return content.getvalue()


def rows_of(row_type: type[Row], sheets: Sheets) -> Rows:
    """The rows of the example that make sense in a workbook of these sheets, without names that none of them lists."""
    rows = EXAMPLE.get(row_type, ())
    for of, head, value, needed in NEEDS:
        if of is row_type and needed not in sheets:
            rows = [row for row in rows if row.get(head) != value]
    listed_elsewhere = {
        column.head
        for column in columns(row_type)
        if isinstance(column.kind, Reference) and not column.required and not defined_in(column.kind.of, sheets)
    }
    return [{head: value for head, value in row.items() if head not in listed_elsewhere} for row in rows]


def _names(rows: Mapping[type[Row], Rows]) -> Mapping[type[Row], Mapping[str, Sequence[str]]]:
    return {row_type: _by_head(row_type, own) for row_type, own in rows.items()}


def _by_head(row_type: type[Row], rows: Sequence[Mapping[str, Value]]) -> Mapping[str, Sequence[str]]:
    return {head.key: [str(row[head.key]) for row in rows if row.get(head.key)] for head in heads_of(row_type)}


def _put_lists(book: Any, lists: Lists, styles: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet("Lists")
    sheet.hide()
    sheet.write_string(0, 0, FOLLOWS, styles["section"])
    lists.write(book, sheet, styles)
    if Policy in lists.sheets:
        put_limits(book, sheet, len(lists.gathered) + 1, styles)
    sheet.freeze_panes(FIRST - 1, 0)
