"""Mutants: copies of one good workbook with one thing wrong, and what must be told of each."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache

from planner.assembly import assemble
from planner.assembly.checks import check_case
from planner.problems import Problem
from planner.workbook.cells import Cell, Grid, Merged
from planner.workbook.read import read_cells
from tests.workbook.conftest import GOOD
from tests.workbooks import ExcelError, Formula, Percent

Tables = dict[str, list[list[object]]]
Told = tuple[str, str, str]
"""Severity, code and address of a problem."""


@dataclass(frozen=True)
class Mutant:
    """A change of the good workbook's tables, and the code and address of the one problem that it makes.

    The address is that of a cell, `Suppliers!F2`, or of a whole sheet, `Suppliers!`. `merged` are merged cells.
    """

    code: str
    address: str
    change: Callable[[Tables], None]
    merged: Mapping[str, list[Merged]] = field(default_factory=dict)
    severity: str = "fault"
    what: str = ""

    @property
    def sheet(self) -> str:
        return self.address.partition("!")[0]

    @property
    def cell(self) -> str:
        return self.address.partition("!")[2]

    def __str__(self) -> str:
        return f"{self.code} {self.address} {self.what}".strip()

    def tables(self) -> Tables:
        tables = good_tables()
        self.change(tables)
        return tables

    def found(self) -> list[Told]:
        """Severity, code and address of every problem, or of every new default where the mutant is about one."""
        problems, defaults = told(grids(self.tables(), self.merged))
        return [one for one in defaults if one not in good_defaults()] if self.severity == "default" else problems


def good_tables() -> Tables:
    """The good workbook, in which the assembled case has nothing to tell either."""
    tables = deepcopy(GOOD)
    tables["Materials"][1][3] = 16
    next(row for row in tables["Policies"] if row[0] == "R3")[4] = "cobalt"
    return tables


def put(address: str, value: object) -> Callable[[Tables], None]:
    """The change of one cell."""

    def change(tables: Tables) -> None:
        sheet, _, cell = address.partition("!")
        column, row = number_of(cell)
        rows = tables[sheet]
        rows.extend([] for _ in range(row - len(rows)))
        rows[row - 1] += [None] * (column - len(rows[row - 1]))
        rows[row - 1][column - 1] = value

    return change


def number_of(cell: str) -> tuple[int, int]:
    """Column and row of a cell in one of the first columns."""
    letters = cell.rstrip("0123456789")
    assert len(letters) == 1
    return ord(letters) - ord("A") + 1, int(cell[1:])


def together(*changes: Callable[[Tables], None]) -> Callable[[Tables], None]:
    """Several changes, one after the other."""

    def change(tables: Tables) -> None:
        for one in changes:
            one(tables)

    return change


def grids(tables: Tables, merged: Mapping[str, list[Merged]]) -> list[Grid]:
    """The cells of tables, as they would be read from a file."""
    found = []
    for name, rows in tables.items():
        grid = Grid(name, merged=list(merged.get(name, [])))
        for row, values in enumerate(rows, start=1):
            for column, value in enumerate(values, start=1):
                if value is not None and str(value).strip():
                    grid.put(_cell(name, row, column, value))
        found.append(grid)
    return found


def _cell(sheet: str, row: int, column: int, value: object) -> Cell:
    if isinstance(value, Formula):
        return Cell(sheet, row, column, "a formula without a stored value", spoilt="formula-without-value")
    if isinstance(value, ExcelError):
        return Cell(sheet, row, column, str(value), spoilt="error-cell")
    number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
    return Cell(sheet, row, column, number, percent=isinstance(value, Percent))


def told(cells: list[Grid]) -> tuple[list[Told], list[Told]]:
    """Every problem of cells, those of the assembled case where there is no fault, and the defaults used."""
    reading = read_cells(cells)
    problems = list(reading.problems)
    if reading.book is not None:
        problems += check_case(reading.book, assemble(reading.book))
    defaults = [default.problem for default in reading.defaults]
    return [_told(problem) for problem in problems], [_told(default) for default in defaults]


@cache
def good_defaults() -> list[Told]:
    """The defaults that the good workbook takes."""
    return told(grids(good_tables(), {}))[1]


def _told(problem: Problem) -> Told:
    return problem.severity, problem.code, f"{problem.sheet}!{problem.cell}"
