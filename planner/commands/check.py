"""`planner check`: everything that is wrong with a workbook, in one pass."""

from planner import planning
from planner.commands.outcome import Outcome, as_lines, in_a_run, with_checked_copy
from planner.errors import InputFaults
from planner.progress import Progress
from planner.runs import Order, Run


def run(order: Order, progress: Progress) -> Outcome:
    """Check the workbook; `checked.xlsx` has every problem at its cell, and so has `run.json`."""
    return in_a_run(order, lambda run: _checked(run, progress))


def _checked(run: Run, progress: Progress) -> Outcome:
    reading = planning.read(run.input, progress)
    faults = sum(problem.severity == "fault" for problem in reading.problems)
    warnings, defaults = len(reading.problems) - faults, len(reading.defaults)
    counted = f"Faults: {faults}, warnings: {warnings}, columns with defaults: {defaults}"
    outcome = Outcome(
        InputFaults.status if faults else "ok",
        InputFaults.exit_code if faults else 0,
        problems=reading.problems,
        defaults=reading.defaults,
        lines=[counted, *as_lines(reading.problems)],
    )
    progress("Marking what was found")
    return with_checked_copy(run, outcome, run.input)
