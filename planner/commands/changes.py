"""`planner changes`: what changed from one plan to another, and the later one's decisions as rows to paste."""

from pathlib import Path

from planner.changes import Changes, compare, write_changes
from planner.changes.folders import PlanFolder, read_folder
from planner.commands.outcome import Outcome, in_a_run
from planner.progress import Progress
from planner.runs import Order, Run, write_new


def run(folders: tuple[Path, Path], out: Path, progress: Progress) -> Outcome:
    """Compare the plans of two run folders, the old one first, and write `changes.xlsx`.

    The folder has the new plan's input as `input.xlsx`, the old one's as `old.xlsx`.
    """
    old, new = (read_folder(folder) for folder in folders)
    options = {"old": str(old.path.absolute()), "new": str(new.path.absolute())}
    order = Order("changes", new.input, out, options, title=new.title)
    return in_a_run(order, lambda run: _compared(run, old, new, progress))


def _compared(run: Run, old: PlanFolder, new: PlanFolder, progress: Progress) -> Outcome:
    write_new(run.path / "old.xlsx", old.input.read_bytes())
    found = compare(old, new, progress)
    progress("Writing the changes")
    write_changes(found, run.path / "changes.xlsx")
    return Outcome("ok", results=_counts(found), lines=found.sentences, product="changes.xlsx")


def _counts(found: Changes) -> dict[str, object]:
    return {
        "input_changes": len(found.inputs),
        "volume_changes": len(found.volumes),
        "rule_changes": len(found.rules),
        "rows_to_paste": sum(len(block.lines) for block in found.next_years.blocks),
    }
