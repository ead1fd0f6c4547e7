"""`planner check`: everything that is wrong with a workbook, in one pass."""

from planner import planning
from planner.commands.outcome import Outcome, as_lines, in_a_run
from planner.errors import InputFaults
from planner.progress import Progress
from planner.runs import Order, Run


def run(order: Order, progress: Progress) -> Outcome:
    """Check the workbook; the report stands in `run.json`."""
    return in_a_run(order, lambda run: _checked(run, progress))


def _checked(run: Run, progress: Progress) -> Outcome:
    progress("Reading the workbook")
    problems = planning.check(run.input)
    faults = sum(problem.severity == "fault" for problem in problems)
    warnings = len(problems) - faults
    return Outcome(
        InputFaults.status if faults else "ok",
        InputFaults.exit_code if faults else 0,
        problems=problems,
        lines=[f"Faults: {faults}, warnings: {warnings}", *as_lines(problems)],
    )
