"""The cost of every coalition of partners, by material, each worked out once."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from models.case import Case
from planner.arrays import Families
from planner.partnering.games import Coalition, Parts
from planner.partnering.softening import Outcome, Softening, Solve
from planner.partnering.superposition import Part, Superposition, Unlike
from planner.solution import Solution
from planner.solve import Program


class Coalitions:
    """The coalitions of some players, as programs with what the others bring taken out.

    What partnerships cost us is in no coalition's cost: it is counted where their value is told.
    """

    def __init__(self, softening: Softening, parts: Sequence[Part], case: Callable[[Coalition], Case]) -> None:
        """Around the program with everybody; `case` is that of a coalition, where a program of its own is needed."""
        self.softening, self.program, self.case = softening, softening.program, case
        self.superposition = Superposition(softening.whole, parts)
        self.matters = frozenset[str]().union(*(part.players for part in parts))
        self.materials = tuple(self.program.case.stages)
        self._costs: dict[Coalition, Parts] = {}
        self._broken: dict[Coalition, tuple[str, ...]] = {}
        self._squares = any(row.rule.squares for row in self.program.case.rules)
        self._labels = _labels(softening.whole.columns, self.materials)

    def cost(self, coalition: Coalition) -> Parts:
        """The cost of a coalition: the whole, then by material, last what several materials share.

        A player who is in no part of the program makes no difference to any.
        """
        there = coalition & self.matters
        if there not in self._costs:
            self._solved(there, Program.least_cost)
        return self._costs[there]

    def plan(self, coalition: Coalition) -> Outcome:
        """The plan of a coalition, one plan where there are many.

        Raises `Infeasible` where breaking rules is no help, and `Stopped`.
        """
        return self._solved(coalition & self.matters, Program.solve)

    def broken(self, coalition: Coalition) -> tuple[str, ...]:
        """The hard rules that a coalition cannot keep."""
        self.cost(coalition)
        return self._broken[coalition & self.matters]

    @property
    def solved(self) -> int:
        """How many coalitions were costed."""
        return len(self._costs)

    @property
    def hardship(self) -> int:
        """How many of those cannot keep every hard rule."""
        return sum(bool(names) for names in self._broken.values())

    def _solved(self, there: Coalition, solve: Solve) -> Outcome:
        case = self.program.case
        try:
            if self._squares:
                raise Unlike
            outcome = self.softening.solve(self.superposition.form(there), solve)
        except Unlike:
            program = Program(case := self.case(there), self.program.basis())
            outcome = Softening(program).solve(program.form, solve)
        self._costs[there], self._broken[there] = self._parts(outcome.solution, case), outcome.broken
        return outcome

    def _parts(self, solution: Solution, case: Case) -> Parts:
        """The cost of a plan by parts, without what partnerships cost."""
        form, own = solution.form, self.softening.whole.columns
        labels = self._labels if form.columns is own else _labels(form.columns, self.materials)
        by_label = np.bincount(labels, form.cost * solution.column_values, len(self.materials) + 1)
        whole = solution.cost - sum(own_cost(case, name) for name in case.partnership_cost)
        return np.array([whole, *by_label[:-1], whole - by_label[:-1].sum()])


def own_cost(case: Case, partnership: str) -> float:
    """What a partnership costs us, in present value."""
    paid = case.partnership_cost.get(partnership, {})
    return sum(case.tree.nodes[n].weight * money for n, money in paid.items())


def _labels(columns: Families, materials: Sequence[str]) -> npt.NDArray[np.int64]:
    """The number of the material that each column is about; of those that are about several, one more."""
    number = {material: place for place, material in enumerate(materials)}
    groups = (family.component.group(*key) for family in columns for key in family.keys)
    return np.array([number.get(group, len(materials)) for group in groups], dtype=np.int64)
