"""The plan as an Excel workbook: the same results give the same bytes."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import xlsxwriter

from planner.errors import Unwritten
from planner.report.page import Page
from planner.report.sheets import SHEETS
from planner.report.styles import Styles
from planner.results import Results
from planner.runs import write_new

CREATED = datetime(2020, 1, 1)  # noqa: DTZ001 - the same for every plan
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_plan(results: Results, path: Path) -> None:
    """Write the plan workbook to a file that is not there yet; raises `Unwritten`, and then nothing is left behind."""
    write_new(path, plan_bytes(results))


def plan_bytes(results: Results) -> bytes:
    """The plan workbook as a file's content; raises `Unwritten` where a cell does not fit or the file is not whole."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, OPTIONS)
    settings = results.book.settings
    book.set_properties({"title": settings.title, "comments": f"Policy set {results.policy}", "created": CREATED})
    styles = Styles(book)
    for sheet in SHEETS:
        Page(sheet, results, book, styles).write()
    book.close()
    file.seek(0)
    with ZipFile(file) as archive:
        if broken := archive.testzip():
            raise Unwritten(f"The plan workbook is not whole: {broken} cannot be read back.")
    return file.getvalue()
