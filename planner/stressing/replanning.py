"""What becomes of a plan in a course of events: it is followed until something becomes known, then decided anew."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any
from uuid import uuid4

from models.build import declared
from models.case import Case
from planner.arrays import Vector, arrays
from planner.assembly import assemble
from planner.assembly.futures import Course, Event, Futures
from planner.diagnosis.reason import reason
from planner.errors import Infeasible, Stopped
from planner.planning import Plan
from planner.results import Results
from planner.solution import Solution
from planner.solve import Program
from planner.solve.basis import Basis, Numbers
from planner.solve.engines import Engines
from planner.workbook import Book


class Replanning:
    """A plan, and the programs that it becomes in shocks. It can be sent to another machine, once for many courses."""

    def __init__(self, plan: Plan, world: tuple[Event, ...] = ()) -> None:
        """Start from the basis that proves the plan's cost; `world` is what it assumes."""
        self._hold(plan.results, plan.program.basis(), world, plan.program.engines)

    def _hold(self, planned: Results, basis: Basis, world: tuple[Event, ...], engines: Engines) -> None:
        self.planned, self.basis, self.world, self._engines = planned, basis, world, engines
        self._name = uuid4().hex

    def __reduce__(self) -> Any:
        planned, found = self.planned, self.planned.solution
        values = (found.cost, found.column_values, found.row_duals, found.iterations)
        sent = Sent(self._name, planned.case, planned.book, planned.policy, self.world, values, self.basis.numbers)
        return _opened, (sent,)

    def results(self, course: Course) -> Results:
        """The plan as it was followed and decided anew; where nothing happens, the plan itself.

        Raises `Infeasible` and `Stopped`.
        """
        if not course.events:
            return self.planned
        with self._program(course) as program:
            return Results(program.case, self._solved(program), self.planned.book, self.planned.policy)

    def least_cost(self, course: Course) -> Solution:
        """Its cost, and a plan that costs that; raises as `results` does."""
        if not course.events:
            return self.planned.solution
        with self._program(course) as program:
            return program.least_cost()

    def _program(self, course: Course) -> Program:
        """What is to be decided when the last is known; at each time before, what was known then was all that was.

        The end of an event is known with the event, unless a later one prolongs it.
        """
        plan, basis = self.planned.solution, self.basis
        *before, last = sorted({event.known for event in course.events})
        for known in before:
            with self._begun(course, known, plan, basis) as program:
                plan, basis = self._solved(program), program.basis()
        return self._begun(course, last, plan, basis)

    def _solved(self, program: Program) -> Solution:
        """The plan of a program; where there is none, the error says in cells what cannot hold together."""
        try:
            return program.decide()
        except Infeasible as error:
            with suppress(Stopped):
                error = Infeasible(reason(program, self.planned.book) or str(error))
            raise error from None

    def _begun(self, course: Course, known: int, plan: Solution, basis: Basis) -> Program:
        happened = tuple(event for event in course.events if event.known <= known)
        courses = (replace(course, events=happened, probability=1.0),)
        futures = Futures(courses, self.world, known)
        case = assemble(self.planned.book, self.planned.policy, futures)
        return Program(replace(case, breakpoints=self.planned.case.breakpoints), basis, plan, self._engines)


@dataclass(frozen=True)
class Sent:
    """A plan to be replanned as it is sent: figures only, by position; one name, one plan."""

    name: str
    case: Case = field(compare=False)
    book: Book = field(compare=False)
    policy: str = field(compare=False)
    world: tuple[Event, ...] = field(compare=False)
    found: tuple[float, Vector, Vector, int] = field(compare=False)
    standing: Numbers = field(compare=False)


@lru_cache(maxsize=2)
def _opened(sent: Sent) -> Replanning:
    """The plan as it was, its model declared anew; the next time that it is sent, what is here already."""
    model = declared(sent.case)
    form, (cost, values, duals, iterations) = arrays(model), sent.found
    solution = Solution(model, form, cost, values, duals, iterations)
    opened = Replanning.__new__(Replanning)
    results, basis = Results(sent.case, solution, sent.book, sent.policy), Basis.from_numbers(form, sent.standing)
    opened._hold(results, basis, sent.world, Engines())  # noqa: SLF001
    return opened
