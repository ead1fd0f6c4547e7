"""`planner hedge`: one plan for all scenarios of a workbook that have a probability."""

from dataclasses import dataclass
from functools import partial

from models.records import Risk
from planner import hedging
from planner.commands.diagnosing import or_diagnosis
from planner.commands.outcome import Outcome, in_a_run
from planner.errors import PlannerError
from planner.hedging import Hedge
from planner.hedging.sentences import sentences
from planner.planning import open_input
from planner.progress import Progress
from planner.runs import Order, Run

LEVEL, WEIGHT = 0.9, 0.5


@dataclass(frozen=True)
class Asked:
    """What is asked of a hedge: a policy set, the level from which courses are the dearest, the weight of these."""

    policy: str | None = None
    cvar: float | None = None
    weight: float | None = None

    @property
    def risk(self) -> Risk:
        """The aversion to risk; with neither option the mean alone counts. Raises `PlannerError`."""
        for name, value, most in (("cvar", self.cvar, "below 1"), ("weight", self.weight, "at most 1")):
            if value is not None and not (0.0 <= value < 1.0 or (name == "weight" and value == 1.0)):
                raise PlannerError(f"--{name} is {value}; expected a number of at least 0 and {most}.")
        weight = self.weight if self.weight is not None else WEIGHT if self.cvar is not None else 0.0
        return Risk(weight, LEVEL if self.cvar is None else self.cvar)


def run(order: Order, asked: Asked, progress: Progress) -> Outcome:
    """Hedge the workbook and write `plan.xlsx`."""
    risk = asked.risk
    work = partial(_hedged, risk)
    return in_a_run(order, lambda run: or_diagnosis(work, run, asked.policy, progress))


def _hedged(risk: Risk, run: Run, policy: str | None, progress: Progress) -> Outcome:
    found = hedging.hedge(open_input(run.input, progress), policy, risk, progress)
    progress("Writing the plan")
    found.write(run.path / "plan.xlsx")
    return Outcome(
        "optimal",
        results=_results(found),
        facts=found.plan.facts(),
        problems=found.plan.problems,
        lines=[f"Policy set: {found.plan.policy}", *sentences(found)],
        product="plan.xlsx",
    )


def _results(found: Hedge) -> dict[str, object]:
    measures = found.measures
    names = ("objective", "expected_cost", "cvar", "wait_and_see", "mean_value_plan_cost", "evpi", "vss")
    return {name: getattr(measures, name) for name in names}
