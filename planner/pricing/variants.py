"""Plans under other rules than those of a plan at hand: from its basis where that can be, built anew where not."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from models.case import Case
from models.policies import PolicyRow
from planner.errors import Stopped
from planner.solution import Solution
from planner.solve import Program
from planner.solve.restating import leaves_be


@dataclass(frozen=True)
class Variants:
    """A program, kept, and how a case under other rules is assembled from the same workbook.

    `known` is its plan of least cost, where that was found already.
    """

    program: Program
    assembled: Callable[[Iterable[PolicyRow]], Case]
    known: Solution | None = None

    def least_cost(self, rules: Iterable[PolicyRow]) -> float:
        """Total cost of the plan under other rules; raises `Infeasible` and `Stopped`."""
        return self._found(rules, Program.least_cost)[1].cost

    def plan(self, rules: Iterable[PolicyRow]) -> tuple[Case, Solution]:
        """The plan under other rules, one where there are many, at any prices that prove it, and the case of its model.

        Raises as `least_cost` does. Where it was found on the kept program that case still has the old rules.
        """
        return self._found(rules, Program.decide)

    def _found(self, rules: Iterable[PolicyRow], solve: Callable[[Program], Solution]) -> tuple[Case, Solution]:
        """What is known already where the rules bear on nothing; else what the kept program finds.

        Or what one built anew finds, where the kept one cannot become it or gives no answer that is certified.
        """
        chosen = tuple(rules)
        form = self.program.restated(replace(self.program.case, rules=chosen))
        if form is not None and self.known and leaves_be(self.program.form, form, self.known.column_values):
            return self.program.case, self.known
        if form is not None:
            try:
                with self.program.holding(form):
                    return self.program.case, solve(self.program)
            except Stopped:
                pass
        with self._anew(self.assembled(chosen)) as program:
            return program.case, solve(program)

    def _anew(self, case: Case) -> Program:
        """A program of its own; where it squares shares, with the breakpoints that are known and from the basis."""
        start = self.program.basis() if any(row.rule.squares for row in case.rules) else None
        case = replace(case, breakpoints=self.program.case.breakpoints)
        return Program(case, start, engines=self.program.engines)
