"""One HiGHS object per program: every return code checked, no number read before the status."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import highspy
import numpy as np

from planner.arrays import StandardForm, Vector
from planner.solve.basis import LOWER, MOVES, Basis, Places, as_numbers, at_bounds, statuses
from planner.solve.held import Held, ok

TOLERANCE = 1e-9
WAITING_SECONDS = 0.1
DEVEX = 1
"""Prices that need no set-up: from a basis at hand half the time of steepest edge, from none the same."""
AS_IT_IS = {"dual_simplex_cost_perturbation_multiplier": 0.0, "simplex_iteration_limit": 50_000}
"""Costs are not moved apart, which would unsettle everywhere what is settled already.

HiGHS does that against going round in circles, so there is an end to it.
"""
OPTIONS = {
    "output_flag": False,
    "solver": "simplex",
    "simplex_dual_edge_weight_strategy": DEVEX,
    "random_seed": 0,
    "threads": 1,
    "primal_feasibility_tolerance": TOLERANCE,
    "dual_feasibility_tolerance": TOLERANCE,
}


class Status(Enum):
    """How a solve ended, as far as the planner tells endings apart."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Answer:
    """An optimal solution in the units of the program it was asked for: values, duals and cost."""

    column_value: Vector
    column_dual: Vector
    row_dual: Vector
    objective: float
    iterations: int


class Engine:
    """A program kept in HiGHS, so that it, or another that it becomes, is solved again from the basis at hand."""

    def __init__(self, form: StandardForm) -> None:
        """Hand over the arrays of a program; raises `Stopped` where HiGHS does not take them."""
        self.highs = highspy.Highs()
        self._set(OPTIONS)
        self._held = Held(self.highs, form)
        self._places: Places | None = None
        self._at_an_end = False

    @property
    def form(self) -> StandardForm:
        """The arrays of the program at hand."""
        return self._held.form

    def solve(self, *, near: bool = False) -> Status:
        """Run the simplex method and tell how it ended; where presolve cannot tell two endings apart, without it.

        `near` where the basis at hand is one of a program that differs little, in all but few places at its optimum.
        """
        status = self._near() if near and self.highs.getBasis().valid else self._run()
        if status == highspy.HighsModelStatus.kUnboundedOrInfeasible:
            ok(self.highs.setOptionValue("presolve", "off"), "option presolve")
            status = self._run()
            ok(self.highs.setOptionValue("presolve", "choose"), "option presolve")
        return {
            highspy.HighsModelStatus.kOptimal: Status.OPTIMAL,
            highspy.HighsModelStatus.kInfeasible: Status.INFEASIBLE,
            highspy.HighsModelStatus.kUnbounded: Status.UNBOUNDED,
        }.get(status, Status.STOPPED)

    def answer(self) -> Answer:
        """The solution of the last solve, which must have ended optimal."""
        solution, info = self.highs.getSolution(), self.highs.getInfo()
        columns, rows = self._held.columns.of, self._held.rows.of
        return Answer(
            column_value=np.asarray(solution.col_value, dtype=float)[columns],
            column_dual=np.asarray(solution.col_dual, dtype=float)[columns],
            row_dual=np.asarray(solution.row_dual, dtype=float)[rows],
            objective=info.objective_function_value,
            iterations=info.simplex_iteration_count,
        )

    def standing(self) -> Places | None:
        """Where columns and rows stand, by position: where they were told to, or where the last solve ended.

        None where there was neither.
        """
        if self._places is None:
            found, columns, rows = self.highs.getBasis(), self._held.columns.of, self._held.rows.of
            if self._at_an_end:
                self._places = self.ended(self.form)
            elif found.valid:
                self._places = as_numbers(found.col_status)[columns], as_numbers(found.row_status)[rows]
        return self._places

    def ended(self, form: StandardForm) -> Places:
        """Where columns and rows stand at the end of a solve, each at the bounds that it has in a program like it.

        What was fixed in the solve is at the one of those bounds to which it was fixed. (To ask HiGHS for the status of
        each takes several times as long.)
        """
        columns, rows, solution = self._held.columns, self._held.rows, self.highs.getSolution()
        status, basic = self.highs.getBasicVariables()
        ok(status, "the question what its basis is")
        moves = np.zeros(rows.size + columns.size, dtype=bool)
        moves[basic + rows.size] = True  # rows are counted back from -1
        column, row = moves[rows.size + columns.of], moves[rows.size - 1 - rows.of]
        values, activity = np.asarray(solution.col_value)[columns.of], np.asarray(solution.row_value)[rows.of]
        return (
            at_bounds(column, values, form.column_lower, form.column_upper),
            at_bounds(row, activity, form.row_lower, form.row_upper),
        )

    def start_from(self, basis: Basis) -> None:
        """Start the next solve from where a program like this one ended."""
        self.stand(basis.on(self.form), alien=True)

    def start_anew(self) -> None:
        """Start the next solve from nothing."""
        ok(self.highs.clearSolver(), "a start from nothing")
        self._stands(None)

    def stand(self, places: Places, *, alien: bool = False) -> None:
        """Start the next solve where each column and row stands so; `alien` if they may be no basis together."""
        columns, rows = places
        start = highspy.HighsBasis()
        start.col_status = statuses(self._held.columns.spread(columns, LOWER))
        start.row_status = statuses(self._held.rows.spread(rows, MOVES))
        start.alien, start.valid = alien, True
        ok(self.highs.setBasis(start), "the basis", highspy.HighsStatus.kWarning)
        self._stands(None if alien else places)

    def become(self, form: StandardForm) -> None:
        """Take over another program.

        The basis stays where both have the same columns and rows; else the next solve is to be told where to start.
        """
        places = self._places if form.columns is self.form.columns and form.rows is self.form.rows else None
        self._held.become(form)
        self._stands(places)

    def ask(self, form: StandardForm) -> None:
        """Take over other bounds and costs of the same rows."""
        self._held.ask(form)
        self._at_an_end = False

    @contextmanager
    def instead(self, form: StandardForm) -> Iterator[None]:
        """Solve with other bounds and costs inside the block, from the basis at hand; afterwards all is as it was."""
        before = self.form
        with self.returning():
            self.ask(form)
            try:
                yield
            finally:
                self.ask(before)

    @contextmanager
    def with_row(self, coefficients: Mapping[int, float], lower: float, upper: float = np.inf) -> Iterator[None]:
        """Solve with one more row, the last, inside the block; `form` has it too. Afterwards all is as it was."""
        before = self.form
        with self.returning():
            self._held.add_row(coefficients, lower, upper)
            try:
                yield
            finally:
                self._held.drop_row(before)

    @contextmanager
    def returning(self) -> Iterator[None]:
        """Come back after the block to the basis at which it began, where there was one."""
        basis, places = self.highs.getBasis(), self._places
        try:
            yield
        finally:
            if basis.valid:
                ok(self.highs.setBasis(basis), "the basis")
            self._stands(places)

    def status_text(self) -> str:
        """HiGHS's own word for how the last solve ended."""
        return str(self.highs.modelStatusToString(self.highs.getModelStatus()))

    @contextmanager
    def attempt(self, options: Mapping[str, object]) -> Iterator[None]:
        """Solve with other options inside the block; the usual ones hold again after it."""
        before = {name: self.highs.getOptionValue(name)[1] for name in options}
        self._set(options)
        try:
            yield
        finally:
            self._set(before)

    def model_text(self) -> bytes:
        """The program as an MPS file, for those who look into why it could not be solved."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / "model.mps"
            ok(self.highs.writeModel(str(path)), "the model file", highspy.HighsStatus.kWarning)
            return path.read_bytes()

    def _stands(self, places: Places | None) -> None:
        """Stand somewhere, None where only HiGHS knows, and not at the end of a solve."""
        self._places, self._at_an_end = places, False

    def _set(self, options: Mapping[str, object]) -> None:
        for name, value in options.items():
            ok(self.highs.setOptionValue(name, value), f"option {name}")

    def _near(self) -> Any:
        """Solve with costs as they are; what takes more steps than a program near by would is finished as any other."""
        with self.attempt(AS_IT_IS):
            found = self._run()
        return self._run() if found == highspy.HighsModelStatus.kIterationLimit else found

    def _run(self) -> Any:
        in_main_thread = threading.current_thread() is threading.main_thread()
        status = self._interruptible() if in_main_thread else self.highs.run()
        ok(status, "the solve", highspy.HighsStatus.kWarning)
        found = self.highs.getModelStatus()
        self._places, self._at_an_end = None, found == highspy.HighsModelStatus.kOptimal
        return found

    def _interruptible(self) -> Any:
        """Solve in a thread of HiGHS's own, so that Ctrl-C ends it at once and is not lost.

        Only the main thread gets to know of Ctrl-C, and highspy has one lock for all solves that are begun so.
        """
        self.highs.startSolve()
        try:
            done, status = self.highs.wait(WAITING_SECONDS)
            while not done:
                done, status = self.highs.wait(WAITING_SECONDS)
        except KeyboardInterrupt:
            self.highs.cancelSolve()
            raise
        return status
