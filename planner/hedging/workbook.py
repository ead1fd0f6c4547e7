"""The workbook of a hedged plan: what hedging comes to, then every sheet of the plan, its columns course by course."""

from pathlib import Path
from typing import Any

from planner.hedging.hedge import Hedge
from planner.hedging.sheets import SHEETS
from planner.report.page import Page
from planner.report.sheets import SHEETS as PLAN_SHEETS
from planner.report.styles import Styles
from planner.report.writer import filled_bytes
from planner.runs import write_new


def write_hedge(hedge: Hedge, path: Path) -> None:
    """Write the workbook to a file that is not there yet; raises `Unwritten`, and then nothing is left behind."""

    def fill(book: Any, styles: Styles) -> None:
        for sheet in SHEETS:
            Page(sheet, hedge, book, styles).write()
        for plan_sheet in PLAN_SHEETS:
            Page(plan_sheet, hedge.plan.results, book, styles).write()

    write_new(path, filled_bytes(hedge, fill))
