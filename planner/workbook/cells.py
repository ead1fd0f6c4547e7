"""The cells of a workbook as they stand in it, before anything is made of them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from openpyxl.utils import get_column_letter

Value = str | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its place, its value, whether it is shown as a percentage, and what spoils it ("" where nothing does).

    `spoilt` is the code of a problem: a formula without a stored value, or an Excel error.
    """

    sheet: str
    row: int
    column: int
    value: Value = None
    percent: bool = False
    spoilt: str = ""

    @property
    def coordinate(self) -> str:
        """Its address in the sheet, such as F7."""
        return f"{get_column_letter(self.column)}{self.row}"

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it; white space is nothing."""
        return not self.spoilt and (self.value is None or (isinstance(self.value, str) and not self.value.strip()))

    @property
    def number(self) -> float | None:
        """Its value as a number, None where it holds something else; TRUE and FALSE are no numbers."""
        return None if isinstance(self.value, bool) or not isinstance(self.value, int | float) else float(self.value)

    @property
    def text(self) -> str | None:
        """Its value as text without surrounding spaces; a whole number is the text of its digits, else None."""
        if isinstance(self.value, str):
            return " ".join(self.value.split())
        number = self.number
        return str(int(number)) if number is not None and number.is_integer() else None

    @property
    def shown(self) -> str:
        """Its value as a message quotes it."""
        if self.blank or self.spoilt:
            return str(self.value or "blank")
        number = self.number
        if number is not None and math.isfinite(number):
            return f"{number * 100:.12g} %" if self.percent else f"{number:.12g}"
        if isinstance(self.value, bool):
            return str(self.value).upper()
        return f'"{self.value}"' if isinstance(self.value, str) else str(self.value)


@dataclass
class Grid:
    """A sheet's cells that are not blank, by row and column from 1."""

    name: str
    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)

    def put(self, cell: Cell) -> None:
        """Add a cell."""
        self.cells.setdefault(cell.row, {})[cell.column] = cell

    def at(self, row: int, column: int) -> Cell:
        """The cell at a place, a blank one where nothing stands."""
        return self.cells.get(row, {}).get(column) or Cell(self.name, row, column)

    def row(self, row: int) -> list[Cell]:
        """The filled cells of a row, from left to right."""
        return [cell for _, cell in sorted(self.cells.get(row, {}).items())]

    def rows(self) -> Iterator[int]:
        """The numbers of the rows in which something stands."""
        return iter(sorted(self.cells))
