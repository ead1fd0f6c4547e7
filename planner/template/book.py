"""A workbook to fill in, made from the declaration of the sheets."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from planner.template.choice import ORDINARY, Sheets, defined_in
from planner.template.content import Content
from planner.template.example import EXAMPLE, NEEDS, Rows
from planner.template.guide import put_guide
from planner.template.lists import FIRST, Lists
from planner.template.looks import formats
from planner.template.rules import put_limits
from planner.template.sheet import Sheet, heads_of, letters_of
from planner.workbook.declare import Row, columns
from planner.workbook.kinds import Reference
from planner.workbook.schema import Policy, Source

MADE = datetime(2026, 1, 1, tzinfo=UTC)
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
AN_EXAMPLE = "The rows are an example that can be planned as it is. Write your own over them and delete the rest."
TO_FILL_IN = "Write below the heads. Heads of years and months are your own: write those of your plan over them."
FOLLOWS = "What the drop-downs offer. The lists follow your own sheets; there is nothing to fill in here."


def template(sheets: Sheets = ORDINARY, example: bool = True) -> bytes:
    """The sheets with units and meanings as notes, drop-downs and ranges, and rows that can be planned as they are.

    The guide stands before them, what the drop-downs offer behind them. Without `example` the rows are left out. The
    same bytes at every call.
    """
    if not example:
        return written(Content(sheets, {}, TO_FILL_IN))
    rows = {row_type: rows_of(row_type, sheets) for row_type in sheets}
    shown = {row_type.SHEET.name for row_type in sheets}
    listed = [] if Source in sheets else [row for row in EXAMPLE[Source] if row["Sheet"] in shown]
    return written(Content(sheets, rows, AN_EXAMPLE, sources=listed))


def written(content: Content) -> bytes:
    """A workbook of some content, as the bytes of a file."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, OPTIONS)
    book.set_properties({"created": MADE, "title": "Raw materials to plan"})
    styles, guide = formats(book), book.add_worksheet("Guide")
    places = {row_type: letters_of(row_type, content) for row_type in content.sheets}
    lists = Lists(content.sheets, places, _names(content))
    for row_type in content.sheets:
        Sheet(book.add_worksheet(row_type.SHEET.name), row_type, styles, lists).put(content)
    put_guide(guide, content, styles)
    _put_lists(book, lists, styles)
    book.close()
    return file.getvalue()


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


def _names(content: Content) -> Mapping[type[Row], Mapping[str, Sequence[str]]]:
    return {row_type: _by_head(content, row_type) for row_type in content.sheets}


def _by_head(content: Content, row_type: type[Row]) -> Mapping[str, Sequence[str]]:
    heads = heads_of(row_type, content)
    return {head.key: [str(row[head.key]) for row in content.of(row_type) if row.get(head.key)] for head in heads}


def _put_lists(book: Any, lists: Lists, styles: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet("Lists")
    sheet.hide()
    sheet.write_string(0, 0, FOLLOWS, styles["section"])
    lists.write(book, sheet, styles)
    if Policy in lists.sheets:
        put_limits(book, sheet, len(lists.gathered) + 1, styles)
    sheet.freeze_panes(FIRST - 1, 0)
