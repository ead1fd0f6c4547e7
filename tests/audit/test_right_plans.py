"""Plans as the planner makes them hold; those of known optima are audited where they are tested."""

from pathlib import Path

import pytest

from planner.audit import verify
from tests.audit.conftest import Folder
from tests.audit.workbooks import rich

EXAMPLE = Path(__file__).parents[2] / "inputs" / "eu_2035.xlsx"


def findings(plan: Path) -> list[str]:
    return [str(finding) for finding in verify(plan).findings]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("first", "periods", "length"), [("2026", 4, "year"), ("2026Q2", 5, "quarter")])
def test_random_plans_hold(planned_in: Folder, seed: int, first: str, periods: int, length: str) -> None:
    folder = planned_in(rich(first, periods, length, seed))
    assert findings(folder / "plan.xlsx") == []


@pytest.mark.parametrize("seed", range(2))
def test_plans_in_another_world_hold(planned_in: Folder, seed: int) -> None:
    folder = planned_in(rich(seed=seed), assume="shock")
    assert findings(folder / "plan.xlsx") == []


def test_a_plan_without_rules_holds(planned_in: Folder) -> None:
    assert findings(planned_in(rich(seed=1), policy="none") / "plan.xlsx") == []


def test_the_example_holds(tmp_path: Path) -> None:
    import planner

    (tmp_path / "input.xlsx").write_bytes(EXAMPLE.read_bytes())
    planner.plan(EXAMPLE).write(tmp_path / "plan.xlsx")
    verdict = verify(tmp_path / "plan.xlsx")
    assert [str(finding) for finding in verdict.findings] == []
    assert verdict.checked > 10_000
    assert verdict.largest_violation < 1e-6
