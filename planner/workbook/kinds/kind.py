"""What every kind of cell has in common."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planner.workbook.cells import Cell
from planner.workbook.names import Names
from planner.workbook.periods import Calendar, Length

NOT_CALCULATED = "Let Excel calculate the workbook, then save it."


class Refused(Exception):
    """A cell does not hold what its column asks for: the code, what is expected instead, what is likely meant."""

    def __init__(self, code: str, expected: str = "", hint: str = "") -> None:
        super().__init__(code)
        self.code, self.expected, self.hint = code, expected, hint


@dataclass(frozen=True)
class Frame:
    """What a cell is read against: the names of the workbook and, where they are known, its periods."""

    names: Names
    length: Length | None = None
    calendar: Calendar | None = None


class Kind(ABC):
    """A kind of cell. Subclasses say what may stand in it and how it is read."""

    @property
    def expected(self) -> str:
        """What may stand in such a cell, in words that follow "expected"."""
        return self._expected()

    def read(self, cell: Cell, frame: Frame) -> Any:
        """The value of a cell that is not blank; raises Refused where it is spoilt or holds something else."""
        if cell.spoilt:
            raise Refused(cell.spoilt, hint=NOT_CALCULATED if cell.spoilt == "formula-without-value" else "")
        return self._read(cell, frame)

    def written(self, value: Any) -> str:
        """A value as a user would write it."""
        return self._written(value)

    @abstractmethod
    def _expected(self) -> str: ...

    @abstractmethod
    def _read(self, cell: Cell, frame: Frame) -> Any: ...

    def _written(self, value: Any) -> str:
        return str(value)


def text_of(cell: Cell) -> str:
    """The text in a cell; raises Refused where it holds a date, a fraction, TRUE or FALSE."""
    if cell.text is None:
        raise Refused("not-a-text")
    return cell.text


def either(words: Sequence[str]) -> str:
    """Words as in "a, b or c"."""
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last
