"""What was solved before, so that a program of other rules starts where the nearest one ended."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from models.case import Case

if TYPE_CHECKING:
    from planner.solution import Solution
    from planner.solve import Program
    from planner.solve.basis import Basis
    from planner.solve.engines import Engines

Rows = Counter[str]
"""How many constraints each policy row makes, by the row's key."""
PRICED = 1e-9


@dataclass(frozen=True)
class Ended:
    """Where a program ended, the constraints of its policy rows, and those of them that have a price there."""

    basis: "Basis"
    nodes: tuple[str, ...]
    rows: Rows
    priced: Rows

    def distance(self, rows: Rows) -> tuple[int, int]:
        """How many constraints with a price a program of other policy rows leaves out, and how many it adds."""
        return (self.priced - rows).total(), (rows - self.rows).total()


class Solved:
    """The programs of one workbook that were solved one after the other.

    To add a constraint is cheap: only those that the earlier plan breaks have to be met. To leave out one that has a
    price is not: all that it held back moves. So the nearest is the one of which fewest such are left out, and then the
    one to which fewest are added.
    """

    def __init__(self) -> None:
        """Nothing is solved yet."""
        self._ended: list[Ended] = []

    def __reduce__(self) -> tuple[type["Solved"], tuple[()]]:
        """Elsewhere nothing is solved yet: what was solved here is not worth sending."""
        return Solved, ()

    def program(self, case: Case) -> "Program":
        """The program of a case, which starts from the nearest one, and of one that is done with becomes this one."""
        from planner.solve import Program

        return Program(case, self.nearest(case), engines=self.engines)

    @cached_property
    def engines(self) -> "Engines":
        """The HiGHS objects of programs that are done with."""
        from planner.solve.engines import Engines

        return Engines()

    def nearest(self, case: Case) -> "Basis | None":
        """The basis of the nearest program on the same tree of events, None while there is none."""
        rows, nodes = _rows(case), tuple(case.tree)
        alike = (ended for ended in self._ended if ended.nodes == nodes)
        near = min(alike, key=lambda ended: ended.distance(rows), default=None)
        return near.basis if near else None

    def keep(self, case: Case, solution: "Solution", basis: "Basis") -> None:
        """Let later programs start from the basis of this one's plan of least cost."""
        self._ended.append(Ended(basis, tuple(case.tree), _rows(case), _priced(solution)))


def _rows(case: Case) -> Rows:
    return Counter(term.row.key for term in case.terms)


def _priced(solution: "Solution") -> Rows:
    duals = (solution.duals(block.held) for block in solution.model.rules)
    return Counter(key[0] for found in duals for key, price in found.items() if abs(price) > PRICED)
