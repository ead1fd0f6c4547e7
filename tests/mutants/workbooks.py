"""Workbooks whose least cost is known from elsewhere: worked by hand, or by the second formulation."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from planner.assembly import assemble
from planner.errors import Infeasible
from planner.solve import Program
from planner.workbook import Book, read_workbook
from tests.cases import tables
from tests.mutants.planting import Mutant, function_of
from tests.second.formulation import least_cost
from tests.second.generated_rules import RULES
from tests.second.test_second import INDEX, NEAR, random_path
from tests.workbooks import write_workbook

CLOSE = 1e-6
CAP = {"Rule": "Max country share", "Limit": 0.65}
BY_HAND = {
    "C1": (tables.transport(), 153.675),
    "C2": (tables.sailboats(), 78450.0),
    "C5": (tables.caterer(), 14800.0),
    "C6": (tables.share_cap_ladder(0.65), 1170.0),
    "C7": (tables.two_tiers({"Rule": "Clean chain", "Partner": "CN"}), 1900.0),
    "C8": (tables.cover(60), 8675.0),
    "C12": (tables.two_tiers(CAP, yields=(0.8, 0.9)), 1685.2083333),
    "C13": (tables.ordered_before(), 1600.0),
    "C14": (tables.growth(), 4360.0),
}
"""The cases whose optimum is known, and that."""


@dataclass(frozen=True)
class Known:
    """A workbook and the least and the most that its plan may cost, None where there may be none.

    The two differ under Max HHI, whose figure comes near its limit only. `passed` is the code that its model runs.
    """

    name: str
    book: Book
    low: float | None
    high: float | None
    passed: frozenset[CodeType]

    def passes(self, mutant: Mutant) -> bool:
        """Whether its model runs the function, or has the rule, that a mutant changes."""
        if mutant.is_of_rule:
            kind = getattr(import_module(mutant.module), mutant.function)
            return any(row.rule == kind.name for row in self.book.policy_rows(self.book.base_policy))
        return function_of(mutant).__code__ in self.passed

    def is_right(self) -> bool:
        """Whether the model makes of it what it should."""
        found = _cost(self.book)
        if found is None:
            return self.high is None
        enough = self.low is not None and found >= self.low - CLOSE * abs(self.low)
        return enough and (self.high is None or found <= self.high + CLOSE * abs(self.high))


def known(folder: Path, randoms: int) -> Iterator[Known]:
    """The cases worked by hand, and as many random workbooks as are asked for, some of them with one rule always."""
    for name, (sheets, cost) in BY_HAND.items():
        yield _known(name, _book(write_workbook(folder / f"{name}.xlsx", sheets)), (cost, cost))
    rules = [*RULES] * randoms
    for seed in range(randoms):
        always = rules[seed // 2 : seed // 2 + 2] if seed % 2 else []
        book = _book(random_path(seed, folder, *always))
        low = high = least_cost(book)
        if any(row.rule == INDEX for row in book.policy_rows(book.base_policy)):
            high = least_cost(book, closer=NEAR)
        yield _known(f"random workbook {seed}", book, (low, high))


def _book(path: Path) -> Book:
    book = read_workbook(path).book
    assert book is not None
    return book


def _known(name: str, book: Book, costs: tuple[float | None, float | None]) -> Known:
    with _watched() as passed:
        _cost(book)
    found = Known(name, book, *costs, frozenset(passed))
    assert found.is_right(), f"{name} is wrong without any mutant"
    return found


def _cost(book: Book) -> float | None:
    try:
        return Program(assemble(book, book.base_policy)).least_cost().cost
    except Infeasible:
        return None


@contextmanager
def _watched() -> Iterator[set[CodeType]]:
    """The code of `models/` that runs meanwhile."""
    passed: set[CodeType] = set()
    models = str(Path(__file__).parents[2] / "models")

    def note(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(models):
            passed.add(frame.f_code)

    sys.setprofile(note)
    try:
        yield passed
    finally:
        sys.setprofile(None)
