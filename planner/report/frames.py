"""The sheets of the plan as pandas frames: the same columns and lines as in Excel, without sums."""

from pandas import DataFrame

from planner.report.sheet import Kind, OutputSheet
from planner.report.sheets import SHEETS
from planner.results import Results


def tables(results: Results) -> dict[str, DataFrame]:
    """A frame for every sheet, by its name; money and tonnes as in the sheet, a blank is missing."""
    return {sheet.name: frame(sheet, results) for sheet in SHEETS}


def frame(sheet: OutputSheet, results: Results) -> DataFrame:
    """The table of one sheet."""
    lines = [row.values for row in sheet.rows(results) if row.kind is not Kind.SUM]
    return DataFrame(lines, columns=[column.head for column in sheet.columns(results)])
