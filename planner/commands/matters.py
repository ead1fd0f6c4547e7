"""`planner matters`: which figure of a workbook decides."""

from pathlib import Path

from planner import mattering
from planner.commands.outcome import Outcome, in_a_run
from planner.mattering import Matter
from planner.mattering.sentences import sentences
from planner.mattering.sheets import SHEETS
from planner.planning import open_input
from planner.progress import Progress
from planner.report.writer import workbook_bytes
from planner.runs import Order, Run, write_new

FILE = "matters.xlsx"


def run(order: Order, policy: str | None, progress: Progress) -> Outcome:
    """Rank the figures of the workbook and write `matters.xlsx`."""
    return in_a_run(order, lambda run: _ranked(run, policy, progress))


def _ranked(run: Run, policy: str | None, progress: Progress) -> Outcome:
    found = mattering.matters(open_input(Path(run.input), progress), policy, progress)
    progress("Writing the figures")
    write_new(run.path / FILE, workbook_bytes(SHEETS, found))
    return Outcome(
        "ok",
        results={"figures": [_as_row(matter) for matter in found.solved]},
        problems=found.plan.problems,
        lines=[f"Policy set: {found.plan.policy}", *sentences(found)],
        product=FILE,
    )


def _as_row(matter: Matter) -> dict[str, object]:
    ends = {"low": matter.low, "high": matter.high}
    return {
        "figure": matter.figure.name,
        "cell": matter.figure.cell,
        "band": matter.figure.band,
        "slope": matter.slope,
        **{f"paid_cost_{name}": end.paid_cost if end else None for name, end in ends.items()},
        "changes": list(matter.changes),
    }
