"""Every changed cell of a plan is found, one at a time; so is a changed input."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import planner
from planner.audit import verify
from planner.audit.facts import Facts
from planner.audit.ledger import Ledger
from planner.audit.rules import AT_LIMIT, BINDS
from planner.audit.tables import FIRST_HEADS, Line, Tables, read_tables
from planner.audit.verdict import judge
from planner.workbook import read_workbook
from tests.audit.workbooks import rich
from tests.workbooks import write_workbook

LEAST = 1e-2
MUCH = 1e6


@pytest.fixture(scope="module")
def tables(small: Path) -> Tables:
    return read_tables(small / "plan.xlsx")


@pytest.fixture(scope="module")
def facts(small: Path) -> Facts:
    book = read_workbook(small / "input.xlsx").book
    assert book is not None
    return Facts(book)


def numbers(lines: tuple[Line, ...]) -> Iterator[tuple[int, str, float]]:
    for place, line in enumerate(lines):
        for head, value in line.values.items():
            if isinstance(value, float):
                yield place, head, value


def changed(tables: Tables, sheet: str, place: int, head: str, value: float) -> Tables:
    lines = list(tables[sheet])
    lines[place] = replace(lines[place], values={**lines[place].values, head: value})
    return {**tables, sheet: tuple(lines)}


def has_a_range(line: Line, head: str) -> bool:
    """What a soft row without a limit costs where it is just kept, anything up to its penalty; no step repeats it."""
    just_kept = line.values.get("State") in (BINDS, AT_LIMIT) and line.values.get("Force") == "soft"
    return head == "Shadow price" and just_kept and line.values.get("Limit") is None


@pytest.mark.parametrize("sheet", [name for name in FIRST_HEADS if name != "Run"])
def test_every_number_that_is_changed_is_found(tables: Tables, facts: Facts, sheet: str) -> None:
    """A thousandth more, or so much that it is no matter of rounding; of a price within a range, out of the range."""
    assert judge(tables, facts, Ledger()).holds
    missed = []
    for place, head, value in numbers(tables[sheet]):
        other = value + (MUCH if has_a_range(tables[sheet][place], head) else max(1e-3 * abs(value), LEAST))
        if judge(changed(tables, sheet, place, head, other), facts, Ledger()).holds:
            missed.append(f"{tables[sheet][place].cell(head)}: {value}")
    assert list(numbers(tables[sheet]))
    assert missed == []


@pytest.mark.parametrize("sheet", ["Offtake", "Flows", "Stockpile", "Recycling", "Shares", "Costs"])
def test_a_text_or_a_blank_in_place_of_a_number_is_found(tables: Tables, facts: Facts, sheet: str) -> None:
    place, head, _ = max(numbers(tables[sheet]), key=lambda number: number[2])
    for value in ("much", None):
        lines = list(tables[sheet])
        lines[place] = replace(lines[place], values={**lines[place].values, head: value})
        assert not judge({**tables, sheet: tuple(lines)}, facts, Ledger()).holds


@pytest.mark.parametrize("sheet", ["Offtake", "Flows", "Stockpile", "Recycling", "Shares", "Costs", "Rules"])
def test_a_line_that_is_gone_or_stands_twice_is_found(tables: Tables, facts: Facts, sheet: str) -> None:
    place, _, _ = max(numbers(tables[sheet]), key=lambda number: number[2])
    lines = tables[sheet]
    for other in ((*lines[:place], *lines[place + 1 :]), (*lines, lines[place])):
        assert not judge({**tables, sheet: other}, facts, Ledger()).holds


@pytest.mark.parametrize(
    ("sheet", "head"),
    [("Suppliers", "Unit cost"), ("Suppliers", "Capacity"), ("Policies", "Limit"), ("Demand", "2027")],
)
def test_a_changed_input_is_found_by_its_hash(small: Path, tmp_path: Path, sheet: str, head: str) -> None:
    tables = rich(periods=3, seed=3, rules=0.2)
    column = tables[sheet][0].index(head)
    row = next(row for row in tables[sheet][1:] if row[column] is not None)
    row[column] *= 1.01
    write_workbook(tmp_path / "input.xlsx", tables)
    (tmp_path / "plan.xlsx").write_bytes((small / "plan.xlsx").read_bytes())
    found = [finding for finding in verify(tmp_path / "plan.xlsx").findings if finding.sheet == "Run"]
    assert any("input copy" in finding.law for finding in found)


def test_a_finding_says_what_stands_there_what_is_right_and_by_how_much(tables: Tables, facts: Facts) -> None:
    place = next(place for place, line in enumerate(tables["Costs"]) if line.text("Kind") == "Freight")
    right = tables["Costs"][place].number("2027")
    verdict = judge(changed(tables, "Costs", place, "2027", 2.0 * right), facts, Ledger())
    finding = next(finding for finding in verdict.findings if finding.cell == tables["Costs"][place].cell("2027"))
    assert (finding.sheet, finding.found) == ("Costs", 2.0 * right)
    assert finding.expected == pytest.approx(right, rel=1e-9)
    assert finding.violation == pytest.approx(0.5, rel=1e-9)


def test_a_price_per_unit_that_is_not_that_of_its_step_is_found(tmp_path: Path) -> None:
    """That a price is right takes a solver to tell; that it fits its step does not."""
    write_workbook(tmp_path / "input.xlsx", rich(periods=3, seed=3, rules=0.2))
    planner.plan(tmp_path / "input.xlsx", prices=True).write(tmp_path / "plan.xlsx")
    tables, book = read_tables(tmp_path / "plan.xlsx"), read_workbook(tmp_path / "input.xlsx").book
    assert book is not None
    assert judge(tables, Facts(book), Ledger()).holds
    priced = [cell for cell in numbers(tables["Rules"]) if cell[1].startswith(("Tighter", "Looser"))]
    assert len(priced) > 6
    for place, head, value in priced:
        other = changed(tables, "Rules", place, head, value + max(1e-3 * abs(value), LEAST))
        assert not judge(other, Facts(book), Ledger()).holds
