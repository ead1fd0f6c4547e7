"""The sheet `Problems` of a checked copy: every problem with a link to its cell."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.hyperlink import Hyperlink

from planner.checked.marks import COLOURS, clean
from planner.layout import palette
from planner.problems import Problem, Severity

NAME = "Problems"
TITLE = "What the planner found in this workbook"
HEADS = {"Severity": 11, "Sheet": 16, "Cell": 9, "Code": 20, "What was found, and what is allowed": 78, "Hint": 40}
MEANINGS: Mapping[Severity, str] = {
    "fault": "stops the plan",
    "warning": "does not stop the plan, and is worth a look",
    "default": "stands in place of a blank",
}
ADVICE = "Correct your own workbook, not this copy: the results of its formulas are missing until Excel calculates it."
FONT = "Calibri"
NOTHING = "Nothing is wrong, and no default was used."
TOP = Alignment(vertical="top", wrap_text=True)
BELOW = Border(bottom=Side("thin", color=palette.RULE_LINE))
LAST = "F"


def put_problems(book: Any, problems: Sequence[Problem], remarks: Sequence[str]) -> None:
    """Add the sheet as the first of a workbook, the gravest problems first."""
    sheet = book.create_sheet(NAME, 0)
    row = _put_heading(sheet, problems, remarks)
    for place, (head, width) in enumerate(HEADS.items(), start=1):
        sheet.column_dimensions["ABCDEF"[place - 1]].width = width
        cell = _put(sheet, row, place, head)
        cell.font, cell.fill = Font(FONT, bold=True, color="FFFFFF"), PatternFill("solid", fgColor=palette.HEAD)
    for problem in problems:
        row += 1
        _put_problem(sheet, row, problem, book.sheetnames)
    sheet.freeze_panes = f"A{row - len(problems) + 1}"
    if problems:
        sheet.auto_filter.ref = f"A{row - len(problems)}:{LAST}{row}"
    else:
        _put(sheet, row + 1, 1, NOTHING)
    _set_up_page(sheet, row - len(problems))


def summary(problems: Sequence[Problem]) -> str:
    """How many problems of each severity there are, in words."""
    counts = Counter(problem.severity for problem in problems)
    names = [f"{counts[name]} {name}{'' if counts[name] == 1 else 's'}" for name in COLOURS]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def link_to(sheet: str, address: str) -> str:
    """The place of a cell as a link inside the workbook names it."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{address}"


def _put_heading(sheet: Any, problems: Sequence[Problem], remarks: Sequence[str]) -> int:
    """Title, count, legend and remarks; the row of the heads."""
    _put(sheet, 1, 1, f"{TITLE}: {summary(problems)}").font = Font(FONT, bold=True, size=14, color=palette.HEAD)
    row = 1
    for text in (ADVICE, *remarks):
        row += 1
        _put(sheet, row, 1, text).alignment = TOP
        sheet.merge_cells(f"A{row}:{LAST}{row}")
        sheet.row_dimensions[row].height = 15 * (1 + len(text) // 170)
    for severity, meaning in MEANINGS.items():
        row += 1
        _put(sheet, row, 1, severity).fill = PatternFill("solid", fgColor=COLOURS[severity])
        _put(sheet, row, 2, meaning)
    return row + 2


def _put_problem(sheet: Any, row: int, problem: Problem, sheets: Sequence[str]) -> None:
    texts = (problem.severity, problem.sheet, problem.cell, problem.code, problem.message, problem.hint)
    for place, text in enumerate(texts, start=1):
        cell = _put(sheet, row, place, text)
        cell.alignment, cell.border = TOP, BELOW
    sheet.cell(row, 1).fill = PatternFill("solid", fgColor=COLOURS[problem.severity])
    if problem.sheet in sheets:
        cell = sheet.cell(row, 3 if problem.cell else 2)
        cell.hyperlink = Hyperlink(cell.coordinate, location=link_to(problem.sheet, problem.cell or "A1"))
        cell.font = Font(FONT, underline="single", color="0563C1")
    sheet.row_dimensions[row].height = 15 * max(1 + len(problem.message) // 78, 1 + len(problem.hint) // 40)


def _put(sheet: Any, row: int, column: int, text: str) -> Any:
    """Write a text, which stays one whatever it begins with."""
    cell = sheet.cell(row, column, clean(text))
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
    return cell


def _set_up_page(sheet: Any, heads: int) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{heads}:{heads}"
    sheet.oddFooter.center.text = "&A, page &P of &N"
