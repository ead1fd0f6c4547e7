"""What can be wrong with a workbook: the problems that are told to the user, and the code of every kind of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["fault", "warning", "default"]
GRAVITY: tuple[Severity, ...] = ("fault", "warning", "default")

CODES: dict[str, str] = {
    "not-a-workbook": "The file cannot be opened as an Excel workbook.",
    "missing-sheet": "A sheet that every plan needs is not in the workbook.",
    "empty-sheet": "A sheet that every plan needs has no row.",
    "unknown-sheet": "The workbook has a sheet that the planner does not know.",
    "duplicate-sheet": "Two sheets have the same name but for case, spaces and underscores.",
    "missing-heads": "No row among the first ten holds the heads of the sheet.",
    "above-heads": "Rows above the heads are not read.",
    "missing-column": "A column that the sheet needs is not there.",
    "unknown-column": "The sheet has a column that the planner does not know.",
    "duplicate-column": "Two columns have the same head.",
    "merged-cells": "Cells of the heads or the rows below them are merged into one.",
    "wrong-unit": "The unit in brackets after a head is not the column's.",
    "missing-setting": "A setting that every plan needs is not there.",
    "unknown-setting": "The Settings sheet has a row that the planner does not know.",
    "blank-cell": "A value is needed and the cell is blank.",
    "formula-without-value": "A formula without a result: the workbook was saved before it was calculated.",
    "error-cell": "The cell holds an Excel error such as #REF!.",
    "not-a-number": "A number is needed and the cell holds something else.",
    "not-a-text": "A text is needed and the cell holds something else.",
    "not-a-choice": "The cell holds none of the words that are allowed in it.",
    "not-a-list": "The cell holds no list of the kind that is asked for.",
    "not-a-duration": "A duration is needed and the cell holds something else.",
    "not-a-period": "A period is needed and the cell holds something else.",
    "period-too-fine": "A period shorter than those of the plan.",
    "outside-horizon": "A figure of a period in which it is not used.",
    "from-after-to": "A row, or the time in which it can be decided, ends before it begins.",
    "duration-rounded": "A duration is no whole number of periods and is rounded up.",
    "out-of-range": "A number outside the range that is allowed.",
    "unknown-name": "A name that the sheet it refers to does not list.",
    "ambiguous-name": "A name that fits two things where it is used.",
    "lookalike-name": "Two names that look the same, with letters of different alphabets.",
    "duplicate-key": "Two rows have the same key; names are matched without case.",
    "overlapping": "Two rows are in force at the same time and only one may be.",
    "unclaimed": "What all members can claim is less than everything.",
    "demand-missing": "A period of the horizon has no demand.",
    "period-missing": "A period of the horizon has no value.",
    "stage-gap": "A stage between two others has neither a supplier nor a stockpile.",
    "default-used": "A blank took its default; it is told beside the problems and stops nothing.",
    "hidden-sheet": "A sheet that is read is hidden.",
    "unused-supplier": "A supplier that can never be of use.",
    "far-from-price": "The cheapest chain costs more than 1.5 times the reference price, or less than half of it.",
    "far-apart": "Two prices so far apart that one plan cannot weigh both.",
    "cheap-shortage": "A missing tonne costs less than the dearest way to have one.",
    "short-supply": "Supply cannot meet the demand for a material in a period, whatever is signed and built.",
    "tight-cap": "A cap or ban that must cause shortage: all others together cannot deliver the rest.",
    "passed-round": "A cost of a route that a stockpile passes round.",
    "missing-history": "History is needed for a rule or a column and is not given.",
    "known-late": "A scenario that becomes known only after it has begun.",
    "unused-column": "A filled cell that has no meaning in this row.",
    "extends-cycle": "A policy set extends itself, directly or through others.",
    "too-many-classes": "Clean chains overlap in so many ways that metal would need too many classes.",
    "matches-nothing": "A rule or a row of a scenario that names something and matches nothing.",
}
"""Stable word for each kind of problem, with a line that explains it."""


@dataclass(frozen=True)
class Problem:
    """One problem of a workbook, with its place; `cell` is "" where no single cell is meant.

    The message says what was found and what is allowed, the hint what is likely meant. A fault stops the plan, a
    warning does not; a default is what stands in place of a blank. Raises ValueError for a code that `CODES` does not
    declare.
    """

    severity: Severity
    sheet: str
    cell: str
    code: str
    message: str
    hint: str = ""

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"{self.code} is no declared code")

    def __str__(self) -> str:
        place = "!".join(part for part in (self.sheet, self.cell) if part)
        said = " ".join(part for part in (self.message, self.hint) if part)
        return f"{place}: {said}" if place else said


@dataclass(frozen=True)
class DefaultUsed:
    """A blank that took its default: in how many rows of a column, and the first blank cell ("" without the column)."""

    sheet: str
    column: str
    default: str
    rows: int
    cell: str = ""

    @property
    def message(self) -> str:
        """What stands in place of what."""
        return f"{self.column} is blank: {self.default} is used"

    @property
    def problem(self) -> Problem:
        """The same as a remark at its cell, told beside faults and warnings and never among them."""
        rows = f", in {self.rows} rows" if self.rows > 1 else ""
        return Problem("default", self.sheet, self.cell, "default-used", f"{self.message}{rows}.")


def gravest_first(problems: Iterable[Problem]) -> list[Problem]:
    """Faults before warnings before defaults, each in the order of the workbook."""
    return sorted(problems, key=lambda problem: GRAVITY.index(problem.severity))
