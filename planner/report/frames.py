"""The sheets of the plan as pandas frames: the same columns and lines as in Excel, without sums."""

from collections.abc import Iterable

from pandas import DataFrame

from planner.report.sheet import Kind, S, Sheet
from planner.report.sheets import SHEETS
from planner.results import Results


def tables(results: Results) -> dict[str, DataFrame]:
    """A frame for every sheet, by its name; money and tonnes as in the sheet, a blank is missing."""
    return frames(SHEETS, results)


def frames(sheets: Iterable[Sheet[S]], subject: S) -> dict[str, DataFrame]:
    """A frame for each of some sheets about the same subject, by its name."""
    return {sheet.name: frame(sheet, subject) for sheet in sheets}


def frame(sheet: Sheet[S], subject: S) -> DataFrame:
    """The table of one sheet."""
    lines = [row.values for row in sheet.rows(subject) if row.kind is not Kind.SUM]
    return DataFrame(lines, columns=[column.head for column in sheet.columns(subject)])
