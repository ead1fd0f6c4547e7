"""Marks on the cells of a workbook: a colour for how grave a problem is, and a comment that tells it."""

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from planner.problems import Problem, Severity

COLOURS: Mapping[Severity, str] = {"fault": "FFC7CE", "warning": "FFE699", "default": "DDEBF7"}
"""The colour of a cell for each severity, gravest first."""

AUTHOR = "planner"
BEGINS = "Checked by the planner"
"""The line of a comment below which the planner's own words stand."""

WIDTH, LINE, CHARACTERS = 340, 17, 48
MOST_CHARACTERS = 30_000


def mark(sheet: Any, address: str, problems: Sequence[Problem]) -> None:
    """Colour a cell after the gravest of its problems and tell all of them, below what a comment already says."""
    cell = _first_of_merged(sheet, address)
    gravest = next(severity for severity in COLOURS if any(problem.severity == severity for problem in problems))
    cell.fill = PatternFill("solid", fgColor=COLOURS[gravest])
    said = "\n\n".join([BEGINS, *map(_told, problems)])
    before = cell.comment.text if cell.comment else ""
    comment = Comment(clean(f"{before}\n\n{said}" if before else said), cell.comment.author if before else AUTHOR)
    lines = sum(1 + len(line) // CHARACTERS for line in comment.text.splitlines())
    comment.width, comment.height = WIDTH, LINE * (lines + 1)
    cell.comment = comment


def mark_tab(sheet: Any, problem: Problem) -> None:
    """Colour the tab of a sheet after a problem on it; a default is none."""
    if problem.severity != "default":
        sheet.sheet_properties.tabColor = COLOURS[problem.severity]


def unmark(sheet: Any) -> None:
    """Take the marks of an earlier check off a sheet."""
    for cell in (cell for row in sheet.iter_rows() for cell in row if cell.comment and BEGINS in cell.comment.text):
        before, author = cell.comment.text.partition(BEGINS)[0].strip(), cell.comment.author
        cell.comment = Comment(before, author) if before else None
        if cell.fill.fgColor.rgb in [f"00{colour}" for colour in COLOURS.values()]:
            cell.fill = PatternFill()


def clean(text: str) -> str:
    """Text as it may stand in a workbook: without control characters, and not too long for a cell."""
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))[:MOST_CHARACTERS]


def _told(problem: Problem) -> str:
    return "\n".join(filter(None, (f"{problem.severity}: {problem.code}", problem.message, problem.hint)))


def _first_of_merged(sheet: Any, address: str) -> Any:
    """The first cell at an address, or of the merged cells that it is one of."""
    first = address.partition(":")[0]
    within = next((area for area in sheet.merged_cells.ranges if first in area), None)
    return sheet.cell(within.min_row, within.min_col) if within else sheet[first]
