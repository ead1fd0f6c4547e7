"""Cells with numbers."""

import re
from dataclasses import dataclass
from math import inf, isfinite

from planner.workbook.cells import Cell
from planner.workbook.kinds.kind import Frame, Kind, Refused
from planner.workbook.series import Series

MOST = 1e15
UNLIMITED = "unlimited"
GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+", re.ASCII)
DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII)


@dataclass(frozen=True)
class Number(Kind):
    """A number from `least` to `most`; `above` excludes the least, `grows` lets a percentage be more than the most.

    With `unlimited` that word may stand for no bound at all.
    """

    least: float = 0.0
    most: float = MOST
    above: bool = False
    grows: bool = False
    unlimited: bool = False

    def _expected(self) -> str:
        if self.most >= MOST:
            words = f"a number {'above' if self.above else 'of at least'} {self.least:g}"
        elif self.above:
            words = f"a number above {self.least:g} and at most {self.most:g}"
        else:
            words = f"a number from {self.least:g} to {self.most:g}"
        more = f", more than {self.most:g} only in a cell formatted as a percentage" if self.grows else ""
        return words + more + (f' or "{UNLIMITED}"' if self.unlimited else "")

    def _read(self, cell: Cell, frame: Frame) -> float:
        if self.unlimited and cell.text is not None and cell.text.lower() == UNLIMITED:
            return inf
        value = cell.number
        if value is None:
            raise Refused("not-a-number", hint=number_meant(cell))
        if not isfinite(value) or value > MOST:
            raise Refused("out-of-range", expected=f"a number of at most {MOST:g}")
        too_small = value <= self.least if self.above else value < self.least
        if too_small or (value > self.most and not (self.grows and cell.percent)):
            raise Refused("out-of-range", hint=self._share_meant(value))
        return value

    def _written(self, value: float) -> str:
        return UNLIMITED if value == inf else f"{value:g}"

    def _share_meant(self, value: float) -> str:
        if self.most == 1 and 1 < value <= 100:
            return f"{value:g} % is {value / 100:g}, or {value:g} typed into a cell formatted as a percentage."
        return ""


@dataclass(frozen=True)
class Count(Kind):
    """A whole number from `least` to `most`."""

    least: int = 0
    most: int = 1200

    def _expected(self) -> str:
        return f"a whole number from {self.least} to {self.most}"

    def _read(self, cell: Cell, frame: Frame) -> int:
        if cell.number is None:
            raise Refused("not-a-number", hint=number_meant(cell))
        if not self.least <= cell.number <= self.most or not cell.number.is_integer():
            raise Refused("out-of-range")
        return int(cell.number)


@dataclass(frozen=True)
class Steady(Kind):
    """A number that holds at all times, in a column whose default may change over time."""

    number: Number

    def _expected(self) -> str:
        return self.number.expected

    def _read(self, cell: Cell, frame: Frame) -> Series[float]:
        return Series.constant(self.number.read(cell, frame))


def number_meant(cell: Cell) -> str:
    """The number that a text seems to mean, as a hint; it is never taken for it."""
    text = "".join((cell.text or "").split()).lower()
    scale = 0.01 if text.endswith("%") else 1
    likely = " or ".join(f"{float(number) * scale:.12g}" for number in _numbers_like(text.removesuffix("%")))
    return f"It is text; the number is likely {likely}." if likely else ""


def _numbers_like(text: str) -> list[str]:
    """A comma may part thousands or be the decimal sign."""
    if GROUPED.fullmatch(text):
        grouped, decimal = text.replace(",", ""), text.replace(",", ".")
        return [grouped, decimal] if text.count(",") == 1 else [grouped]
    text = text.replace(",", ".") if DECIMAL_COMMA.fullmatch(text) else text
    return [text] if PLAIN.fullmatch(text) else []


QUANTITY = Number()
CAPACITY = Number(unlimited=True)
SHARE = Number(most=1)
YIELD = Number(most=1, above=True)
GROWTH = Number(most=1, grows=True)
LIFE = Number(above=True)
COUNT = Count()
