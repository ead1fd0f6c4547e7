"""The plan and the cost of every coalition of partners, by material."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.case import Case
from planner.arrays import Families
from planner.partnering.games import Coalition, Parts
from planner.partnering.kinds import Kind
from planner.partnering.softening import Softening, Solve
from planner.partnering.superposition import Superposition, Unlike
from planner.solution import Solution
from planner.solve import Program
from planner.solve.basis import Basis


@dataclass(frozen=True)
class Costed:
    """What a coalition costs, the whole first and then by parts, and the hard rules that it cannot keep."""

    parts: Parts
    broken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Planned:
    """The plan of a coalition, and what it costs."""

    solution: Solution
    costed: Costed


class Coalitions:
    """The coalitions of a kind of partner, as programs with what the others bring taken out.

    What partnerships cost us is in no coalition's cost: it is counted where their value is told.
    """

    def __init__(self, softening: Softening, kind: Kind, start: Basis) -> None:
        """Around the program with everybody, which stood at `start` when it was solved."""
        self.softening, self.program, self.kind, self.start = softening, softening.program, kind, start
        self.superposition = Superposition(softening.whole, kind.parts)
        self.materials = tuple(self.program.case.stages)
        self._labels = _labels(softening.whole.columns, self.materials)
        self._planned: dict[Coalition, Planned] = {}

    def costed(self, chain: Sequence[Coalition]) -> list[Costed]:
        """The cost of one coalition after the other, of which each is solved from where the one before it ended.

        By material after the whole, last what several materials share. Raises `Infeasible` where breaking rules is no
        help, and `Stopped`.
        """
        self._begin()
        return [self._solved(there, Program.least_cost).costed for there in chain]

    def plan(self, coalition: Coalition) -> Planned:
        """The plan of a coalition, one plan where there are many; raises as `costed` does."""
        if coalition not in self._planned:
            self._begin()
            self._planned = {coalition: self._solved(coalition, Program.decide)}
        return self._planned[coalition]

    def _begin(self) -> None:
        """Start from the plan with everybody, so that nothing depends on what was solved here before."""
        self.program.engine.start_from(self.start)

    def _solved(self, there: Coalition, solve: Solve) -> Planned:
        case = self.program.case
        try:
            if squares(case):
                raise Unlike
            outcome = self.softening.solve(self.superposition.form(there), solve)
        except Unlike:
            with Program(case := self.kind.case(there), self.start, engines=self.program.engines) as program:
                outcome = Softening(program).solve(program.form, solve)
        return Planned(outcome.solution, Costed(self._parts(outcome.solution, case), outcome.broken))

    def _parts(self, solution: Solution, case: Case) -> Parts:
        """The cost of a plan by parts, without what partnerships cost."""
        form, own = solution.form, self.softening.whole.columns
        labels = self._labels if form.columns is own else _labels(form.columns, self.materials)
        by_label = np.bincount(labels, form.cost * solution.column_values, len(self.materials) + 1)
        whole = solution.cost - sum(own_cost(case, name) for name in case.partnership_cost)
        return np.array([whole, *by_label[:-1], whole - by_label[:-1].sum()])


def squares(case: Case) -> bool:
    """Whether rules square shares: the chords on which squares stand are those of each plan itself."""
    return any(row.rule.squares for row in case.rules)


def own_cost(case: Case, partnership: str) -> float:
    """What a partnership costs us, in present value."""
    paid = case.partnership_cost.get(partnership, {})
    return sum(case.tree.nodes[n].weight * money for n, money in paid.items())


def _labels(columns: Families, materials: Sequence[str]) -> npt.NDArray[np.int64]:
    """The number of the material that each column is about; of those that are about several, one more."""
    number = {material: place for place, material in enumerate(materials)}
    found = columns.numbers(lambda variable: variable.group, lambda group: number.get(group, len(materials)))
    return found.astype(np.int64)
