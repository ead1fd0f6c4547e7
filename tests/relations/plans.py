"""Random workbooks, and what their plans cost."""

from functools import cache
from pathlib import Path
from string import ascii_uppercase
from tempfile import TemporaryDirectory

from models.cost import KINDS
from planner.assembly import assemble
from planner.errors import Infeasible, InputFaults
from planner.planning import open_input
from planner.solution import Solution
from planner.solve import Program
from planner.workbook import Book
from tests.relations.sheets import Tables, without
from tests.second.generator import random_tables
from tests.workbooks import write_workbook


@cache
def random_workbook(seed: int, left_out: frozenset[str] = frozenset()) -> Tables:
    """The random workbook of a seed, without some sheets."""
    return sound(without(random_tables(seed), *left_out))


def sound(tables: Tables) -> Tables:
    """The workbook without rules that are faults, being about partners, stocks or sectors that it does not have."""
    try:
        book_of(tables)
    except InputFaults as faults:
        wrong = [problem for problem in faults.problems if problem.severity == "fault"]
        assert {problem.sheet for problem in wrong} == {"Policies"}, [str(problem) for problem in wrong]
        rows = {int(problem.cell.lstrip(ascii_uppercase)) - 1 for problem in wrong}
        left = [row for number, row in enumerate(tables["Policies"]) if number not in rows]
        tables = without(tables, "Policies") | ({"Policies": left} if len(left) > 1 else {})
    return tables


def book_of(tables: Tables) -> Book:
    """The tables written and read as a workbook; raises `InputFaults`."""
    with TemporaryDirectory() as folder:
        return open_input(write_workbook(Path(folder) / "input.xlsx", tables)).book


def solved(tables: Tables) -> Solution | None:
    """The plan of least cost of a workbook, one where there are many; None where nothing keeps all rules."""
    book = book_of(tables)
    try:
        return Program(assemble(book, book.base_policy)).solve()
    except Infeasible:
        return None


_COSTS: dict[str, float | None] = {}


def cost(tables: Tables) -> float | None:
    """The least total cost of a workbook, None where nothing keeps all rules; worked out once."""
    key = repr(tables)
    if key not in _COSTS:
        book = book_of(tables)
        try:
            _COSTS[key] = Program(assemble(book, book.base_policy)).least_cost().cost
        except Infeasible:
            _COSTS[key] = None
    return _COSTS[key]


def paid(solution: Solution, *kinds: str) -> float:
    """Present value of some kinds of cost in a plan."""
    m = solution.model
    found = [solution.evaluate(KINDS[kind], m.NODES) for kind in kinds]
    return sum(m.weight[n] * values[n,] for values in found for n in m.NODES)
