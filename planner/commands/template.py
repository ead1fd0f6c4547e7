"""`planner template`: a workbook to fill in."""

from pathlib import Path

from planner.commands.names import listed
from planner.commands.outcome import Outcome
from planner.errors import PlannerError
from planner.runs import write_new
from planner.template import chosen, template


def run(file: Path, blank: bool, everything: bool, only: str | None) -> Outcome:
    """Make the workbook with the sheets asked for, without the example if it is to be blank.

    Raises `UnknownSheet`, `PlannerError` for a file that is no .xlsx, and `Unwritten`, also for one that is there.
    """
    if file.suffix.lower() != ".xlsx":
        raise PlannerError(f"{file} must end in .xlsx, or nothing will open it as a workbook.")
    sheets = chosen(everything, listed(only))
    write_new(file, template(sheets, example=not blank))
    named = ", ".join(row_type.SHEET.name for row_type in sheets)
    return Outcome(
        "ok",
        results={"file": str(file)},
        lines=[f"Template: {file}", f"Sheets: {named}", "The sheet Guide says how to fill it in."],
    )
