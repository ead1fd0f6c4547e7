"""What was solved before, so that a program of other rules starts where the nearest one ended."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.case import Case

if TYPE_CHECKING:
    from planner.solution import Solution
    from planner.solve.basis import Basis

Rows = frozenset[tuple[str, ...]]
"""Rows of policy rules, by the name of the rule and their index."""
PRICED = 1e-9


@dataclass(frozen=True)
class Ended:
    """Where a program ended, and which rows of its rules have a price there."""

    basis: "Basis"
    rows: Rows
    priced: Rows


class Solved:
    """The programs of one workbook that were solved one after the other.

    To add a row is cheap: only those that the earlier plan breaks have to be met. To leave out one that has a price is
    not: all that it held back moves. So the nearest is the one of which fewest such rows are left out, and then the one
    to which fewest are added.
    """

    def __init__(self) -> None:
        """Nothing is solved yet."""
        self._ended: list[Ended] = []

    def __reduce__(self) -> tuple[type["Solved"], tuple[()]]:
        """Elsewhere nothing is solved yet: what was solved here is not worth sending."""
        return Solved, ()

    def nearest(self, case: Case) -> "Basis | None":
        """The basis of the nearest program, None while there is none."""
        rows = _rows(case)
        near = min(self._ended, key=lambda e: (len(e.priced - rows), len(rows - e.rows)), default=None)
        return near.basis if near else None

    def keep(self, case: Case, solution: "Solution", basis: "Basis") -> None:
        """Let later programs start from the basis of this one's plan of least cost."""
        self._ended.append(Ended(basis, _rows(case), _priced(solution)))


def _rows(case: Case) -> Rows:
    return frozenset((term.row.rule.key, *term.key) for term in case.terms)


def _priced(solution: "Solution") -> Rows:
    return frozenset(
        (block.rule.key, *key)
        for block in solution.model.rules
        for key, price in solution.duals(block.held).items()
        if abs(price) > PRICED
    )
