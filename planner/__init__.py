"""Plans the procurement of critical raw materials: from a workbook to a least-cost plan in Excel."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.comparing import Comparison
    from planner.diagnosis import Diagnosis
    from planner.hedging import Hedge
    from planner.partnering import Partnering
    from planner.planning import Plan
    from planner.stressing import Losses, Stress
    from planner.sweeping import Sweep


def plan(path: str | Path, policy: str | None = None, assume: str | None = None, prices: bool = False) -> "Plan":
    """The least-cost plan of a workbook under one of its policy sets, by default under its base policy.

    With `assume`, in the world of one of its scenarios; with `prices`, what each rule costs and buys.
    Its `tables` are pandas frames, one for each sheet of the plan workbook.
    Raises `InputFaults`, `UnknownPolicy`, `UnknownScenario`, `Infeasible` and `Stopped` of `planner.errors`.
    """
    from planner import planning

    found = planning.plan(Path(path), policy=policy, assume=assume)
    return found.priced() if prices else found


def compare(
    path: str | Path,
    policies: Sequence[str] | None = None,
    assume: Sequence[str] | None = None,
    prices: bool = True,
    stress: bool = False,
) -> "Comparison":
    """The plans of a workbook under several policy sets, by default all of them, also under each scenario of `assume`.

    Its `tables` are pandas frames, one for each sheet of the comparison workbook, its `entries` what came of each set;
    one that has no plan stands there with its status and does not stop the others. Without `prices`, in haste, what
    each rule costs and buys is left out; with `stress`, every plan is also put to every scenario.
    Raises `InputFaults`, `UnknownPolicy`, `UnknownScenario` and `NothingToStress` of `planner.errors`.
    """
    from planner import comparing

    return comparing.compare(path, comparing.Asked(policies, assume, prices, stress))


def diagnose(path: str | Path, policy: str | None = None, assume: str | None = None) -> "Diagnosis | None":
    """Why a workbook has no plan under one of its policy sets, in its cells; None where it has one.

    Its `sentences` say it in words, its `tables` are pandas frames, one for each sheet of the diagnosis workbook.
    Raises `InputFaults`, `UnknownPolicy`, `UnknownScenario` and `Stopped` of `planner.errors`.
    """
    from planner import diagnosis, planning

    world = planning.open_input(Path(path)).world(policy, assume)
    return diagnosis.diagnose(Path(path), world)


def sweep(
    path: str | Path, rule: str, values: Sequence[float], policy: str | None = None, assume: str | None = None
) -> "Sweep":
    """The cost curve of one rule: the plans of a workbook under one limit after the other in one of its policy rows.

    Its `tables` are pandas frames, one for each sheet of the sweep workbook, its `points` what came of each limit.
    Raises `InputFaults`, `UnknownPolicy`, `UnknownScenario`, `UnknownRule` and `PlannerError` of `planner.errors`.
    """
    from planner import sweeping

    return sweeping.sweep(path, sweeping.Asked(rule, values, policy, assume))


def stress(path: str | Path, policy: str | None = None, losses: "Losses | None" = None) -> "Stress":
    """The plan under one policy set, by default the base policy, in every scenario of the workbook.

    With `losses`, a `planner.stressing.Losses`, also after the loss of each partner country, or of each two. Its
    `tables` are pandas frames, one for each sheet of the stress workbook, its `shocks` what came of each.
    Raises what `plan` does, `NothingToStress` and `PlannerError` of `planner.errors`.
    """
    from planner import stressing

    return stressing.stress(path, policy, losses)


def hedge(path: str | Path, policy: str | None = None, level: float = 0.9, weight: float = 0.0) -> "Hedge":
    """One plan under one policy set, by default the base policy, for all scenarios that have a probability.

    With a `weight`, from 0 to 1, that much of what is made least is the mean of the dearest courses, those beyond a
    `level` of probability, below 1. Its `tables` are pandas frames, one for each sheet of the plan workbook, its
    `measures` what the plan is held against.
    Raises what `plan` does and `NothingToHedge` of `planner.errors`.
    """
    from models.records import Risk
    from planner import hedging, planning
    from planner.progress import silent

    return hedging.hedge(planning.open_input(Path(path)), policy, Risk(weight, level), silent)


def partners(path: str | Path, policy: str | None = None) -> "Partnering":
    """What each partnership, partner country and member of a workbook is worth, by default under its base policy.

    Its `tables` are pandas frames, one for each sheet of `partners.xlsx`; its `worths` the partners by kind.
    Raises `InputFaults`, `UnknownPolicy`, `Infeasible` and `Stopped` of `planner.errors`.
    """
    from planner import partnering

    return partnering.partners(path, policy)
