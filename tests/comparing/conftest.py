"""Workbooks on disk, and the ladder compared once."""

import pytest

import planner
from tests.comparing.tables import ladder
from tests.workbooks import write_workbook


@pytest.fixture
def written(tmp_path):
    """Writes tables as a workbook."""
    return lambda tables: write_workbook(tmp_path / "case.xlsx", tables)


@pytest.fixture(scope="package")
def compared(tmp_path_factory):
    return planner.compare(write_workbook(tmp_path_factory.mktemp("ladder") / "ladder.xlsx", ladder()))
