"""`planner stress`: a plan put to the scenarios of its workbook and to the loss of its partners."""

from dataclasses import dataclass
from functools import partial

from planner import stressing
from planner.commands.diagnosing import or_diagnosis
from planner.commands.outcome import Outcome, in_a_run
from planner.errors import PlannerError
from planner.progress import Progress
from planner.runs import Order, Run
from planner.stressing import Losses, Stress
from planner.stressing.ranking import Loss
from planner.stressing.sentences import sentences
from planner.stressing.stressed import as_row


@dataclass(frozen=True)
class Asked:
    """What is asked: a policy set, else the base policy, and how many partners are lost, from when, for how long."""

    policy: str | None = None
    worst: int | None = None
    loss_from: str | None = None
    loss_for: str | None = None

    @property
    def losses(self) -> Losses | None:
        """The losses asked for, None where none are; raises `PlannerError` for what cannot be."""
        if self.worst is None and (self.loss_from or self.loss_for):
            raise PlannerError("--loss-from and --loss-for are about --worst, which is not given.")
        if self.worst not in (None, 1, 2):
            raise PlannerError(f"--worst is {self.worst}; expected 1 or 2 partners.")
        return None if self.worst is None else Losses(self.worst, self.loss_from, self.loss_for)


def run(order: Order, asked: Asked, progress: Progress) -> Outcome:
    """Put the plan of a workbook to shocks and write `stress.xlsx`."""
    losses = asked.losses
    work = partial(_stressed, losses)
    return in_a_run(order, lambda run: or_diagnosis(work, run, asked.policy, progress))


def _stressed(losses: Losses | None, run: Run, policy: str | None, progress: Progress) -> Outcome:
    stress = stressing.stress(run.input, policy, losses, progress)
    progress("Writing the stress test")
    stress.write(run.path / "stress.xlsx")
    ranking = stress.ranking
    return Outcome(
        "ok",
        results={
            "policy": stress.policy,
            "scenarios": [as_row(shock, stress.paid_cost, stress.total_cost) for shock in stress.shocks],
            "losses": [_loss_row(stress, loss) for loss in (*ranking.single, *ranking.pairs)] if ranking else [],
        },
        problems=stress.problems,
        lines=_lines(stress),
        product="stress.xlsx",
    )


def _loss_row(stress: Stress, loss: Loss) -> dict[str, object]:
    more = None if loss.cost is None else loss.cost - stress.total_cost
    return {"partners": list(loss.partners), "total_cost": loss.cost, "total_extra_cost": more}


def _lines(stress: Stress) -> list[str]:
    lines = sentences(stress)
    if stress.problems:
        lines.append(f"Warnings: {len(stress.problems)} (planner check lists them)")
    return lines
