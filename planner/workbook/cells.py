"""The cells of a workbook as they stand in it, before anything is made of them."""

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

Value = str | float | bool | date | None

UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff0-\ufffb\U000e0000-\U000e007f]"
)
"""Characters that nobody sees, or that turn the direction of what stands beside them."""


def cleaned(text: str) -> str:
    """A text as it looks: every letter with its accents as one character, and nothing in it that nobody sees."""
    return text if text.isascii() and text.isprintable() else UNSEEN.sub("", unicodedata.normalize("NFC", text))


@cache
def column_letters(column: int) -> str:
    """The letters of a column, A for 1."""
    above, last = divmod(column - 1, 26)
    return (column_letters(above) if above else "") + chr(ord("A") + last)


@cache
def column_number(letters: str) -> int:
    """The column of some letters, 1 for A."""
    return (26 * column_number(letters[:-1]) if letters[:-1] else 0) + ord(letters[-1]) - ord("A") + 1


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
        return f"{column_letters(self.column)}{self.row}"

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


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells that were merged into one: the first and the last row and column."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def columns(self) -> range:
        """The columns that it covers."""
        return range(self.first_column, self.last_column + 1)

    @property
    def coordinate(self) -> str:
        """Its address in the sheet, such as B2:B4."""
        first, last = column_letters(self.first_column), column_letters(self.last_column)
        return f"{first}{self.first_row}:{last}{self.last_row}"


@dataclass
class Grid:
    """A sheet's cells that are not blank, by row and column from 1."""

    name: str
    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)
    hidden: bool = False

    def put(self, cell: Cell) -> None:
        """Add a cell."""
        self.cells.setdefault(cell.row, {})[cell.column] = cell

    @property
    def first(self) -> Cell:
        """The first filled cell, A1 where none is."""
        return next((self.row(row)[0] for row in self.rows()), self.at(1, 1))

    def at(self, row: int, column: int) -> Cell:
        """The cell at a place, a blank one where nothing stands."""
        return self.cells.get(row, {}).get(column) or Cell(self.name, row, column)

    def filled(self, row: int) -> Mapping[int, Cell]:
        """The filled cells of a row, by column."""
        return self.cells.get(row, {})

    def row(self, row: int) -> list[Cell]:
        """The filled cells of a row, from left to right."""
        return [cell for _, cell in sorted(self.cells.get(row, {}).items())]

    def rows(self) -> Iterator[int]:
        """The numbers of the rows in which something stands."""
        return iter(sorted(self.cells))
