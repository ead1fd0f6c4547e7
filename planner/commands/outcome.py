"""How a command ended, whichever way, and what of it stands in `run.json` and in the JSON object."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from planner.errors import Infeasible, InputFaults, PlannerError, Stopped
from planner.problems import DefaultUsed, Problem, gravest_first
from planner.runs import Order, Run, new_run, write_new

RESULTS = {
    "plan": ("total_cost", "paid_cost", "shortage_tonnes", "policy", "diagnosis"),
    "compare": ("sets",),
    "sweep": ("policy", "rule", "points", "knee", "tightest_with_a_plan", "loosest_without"),
    "matters": ("figures",),
    "partners": ("partners", "total", "members"),
    "hedge": ("objective", "expected_cost", "cvar", "wait_and_see", "mean_value_plan_cost", "evpi", "vss"),
    "stress": ("policy", "scenarios", "losses"),
    "check": ("problems", "defaults"),
    "changes": ("input_changes", "volume_changes", "rule_changes", "rows_to_paste"),
    "template": ("file", "cells_to_fill_in"),
    "verify": ("verdict", "largest_violation", "findings"),
}
"""What the JSON object of each command holds beside `status` and `run_folder`; null if not reached."""

CHECKED = "checked.xlsx"
"""The checked copy in the run folder of a workbook that was checked, or has faults."""

DIAGNOSIS = "diagnosis.xlsx"
"""Why there is no plan, in the run folder of a plan or in the folder of a set that is compared."""


@dataclass(frozen=True)
class Outcome:
    """How a command ended.

    `results` are the values named in `RESULTS`, `lines` what the screen says of them, `message` why there are
    none, and `product` is the file in the run folder that the user will open.
    """

    status: str
    exit_code: int = 0
    message: str = ""
    results: Mapping[str, object] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)
    problems: Sequence[Problem] = ()
    defaults: Sequence[DefaultUsed] = ()
    lines: Sequence[str] = ()
    product: str = ""
    run_folder: Path | None = None

    @classmethod
    def of(cls, error: PlannerError) -> "Outcome":
        """The outcome of a run that this error ended."""
        if isinstance(error, InputFaults):
            return cls(error.status, error.exit_code, str(error), problems=error.problems, defaults=error.defaults)
        return cls(error.status, error.exit_code, str(error))

    def as_json(self, command: str) -> dict[str, object]:
        """The object that `--json` prints; a run without a result also says why."""
        found = {**self.results, "problems": as_rows(self.problems), "defaults": list(map(asdict, self.defaults))}
        answer: dict[str, object] = {
            "status": self.status,
            "run_folder": None if self.run_folder is None else str(self.run_folder),
            **{key: found.get(key) for key in RESULTS.get(command, ())},
        }
        if self.message:
            answer |= {"message": self.message, "problems": found["problems"]}
        return answer


def as_rows(problems: Sequence[Problem]) -> list[dict[str, object]]:
    """Problems as plain dictionaries, faults first."""
    return [asdict(problem) for problem in gravest_first(problems)]


def as_lines(problems: Sequence[Problem]) -> list[str]:
    """Problems as lines for the screen, faults first."""
    return [f"{problem.severity}: {problem}" for problem in gravest_first(problems)]


def in_a_run(order: Order, work: Callable[[Run], Outcome]) -> Outcome:
    """What `work` comes to, in a run folder of its own.

    Faults, rules that cannot hold and a solver that stopped are findings, and have a folder too.
    Raises every other `PlannerError`, and then there is none.
    """
    with new_run(order) as run:
        try:
            outcome = work(run)
        except (InputFaults, Infeasible, Stopped) as finding:
            outcome = Outcome.of(finding)
            if isinstance(finding, Stopped) and finding.model:
                write_new(run.path / "model.mps", finding.model)
            if isinstance(finding, InputFaults):
                outcome = with_checked_copy(run, outcome, finding.workbook or run.input)
        run.record(
            outcome.status,
            exit_code=outcome.exit_code,
            message=outcome.message,
            result=outcome.results,
            problems=as_rows(outcome.problems),
            defaults=[asdict(used) for used in outcome.defaults],
            facts=outcome.facts,
        )
    return replace(outcome, run_folder=run.path)


def with_checked_copy(run: Run, outcome: Outcome, workbook: Path) -> Outcome:
    """The outcome with a checked copy of a workbook in the run folder, and what is to be said of it.

    Raises `Unwritten`.
    """
    from planner.checked import checked_copy

    found = [*outcome.problems, *(used.problem for used in outcome.defaults)]
    copy = checked_copy(workbook.read_bytes(), found)
    write_new(run.path / CHECKED, copy.content)
    facts = {**outcome.facts, "checked copy": list(copy.remarks)}
    return replace(outcome, product=CHECKED, facts=facts, lines=[*outcome.lines, *copy.remarks])
