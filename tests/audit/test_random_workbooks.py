"""Plans of random workbooks, with every feature now and then, hold; with a number changed they do not."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

import planner
from planner.audit import verify
from planner.audit.facts import Facts
from planner.audit.ledger import Ledger
from planner.audit.tables import FIRST_HEADS, Tables, read_tables
from planner.audit.verdict import judge
from planner.workbook import read_workbook
from tests.relations.plans import random_workbook
from tests.workbooks import write_workbook

SEEDS = (2, 4, 6, 8)
TRIED = 5
"""Cells that are changed on each sheet."""
LEAST = 1e-2


def planned(seed: int, folder: Path) -> Path:
    """The plan of a random workbook, beside its input."""
    plan = planner.plan(write_workbook(folder / "input.xlsx", random_workbook(seed)))
    plan.write(folder / "plan.xlsx")
    return folder / "plan.xlsx"


def changed(tables: Tables, sheet: str, place: int, head: str) -> Tables:
    """The tables with one number a thousandth larger, or by so much that it is no matter of rounding beside others."""
    lines = list(tables[sheet])
    value = lines[place].values[head]
    assert isinstance(value, float)
    largest = max(abs(v) for line in lines for v in line.values.values() if isinstance(v, float))
    other = value + max(1e-3 * abs(value), LEAST, 1e-5 * largest)
    lines[place] = replace(lines[place], values={**lines[place].values, head: other})
    return {**tables, sheet: tuple(lines)}


@pytest.mark.parametrize("seed", SEEDS)
def test_it_holds_and_no_longer_does_with_a_number_changed(seed: int, tmp_path: Path) -> None:
    path, chance = planned(seed, tmp_path), Random(seed)
    assert [str(finding) for finding in verify(path).findings] == []
    tables, book = read_tables(path), read_workbook(tmp_path / "input.xlsx").book
    assert book is not None
    facts, missed = Facts(book), []
    for sheet in (name for name in FIRST_HEADS if name != "Run"):
        cells = [
            (n, head) for n, line in enumerate(tables[sheet]) for head, v in line.values.items() if isinstance(v, float)
        ]
        for place, head in chance.sample(cells, min(TRIED, len(cells))):
            if judge(changed(tables, sheet, place, head), facts, Ledger()).holds:
                missed.append(f"{sheet} {tables[sheet][place].cell(head)}: {tables[sheet][place].values[head]}")
    assert missed == []
