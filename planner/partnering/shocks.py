"""How much of what goes short in a shock a partner avoids: the plan with it and the plan without it, each followed.

A plan is followed until a scenario becomes known and then decided anew, with and without the partner all along. What
goes short more without it, the partner avoids.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from planner.assembly import assemble
from planner.assembly.alliance import EVERYBODY, Alliance
from planner.assembly.futures import Course, Futures
from planner.partnering.softening import Softening
from planner.solution import Solution
from planner.solve import Program
from planner.solve.highs import Basis
from planner.stressing.courses import scenarios
from planner.workbook import Book

LEAST = 0.5
"""Half a tonne over the plan: less is rounding."""
Unmet = Mapping[str, float]
Say = Callable[[str], None]


@dataclass(frozen=True)
class Avoided:
    """Tonnes of a material that go short over the plan in a scenario, with a partner and without it."""

    scenario: str
    material: str
    with_it: float
    without_it: float

    @property
    def tonnes(self) -> float:
        """What the partner avoids; below 0 where more goes short with it."""
        return self.without_it - self.with_it


class Shocks:
    """The shocks of a workbook: its scenarios with a probability, or all of them where none has one."""

    def __init__(self, book: Book, policy: str, plan: Solution, basis: Basis) -> None:
        """Put the plan with everybody, and the basis that it was found from, to every one of them."""
        self.book, self.policy, self.basis = book, policy, basis
        likely = {row.scenario for row in book.scenarios if row.probability}
        self.courses = [course for course in scenarios(book) if course.name in likely or not likely]
        self.with_all = {course.name: self._unmet(course, plan, EVERYBODY) for course in self.courses}

    def avoided(self, plan: Solution, alliance: Alliance) -> tuple[Avoided, ...]:
        """What goes short in each shock with a partner and without, where that differs; `plan` is that without it."""
        found = []
        for course in self.courses:
            for material, short in self._unmet(course, plan, alliance).items():
                line = Avoided(course.name, material, self.with_all[course.name][material], short)
                if abs(line.tonnes) > LEAST:
                    found.append(line)
        return tuple(found)

    def _unmet(self, course: Course, plan: Solution, alliance: Alliance) -> Unmet:
        """Tonnes that go short of each material over the plan, once the last of a scenario is known."""
        found, basis = plan, self.basis
        *before, last = sorted({event.known for event in course.events}) or [0]
        for known in (*before, last):
            happened = tuple(event for event in course.events if event.known <= known)
            futures = Futures((Course(course.name, happened),), decided=known)
            program = Program(assemble(self.book, self.policy, futures, alliance), basis, found)
            found = Softening(program).solve(program.form, Program.least_cost).solution
            basis = program.basis()
        return unmet(found, self.book)


def unmet(plan: Solution, book: Book) -> dict[str, float]:
    """Tonnes of each material that sectors go short of in a plan, over its horizon."""
    found = {row.material: 0.0 for row in book.demand}
    material_of = {" / ".join(filter(None, (r.sector, r.material, r.member))): r.material for r in book.demand}
    for (demand, _), tonnes in plan.values(plan.model.shortage_tonnes).items():
        found[material_of[demand]] += tonnes
    return found
