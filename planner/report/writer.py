"""The plan as an Excel workbook: the same results give the same bytes."""

from collections.abc import Callable, Iterable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import xlsxwriter

from planner.errors import Unwritten
from planner.garbage import uncollected
from planner.report.page import Page
from planner.report.sheet import S, Sheet, Subject
from planner.report.sheets import SHEETS
from planner.report.styles import Styles
from planner.results import Results
from planner.runs import write_new
from planner.timings import step

CREATED = datetime(2020, 1, 1)  # noqa: DTZ001 - the same for every plan
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_plan(results: Results, path: Path) -> None:
    """Write the plan workbook to a file that is not there yet; raises `Unwritten`, and then nothing is left behind."""
    write_new(path, plan_bytes(results))


def plan_bytes(results: Results) -> bytes:
    """The plan workbook as a file's content; raises `Unwritten` where a cell does not fit or the file is not whole."""
    return workbook_bytes(SHEETS, results)


def workbook_bytes(sheets: Iterable[Sheet[S]], subject: S) -> bytes:
    """A workbook of sheets about one subject as a file's content; raises as `plan_bytes`."""

    def fill(book: Any, styles: Styles) -> None:
        for sheet in sheets:
            with step("results"):
                page = Page(sheet, subject, book, styles)
            with step("cells"):
                page.write()

    return filled_bytes(subject, fill)


@step("writing")
@uncollected()
def filled_bytes(subject: Subject, fill: Callable[[Any, Styles], None]) -> bytes:
    """A workbook that is filled by a function of the XlsxWriter workbook and its styles; raises as `plan_bytes`."""
    file, heading = BytesIO(), subject.heading
    book = xlsxwriter.Workbook(file, OPTIONS)
    comments = heading.about[:1].upper() + heading.about[1:]
    book.set_properties({"title": heading.title, "comments": comments, "created": CREATED})
    fill(book, Styles(book))
    book.close()
    file.seek(0)
    with ZipFile(file) as archive:
        if broken := archive.testzip():
            raise Unwritten(f"The workbook is not whole: {broken} cannot be read back.")
    return file.getvalue()
