"""A workbook on the desk: what becomes of it when some of its cells are changed, as if they had been typed anew."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from models.case import Case
from models.policies.row import Square
from models.routing import RouteRow, connect
from planner.assembly import assemble
from planner.assembly.checks import check_case
from planner.assembly.futures import assumed
from planner.assembly.horizon import Horizon
from planner.assembly.routes import route_rows
from planner.diagnosis.changes import Change, typed
from planner.diagnosis.trial import Trial
from planner.errors import Infeasible
from planner.planning import World
from planner.solve import Program
from planner.workbook import NO_POLICY, Book
from planner.workbook.files import read_grids
from planner.workbook.read import read_cells
from planner.workbook.sheets import is_read

MOST_ROUNDS = 12


class Desk:
    """A workbook and the world that it is planned for, to be tried with changes."""

    def __init__(self, path: Path, world: World) -> None:
        self.grids, self.world = read_grids(path, is_read), world
        self._breakpoints: Mapping[Square, tuple[float, ...]] = {}

    def trial(self, changes: Sequence[Change] = (), like: Trial | None = None) -> Trial | None:
        """The workbook with changes; None where it would then have faults.

        Where rules square shares, these are exact; with `like`, they stand on the same chords as in another trial.
        """
        book = self.book(changes)
        if book is None:
            return None
        case = self._case(book)
        if like:
            return Trial.of(book, replace(case, breakpoints=like.case.breakpoints))
        trial = Trial.of(book, replace(case, breakpoints=self._breakpoints))
        for _ in range(MOST_ROUNDS):
            finer = trial.finer()
            if finer is None:
                break
            trial = finer
        self._breakpoints = trial.case.breakpoints
        return trial

    def tried(self, changes: Sequence[Change] = ()) -> Trial:
        """The workbook with changes that leave it without faults."""
        trial = self.trial(changes)
        if trial is None:
            raise ValueError("the workbook has faults")
        return trial

    def solves(self, changes: Sequence[Change]) -> bool:
        """Whether the workbook with changes has a plan, solved as every plan is; raises `Stopped`."""
        book = self.book(changes)
        if book is None or any(problem.severity == "fault" for problem in check_case(book, assemble(book))):
            return False
        try:
            Program(self._assembled(book)).least_cost()
        except Infeasible:
            return False
        return True

    def book(self, changes: Sequence[Change]) -> Book | None:
        """The workbook read anew with changes; None where it has faults."""
        kept_in = [change for change in changes if not change.drops]
        book = read_cells([typed(grid, kept_in) for grid in self.grids]).book
        if book is None:
            return None
        dropped = {(change.cell.sheet, change.cell.number) for change in changes if change.drops}
        kept = (row for row in book.policies if (row.sheet_name, row.first_cell.row) not in dropped)
        return replace(book, policies=tuple(kept))

    def _policy(self, book: Book) -> str:
        """The policy set, which a workbook that lost its last rule no longer has."""
        return self.world.policy if self.world.policy in book.policy_set_names else NO_POLICY

    def _assembled(self, book: Book) -> Case:
        return assemble(book, self._policy(book), assumed(book, self.world.assume))

    def _case(self, book: Book) -> Case:
        """The case with every closed way kept as one of no volume, so that it can be opened."""
        case = self._assembled(book)
        rows = route_rows(book, case, Horizon(book, assumed(book, self.world.assume)))
        shut = frozenset(case.tree)
        if all(row.closed != shut for row in rows):
            return case
        return connect(case, [_limited(row) if row.closed == shut else row for row in rows])


def _limited(row: RouteRow) -> RouteRow:
    """A way that is always closed, as one on which nothing may pass."""
    return replace(row, closed=frozenset(), limit_tonnes=dict.fromkeys(row.closed, 0.0))
