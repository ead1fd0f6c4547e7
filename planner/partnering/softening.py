"""What a coalition does that cannot keep every hard rule: it breaks those that it cannot keep, at the shortage cost.

First `Least fill` and `Min fill` give way, since going short has its price already; then the rules and closing stocks
that cannot be kept, and no others; last what must be bought though the feed for it is gone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from planner.arrays import StandardForm
from planner.errors import Infeasible
from planner.partnering.breaches import Breach, broken, family, fills, rules
from planner.solution import Solution
from planner.solve import Program

DUTIES = "Min purchase and Min volume"
DUTY_ROWS = ("least_purchase", "least_taken")
NEVER = 100.0
"""How many times its price a breach costs while it is found out which rules must be broken."""
SMALL = 1e-6
"""The least breach that counts, in canonical units."""

Solve = Callable[[Program], Solution]


@dataclass(frozen=True)
class Outcome:
    """The plan of a coalition, and the hard rules that it cannot keep."""

    solution: Solution
    broken: tuple[str, ...] = ()


class Softening:
    """Solves a program in one form after another, each with no more rules broken than must be."""

    def __init__(self, program: Program) -> None:
        """Take the program of a case as it was built, and keep that form of it."""
        self.program, self.whole = program, program.form

    def solve(self, form: StandardForm, solve: Solve) -> Outcome:
        """The outcome of a form by a way of solving it.

        Raises `Infeasible` where softening is no help, and `Stopped`.
        """
        found = self._tried(form, solve)
        if found:
            return Outcome(found)
        for free, duties in ((form, ()), (self._without_duties(form), (DUTIES,))):
            soft = broken(free, self._fills)
            outcome = self._softened(soft, solve)
            if outcome:
                return replace(outcome, broken=(*outcome.broken, *duties))
        raise Infeasible("No plan keeps all limits together, even with every rule broken.")

    def _softened(self, soft: StandardForm, solve: Solve) -> Outcome | None:
        """The outcome with the fills broken, and with what else must be where that is not enough."""
        found, must = self._tried(soft, solve), list[Breach]()
        if not found:
            trial = self._tried(broken(soft, self._rules, NEVER), Program.least_cost)
            if not trial:
                return None
            must = self._broken(trial, self._rules)
            found = self._tried(broken(soft, must), solve)
        if not found:
            return None
        named = dict.fromkeys(breach.name for breach in self._broken(found, [*self._fills, *must]))
        return Outcome(found, tuple(named))

    def _broken(self, solution: Solution, breaches: Sequence[Breach]) -> list[Breach]:
        """Those that a plan breaks."""
        form, values, units = solution.form, solution.column_values, self.program.scaling.columns
        activity = form.matrix @ values
        return [b for b in breaches if b.size(form, values, activity) > SMALL * float(units[b.column])]

    def _tried(self, form: StandardForm, solve: Solve) -> Solution | None:
        if form is not self.program.form:
            self.program.take(form)
        try:
            return solve(self.program)
        except Infeasible:
            return None

    def _without_duties(self, form: StandardForm) -> StandardForm:
        upper = form.row_upper.copy()
        for name in DUTY_ROWS:
            upper[family(self.program, name).positions] = np.inf
        return replace(form, row_upper=upper)

    @cached_property
    def _fills(self) -> list[Breach]:
        return fills(self.program)

    @cached_property
    def _rules(self) -> list[Breach]:
        return rules(self.program)
