"""What does not depend on the rules is made once for all policy sets of a workbook, and for each workbook anew."""

from dataclasses import replace
from pathlib import Path

import pytest

from planner.assembly import assemble
from planner.assembly.alliance import Alliance
from planner.workbook import Book, read_workbook
from tests.cases.tables import share_cap_ladder
from tests.workbooks import write_workbook


@pytest.fixture
def book(tmp_path: Path) -> Book:
    reading = read_workbook(write_workbook(tmp_path / "case.xlsx", share_cap_ladder(0.6)))
    assert reading.book is not None
    return reading.book


def test_policy_sets_share_their_records(book: Book) -> None:
    free, ruled = assemble(book), assemble(book, "S")
    assert not free.rules
    assert ruled.rules
    assert all(free.demands[key] is demand for key, demand in ruled.demands.items())


def test_another_workbook_shares_nothing(book: Book) -> None:
    before, less = assemble(book, "S"), assemble(replace(book, suppliers=book.suppliers[1:]), "S")
    assert set(before.suppliers) == {row.supplier for row in book.suppliers}
    assert set(less.suppliers) == {row.supplier for row in book.suppliers[1:]}


def test_another_alliance_has_records_of_its_own(book: Book) -> None:
    everybody = assemble(book, "S").suppliers
    left = assemble(book, "S", alliance=Alliance(without=frozenset(i.country for i in everybody.values())))
    assert all(not any(i.capacity_factor.values()) for i in left.suppliers.values())
    assert assemble(book, "S").suppliers == everybody
