"""How a run can end without a result: each end has an exit code, a status and a sentence for the user."""

import os
import traceback
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import ClassVar

from planner.problems import DefaultUsed, Problem


class PlannerError(Exception):
    """A wrong command line, or an error of the planner itself; `str(error)` is the sentence for the user."""

    exit_code: ClassVar[int] = 1
    status: ClassVar[str] = "error"


class Unreadable(PlannerError):
    """The file named on the command line cannot be opened."""


class UnknownName(PlannerError):
    """Something was asked for by a name that the workbook does not have."""

    whose: ClassVar[str] = "The workbook"
    kind: ClassVar[str]

    def __init__(self, name: str, known: Sequence[str]) -> None:
        near = get_close_matches(name, known, n=1, cutoff=0.5)
        guess = f" Did you mean {near[0]}?" if near else ""
        listed = ", ".join(known) or "none"
        super().__init__(f"{self.whose} has no {self.kind} {name}.{guess} It has: {listed}.")


class UnknownPolicy(UnknownName):
    """A policy set that the workbook does not have."""

    kind = "policy set"


class UnknownScenario(UnknownName):
    """A scenario that the workbook does not have."""

    kind = "scenario"


class UnknownRule(UnknownName):
    """A policy row that a policy set does not have."""

    whose = "The policy set"
    kind = "rule"


class NothingToHedge(PlannerError):
    """A workbook without a scenario that has a probability."""

    def __init__(self) -> None:
        super().__init__(
            "No scenario has a probability, so there is nothing to hedge against: fill in Probability on the sheet"
            " Scenarios, or see planner stress, which needs none."
        )


class NothingToStress(PlannerError):
    """A workbook without a scenario, where no loss of a partner is asked for either."""

    def __init__(self) -> None:
        super().__init__(
            "The workbook has no scenarios to put a plan to: fill in the sheet Scenarios, or see planner stress"
            " --worst 1, which loses each partner and needs none."
        )


class InputFaults(PlannerError):
    """The workbook has faults; `problems` holds every one of them, the warnings, and the `defaults` used.

    `workbook` is the file that was read; without it, it is the one of the run.
    """

    exit_code = 2
    status = "faults"

    def __init__(
        self, problems: Sequence[Problem], defaults: Sequence[DefaultUsed] = (), workbook: Path | None = None
    ) -> None:
        self.problems, self.defaults, self.workbook = tuple(problems), tuple(defaults), workbook
        faults = sum(problem.severity == "fault" for problem in self.problems)
        super().__init__(f"The workbook has {faults} {'fault' if faults == 1 else 'faults'}.")


class Infeasible(PlannerError):
    """The rules, contracts and demands cannot hold together."""

    exit_code = 3
    status = "infeasible"


class Stopped(PlannerError):
    """The solver gave no answer that can be trusted."""

    exit_code = 4
    status = "stopped"

    def __init__(self, message: str, model: bytes = b"") -> None:
        """`model` is the program as an MPS file, kept with the run where there is one."""
        super().__init__(message)
        self.model = model


class Unwritten(PlannerError):
    """The output could not be written; nothing of it is left behind."""

    exit_code = 5
    status = "unwritten"


class Interrupted(PlannerError):
    """The user ended the run."""

    exit_code = 6
    status = "interrupted"

    def __init__(self, message: str = "Interrupted; nothing was written.") -> None:
        super().__init__(message)


def unforeseen(error: Exception) -> PlannerError:
    """An error as one to tell: itself, or for one that nobody foresaw, what it is; tracebacks are for those who ask."""
    if isinstance(error, PlannerError):
        return error
    if os.environ.get("PLANNER_DEBUG"):
        traceback.print_exception(error)
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    return PlannerError(f"An error of the planner itself ({what}). PLANNER_DEBUG=1 shows where it arose.")


class NotHeld(PlannerError):
    """A plan that was verified does not say what its input and its own figures make of it."""

    exit_code = 7
    status = "ok"

    def __init__(self, findings: int) -> None:
        super().__init__(f"The plan does not hold: {findings} {'finding' if findings == 1 else 'findings'}.")
