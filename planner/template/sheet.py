"""One sheet of a template: heads with notes, cells that know what may stand in them, and the rows of the example."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from models.policies import RULES
from models.policies.limits import SHARE
from planner.layout.paper import lines_of
from planner.template.content import Content
from planner.template.example import Rows, Value
from planner.template.lists import LAST_ROW, Lists
from planner.template.looks import set_up_page
from planner.template.validation import is_share, validation
from planner.workbook.declare import Column, Row, Spread, columns
from planner.workbook.kinds import Number, Steady
from planner.workbook.schema import Settings

NARROWEST, WIDEST, LINE = 11.0, 44.0, 15.0
NOTE_WIDTH, NOTE_LINE, CHARACTERS = 300, 15, 52


@dataclass(frozen=True)
class Head:
    """A head and its column; `key` is the head as the rows name it."""

    key: str
    column: Column

    @property
    def shown(self) -> str:
        """The head with its unit."""
        return f"{self.key}\n({self.column.unit})" if self.column.unit and self.column.head else self.key

    @property
    def width(self) -> float:
        """Width that its words need, those of a long unit in two lines."""
        longest = max(len(word) for word in self.shown.split())
        return max(longest, len(self.key) * 0.75, len(self.column.unit) / 1.8) + 4

    def lines(self, width: float) -> int:
        """How many lines it takes in a column of a width."""
        return sum(lines_of(line, width - 3) for line in self.shown.splitlines())


def heads_of(row_type: type[Row], content: Content) -> list[Head]:
    """The heads of a sheet from left to right."""
    return [
        Head(column.title(period), column)
        for column in columns(row_type)
        for period in content.periods_of(column, row_type)
    ]


def letters_of(row_type: type[Row], content: Content) -> dict[str, str]:
    """The letter of each column of a sheet by its head."""
    return {head.key: xl_col_to_name(place) for place, head in enumerate(heads_of(row_type, content))}


def note(column: Column) -> str:
    """What is to be known of a column: its meaning, unit, what may stand in it and what a blank means."""
    blank = "Must be filled." if column.required else f"May stay blank: {column.default_text or 'nothing is assumed'}."
    more = f"Over time: {column.head} 2027, or through Profiles." if column.spread is Spread.OVER_TIME else ""
    unit = f"Unit: {column.unit}." if column.unit else ""
    return "\n".join(filter(None, (blank, column.meaning, unit, f"Expected: {column.kind.expected}.", more)))


class Sheet:
    """One sheet while it is written."""

    def __init__(self, sheet: Any, row_type: type[Row], formats: Mapping[str, Any], lists: Lists) -> None:
        self.sheet, self.row_type, self.formats, self.lists = sheet, row_type, formats, lists

    def put(self, content: Content) -> None:
        """Heads and rows; the sheet of settings has its heads one below the other."""
        rows = content.of(self.row_type)
        self.sheet.freeze_panes(1, 1)
        if self.row_type is Settings:
            self._put_settings(content, rows[0] if rows else {})
        else:
            self._put_table(content, rows)

    def _put_table(self, content: Content, rows: Rows) -> None:
        heads = heads_of(self.row_type, content)
        widths = [width_of(head, rows) for head in heads]
        for place, (head, width) in enumerate(zip(heads, widths, strict=True)):
            self._put_head((0, place), head)
            self.sheet.set_column(place, place, width, self._look(head.column))
            self._validate(head.column, (1, place), (LAST_ROW - 1, place))
        self.sheet.set_row(0, LINE * max(head.lines(width) for head, width in zip(heads, widths, strict=True)) + 3)
        for below, row in enumerate(rows, start=1):
            self._put_row(below, [(head.column, row.get(head.key, "")) for head in heads], row)
            self._put_asked(content, below, heads)
        set_up_page(self.sheet, widths, 0)

    def _put_row(self, below: int, cells: Sequence[tuple[Column, Value]], row: Mapping[str, Value]) -> None:
        """The cells of a row; a long text is wrapped, and the row as high as it needs."""
        lines = max(lines_of(str(value), WIDEST - 3) for _, value in cells)
        self.sheet.set_row(below, LINE * lines)
        for place, (column, value) in enumerate(cells):
            is_long = isinstance(value, str) and lines_of(value, WIDEST - 3) > 1
            self._put((below, place), value, self.formats["text"] if is_long else self._look(column, row))

    def _put_asked(self, content: Content, below: int, heads: Sequence[Head]) -> None:
        """Colour the cells that are left to the user, and write the notes on cells."""
        for place, head in enumerate(heads):
            at = (self.row_type, below - 1, head.key)
            if at in content.asked | content.offered:
                look = "asked" if at in content.asked else "offered"
                self.sheet.write_blank(below, place, None, self.formats[f"{look} {look_of(head.column)}"])
            if said := content.notes.get(at):
                self._put_note((below, place), said)

    def _put_settings(self, content: Content, values: Mapping[str, Value]) -> None:
        for place, title in enumerate(("Setting", "Value")):
            self.sheet.write_string(0, place, title, self.formats["required"])
        self.sheet.set_column(0, 1, WIDEST, self.formats["plain"])
        for below, head in enumerate(heads_of(Settings, content), start=1):
            self._put_head((below, 0), head)
            look = self.formats[f"{look_of(head.column)} setting"]
            self._put((below, 1), values.get(head.key, ""), look)
            self._validate(head.column, (below, 1), (below, 1))
        set_up_page(self.sheet, [WIDEST, WIDEST], 0)

    def _put_head(self, place: tuple[int, int], head: Head) -> None:
        look, text = "required" if head.column.required else "optional", head.shown
        if self.row_type is Settings:
            text = " ".join(text.split())
        elif is_number(head.column):
            look = f"{look} number"
        if text.isdigit():
            self.sheet.write_number(*place, int(text), self.formats[look])
        else:
            self.sheet.write_string(*place, text, self.formats[look])
        self._put_note(place, note(head.column))

    def _put_note(self, place: tuple[int, int], said: str) -> None:
        lines = sum(lines_of(line, CHARACTERS) for line in said.splitlines())
        size = {"width": NOTE_WIDTH, "height": NOTE_LINE * (lines + 1), "font_size": 9}
        self.sheet.write_comment(*place, said, {"author": "planner", **size})

    def _put(self, place: tuple[int, int], value: Value, look: Any) -> None:
        if isinstance(value, str):
            self.sheet.write_string(*place, value, look)
        else:
            self.sheet.write_number(*place, value, look)

    def _validate(self, column: Column, first: tuple[int, int], last: tuple[int, int]) -> None:
        cell = f"{xl_col_to_name(first[1])}{first[0] + 1}"
        options = validation(self.row_type, column, cell, self.lists)
        if options:
            self.sheet.data_validation(*first, *last, options)

    def _look(self, column: Column, row: Mapping[str, Value] | None = None) -> Any:
        """The format of a cell; a limit is what its rule makes of it."""
        rule = RULES.get(str((row or {}).get("Rule"))) if column.head == "Limit" else None
        return self.formats["percent" if rule and rule.limit == SHARE else look_of(column)]


def width_of(head: Head, rows: Rows) -> float:
    """The width of a column: its head and its longest value, up to a bound."""
    longest = max((len(str(row.get(head.key, ""))) for row in rows), default=0)
    return min(max(head.width, NARROWEST, longest + 4), WIDEST)


def look_of(column: Column) -> str:
    """The format of a column's cells: percentages for shares, so that 30 typed into one is 30 %."""
    if is_share(column.kind):
        return "percent"
    return "number" if is_number(column) else "plain"


def is_number(column: Column) -> bool:
    """Whether figures stand in a column."""
    return isinstance(column.kind, Number | Steady)
