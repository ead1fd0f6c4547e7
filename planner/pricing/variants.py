"""Plans under other rules than those of a plan at hand: from its basis where that can be, built anew where not."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from models.case import Case
from models.policies import PolicyRow
from planner.errors import Stopped
from planner.results import Results
from planner.solution import Solution
from planner.solve import Program

T = TypeVar("T")


@dataclass(frozen=True)
class Variants:
    """The program of a plan, kept, and how a case under other rules is assembled from the same workbook."""

    program: Program
    results: Results
    assembled: Callable[[Iterable[PolicyRow]], Case]

    def least_cost(self, rules: Iterable[PolicyRow]) -> float:
        """Total cost of the plan under other rules; raises `Infeasible` and `Stopped`."""
        chosen = tuple(rules)
        found = self._kept(chosen, Program.least_cost)
        return (found or Program(self.assembled(chosen)).least_cost()).cost

    def plan(self, rules: Iterable[PolicyRow]) -> Results:
        """The plan under other rules, one where there are many; raises as `least_cost`.

        Its lines of rules are not to be asked for: where it was solved on the kept program, the case is still the old.
        """
        chosen = tuple(rules)
        found = self._kept(chosen, Program.solve)
        if found:
            return replace(self.results, solution=found)
        case = self.assembled(chosen)
        return replace(self.results, case=case, solution=Program(case).solve())

    def _kept(self, rules: tuple[PolicyRow, ...], solve: Callable[[Program], Solution]) -> Solution | None:
        """What the kept program finds, None where it cannot become that of the rules or is not certified."""
        form = self.program.restated(replace(self.results.case, rules=rules))
        if form is None:
            return None
        try:
            with self.program.holding(form):
                return solve(self.program)
        except Stopped:
            return None
