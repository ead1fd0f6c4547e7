"""Groups of members of a joint plan: the program, the plan and the cost of each, worked out once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from models.case import Case
from planner.arrays import Families, StandardForm, Vector
from planner.assembly import assemble
from planner.assembly.alliance import Alliance
from planner.assembly.futures import assumed
from planner.partnering.coalitions import Costed
from planner.partnering.games import Chain, Coalition
from planner.partnering.ledger import Ledger
from planner.partnering.softening import Outcome, Softening, Solve
from planner.partnering.start import Start
from planner.planning import World
from planner.progress import Progress
from planner.results import Results
from planner.results.indicators import Indicators, indicators
from planner.running import Steps
from planner.solution import Solution
from planner.solve import Program
from planner.solve.certificate import least_at
from planner.solve.engines import Engines
from planner.workbook import Book


@dataclass(frozen=True)
class GroupPlan:
    """The plan of a group: its figures, the form of the program that it solves, and what it costs."""

    indicators: Indicators
    solution: Solution
    form: StandardForm
    costed: Costed


class Groups:
    """The groups of a workbook's members; a group has the demand of its members and the sum of their claims."""

    def __init__(self, book: Book, world: World, progress: Progress) -> None:
        """Plan for all members together; raises `Infeasible` where no plan is left with rules broken, and `Stopped`."""
        self.book, self.world, self.progress = book, world, progress
        self.names = tuple(row.member for row in book.members)
        self.everybody = frozenset(self.names)
        self.tenders = {row.contract: row.of_members for row in book.contracts if row.of_members}
        self.program = Program(case_of(book, world, self.everybody))
        self.whole = self.program.form
        self.together = self._planned(self.program, Program.solve)
        self.start = Start.of(self.program)
        work = partial(_costed, book, world, self.start)
        self.ledger = Ledger(work, self.everybody, Steps(progress, "The plan of members", self.named), 1)
        self.ledger[frozenset()] = Costed(np.zeros(1))
        self.ledger[self.everybody] = self.together.costed

    def named(self, groups: Iterable[Coalition]) -> str:
        """Groups by their members."""
        return "; ".join(", ".join(name for name in self.names if name in group) for group in groups)

    @property
    def costs(self) -> dict[Coalition, float]:
        """What each group costs that was costed, the smallest first."""
        place = self.names.index
        groups = sorted(self.ledger.found, key=lambda group: (len(group), sorted(map(place, group))))
        return {group: float(self.ledger[group].parts[0]) for group in groups}

    def plan(self, group: Coalition) -> GroupPlan:
        """The plan of a group, one where there are many; raises as the first plan did."""
        self.progress(f"The plan of {self.named([group])}")
        with Program(case_of(self.book, self.world, group), self.start.basis, engines=self.program.engines) as program:
            found = self._planned(program, Program.decide)
        self.ledger[group] = found.costed
        return found

    def at_joint_prices(self, joint: Solution) -> dict[str, float]:
        """What each member's own program must cost at the shadow prices of the joint plan, by weak duality.

        No group can do better than at these prices, so that nobody gains by leaving. Where claims add up, they add up
        to the joint cost; what is left where they do not, is split by access share.
        """
        found = {name: self._at_prices(name, joint) for name in self.names}
        rest = self.together.solution.cost - sum(found.values())
        shares = {row.member: row.access_share for row in self.book.members}
        whole = sum(shares.values())
        return {
            name: cost + rest * (shares[name] / whole if whole else 1.0 / len(shares)) for name, cost in found.items()
        }

    def _at_prices(self, name: str, joint: Solution) -> float:
        program = Program(case_of(self.book, self.world, frozenset({name}), priced=True))
        prices = _carried(joint.row_duals, joint.form.rows, program.form.rows)
        scaling = program.scaling
        return least_at(program.engine.form, prices / (scaling.rows * scaling.money)) * scaling.money

    def _planned(self, program: Program, solve: Solve) -> GroupPlan:
        outcome = Softening(program).solve(program.form, solve)
        results = Results(program.case, outcome.solution, self.book, self.world.policy)
        return GroupPlan(indicators(results), outcome.solution, outcome.solution.form, _cost(outcome))


def case_of(book: Book, world: World, group: Coalition, *, priced: bool = False) -> Case:
    """The case of a group; with `priced`, with the parts of joint tenders that are credited to it."""
    alliance = Alliance(members=group, priced=priced)
    return assemble(book, world.policy, assumed(book, world.assume), alliance)


def _costed(book: Book, world: World, start: Start, groups: Chain, _: Progress) -> list[Costed]:
    """What some groups cost, each from the plan of all together."""
    engines, found = Engines(), list[Costed]()
    for group in groups:
        with Program(case_of(book, world, group), start.basis, engines=engines) as program:
            found.append(_cost(Softening(program).solve(program.form, Program.least_cost)))
    return found


def _cost(outcome: Outcome) -> Costed:
    return Costed(np.array([outcome.solution.cost]), outcome.broken)


def _carried(values: Vector, rows: Families, into: Families) -> Vector:
    """Values of rows by name for those of another program, 0 for one that is not known."""
    known: dict[str, Mapping[tuple[object, ...], int]] = {family.component.name: family.place for family in rows}
    places = [known.get(family.component.name, {}).get(key, -1) for family in into for key in family.keys]
    return np.where(np.array(places) >= 0, values[places], 0.0)
