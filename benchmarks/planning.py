"""What a run of the planner takes beside its solve, and solving again beside solving anew.

`python -m benchmarks.planning year 10`, as JSON; `month 88 6` is of six examples in one workbook, planned once without
solving again. The workbook is the example in periods of another length, so that all its features, lanes and rules are
there. Seconds are of the processor.
"""

import json
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl

from benchmarks.core import Core
from benchmarks.ways import by_templates
from models.case import Case
from models.policies import PolicyRow
from planner.assembly import assemble, under
from planner.assembly.futures import assumed
from planner.planning import Input, open_input
from planner.pricing.steps import looser
from planner.progress import silent
from planner.solution import Solution
from planner.solve import Program
from planner.solve.blocks import blocks
from planner.solve.highs import Engine
from planner.solved import Solved
from planner.stressing import Replanning
from planner.stressing.courses import scenarios

Rows = tuple[PolicyRow, ...]
SAME = 1e-8
EXAMPLE = Path(__file__).parent.parent / "inputs" / "eu_2035.xlsx"
SETS = 20
ONCE: dict[str, Callable[[Any, int], Any]] = {
    "ID": lambda name, number: f"{name} {number}",
    "Probability": lambda *_: None,
}
"""What must not be there twice, and what it is in a copy."""
NAMED = ("Materials", "Suppliers", "Contracts", "Ventures", "Scrap", "Recycling")
REPEATED = (
    "Materials", "Suppliers", "Routes", "Contracts", "Ventures", "Demand", "Substitution", "Stockpiles", "Scrap",
    "Recycling", "Recovery", "Policies", "Scenarios",
)  # fmt: skip
"""The sheets that are there again in each copy; those that are `NAMED` say in their first column what it is about."""


def in_periods(length: str, count: int, path: Path, copies: int = 1) -> Path:
    """The example with so many periods of a length, as a workbook, and so many times all its materials."""
    book = openpyxl.load_workbook(EXAMPLE)
    names = {row[0] for sheet in NAMED for row in book[sheet].iter_rows(min_row=2, values_only=True)}
    for sheet in REPEATED:
        _repeat(book[sheet], copies, names)
    for name, value in book["Settings"].iter_rows(max_col=2):
        if name.value in ("Period length", "Periods"):
            value.value = length if name.value == "Period length" else count
    book.save(path)
    return path


def _repeat(sheet: Any, copies: int, names: set[Any]) -> None:
    """Add the rows of a sheet again, about the materials, suppliers and so on of other copies of the example.

    Of rules and scenarios those that name a material; those that do not are about all.
    """
    heads, *rows = sheet.iter_rows(values_only=True)
    for number in range(2, copies + 1):
        for row in rows:
            own = dict(zip(heads, (_copied(value, names, number) for value in row), strict=True))
            if [*own.values()] != list(row):
                own |= {head: said(own[head], number) for head, said in ONCE.items() if head in own}
                sheet.append([*own.values()])


def _copied(value: Any, names: set[Any], number: int) -> Any:
    """A name, or names with commas, as in another copy."""
    if not isinstance(value, str):
        return value
    return ", ".join(f"{part} {number}" if part in names else part for part in value.split(", "))


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """How long some work takes the processor, all threads together, and what it gives."""
    begun = time.process_time()
    found = work()
    return time.process_time() - begun, found


def whole_run(path: Path) -> dict[str, float]:
    """From workbook to workbook, and the cold solve alone."""
    whole, given = seconds(lambda: open_input(path))
    planning, plan = seconds(lambda: given.plan(given.world(), silent))
    writing, _ = seconds(plan.content)
    form = plan.program.engine.form
    cold, _ = seconds(Engine(form).solve)
    rows, columns = form.matrix.shape
    return {"reading": whole, "planning": planning, "writing": writing, "cold": cold, "columns": columns, "rows": rows}


def sets(given: Input) -> dict[str, float]:
    """Twenty policy sets, those of the workbook and the same with one limit looser: each anew, and as `compare` does.

    There each starts from the nearest that is solved. Once for what they cost alone, once with one plan of each.
    """
    rules = _rules(given)
    anew = seconds(lambda: [Program(_case(given, rows)).least_cost().cost for rows in rules])
    near = seconds(lambda: _one_after_the_other(given, rules, Program.least_cost))
    plans = seconds(lambda: _one_after_the_other(given, rules, Program.solve))
    first = Program(_case(given, rules[0]))
    cold, _ = seconds(first.least_cost)
    for cost, other in zip(anew[1], near[1], strict=True):
        if abs(cost - other) > SAME * abs(cost):
            raise ValueError(f"a set costs {cost} anew and {other} from the nearest")
    return {"sets": len(rules), "anew": anew[0], "near": near[0], "plans": plans[0], "cold": cold}


def _one_after_the_other(given: Input, rules: list[Rows], solve: Callable[[Program], Solution]) -> list[float]:
    solved, costs = Solved(), list[float]()
    for rows in rules:
        case = _case(given, rows)
        with solved.program(case) as program:
            solution = solve(program)
            solved.keep(case, solution, program.basis())
        costs.append(solution.cost)
    return costs


def _case(given: Input, rules: Rows) -> Case:
    return under(rules, given.book, assumed(given.book, None))


def _rules(given: Input) -> list[Rows]:
    """The rows of each set that has a plan, and again with the first limit that can be looser a step looser."""
    book = given.book
    cases = [assemble(book, name, assumed(book, None)) for name in book.policy_set_names]
    own = [case.rules for case in cases if _has_plan(case)]
    return [*own, *filter(None, map(_loosened, own))][:SETS]


def _has_plan(case: Case) -> bool:
    """Whether a set is one that a comparison would solve: the example has one that cannot hold together."""
    from planner.errors import Infeasible

    try:
        Program(case).least_cost()
    except Infeasible:
        return False
    return True


def _loosened(rules: Rows) -> Rows | None:
    for row in rules:
        moved = looser(row)
        if moved and not moved.why:
            return tuple(moved.row if other is row else other for other in rules)
    return None


def shocks(given: Input) -> dict[str, float]:
    """Every scenario of the workbook put to its plan, each built and solved from the plan's basis."""
    plan = given.plan(given.world(), silent)
    cold, _ = seconds(Engine(plan.program.engine.form).solve)
    replanning, courses = Replanning(plan), scenarios(given.book)
    took, _ = seconds(lambda: [replanning.least_cost(course) for course in courses])
    return {"shocks": len(courses), "each": took / len(courses), "cold": cold}


def apart(core: Core) -> dict[str, float]:
    """The blocks of a program of independent materials against all of it, in elapsed seconds."""
    form = by_templates(core)
    begun = time.perf_counter()
    whole = Engine(form)
    whole.solve()
    at_once = time.perf_counter() - begun
    found = [block.form for block in blocks(form)]
    times = {}
    for threads in (1, 2):
        begun = time.perf_counter()
        with ThreadPoolExecutor(threads) as pool:
            costs = list(pool.map(_least, found))
        times[threads] = time.perf_counter() - begun
        if abs(sum(costs) - whole.answer().objective) > 1e-6 * abs(sum(costs)):
            raise ValueError("the blocks do not cost what the whole does")
    return {"blocks": len(found), "whole": at_once, "one_thread": times[1], "two_threads": times[2]}


def _least(form: Any) -> float:
    engine = Engine(form)
    engine.solve()
    return engine.answer().objective


def measured(length: str, count: int, copies: int = 1) -> dict[str, dict[str, float]]:
    """All measurements on the example in some periods; of several copies those of solving again are left out."""
    with TemporaryDirectory() as folder:
        path = in_periods(length, count, Path(folder) / "example.xlsx", copies)
        if copies > 1:
            return {"run": whole_run(path)}
        given = open_input(path)
        return {"run": whole_run(path), "sets": sets(given), "shocks": shocks(given)}


if __name__ == "__main__":
    what, *words = sys.argv[1:]
    if what == "blocks":
        print(json.dumps(apart(Core(*map(int, words)))))
    else:
        print(json.dumps(measured(what, *map(int, words))))
