"""How much of what goes short in a shock a partner avoids: the plan with it and the plan without it, each followed.

A plan is followed until a scenario becomes known and then decided anew, with and without the partner all along. What
goes short more without it, the partner avoids.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from planner.assembly import assemble
from planner.assembly.alliance import EVERYBODY
from planner.assembly.futures import Course, Futures
from planner.partnering.everybody import Everybody
from planner.partnering.leaving import Left, Unmet, unmet
from planner.partnering.softening import Softening
from planner.progress import Progress
from planner.running import Steps, each
from planner.solve import Program
from planner.stressing.courses import scenarios
from planner.workbook import Book

LEAST = 0.5
"""Half a tonne over the plan: less is rounding."""


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


@dataclass(frozen=True)
class Shock:
    """A scenario that comes true, to the plan with everybody or to that without one partner."""

    course: Course
    left: Left | None = None

    def __str__(self) -> str:
        return f"{self.course.name} without {self.left}" if self.left else self.course.name


@dataclass(frozen=True)
class Shocked:
    """What goes short of each material in every shock, with everybody and without each partner that matters."""

    with_all: Mapping[str, Unmet]
    without: Mapping[Left, Mapping[str, Unmet]]

    def avoided(self, left: Left) -> tuple[Avoided, ...]:
        """What goes short in each shock with a partner and without, where that differs."""
        lines = (
            Avoided(scenario, material, self.with_all[scenario][material], short)
            for scenario, found in self.without.get(left, {}).items()
            for material, short in found.items()
        )
        return tuple(line for line in lines if abs(line.tonnes) > LEAST)


def shocked(everybody: Everybody, lefts: Iterable[Left], progress: Progress) -> Shocked:
    """Put the plan with everybody and those without each of some partners to every shock.

    Raises `Infeasible` and `Stopped` where there is no plan after one, even with rules broken.
    """
    matter = [left for left in lefts if left.player in everybody.here.coalitions[left.kind].kind.matters]
    found: dict[Left | None, dict[str, Unmet]] = {left: {} for left in (None, *matter)}
    items = [Shock(course, left) for left in found for course in _courses(everybody.book)]
    for done in each(partial(_unmet, everybody), items, Steps(progress, "Shock")):
        found[done.item.left][done.item.course.name] = done.result()
    with_all = found.pop(None)
    return Shocked(with_all, {left: unmet for left, unmet in found.items() if left})


def _courses(book: Book) -> list[Course]:
    """The scenarios with a probability, or all of them where none has one."""
    likely = {row.scenario for row in book.scenarios if row.probability}
    return [course for course in scenarios(book) if course.name in likely or not likely]


def _unmet(everybody: Everybody, shock: Shock, _: Progress) -> Unmet:
    """Tonnes that go short of each material over the plan, once the last of a scenario is known."""
    course, left, basis = shock.course, shock.left, everybody.start.basis
    found = left.planned(everybody).solution if left else everybody.here.plan
    alliance = everybody.coalitions(left.kind).kind.without(left.player) if left else EVERYBODY
    *before, last = sorted({event.known for event in course.events}) or [0]
    engines = everybody.here.program.engines
    for known in (*before, last):
        happened = tuple(event for event in course.events if event.known <= known)
        futures = Futures((Course(course.name, happened),), decided=known)
        case = assemble(everybody.book, everybody.world.policy, futures, alliance)
        with Program(case, basis, found, engines) as program:
            found = Softening(program).solve(program.form, Program.least_cost).solution
            basis = program.basis()
    return unmet(found, everybody.book)
