"""Limits of rules that nobody could keep, whatever is bought from whom."""

from collections.abc import Iterator

from models.case import Case
from models.policies import PolicyRow, Scope
from models.policies.rule import ALL
from planner.problems import Problem
from planner.workbook import Book
from planner.workbook.cells import Cell
from planner.workbook.schema import Policy
from planner.workbook.series import narrowest

ROUNDING = 1e-9


def limits_below_the_least(book: Book, case: Case, written: Policy, row: PolicyRow) -> Iterator[Problem]:
    """A fault for every cell with a limit below the least that can be reached, naming where that is highest."""
    least = {scope: row.rule.least_limit(case, row, scope) for scope in row.rule.scopes(case, row)}
    highest = max(least, key=lambda scope: least[scope], default=None)
    for cell, limit in _cells(book, written) if highest else ():
        above = [scope for scope, value in least.items() if limit < value - ROUNDING]
        if highest and above:
            said = f"Limit is {limit:g}; expected at least {least[highest]:.4g}: {_why(least[highest], highest)}."
            others = f"So do {len(above) - 1} more. " if len(above) > 1 else ""
            hint = f"{others}Name Material and Stage in rows of their own."
            yield Problem("fault", cell.sheet, cell.coordinate, "out-of-range", said, hint)


def _cells(book: Book, written: Policy) -> Iterator[tuple[Cell, float]]:
    """The cells of a row that give its limit in some period in force, with what they say."""
    calendar = book.calendar
    stated = written.limit.stated if written.limit else {}
    periods = (calendar.label(t) for t in calendar.cut(written.from_, written.to))
    for label in dict.fromkeys(narrowest(stated, period) for period in periods):
        if label in stated:
            yield written.cell("limit", label), stated[label]


def _why(least: float, scope: Scope) -> str:
    material, stage, *_ = scope.name
    countries, where = round(1.0 / least), ("every stage" if stage == ALL else stage)
    what = "all materials together" if material == ALL else material
    return f"{what} at {where} can come from {countries} {'country' if countries == 1 else 'countries'} only"
