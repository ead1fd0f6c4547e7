"""Where the reader gathers what it has to tell: problems, each once, and the defaults used."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from planner.problems import DefaultUsed, Problem
from planner.workbook.cells import Cell
from planner.workbook.declare import Column, Row

MOST_ALIKE = 1000
"""So many problems of a kind are told one by one in a column, as where a formula was filled down wrongly."""

Kind = tuple[str, int, str]
"""The sheet, column and code of a problem."""

Place = tuple[int, int]
"""The row and column of a cell."""


class Report:
    """Problems and defaults as they are found."""

    def __init__(self) -> None:
        self._problems: dict[Problem, Place] = {}
        self._told: Counter[Kind] = Counter()
        self._more: dict[Kind, tuple[Problem, int, set[int]]] = {}
        self._defaults: dict[tuple[str, str], tuple[Row, Column, int]] = {}

    def fault(self, cell: Cell, code: str, message: str, hint: str = "") -> None:
        """Add a fault at a cell."""
        self._at(cell, Problem("fault", cell.sheet, cell.coordinate, code, message, hint))

    def warning(self, cell: Cell, code: str, message: str) -> None:
        """Add a warning at a cell."""
        self._at(cell, Problem("warning", cell.sheet, cell.coordinate, code, message))

    def _at(self, cell: Cell, problem: Problem) -> None:
        kind = cell.sheet, cell.column, problem.code
        if problem in self._problems:
            return
        self._told[kind] += 1
        if self._told[kind] > MOST_ALIKE:
            self._more.setdefault(kind, (problem, cell.row, set()))[2].add(cell.row)
        else:
            self._problems[problem] = cell.row, cell.column

    def add(self, problem: Problem) -> None:
        """Add a problem of a whole sheet or of the file."""
        self._problems.setdefault(problem, (0, 0))

    def default(self, row: Row, column: Column) -> None:
        """Note that a blank in a row took its default."""
        key = row.sheet_name, column.field
        first, _, rows = self._defaults.get(key, (row, column, 0))
        self._defaults[key] = first, column, rows + 1

    @property
    def faulty(self) -> bool:
        """Whether there is any fault."""
        return any(problem.severity == "fault" for problem in self._problems)

    def problems(self, sheets: Sequence[str]) -> list[Problem]:
        """All problems in the order of the sheets named, then by row and column."""
        order = {name: number for number, name in enumerate(sheets)}
        places = [*self._problems.items(), *self._left_out()]
        ranked = sorted(places, key=lambda entry: (order.get(entry[0].sheet, len(order)), entry[0].sheet, entry[1]))
        return [problem for problem, _ in ranked]

    def _left_out(self) -> Iterator[tuple[Problem, Place]]:
        """For each kind of which there are more than can be told one by one, one problem that says how many more."""
        for (_, column, _), (first, row, rows) in self._more.items():
            said = f"The same as above in {len(rows)} cells of this column, this one the first of them."
            yield replace(first, message=said, hint=""), (row, column)

    def defaults(self) -> list[DefaultUsed]:
        """The defaults used, one entry per column."""
        return [_used(*noted) for noted in self._defaults.values()]


def _used(first: Row, column: Column, rows: int) -> DefaultUsed:
    blank = next(first.cells(column.field), None)
    cell = blank.coordinate if blank else ""
    return DefaultUsed(first.sheet_name, column.head, column.default_text, rows, cell)
