"""One HiGHS object per program: every return code checked, no number read before the status."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import highspy
import numpy as np
import numpy.typing as npt

from planner.arrays import StandardForm, Vector, with_row
from planner.errors import Stopped
from planner.solve.basis import Basis, Places

TOLERANCE = 1e-9
WAITING_SECONDS = 0.1
DEVEX = 1
"""Prices that need no set-up: from a basis at hand half the time of steepest edge, from none the same."""
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
    """A program kept in HiGHS, so that it can be solved again from the basis at hand."""

    def __init__(self, form: StandardForm) -> None:
        """Hand over the arrays of a program; raises `Stopped` where HiGHS does not take them."""
        self.form = form
        self.highs = highspy.Highs()
        self._set(OPTIONS)
        _ok(self._pass_model(), "the arrays")

    def solve(self) -> Status:
        """Run the simplex method and tell how it ended; where presolve cannot tell two endings apart, without it."""
        status = self._run()
        if status == highspy.HighsModelStatus.kUnboundedOrInfeasible:
            _ok(self.highs.setOptionValue("presolve", "off"), "option presolve")
            status = self._run()
            _ok(self.highs.setOptionValue("presolve", "choose"), "option presolve")
        return {
            highspy.HighsModelStatus.kOptimal: Status.OPTIMAL,
            highspy.HighsModelStatus.kInfeasible: Status.INFEASIBLE,
            highspy.HighsModelStatus.kUnbounded: Status.UNBOUNDED,
        }.get(status, Status.STOPPED)

    def answer(self) -> Answer:
        """The solution of the last solve, which must have ended optimal."""
        solution, info = self.highs.getSolution(), self.highs.getInfo()
        return Answer(
            column_value=np.asarray(solution.col_value, dtype=float),
            column_dual=np.asarray(solution.col_dual, dtype=float),
            row_dual=np.asarray(solution.row_dual, dtype=float),
            objective=info.objective_function_value,
            iterations=info.simplex_iteration_count,
        )

    def standing(self) -> Places:
        """Where columns and rows stood when the last solve ended, by position."""
        found = self.highs.getBasis()
        return found.col_status, found.row_status

    def start_from(self, basis: Basis) -> None:
        """Start the next solve from where a program like this one ended."""
        self.stand(*basis.on(self.form), alien=True)

    def stand(self, columns: Sequence[Any], rows: Sequence[Any], *, alien: bool = False) -> None:
        """Start the next solve where each column and row stands so; `alien` if they may be no basis together."""
        start = highspy.HighsBasis()
        start.col_status, start.row_status = list(columns), list(rows)
        start.alien, start.valid = alien, True
        _ok(self.highs.setBasis(start), "the basis", highspy.HighsStatus.kWarning)

    def become(self, form: StandardForm) -> None:
        """Take over another program of the same columns and rows: only what differs, so that the basis stays."""
        changed = (form.matrix - self.form.matrix).tocoo()
        for row, column in zip(changed.row.tolist(), changed.col.tolist(), strict=True):
            _ok(self.highs.changeCoeff(row, column, float(form.matrix[row, column])), "a coefficient")
        self.ask(form)
        _ok(self.highs.changeObjectiveOffset(form.offset), "the offset")

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
    def returning(self) -> Iterator[None]:
        """Come back after the block to the basis at which it began, where there was one."""
        basis = self.highs.getBasis()
        try:
            yield
        finally:
            if basis.valid:
                _ok(self.highs.setBasis(basis), "the basis")

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
            _ok(self.highs.writeModel(str(path)), "the model file", highspy.HighsStatus.kWarning)
            return path.read_bytes()

    def ask(self, form: StandardForm) -> None:
        """Take over other bounds and costs of the same rows: only what differs, since each change has its price."""
        had, self.form = self.form, form
        rows = _differing((had.row_lower, form.row_lower), (had.row_upper, form.row_upper))
        _ok(self.highs.changeRowsBounds(len(rows), rows, form.row_lower[rows], form.row_upper[rows]), "row bounds")
        columns = _differing((had.column_lower, form.column_lower), (had.column_upper, form.column_upper))
        lower, upper = form.column_lower[columns], form.column_upper[columns]
        _ok(self.highs.changeColsBounds(len(columns), columns, lower, upper), "column bounds")
        priced = _differing((had.cost, form.cost))
        _ok(self.highs.changeColsCost(len(priced), priced, form.cost[priced]), "costs")

    @contextmanager
    def with_row(self, coefficients: Mapping[int, float], lower: float, upper: float = np.inf) -> Iterator[None]:
        """Solve with one more row, the last, inside the block; `form` has it too, and the basis is that of before."""
        before, basis = self.form, self.highs.getBasis()
        self.form = with_row(before, coefficients, lower, upper)
        places, values = np.array(list(coefficients), dtype=np.int32), np.array(list(coefficients.values()))
        _ok(self.highs.addRow(lower, upper, len(places), places, values), "a row")
        try:
            yield
        finally:
            self.form = before
            last = np.array([len(before.row_lower)], dtype=np.int32)
            _ok(self.highs.deleteRows(1, last), "a row less")
            _ok(self.highs.setBasis(basis), "the basis")

    def _set(self, options: Mapping[str, object]) -> None:
        for name, value in options.items():
            _ok(self.highs.setOptionValue(name, value), f"option {name}")

    def _run(self) -> Any:
        in_main_thread = threading.current_thread() is threading.main_thread()
        status = self._interruptible() if in_main_thread else self.highs.run()
        _ok(status, "the solve", highspy.HighsStatus.kWarning)
        return self.highs.getModelStatus()

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

    def _pass_model(self) -> Any:
        form, matrix = self.form, self.form.matrix
        rows, columns = matrix.shape
        return self.highs.passModel(
            columns, rows, matrix.nnz,
            int(highspy.MatrixFormat.kRowwise), int(highspy.ObjSense.kMinimize), form.offset,
            form.cost, form.column_lower, form.column_upper, form.row_lower, form.row_upper,
            matrix.indptr.astype(np.int32), matrix.indices.astype(np.int32), matrix.data,
            np.zeros(columns, dtype=np.int32),
        )  # fmt: skip


def _differing(*pairs: tuple[Vector, Vector]) -> npt.NDArray[np.int32]:
    """The positions at which the two of any pair differ."""
    return np.flatnonzero(np.any([had != has for had, has in pairs], axis=0)).astype(np.int32)


def _ok(status: highspy.HighsStatus, what: str, *allowed: highspy.HighsStatus) -> None:
    if status not in (highspy.HighsStatus.kOk, *allowed):
        raise Stopped(f"The solver did not take {what}: it answered {status.name}.")
