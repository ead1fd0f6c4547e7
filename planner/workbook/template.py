"""A workbook to fill in, made from the declaration of the sheets."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from planner.workbook.declare import Column, Row, Spread, columns
from planner.workbook.example import EXAMPLE, HISTORY, PERIODS, Value
from planner.workbook.kinds import Number
from planner.workbook.schema import Settings

MADE = datetime(2026, 1, 1, tzinfo=UTC)
FORMATS = {
    "required": {"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "valign": "top"},
    "optional": {"bg_color": "#F2F2F2", "border": 1, "text_wrap": True, "valign": "top"},
    "percent": {"num_format": "0.0##%"},
    "plain": {},
}
NARROWEST, WIDEST = 11, 44
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
PERIODS_OF: Mapping[Spread, Sequence[str]] = {
    Spread.ONCE: ("",),
    Spread.OVER_TIME: ("",),
    Spread.PLANNED: PERIODS,
    Spread.PAST: (HISTORY,),
    Spread.ALWAYS: (HISTORY, *PERIODS),
}
Head = tuple[str, Column]


def template(example: bool = True) -> bytes:
    """The ten ordinary sheets, with units and meaning as notes on the heads, and rows that can be planned as they are.

    Required columns have bold heads. Without `example` the rows are left out. The same bytes at every call.
    """
    content = BytesIO()
    workbook = xlsxwriter.Workbook(content, OPTIONS)
    workbook.set_properties({"created": MADE})
    formats = {name: workbook.add_format(look) for name, look in FORMATS.items()}
    for row_type, rows in EXAMPLE.items():
        sheet = Sheet(workbook.add_worksheet(row_type.SHEET.name), formats)
        if row_type is Settings:
            sheet.put_settings(rows[0] if example else {})
        else:
            sheet.put_table(list(heads_of(row_type)), rows if example else [])
    workbook.close()
    return content.getvalue()


def heads_of(row_type: type[Row]) -> Iterator[Head]:
    """The heads of a sheet from left to right, each with its column; the periods are those of the example."""
    for column in columns(row_type):
        for period in PERIODS_OF[column.spread]:
            yield column.title(period), column
            if column.head:
                break


def note(column: Column) -> str:
    """What is to be known of a column: its meaning, unit, what may stand in it and what a blank means."""
    blank = "Required." if column.required else f"Blank: {column.default_text or 'nothing'}."
    more = f"Over time: {column.head} 2027, or through Profiles." if column.spread is Spread.OVER_TIME else ""
    unit = f"Unit: {column.unit}." if column.unit else ""
    return "\n".join(filter(None, (column.meaning, unit, f"Expected: {column.kind.expected}.", blank, more)))


class Sheet:
    """One sheet while it is written."""

    def __init__(self, sheet: Any, formats: Mapping[str, Any]) -> None:
        self.sheet, self.formats = sheet, formats
        sheet.freeze_panes(1, 1)

    def put_table(self, heads: Sequence[Head], rows: Sequence[Mapping[str, Value]]) -> None:
        """Heads in the first row, a row of values for each of the rows."""
        for number, (head, column) in enumerate(heads):
            self._put_head((0, number), head, column)
            values = [row.get(head, "") for row in rows]
            width = max(map(len, (head, *map(str, values))))
            self.sheet.set_column(number, number, min(max(width + 2, NARROWEST), WIDEST), self._look(column))
            for below, value in enumerate(values, start=1):
                self._put((below, number), value, column)

    def put_settings(self, values: Mapping[str, Value]) -> None:
        """The name of each setting in the first column, its value in the second."""
        for number, head in enumerate(("Setting", "Value")):
            self.sheet.write_string(0, number, head, self.formats["required"])
            self.sheet.set_column(number, number, WIDEST if number else WIDEST / 2)
        for below, column in enumerate(columns(Settings), start=1):
            self._put_head((below, 0), column.head, column)
            self._put((below, 1), values.get(column.head, ""), column)

    def _put_head(self, place: tuple[int, int], head: str, column: Column) -> None:
        look = self.formats["required" if column.required else "optional"]
        self.sheet.write_string(*place, head, look)
        self.sheet.write_comment(*place, note(column), {"x_scale": 2.2, "y_scale": 1.4})

    def _put(self, place: tuple[int, int], value: Value, column: Column) -> None:
        if isinstance(value, str):
            self.sheet.write_string(*place, value, self._look(column))
        else:
            self.sheet.write_number(*place, value, self._look(column))

    def _look(self, column: Column) -> Any:
        """Shares are percentages, so that 30 typed into their cells is 30 %."""
        share = isinstance(column.kind, Number) and column.kind.most == 1
        return self.formats["percent" if share else "plain"]
