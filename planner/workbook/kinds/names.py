"""Cells with names: of the thing a row is about, and of things that other sheets define."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from planner.workbook.cells import Cell
from planner.workbook.kinds.kind import Frame, Kind, Refused, text_of
from planner.workbook.names import did_you_mean, fold

FEED = re.compile(r"(.*\S)\s+(\d+(?:\.\d+)?)\s*(%?)", re.ASCII)
ROUNDING = 1e-9

LISTED_IN = {
    "material": "Materials",
    "country": "Countries",
    "bloc": "Blocs",
    "supplier": "Suppliers",
    "owner": "Suppliers",
    "plant": "Recycling",
    "stream": "Scrap",
    "sector": "Demand",
    "stage": "Materials",
    "policy set": "Policies",
    "partnership": "Partnerships",
    "member": "Members",
}
"""The sheet that lists the names of each kind."""


@dataclass(frozen=True)
class Name(Kind):
    """The user's own name of something; the row defines it."""

    of: str

    def _expected(self) -> str:
        return f"a name of your own for the {self.of}"

    def _read(self, cell: Cell, frame: Frame) -> str:
        text = text_of(cell)
        return frame.names.find(self.of, text) or text


@dataclass(frozen=True)
class Reference(Kind):
    """A name that another sheet defines, or one of a few words; a name goes before these."""

    of: str
    words: tuple[str, ...] = ()

    def _expected(self) -> str:
        return f"a {self.of} that {LISTED_IN[self.of]} lists" + "".join(f', or "{word}"' for word in self.words)

    def _read(self, cell: Cell, frame: Frame) -> str:
        text = text_of(cell)
        name = frame.names.find(self.of, text)
        if name is None and fold(text) in self.words:
            return fold(text)
        return name or unknown(text, self.of, frame)


@dataclass(frozen=True)
class References(Kind):
    """One name that another sheet defines, or several of them between commas."""

    of: str

    def _expected(self) -> str:
        return f"a {self.of} that {LISTED_IN[self.of]} lists, or several between commas"

    def _read(self, cell: Cell, frame: Frame) -> tuple[str, ...]:
        text = text_of(cell)
        parts = [text] if frame.names.find(self.of, text) else split(text)  # a name may hold a comma itself
        names = tuple(self._found(part, frame) for part in parts)
        if not names or len(set(names)) < len(names):
            raise Refused("not-a-list", expected=f"{self.expected}, each once")
        return names

    def _found(self, part: str, frame: Frame) -> str:
        expected = f"{self.expected}, and {part} is none"
        return frame.names.find(self.of, part) or unknown(part, self.of, frame, expected)


@dataclass(frozen=True)
class StageList(Kind):
    """The stages of a material in order, between commas."""

    def _expected(self) -> str:
        return 'stages in their order, such as "extraction, processing"'

    def _read(self, cell: Cell, frame: Frame) -> tuple[str, ...]:
        stages = tuple(frame.names.find("stage", stage) or stage for stage in split(text_of(cell)))
        if not stages or len(set(stages)) < len(stages):
            raise Refused("not-a-list", expected=f"{self.expected}, each once")
        return stages

    def _written(self, value: tuple[str, ...]) -> str:
        return ", ".join(value)


@dataclass(frozen=True)
class AliasList(Kind):
    """Other names between commas."""

    def _expected(self) -> str:
        return "other names, between commas"

    def _read(self, cell: Cell, frame: Frame) -> tuple[str, ...]:
        return tuple(split(text_of(cell)))

    def _written(self, value: tuple[str, ...]) -> str:
        return ", ".join(value)


@dataclass(frozen=True)
class OwnFeed(Kind):
    """Countries with their shares, at most 1 in sum."""

    def _expected(self) -> str:
        return 'countries with their shares, such as "COD 80%, IDN 20%", at most 100 % in sum'

    def _read(self, cell: Cell, frame: Frame) -> dict[str, float]:
        shares: dict[str, float] = {}
        for country, share in feed_parts(text_of(cell)):
            expected = f"countries that Countries lists, and {country} is none"
            name = frame.names.find("country", country) or unknown(country, "country", frame, expected)
            if name in shares:
                raise Refused("not-a-list", expected=f"{self.expected}, each country once")
            shares[name] = share
        if sum(shares.values()) > 1 + ROUNDING:
            raise Refused("out-of-range")
        return shares


def feed_parts(text: str) -> Iterator[tuple[str, float]]:
    """The countries and shares of a text such as "COD 80%, IDN 20%"; raises Refused where it is no such text."""
    for part in split(text):
        match = FEED.fullmatch(part)
        if match is None:
            raise Refused("not-a-list")
        yield match[1], float(match[2]) / (100 if match[3] else 1)


def split(text: str) -> list[str]:
    """The parts of a list between commas or semicolons."""
    return [part.strip() for part in re.split("[,;]", text) if part.strip()]


def unknown(text: str, kind: str, frame: Frame, expected: str = "") -> str:
    """Refuse a name that nothing of a kind has; the text itself while not all names of the kind are known."""
    if kind in frame.names.uncertain:
        return text
    meant = frame.names.nearest((kind,), text)
    raise Refused("unknown-name", expected, hint=did_you_mean(text, meant))
