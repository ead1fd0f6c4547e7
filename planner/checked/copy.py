"""The copy itself: opened, marked, and saved; where that cannot be, the list of problems alone."""

import warnings
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from planner.checked.losses import is_too_large, losses
from planner.checked.marks import mark, mark_tab, unmark
from planner.checked.problems_sheet import NAME, TITLE, put_problems
from planner.problems import Problem, gravest_first

NO_WORKBOOK = "not-a-workbook"


@dataclass(frozen=True)
class CheckedCopy:
    """A checked copy as a file's content, and what is to be said of it: what of the workbook is not in it, and why."""

    content: bytes
    remarks: tuple[str, ...] = ()


def checked_copy(content: bytes, problems: Sequence[Problem]) -> CheckedCopy:
    """A workbook with its problems marked at their cells and listed on the sheet `Problems`.

    The sheets that refer to each other are kept as they are, and so are comments. Of a workbook that cannot be copied
    only that sheet is made; a remark says why.
    """
    ranked = gravest_first(problems)
    try:
        why = _why_not(content, ranked)
        if not why:
            return _marked(content, ranked)
    except Exception as error:  # noqa: BLE001 - a broken file can raise anything inside openpyxl
        why = f"it is damaged ({type(error).__name__})"
    return _saved(_empty(), ranked, (f"The cells of the workbook are not in this copy: {why}.",))


def _why_not(content: bytes, problems: Sequence[Problem]) -> str:
    """Why no copy of the cells is made, "" where one is."""
    if any(problem.code == NO_WORKBOOK for problem in problems):
        return "it cannot be read as a workbook"
    return "it has too many" if is_too_large(content) else ""


def _marked(content: bytes, problems: Sequence[Problem]) -> CheckedCopy:
    lost = losses(content)
    with warnings.catch_warnings(action="ignore"):
        book = load_workbook(BytesIO(content), rich_text=True)
        _forget_earlier_check(book)
        sheets = {sheet.title: sheet for sheet in book.worksheets}
        by_cell: dict[tuple[str, str], list[Problem]] = defaultdict(list)
        for problem in problems:
            by_cell[problem.sheet, problem.cell].append(problem)
        for (sheet, address), own in reversed(by_cell.items()):  # the gravest colours the tab last
            if sheet in sheets:
                sheets[sheet].sheet_state = "visible"
                mark_tab(sheets[sheet], own[0])
            if sheet in sheets and address:
                mark(sheets[sheet], address, own)
        said = f"Not in this copy, or otherwise than in your workbook: {', '.join(lost)}." if lost else ""
        return _saved(book, problems, tuple(filter(None, (said,))))


def _saved(book: Any, problems: Sequence[Problem], remarks: tuple[str, ...]) -> CheckedCopy:
    put_problems(book, problems, remarks)
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet.title == NAME  # else what is typed goes into several sheets
    book.active = 0
    file = BytesIO()
    book.save(file)
    return CheckedCopy(file.getvalue(), remarks)


def _forget_earlier_check(book: Any) -> None:
    """Take the marks and the list of an earlier check away, where the workbook is itself a checked copy."""
    if NAME in book.sheetnames and str(book[NAME]["A1"].value).startswith(TITLE):
        del book[NAME]
        for sheet in book.worksheets:
            unmark(sheet)


def _empty() -> Any:
    """A workbook without a sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    return book
