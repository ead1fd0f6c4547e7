"""Plans the procurement of critical raw materials: from a workbook to a least-cost plan in Excel."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.comparing import Comparison
    from planner.planning import Plan


def plan(path: str | Path, policy: str | None = None, assume: str | None = None) -> "Plan":
    """The least-cost plan of a workbook under one of its policy sets, by default under its base policy.

    With `assume`, in the world of one of its scenarios.
    Its `tables` are pandas frames, one for each sheet of the plan workbook.
    Raises `InputFaults`, `UnknownPolicy`, `UnknownScenario`, `Infeasible` and `Stopped` of `planner.errors`.
    """
    from planner import planning

    return planning.plan(Path(path), policy=policy, assume=assume)


def compare(
    path: str | Path, policies: Sequence[str] | None = None, assume: Sequence[str] | None = None
) -> "Comparison":
    """The plans of a workbook under several policy sets, by default all of them, also under each scenario of `assume`.

    Its `tables` are pandas frames, one for each sheet of the comparison workbook, its `entries` what came of each set;
    one that has no plan stands there with its status and does not stop the others.
    Raises `InputFaults`, `UnknownPolicy` and `UnknownScenario` of `planner.errors`.
    """
    from planner import comparing

    return comparing.compare(path, policies, assume)
