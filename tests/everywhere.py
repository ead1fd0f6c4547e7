"""Every policy set of a workbook put to every one of its scenarios, and to the loss of every single partner.

`python -m tests.everywhere [WORKBOOK ...]` tells each shock after which a set has no plan, with the reason, and fails
if there is one; without a workbook it takes the examples. It takes some minutes for a set.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from planner.assembly.futures import Course
from planner.errors import Infeasible, Stopped
from planner.planning import Plan, World, open_input
from planner.progress import silent
from planner.stressing import Replanning
from planner.stressing.courses import loss, loss_periods, partners, scenarios
from planner.workbook import NO_POLICY

INPUTS = Path(__file__).parents[1] / "inputs"
EXAMPLES = [INPUTS / "eu_2035.xlsx", INPUTS / "five_members_2035.xlsx"]


def without_a_plan(plan: Plan) -> Iterator[tuple[str, str]]:
    """The shocks after which a plan has none, each with the reason."""
    replanning = Replanning(plan)
    for course in shocks(plan):
        try:
            replanning.least_cost(course)
        except (Infeasible, Stopped) as error:
            yield course.name, str(error)


def shocks(plan: Plan) -> list[Course]:
    """Every scenario of a plan's workbook, and every single loss for a year."""
    book, case = plan.results.book, plan.results.case
    periods = loss_periods(book.calendar)
    return [*scenarios(book), *(loss((country,), periods) for country in partners(case))]


def _tell(path: Path) -> int:
    """Put every set of a workbook to every shock; the number of those after which there is no plan."""
    given, failed = open_input(path), 0
    for policy in (NO_POLICY, *given.book.policy_set_names):
        plan = given.plan(World(policy), silent)
        found = list(without_a_plan(plan))
        said = [f"{path.name}, {policy}: {len(shocks(plan))} shocks, {len(found)} without a plan"]
        sys.stdout.writelines(f"{line}\n" for line in [*said, *(f"  {name}: {why}" for name, why in found)])
        sys.stdout.flush()
        failed += len(found)
    return failed


if __name__ == "__main__":
    sys.exit(1 if sum(_tell(path) for path in map(Path, sys.argv[1:] or EXAMPLES)) else 0)
