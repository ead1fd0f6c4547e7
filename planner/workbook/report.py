"""Where the reader gathers what it has to tell: problems, each once, and the defaults used."""

from collections.abc import Sequence
from dataclasses import replace

from planner.problems import DefaultUsed, Problem
from planner.workbook.cells import Cell
from planner.workbook.declare import Column, Row


class Report:
    """Problems and defaults as they are found."""

    def __init__(self) -> None:
        self._problems: dict[Problem, tuple[int, int]] = {}
        self._defaults: dict[tuple[str, str], DefaultUsed] = {}

    def fault(self, cell: Cell, code: str, message: str, hint: str = "") -> None:
        """Add a fault at a cell."""
        self._at(cell, Problem("fault", cell.sheet, cell.coordinate, code, message, hint))

    def warning(self, cell: Cell, code: str, message: str) -> None:
        """Add a warning at a cell."""
        self._at(cell, Problem("warning", cell.sheet, cell.coordinate, code, message))

    def _at(self, cell: Cell, problem: Problem) -> None:
        self._problems.setdefault(problem, (cell.row, cell.column))

    def add(self, problem: Problem) -> None:
        """Add a problem of a whole sheet or of the file."""
        self._problems.setdefault(problem, (0, 0))

    def default(self, row: Row, column: Column) -> None:
        """Note that a blank in a row took its default."""
        key = row.sheet_name, column.head
        blank = next(row.cells(column.field), None)
        first = DefaultUsed(*key, column.default_text, rows=0, cell=blank.coordinate if blank else "")
        used = self._defaults.setdefault(key, first)
        self._defaults[key] = replace(used, rows=used.rows + 1)

    @property
    def faulty(self) -> bool:
        """Whether there is any fault."""
        return any(problem.severity == "fault" for problem in self._problems)

    def problems(self, sheets: Sequence[str]) -> list[Problem]:
        """All problems in the order of the sheets named, then by row and column."""
        order = {name: number for number, name in enumerate(sheets)}
        places = self._problems.items()
        ranked = sorted(places, key=lambda entry: (order.get(entry[0].sheet, len(order)), entry[0].sheet, entry[1]))
        return [problem for problem, _ in ranked]

    def defaults(self) -> list[DefaultUsed]:
        """The defaults used, one entry per column."""
        return list(self._defaults.values())
