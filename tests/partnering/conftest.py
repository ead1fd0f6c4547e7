"""What an alliance is worth in workbooks of tables."""

from itertools import count

import pytest

import planner
from planner.workbook import read_workbook
from tests.workbooks import write_workbook


@pytest.fixture
def valued(tmp_path):
    """The values of the partners of tables, under their first policy set where they have one."""
    number = count()
    return lambda tables: planner.partners(write_workbook(tmp_path / f"{next(number)}.xlsx", tables))


@pytest.fixture
def read(tmp_path):
    """The book of tables."""
    return lambda tables: read_workbook(write_workbook(tmp_path / "book.xlsx", tables)).book
