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
        problem = Problem("fault", cell.sheet, cell.coordinate, code, message, hint)
        self._problems.setdefault(problem, (cell.row, cell.column))

    def warning(self, cell: Cell, code: str, message: str, hint: str = "") -> None:
        """Add a warning at a cell."""
        problem = Problem("warning", cell.sheet, cell.coordinate, code, message, hint)
        self._problems.setdefault(problem, (cell.row, cell.column))

    def add(self, problem: Problem) -> None:
        """Add a problem of a whole sheet or of the file."""
        self._problems.setdefault(problem, (0, 0))

    def default(self, row: Row, column: Column, text: str = "") -> None:
        """Note that a blank in a row took its default, or the one that `text` says."""
        blank = next(row.cells(column.field), None)
        first = DefaultUsed(
            row.sheet_name, column.head, text or column.default_text, 0, blank.coordinate if blank else ""
        )
        used = self._defaults.setdefault((row.sheet_name, column.head), first)
        self._defaults[row.sheet_name, column.head] = replace(used, rows=used.rows + 1)

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
