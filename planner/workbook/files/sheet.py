"""The cells of one sheet, from its XML."""

import re
from datetime import date
from sys import getsizeof

from planner.workbook.cells import Cell, Grid, Merged, cleaned, column_letters, column_number
from planner.workbook.files.budget import Budget, NotAWorkbook
from planner.workbook.files.looks import Look, seen
from planner.workbook.files.markup import Attributes, Heard
from planner.workbook.files.parts import Parts, unescaped

MOST_ROWS = 51_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
AREA = re.compile(rf"{ADDRESS.pattern}:{ADDRESS.pattern}", re.ASCII)
NUMBER = re.compile(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*", re.ASCII)
BLANK_CELL = re.compile(rb'<c (?:s="[0-9]+" )?r="[A-Z]+[0-9]+"[^<>]*/>')
"""A cell with a look and nothing in it: a sheet may hold millions, which the parser need not see."""
HELD = 220
"""What a cell takes while the workbook is read, in bytes."""


class SheetReader:
    """Puts the filled cells of a sheet into its grid as they are heard."""

    def __init__(self, grid: Grid, parts: Parts, budget: Budget) -> None:
        self.grid, self.parts, self.budget = grid, parts, budget
        self._row = self._column = 0
        self._addressed = False
        self._cell: Attributes = {}
        self._formula = False
        self._value: str | None = None
        self._runs: list[str] = []

    @property
    def heard(self) -> Heard:
        """What is done with the elements of a sheet."""
        opens = {("sheetData", "row"): self._open_row, ("row", "c"): self._open_cell}
        opens |= {("c", "f"): self._note_formula, ("mergeCells", "mergeCell"): self._merge}
        closes = {("row", "c"): self._close_cell, ("c", "v"): self._note_value}
        return Heard(opens, closes | dict.fromkeys((("is", "t"), ("r", "t")), self._runs.append))

    def without_blank_cells(self, piece: bytes) -> bytes:
        """A piece of the XML without cells in which nothing stands."""
        filled, removed = BLANK_CELL.subn(b"", piece)
        self._addressed |= removed > 0
        return filled

    def _open_row(self, row: Attributes) -> None:
        number = row.get("r", str(self._row + 1))
        if not number.isdecimal() or len(number) > 7 or not self._row < int(number) <= LAST_ROW:
            raise self._damaged(f"a row numbered {number[:20]}")
        self._row, self._column = int(number), 0

    def _open_cell(self, cell: Attributes) -> None:
        self._cell, self._formula, self._value = cell, False, None
        self._runs.clear()
        if "r" in cell:
            self._addressed = True
            self._column = self._column_of(cell["r"])
        elif self._addressed:
            raise self._damaged("cells without an address")
        else:
            self._column += 1

    def _column_of(self, address: str) -> int:
        match = ADDRESS.fullmatch(address)
        column = column_number(match[1]) if match else 0
        if match is None or int(match[2]) != self._row or not self._column < column <= LAST_COLUMN:
            raise self._damaged(f"a cell named {address[:20]} in row {self._row}")
        return column

    def _note_formula(self, _: Attributes) -> None:
        self._formula = True

    def _note_value(self, value: str) -> None:
        self._value = value

    def _close_cell(self, _: str) -> None:
        if self._formula or self._value is not None or self._runs:
            cell = self._read()
            if not cell.blank:
                self.budget.hold(HELD)
                self.grid.put(cell)
                if len(self.grid.cells) > MOST_ROWS:
                    raise NotAWorkbook(f"Its sheet {self.grid.name} has more than {MOST_ROWS:,} filled rows.")

    def _read(self) -> Cell:
        """The cell as it stands; raises NotAWorkbook where it refers to what is not there."""
        kind, place = self._cell.get("t", "n"), (self.grid.name, self._row, self._column)
        if self._formula and (self._value is None or (not self._value and kind != "str")):
            return Cell(*place, "a formula without a stored value", spoilt="formula-without-value")
        value = self._value or ""
        if kind == "n" and NUMBER.fullmatch(value):
            look = self._look()
            return Cell(*place, seen(float(value), look, self.parts.since_1904), percent=look is Look.PERCENT)
        if kind == "s":
            return Cell(*place, self._shared_text(value))
        if kind == "e":
            return Cell(*place, cleaned(value), spoilt="error-cell")
        if kind == "b" and value in ("0", "1"):
            return Cell(*place, value == "1")
        return Cell(*place, _day(value) if kind == "d" else self._own_text(value))

    def _look(self) -> Look:
        style = self._cell.get("s")
        return self.parts.looks[self._index(style, len(self.parts.looks))] if style else Look.NUMBER

    def _shared_text(self, value: str) -> str:
        return self.parts.texts[self._index(value, len(self.parts.texts))]

    def _index(self, value: str, count: int) -> int:
        if not (value.isdecimal() and len(value) < 10 and int(value) < count):
            raise self._damaged(f"a cell, {column_letters(self._column)}{self._row}, that refers to what is not there")
        return int(value)

    def _own_text(self, value: str) -> str:
        text = cleaned(unescaped("".join(self._runs) or value))
        self.budget.hold(getsizeof(text))
        return text

    def _merge(self, merged: Attributes) -> None:
        match = AREA.fullmatch(merged.get("ref", ""))
        if match is None:
            raise self._damaged("merged cells that are nowhere")
        self.budget.hold(HELD)
        first, last = column_number(match[1]), column_number(match[3])
        self.grid.merged.append(Merged(int(match[2]), first, int(match[4]), last))

    def _damaged(self, found: str) -> NotAWorkbook:
        return NotAWorkbook(f"It is damaged: the sheet {self.grid.name} has {found}. Let Excel repair it.")


def _day(value: str) -> date | str:
    """The day of a date in words of ISO 8601, the words where they are none."""
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return cleaned(value)
