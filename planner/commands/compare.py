"""`planner compare`: every policy set of a workbook side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from planner import comparing
from planner.commands.names import listed
from planner.commands.outcome import DIAGNOSIS, Outcome, in_a_run
from planner.comparing import Asked, Comparison, Keeping
from planner.comparing.folders import Folders
from planner.comparing.sentences import sentences
from planner.diagnosis import Diagnosis
from planner.errors import Infeasible, PlannerError, Stopped
from planner.planning import Plan, World
from planner.progress import Progress
from planner.runs import Order, Run, write_new, writing
from planner.stressing.stressed import as_row


def asked(policies: str | None, assume: str | None, prices: bool, stress: bool) -> Asked:
    """What is compared, the policy sets and scenarios named in lists with commas."""
    return Asked(listed(policies), listed(assume), prices, stress)


@dataclass(frozen=True)
class Packed:
    """What is kept of a set: files for its folder, which is not made for none, and what is recorded of it."""

    facts: Mapping[str, object]
    files: Mapping[str, bytes] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Make the folder and write the files; raises `Unwritten`."""
        if self.files:
            with writing(folder):
                folder.mkdir()
        for name, content in self.files.items():
            write_new(folder / name, content)


def run(order: Order, asked: Asked, progress: Progress) -> Outcome:
    """Compare policy sets, write `comparison.xlsx` and the plan of every set."""
    return in_a_run(order, lambda run: _compared(run, asked, progress))


def pack(world: World, made: Plan | Diagnosis | PlannerError) -> Packed:
    """The plan of a set as a file, or why there is none."""
    if isinstance(made, Plan):
        return Packed(made.facts(), {"plan.xlsx": made.content()})
    if isinstance(made, Diagnosis):
        return Packed({"message": made.verdict}, {DIAGNOSIS: replace(made, input="../input.xlsx").content()})
    model = {"model.mps": made.model} if isinstance(made, Stopped) and made.model else {}
    return Packed({"message": str(made)}, model)


def _compared(run: Run, asked: Asked, progress: Progress) -> Outcome:
    folders, facts = Folders(), dict[str, object]()

    def keep(world: World, packed: Packed) -> None:
        folder = folders.of(world)
        packed.write(run.path / folder)
        facts[comparing.label(world)] = {"folder": folder, **packed.facts}

    comparison = comparing.compare(run.input, asked, progress, Keeping(pack, keep))
    progress("Writing the comparison")
    comparison.write(run.path / "comparison.xlsx")
    failed = _failed(comparison)
    return Outcome(
        failed.status if failed else "ok",
        failed.exit_code if failed else 0,
        message=str(failed) if failed else "",
        results={"sets": [_as_row(entry) for entry in comparison.entries]},
        facts=facts,
        problems=comparison.problems,
        lines=_lines(comparison),
        product="comparison.xlsx",
    )


def _failed(comparison: Comparison) -> PlannerError | None:
    """Why nothing could be compared: None where at least one set has a plan."""
    if comparison.solved:
        return None
    rules = [entry for entry in comparison.unsolved if entry.status == Infeasible.status]
    kind = Infeasible if rules else Stopped
    return kind(f"No set has a plan. {comparison.unsolved[0].label}: {comparison.unsolved[0].why}")


def _as_row(entry: comparing.Entry) -> dict[str, object]:
    found = entry.findings
    return {
        "policy": entry.world.policy,
        "assume": entry.world.assume,
        "status": entry.status,
        "total_cost": found.total_cost if found else None,
        "paid_cost": found.paid_cost if found else None,
        "shortage_tonnes": found.shortage_tonnes if found else None,
    } | _shocks(entry)


def _shocks(entry: comparing.Entry) -> dict[str, object]:
    """What came of the plan in every scenario, where that was asked."""
    found = entry.findings
    rows = [as_row(shock, found.paid_cost, found.total_cost) for shock in entry.shocks] if found else []
    return {"scenarios": rows} if rows else {}


def _lines(comparison: Comparison) -> list[str]:
    lines = sentences(comparison)
    if comparison.problems:
        lines.append(f"Warnings: {len(comparison.problems)} (planner check lists them)")
    return lines
