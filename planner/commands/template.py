"""`planner template`: a workbook to fill in."""

from pathlib import Path

from planner.commands.outcome import Outcome
from planner.runs import write_new
from planner.workbook.template import template


def run(file: Path) -> Outcome:
    """Make the workbook; raises `Unwritten`, also for a file that is there already."""
    write_new(file, template())
    return Outcome("ok", results={"file": str(file)}, lines=[f"Template: {file}"])
