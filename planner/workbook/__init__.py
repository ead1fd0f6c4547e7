"""The input workbook: its sheets declared once, and read with every fault at its cell."""

from planner.workbook.book import NO_POLICY, Book, Reading
from planner.workbook.kinds import Penalty
from planner.workbook.periods import Calendar, Duration, Label, Length
from planner.workbook.read import read_workbook
from planner.workbook.series import Series

__all__ = [
    "NO_POLICY",
    "Book",
    "Calendar",
    "Duration",
    "Label",
    "Length",
    "Penalty",
    "Reading",
    "Series",
    "read_workbook",
]
