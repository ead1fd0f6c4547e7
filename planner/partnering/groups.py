"""Groups of members of a joint plan: the program, the plan and the cost of each, worked out once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from models.case import Case
from planner.arrays import Families, StandardForm, Vector
from planner.assembly import assemble
from planner.assembly.alliance import Alliance
from planner.assembly.futures import assumed
from planner.partnering.games import Coalition, Parts
from planner.partnering.softening import Outcome, Softening
from planner.planning import World
from planner.results import Results
from planner.results.indicators import Indicators, indicators
from planner.solution import Solution
from planner.solve import Program
from planner.solve.certificate import least_at
from planner.workbook import Book

Say = Callable[[str], None]


@dataclass(frozen=True)
class GroupPlan:
    """The plan of a group: its figures, and the form of the program that it solves."""

    indicators: Indicators
    solution: Solution
    form: StandardForm


class Groups:
    """The groups of a workbook's members; a group has the demand of its members and the sum of their claims."""

    def __init__(self, book: Book, world: World, say: Say) -> None:
        """Build the program of all members together."""
        self.book, self.world, self.say = book, world, say
        self.names = tuple(row.member for row in book.members)
        self.everybody = frozenset(self.names)
        self.tenders = {row.contract: row.of_members for row in book.contracts if row.of_members}
        self.costs: dict[Coalition, float] = {frozenset(): 0.0}
        self.broken: dict[Coalition, tuple[str, ...]] = {}
        self.program = Program(self.case(self.everybody))
        self.whole = self.program.form

    def case(self, group: Coalition, *, priced: bool = False) -> Case:
        """The case of a group; with `priced`, with the parts of joint tenders that are credited to it."""
        alliance = Alliance(members=group, priced=priced)
        return assemble(self.book, self.world.policy, assumed(self.book, self.world.assume), alliance)

    def cost(self, group: Coalition) -> Parts:
        """What a group costs."""
        if group not in self.costs:
            self.say(f"The plan of {', '.join(name for name in self.names if name in group)}")
            self._solved(group, Program.least_cost)
        return np.array([self.costs[group]])

    def plan(self, group: Coalition) -> GroupPlan:
        """The plan of a group, one where there are many."""
        self.say(f"The plan of {', '.join(name for name in self.names if name in group)}")
        case, outcome = self._solved(group, Program.solve)
        results = Results(case, outcome.solution, self.book, self.world.policy)
        return GroupPlan(indicators(results), outcome.solution, outcome.solution.form)

    def at_joint_prices(self, joint: Solution) -> dict[str, float]:
        """What each member's own program must cost at the shadow prices of the joint plan, by weak duality.

        No group can do better than at these prices, so that nobody gains by leaving. Where claims add up, they add up
        to the joint cost; what is left where they do not, is split by access share.
        """
        found = {name: self._at_prices(name, joint) for name in self.names}
        rest = self.costs[self.everybody] - sum(found.values())
        shares = {row.member: row.access_share for row in self.book.members}
        whole = sum(shares.values())
        return {
            name: cost + rest * (shares[name] / whole if whole else 1.0 / len(shares)) for name, cost in found.items()
        }

    def _at_prices(self, name: str, joint: Solution) -> float:
        program = Program(self.case(frozenset({name}), priced=True))
        prices = _carried(joint.row_duals, joint.form.rows, program.form.rows)
        scaling = program.scaling
        return least_at(program.engine.form, prices / (scaling.rows * scaling.money)) * scaling.money

    def _solved(self, group: Coalition, solve: Callable[[Program], Solution]) -> tuple[Case, Outcome]:
        together = group == self.everybody
        program = self.program if together else Program(self.case(group), self.program.basis())
        outcome = Softening(program).solve(self.whole if together else program.form, solve)
        self.costs[group], self.broken[group] = outcome.solution.cost, outcome.broken
        return program.case, outcome


def _carried(values: Vector, rows: Families, into: Families) -> Vector:
    """Values of rows by name for those of another program, 0 for one that is not known."""
    known: dict[str, Mapping[tuple[object, ...], int]] = {family.component.name: family.place for family in rows}
    places = [known.get(family.component.name, {}).get(key, -1) for family in into for key in family.keys]
    return np.where(np.array(places) >= 0, values[places], 0.0)
