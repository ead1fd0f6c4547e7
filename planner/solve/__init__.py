"""From a model to its plan of least cost: arrays, canonical units, HiGHS, ties broken."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Self

import numpy as np

from models.build import declared
from models.case import Case
from planner.arrays import StandardForm, Vector, arrays
from planner.errors import Infeasible, PlannerError, Stopped
from planner.garbage import uncollected
from planner.solution import Solution
from planner.solve.apart import Part, parts, start_from_parts
from planner.solve.basis import Basis, Places
from planner.solve.certificate import Certificate, certify
from planner.solve.engines import Engines
from planner.solve.figures import check_finite, check_sizes
from planner.solve.following import follow
from planner.solve.highs import Answer, Engine, Status
from planner.solve.nearness import Target, near_program
from planner.solve.prices import smallest_prices
from planner.solve.probe import Probe, Weights
from planner.solve.refining import refined, softened
from planner.solve.restating import restated
from planner.solve.scaling import canonical_units
from planner.solve.tie_break import break_ties, least_liked, optimal_face
from planner.timings import step

LADDER: tuple[dict[str, object], ...] = (
    {},
    {"presolve": "off"},
    {"simplex_scale_strategy": 4},
    {"solver": "ipm", "run_crossover": "on"},
)
"""Options of one attempt after the other, until a solution is certified."""
MOST_ROUNDS = 20


def solve(case: Case) -> Solution:
    """The plan of least cost of a case, one plan where there are many; see `Program.solve`."""
    return Program(case).solve()


class Program:
    """The model of a case handed to one HiGHS object, which is kept: a later solve starts from the basis at hand.

    Where rules square shares, the case, and the model with it, gets more breakpoints until the squares are exact.

        with Program(case, start, engines=engines) as program:
            solution = program.solve()

    lets the next program have the HiGHS object, which becomes that one by the figures, columns and rows that differ.
    """

    def __init__(
        self, case: Case, start: Basis | None = None, plan: Solution | None = None, engines: Engines | None = None
    ) -> None:
        """Hand the model over in canonical units, to be solved from the basis of a program like it.

        With `plan`, an earlier plan that is followed at the nodes of the case that are decided.
        Raises `Stopped` where a figure is not finite or HiGHS refuses it.
        """
        self.plan, self._near = plan, plan is not None
        self.parts: list[Part] = []
        self.engines = engines or Engines()
        self._lent: Engine | None = None
        self._stood: Places | None = None
        self._take(case, start)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Let the HiGHS object go; one that was broken off in the middle of a solve is nobody's any more."""
        if kind is None or issubclass(kind, PlannerError):
            self.release()

    @property
    def engine(self) -> Engine:
        """The HiGHS object that holds the program; one that was released is replaced, and starts where that stood."""
        if self._lent is None:
            self._lent = self.engines.holding(self._scaled)
            if self._stood:
                self._lent.stand(self._stood)
        return self._lent

    def release(self) -> None:
        """Let another program have the HiGHS object."""
        if self._lent:
            self._scaled, self._stood = self._lent.form, self._lent.standing()
            self.engines.give_back(self._lent)
            self._lent = None

    def solve(self) -> Solution:
        """The plan of least cost, ties broken, with its certificate.

        Raises `Infeasible` where no plan keeps all laws and rules, `Stopped` where no attempt gave a certified optimum.
        """
        return self._settle(self._one_plan)

    def decide(self) -> Solution:
        """The same plan, for what asks only for what is done in it: its shadow prices are any that prove it."""
        return self._settle(self._one_plan_at_any_prices)

    def least_cost(self) -> Solution:
        """A plan of least cost, any of them, at any prices that prove it; it costs what that of `solve` does.

        Raises as `solve` does.
        For what asks for a cost only: the price of a rule, the value of a partner.
        """
        return self._settle(self._any_plan)

    def nearest(self, target: Target, within_share: float) -> Solution:
        """The plan that changes least from a target among those that cost at most so much more than the least.

        Raises as `solve` does. The cost is that of the plan, the shadow prices are those of the plan of least cost.
        """
        return self._settle(lambda first: self._near_plan(first, target, within_share))

    def otherwise(self) -> Vector | None:
        """Values of another plan of least cost, which buys where ties are broken against; None where none is certified.

        For a program that was solved; a volume that is another one there is a matter of choice.
        """
        if self.engine.solve() is not Status.OPTIMAL:
            return None
        first = self.engine.answer()
        other = least_liked(self.engine, self.case, first)
        if other is None or not certify(self.engine.form, first, other).holds:
            return None
        return other.column_value[: self.form.columns.size] * self.scaling.columns

    def probe(self, within_share: float, ceilings: Weights) -> Probe:
        """What asks the program, which has a plan of least cost, what would change it; see `Probe`."""
        return Probe(self.engine.form, self.scaling, within_share, ceilings)

    def restated(self, case: Case) -> StandardForm | None:
        """The arrays of a case that differs in limits of rules, or in rules left out; None where more differs."""
        return restated(self.model, self.form, self.case, case)

    @contextmanager
    def holding(self, form: StandardForm) -> Iterator[None]:
        """Solve what `restated` gave inside the block, from the basis at hand; afterwards all is as it was."""
        before, near = self.engine.form, self._near
        with self.engine.returning():
            self.engine.become(self.scaling.apply(form))
            self._near = True
            try:
                yield
            finally:
                self._near = near
                self.engine.become(before)

    def take(self, form: StandardForm) -> None:
        """Solve from now on with other figures in the same rows and columns, from the basis at hand.

        Squares of shares stay on the chords that these rows are. Raises `Stopped` where a figure is not finite.
        """
        check_finite(form)
        self.form, self.as_built, self.parts = form, False, []
        self.engine.become(self.scaling.apply(form))

    def basis(self) -> Basis:
        """The basis of the plan of least cost, from which a program like this one can start."""
        places = self.engine.standing()
        if places is None:
            raise ValueError("a program that was not solved has no basis")
        found = Basis.of(self.engine.form, places)
        return replace(found, parts={part.content: part.of(places) for part in self.parts})

    def _take(self, case: Case, start: Basis | None) -> None:
        self.case, self.as_built = case, True
        with step("building"), uncollected():
            self.model = declared(case)
            form = arrays(self.model)
        self.form = form if self.plan is None else follow(form, self.plan, case.decided)
        check_finite(self.form)
        self.scaling = canonical_units(case, self.form)
        with step("handing over"):
            scaled = self.scaling.apply(self.form)
            check_sizes(scaled)
            self.release()
            self._lent = self.engines.holding(scaled)
        with step("solving"):
            self._start(start)

    def _start(self, near: Basis | None) -> None:
        """Let the first solve start from a basis of a program like this one, or from that of its parts."""
        self.parts = parts(self.engine.form)
        if self.parts:
            start_from_parts(self.engine, self.parts, near)
        elif near is not None:
            self.engine.start_from(near)

    def _settle(self, accepted: Callable[[Answer], Solution | None]) -> Solution:
        """Solve, and again with more breakpoints, until squares of shares are exact where they cost anything."""
        solution = self._first(accepted)
        for _ in range(MOST_ROUNDS if self.as_built else 0):
            finer = refined(self.case, solution)
            if finer is None:
                break
            self._take(finer, self.basis())
            before, solution = solution, self._climb(accepted)
            solution = replace(solution, iterations=before.iterations + solution.iterations)
        return solution

    def _first(self, accepted: Callable[[Answer], Solution | None]) -> Solution:
        """The first solve; where no plan keeps the chords, once more with breakpoints where they are least broken."""
        try:
            return self._climb(accepted)
        except Infeasible:
            eased = softened(self.case) if self.as_built else None
            if eased is None:
                raise
            program = Program(eased, plan=self.plan)
            program.least_cost()
            self._take(replace(self.case, breakpoints=program.case.breakpoints), None)
            return self._climb(accepted)

    def _climb(self, accepted: Callable[[Answer], Solution | None]) -> Solution:
        """Solve by one attempt after the other, until an answer is accepted."""
        for options in LADDER:
            with self.engine.attempt(options):
                with step("solving"):
                    status = self.engine.solve(near=self._near)
                if status is Status.INFEASIBLE:
                    raise Infeasible("No plan keeps all rules and limits together.")
                solution = accepted(self.engine.answer()) if status is Status.OPTIMAL else None
            if solution is not None:
                return solution
        raise Stopped(
            f"The solver gave no answer that can be trusted: it ended with '{self.engine.status_text()}'.",
            self.engine.model_text(),
        )

    def _one_plan(self, first: Answer) -> Solution | None:
        """The solution of a run that ended optimal at the smallest prices, at its own where those are not certified."""
        plan = self._preferred(first)
        prices = smallest_prices(self.engine, plan) if plan else None
        proofs = [first] if prices is None else [replace(first, row_dual=prices), first]
        found = (self._proved(proof, plan) for proof in proofs if plan)
        return next(filter(None, found), None)

    def _one_plan_at_any_prices(self, first: Answer) -> Solution | None:
        plan = self._preferred(first)
        return self._proved(first, plan) if plan else None

    def _preferred(self, first: Answer) -> Answer | None:
        """The preferred plan of least cost, None where the run or the choice did not end well."""
        certified = certify(self.engine.form, first, first).holds
        return break_ties(self.engine, self.case, first) if certified else None

    def _proved(self, prices: Answer, plan: Answer) -> Solution | None:
        """A plan as a solution with the prices of a run, None where these do not prove it."""
        certificate = certify(self.engine.form, prices, plan)
        return self._solution(prices, plan, certificate) if certificate.holds else None

    def _near_plan(self, first: Answer, target: Target, within_share: float) -> Solution | None:
        """What changes least within the budget, of these what costs least, of these the preferred one."""
        form = self.engine.form
        budget = first.objective - form.offset + within_share * abs(first.objective)
        near = near_program(form, target, self.scaling.columns, budget)
        nearest = _certified(Engine(near)) if certify(form, first, first).holds else None
        if nearest is None:
            return None
        cost = np.pad(form.cost, (0, len(near.cost) - len(form.cost)))
        engine = Engine(replace(optimal_face(near, nearest), cost=cost, offset=form.offset))
        cheapest = _certified(engine)
        plan = break_ties(engine, self.case, cheapest) if cheapest else None
        certificate = certify(engine.form, cheapest, plan) if cheapest and plan else None
        if cheapest is None or plan is None or certificate is None or not certificate.holds:
            return None
        return self._solution(replace(first, objective=cheapest.objective), plan, certificate)

    def _any_plan(self, first: Answer) -> Solution | None:
        return self._proved(first, first)

    def _solution(self, first: Answer, plan: Answer, certificate: Certificate) -> Solution:
        """Values of the plan in plain units; cost and shadow prices are those of the first run."""
        form, scaling = self.form, self.scaling
        found = plan.column_value[: form.columns.size]
        values = np.clip(found * scaling.columns, form.column_lower, form.column_upper)
        return Solution(
            model=self.model,
            form=form,
            cost=first.objective * scaling.money,
            column_values=values,
            row_duals=first.row_dual * scaling.rows * scaling.money,
            iterations=first.iterations + (plan.iterations if plan is not first else 0),
            certificate={"Arrays": form.made, **certificate.facts()},
        )


def _certified(engine: Engine) -> Answer | None:
    """The answer of a solve where it is one of least cost and its certificate holds."""
    answer = engine.answer() if engine.solve() is Status.OPTIMAL else None
    return answer if answer and certify(engine.form, answer, answer).holds else None
