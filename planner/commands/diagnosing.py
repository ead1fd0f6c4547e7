"""What a command says and leaves where rules cannot hold together: the conflicts in cells, in `diagnosis.xlsx`."""

from collections.abc import Callable
from contextlib import suppress

from planner import planning
from planner.commands.outcome import DIAGNOSIS, Outcome
from planner.diagnosis import Diagnosis, diagnose
from planner.errors import Infeasible, PlannerError
from planner.progress import Progress
from planner.runs import Run


def or_diagnosis(
    work: Callable[[Run, str | None, Progress], Outcome], run: Run, policy: str | None, progress: Progress
) -> Outcome:
    """What work on the plan of a policy set comes to; where there is none, why, as far as it could be found."""
    try:
        return work(run, policy, progress)
    except Infeasible as error:
        found = None
        with suppress(PlannerError):
            found = diagnose(run.input, planning.open_input(run.input).world(policy), progress)
        return without_plan(run, error, found)


def without_plan(run: Run, error: Infeasible, diagnosis: Diagnosis | None) -> Outcome:
    """Why there is no plan; without a diagnosis, what is known: that there is none."""
    if diagnosis is None:
        return Outcome.of(error)
    diagnosis.write(run.path / DIAGNOSIS)
    return Outcome(
        error.status,
        error.exit_code,
        message=diagnosis.verdict,
        results={"diagnosis": diagnosis.as_rows()},
        lines=[*diagnosis.sentences[1:], *(finding.sentence for finding in diagnosis.findings)],
        product=DIAGNOSIS,
    )
