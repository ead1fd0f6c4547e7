"""The changes workbook on disk."""

from pathlib import Path
from typing import Any

from planner.changes import sheets
from planner.changes.changes import Changes, ToPaste
from planner.changes.paste_page import Pasted, PastePage
from planner.report.page import Page
from planner.report.sheet import Sheet
from planner.report.styles import Styles
from planner.report.words import amount
from planner.report.writer import filled_bytes
from planner.runs import write_new

HOW = (
    "Copy each block from column C on over the rows named at the left, columns as in your sheet and new ones at its"
    " right end with their heads; put new rows below the last one. Marked cells differ from those in the input."
)


def write_changes(changes: Changes, path: Path) -> None:
    """Write the workbook to a file that is not there yet; raises `Unwritten`, and then nothing is left behind."""
    write_new(path, changes_bytes(changes))


def changes_bytes(changes: Changes) -> bytes:
    """The changes workbook as a file's content: the same plans give the same bytes; raises as `write_changes`."""

    def fill(book: Any, styles: Styles) -> None:
        for sheet in sheets.TABLES:
            Page(sheet, changes, book, styles).write()
        for pasted in (_next_years(changes), _same_years(changes)):
            PastePage(pasted, changes, book, styles).write()

    return filled_bytes(changes, fill)


def _next_years(changes: Changes) -> Pasted:
    results, calendar = changes.pair.new.results, changes.pair.new.results.book.calendar
    year, left = results.first_year, calendar.count - len(results.first_year)
    begins = calendar.label(len(year))
    horizon = f"First period {begins}" + (f", and Periods {left} for the same end" if left else "")
    span = f"in {year[0]}" if len(year) == 1 else f"from {year[0]} to {year[-1]}"
    decided = (
        f"For the next workbook, whose plan begins in {begins} ({horizon}): what the plan signs, builds, opens and"
        f" orders {span}, and what is then left behind. Where something else was decided"
        " or came to pass, write that instead."
    )
    stands = (
        "Contracts are signed with the part of their volume that the plan takes, what was built is Under way until it"
        " is Ready, what was ordered and arrives later is Ordered, stocks and history are as the first year ends."
    )
    return _pasted("To paste", [decided, stands], changes.next_years)


def _same_years(changes: Changes) -> Pasted:
    results, pasting = changes.pair.new.results, changes.same_years.pasting
    money, total = results.currency, results.solution.cost
    decided = (
        "For the same workbook, planned again over the same periods: what the first year signs, builds and orders"
        " counts as decided and paid, at a recycling plant all that the plan ever builds, since Max build knows no"
        " periods."
    )
    falls = (
        f"All else comes out as before. The objective falls by {amount(pasting.paid, money)} of annuities and purchases"
        f" in present value, from {amount(total, money)} to {amount(total - pasting.paid, money)}."
    )
    return _pasted("To paste, same years", [decided, falls], changes.same_years)


def _pasted(name: str, words: list[str], rows: ToPaste) -> Pasted:
    said = [*words, *rows.pasting.unsaid]
    sheet = Sheet[Changes](
        name, HOW, frozenset(), lambda _: (), lambda _: (), words=lambda _: said, instead="Nothing to paste."
    )
    return Pasted(sheet, rows.blocks)
