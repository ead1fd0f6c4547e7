"""What the head of a column says: the column that is meant, its period, its unit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from planner.workbook.cells import Cell
from planner.workbook.declare import Column, Spread
from planner.workbook.kinds import Refused
from planner.workbook.kinds.time import label_of
from planner.workbook.names import CLOSE, did_you_mean, fold_head, nearest
from planner.workbook.periods import Label, Length
from planner.workbook.report import Report

WITH_UNIT = re.compile(r"(.*\S)\s*[(\[]([^()\[\]]*)[)\]]\s*")
MONEY = "money"
CURRENCY = re.compile(r"[^\W\d_]{3}|[€$£¥₩₹]")
PER = re.compile(r"\s*\bper\b\s*|\s*/\s*")


@dataclass(frozen=True)
class Head:
    """The head of a column and the declared column that it means, None where it means none.

    `code` says what is wrong with it, "" where nothing is; an unknown head that is like a known one means that one.
    """

    cell: Cell
    column: Column | None = None
    label: Label | None = None
    code: str = ""

    @property
    def exact(self) -> bool:
        """Whether it names a column and nothing is wrong with it."""
        return self.column is not None and not self.code

    def complain(self, report: Report) -> None:
        """Report what is wrong with it: a warning where it means nothing at all, else a fault."""
        found = f"The head is {self.cell.shown}"
        if self.column is None:
            report.warning(self.cell, self.code, f"{found}, which is no column of this sheet; it is not read.")
        elif self.code == "unknown-column":
            hint = did_you_mean(self.cell.text or "", self.column.head)
            report.fault(self.cell, self.code, f"{found}, which is no column of this sheet.", hint)
        elif self.code == "wrong-unit":
            report.fault(
                self.cell, self.code, f"{found}; expected {self.column.head} ({self.column.unit or 'no unit'})."
            )
        else:
            shape = f"{self.column.head} with a period" if self.column.head else "a period"
            report.fault(self.cell, self.code, f"{found}; expected {shape} that is as long as the plan's, or longer.")


def read_head(cell: Cell, columns: Sequence[Column], length: Length | None) -> Head:
    """What the head in a cell says, in a plan with periods of this length."""
    bare, unit = _apart(cell)
    column, period = _meant(bare, columns)
    if column is None:
        heads = {known.head: known for known in columns if known.head}
        return Head(cell, heads.get(nearest(bare.text or "", heads, CLOSE)), code="unknown-column")
    if not same_unit(unit, column.unit):
        return Head(cell, column, code="wrong-unit")
    try:
        return Head(cell, column, label_of(period, length) if period else None)
    except Refused as refusal:
        return Head(cell, column, code=refusal.code)


def same_unit(written: str, unit: str) -> bool:
    """Whether a unit in brackets is the column's: "t per year" is "t/yr", and "EUR/t" is "per t"; none is right too."""
    found, own = _folded(written), _folded(unit)
    if own == MONEY and CURRENCY.fullmatch(found):
        return True
    currency = found.removesuffix(own) if own.startswith("/") else ""
    return found in ("", own) or bool(found.endswith(own) and currency and "/" not in currency)


@lru_cache(maxsize=256)
def _folded(unit: str) -> str:
    return fold_head(PER.sub("/", unit.lower()).replace("year", "yr"))


def _apart(cell: Cell) -> tuple[Cell, str]:
    """The head without its unit, and the unit."""
    match = WITH_UNIT.fullmatch(cell.text or "")
    return (replace(cell, value=match[1]), match[2]) if match else (cell, "")


def _meant(cell: Cell, columns: Sequence[Column]) -> tuple[Column | None, Cell | None]:
    """The column that a head means, and what stands in place of its period; the longest head that fits wins."""
    text = fold_head(cell.text or "")
    for column in sorted(columns, key=lambda column: -len(column.head)):
        head, rest = column.folded_head, text.removeprefix(column.folded_head)
        if text == head and text:
            return column, None if column.spread in (Spread.ONCE, Spread.OVER_TIME) else replace(cell, value="")
        if column.dated and text.startswith(head) and rest[:1].isdigit():
            return column, replace(cell, value=rest)
        if not head and isinstance(cell.value, date):
            return column, cell
    return None, None
