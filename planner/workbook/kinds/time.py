"""Cells with periods and durations."""

from dataclasses import dataclass
from datetime import date

from planner.workbook.cells import Cell
from planner.workbook.kinds.kind import Frame, Kind, Refused
from planner.workbook.kinds.numbers import MOST
from planner.workbook.periods import Duration, Label, Length


@dataclass(frozen=True)
class PeriodKind(Kind):
    """A period of the plan or a longer one; a date is the period it lies in."""

    def _expected(self) -> str:
        return "a period such as 2026, 2026Q1 or 2026-01"

    def _read(self, cell: Cell, frame: Frame) -> Label:
        return label_of(cell, frame.length)


@dataclass(frozen=True)
class DurationKind(Kind):
    """A number of periods, or a text such as "18 months"."""

    def _expected(self) -> str:
        return 'a number of periods of at least 0, or a text such as "18 months" or "2 years"'

    def _read(self, cell: Cell, frame: Frame) -> Duration:
        if cell.number is not None:
            if not 0 <= cell.number <= MOST:
                raise Refused("out-of-range")
            return Duration(cell.number)
        try:
            return Duration.parse(cell.text or "")
        except ValueError:
            raise Refused("not-a-duration") from None

    def _written(self, value: Duration) -> str:
        return f"{value.amount:g}" if value.unit == "periods" else str(value)


def label_of(cell: Cell, length: Length | None) -> Label:
    """The period that a cell names, in a plan with periods of this length; a date is the one that it lies in.

    Raises Refused where it names none, or one that is shorter than the plan's.
    """
    try:
        if isinstance(cell.value, date):
            return Label.containing(cell.value, length or Length.MONTH)
        label = Label.parse(cell.text or "")
    except ValueError:
        hint = "Is a year formatted as a date?" if isinstance(cell.value, date) else ""
        raise Refused("not-a-period", hint=hint) from None
    if length and label.length.months < length.months:
        raise Refused("period-too-fine", expected=f"a {length}, since the plan has no shorter periods")
    return label


PERIOD = PeriodKind()
DURATION = DurationKind()
