"""What becomes of a plan in a course of events: it is followed until something becomes known, then decided anew."""

from contextlib import suppress
from dataclasses import replace

from planner.assembly import assemble
from planner.assembly.futures import Course, Event, Futures
from planner.diagnosis.reason import reason
from planner.errors import Infeasible, Stopped
from planner.planning import Plan
from planner.results import Results
from planner.solution import Solution
from planner.solve import Program
from planner.solve.highs import Basis


class Replanning:
    """A plan, and programs that start from its basis."""

    def __init__(self, plan: Plan, world: tuple[Event, ...] = ()) -> None:
        """Go back from the plan to the basis that proves its cost; `world` is what it assumes."""
        self.plan, self.world = plan, world
        plan.program.least_cost()
        self.basis = plan.program.basis()

    def results(self, course: Course) -> Results:
        """The plan as it was followed and decided anew; where nothing happens, the plan itself.

        Raises `Infeasible` and `Stopped`.
        """
        if not course.events:
            return self.plan.results
        program = self._program(course)
        return Results(program.case, self._solved(program), self.plan.results.book, self.plan.policy)

    def least_cost(self, course: Course) -> Solution:
        """Its cost, and a plan that costs that; raises as `results` does."""
        return self._program(course).least_cost() if course.events else self.plan.results.solution

    def _program(self, course: Course) -> Program:
        """What is to be decided when the last is known; at each time before, what was known then was all that was.

        The end of an event is known with the event, unless a later one prolongs it.
        """
        plan, basis = self.plan.results.solution, self.basis
        *before, last = sorted({event.known for event in course.events})
        for known in before:
            program = self._begun(course, known, plan, basis)
            plan, basis = self._solved(program), program.basis()
        return self._begun(course, last, plan, basis)

    def _solved(self, program: Program) -> Solution:
        """The plan of a program; where there is none, the error says in cells what cannot hold together."""
        try:
            return program.solve()
        except Infeasible as error:
            with suppress(Stopped):
                error = Infeasible(reason(program, self.plan.results.book) or str(error))
            raise error from None

    def _begun(self, course: Course, known: int, plan: Solution, basis: Basis) -> Program:
        happened = tuple(event for event in course.events if event.known <= known)
        courses = (replace(course, events=happened, probability=1.0),)
        futures = Futures(courses, self.world, known)
        case = assemble(self.plan.results.book, self.plan.policy, futures)
        return Program(replace(case, breakpoints=self.plan.results.case.breakpoints), basis, plan)
