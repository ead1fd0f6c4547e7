"""Cells with words."""

import re
from dataclasses import dataclass

from planner.workbook.cells import Cell
from planner.workbook.kinds.kind import Frame, Kind, Refused, either, text_of
from planner.workbook.kinds.numbers import QUANTITY, number_meant
from planner.workbook.names import did_you_mean, fold, nearest

TIMES_PRICE = re.compile(r"(\d+(?:\.\d+)?)\s*[x×*]\s*price", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True)
class Text(Kind):
    """Any text."""

    def _expected(self) -> str:
        return "text"

    def _read(self, cell: Cell, frame: Frame) -> str:
        return text_of(cell)


@dataclass(frozen=True)
class NameOf(Text):
    """The name of a thing of one of several kinds, or one of a few words; a check tells which is meant."""

    of: tuple[str, ...]
    words: tuple[str, ...] = ()

    def _expected(self) -> str:
        return f"the name of a {either(self.of)}" + "".join(f', or "{word}"' for word in self.words)


@dataclass(frozen=True)
class WordOf(Text):
    """One of a few words; a check tells which of them may stand in the row."""

    words: tuple[str, ...]

    def _expected(self) -> str:
        return either(self.words)


@dataclass(frozen=True)
class Choice(Kind):
    """One of a few words, without regard to case."""

    words: tuple[str, ...]

    def _expected(self) -> str:
        return either(self.words)

    def _read(self, cell: Cell, frame: Frame) -> str:
        known = {fold(word): word for word in self.words}
        text = fold(text_of(cell))
        if text not in known:
            meant = nearest(text, self.words)
            raise Refused("not-a-choice", hint=did_you_mean(text, meant))
        return known[text]


@dataclass(frozen=True)
class YesNo(Kind):
    """Yes or no."""

    def _expected(self) -> str:
        return "yes or no"

    def _read(self, cell: Cell, frame: Frame) -> bool:
        if isinstance(cell.value, bool):
            raise Refused("not-a-choice", hint=f"Did you mean {self.written(cell.value)}?")
        return bool(Choice(("yes", "no")).read(cell, frame) == "yes")

    def _written(self, value: bool) -> str:
        return "yes" if value else "no"


@dataclass(frozen=True)
class Penalty:
    """What a unit of violation of a soft rule costs: money, or so many times the material's reference price."""

    amount: float
    times_price: bool = False

    def __str__(self) -> str:
        return f"{self.amount:g} x price" if self.times_price else f"{self.amount:g}"


@dataclass(frozen=True)
class PenaltyKind(Kind):
    """A penalty: a number, or a text such as "2 x price"."""

    def _expected(self) -> str:
        return 'a number of at least 0, or a text such as "2 x price"'

    def _read(self, cell: Cell, frame: Frame) -> Penalty:
        match = TIMES_PRICE.fullmatch(cell.text or "")
        if match is not None:
            return Penalty(float(match[1]), times_price=True)
        if cell.number is None:
            raise Refused("not-a-number", hint=number_meant(cell))
        return Penalty(QUANTITY.read(cell, frame))


TEXT = Text()
YES_NO = YesNo()
