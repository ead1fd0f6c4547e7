"""A workbook as it would be: its program, and whether everything that it says can hold together."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from models.case import Case
from planner.diagnosis.elastic import Elastic
from planner.diagnosis.inputs import Inputs
from planner.diagnosis.least_change import Slope
from planner.diagnosis.opened import Atom, Opened
from planner.diagnosis.opening import opened
from planner.solution import Solution
from planner.solve import Program
from planner.solve.refining import refined
from planner.workbook import Book


@dataclass(frozen=True)
class Trial:
    """A workbook as changed, its program, and that with everything open that an input says."""

    book: Book
    program: Program
    opened: Opened

    @classmethod
    def of(cls, book: Book, case: Case) -> "Trial":
        """The trial of a workbook and its case."""
        program = Program(case)
        return cls(book, program, opened(program, Inputs(book, case)))

    @property
    def case(self) -> Case:
        """The case of the workbook."""
        return self.program.case

    @cached_property
    def elastic(self) -> Elastic[Atom]:
        """The program with a column for every atom."""
        return Elastic(self.opened, self.opened.atoms)

    def moved(self, along: Slope, by: float) -> "Trial | None":
        """The same with a cell changed by a little more along its slope; None where its program has other rows."""
        if self.opened.form.matrix.shape != along.matrix.shape:
            return None
        return replace(self, opened=replace(self.opened, form=along.moved(self.opened.form, by)))

    def holds_together(self, aside: Iterable[Atom] = ()) -> bool:
        """Whether all that the inputs say can hold, some of it set aside."""
        apart = frozenset(aside)
        return self.elastic.least({atom: 1.0 for atom in self.elastic.keys if atom not in apart}).holds

    def finer(self) -> "Trial | None":
        """The same with squares of shares exact where it is least broken; None where they are, or there are none."""
        if not any(row.rule.squares for row in self.case.rules):
            return None
        near = self.elastic.least(dict.fromkeys(self.elastic.keys, 1.0))
        program, form = self.program, self.program.form
        prices = near.prices[: form.rows.size] * program.scaling.rows * program.scaling.money
        values = near.values[: form.columns.size]
        case = refined(self.case, Solution(program.model, form, 0.0, values, prices, 0))
        return None if case is None else Trial.of(self.book, case)

    def sized(self) -> "Trial":
        """The same with its rules measured by what their limits come to in a plan that keeps all it can."""
        near = self.elastic.least(dict.fromkeys(self.elastic.keys, 1.0))
        return replace(self, opened=self.opened.sized(near.values))
