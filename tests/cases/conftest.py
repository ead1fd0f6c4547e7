"""A plan of tables."""

from collections.abc import Callable
from pathlib import Path

import pytest

import planner
from planner.planning import Plan
from tests.cases.tables import Tables
from tests.workbooks import write_workbook


@pytest.fixture
def planned(tmp_path: Path) -> Callable[[Tables], Plan]:
    """Plans the tables, written as a workbook, under their first policy set where they have one."""

    def of(sheets: Tables) -> Plan:
        path = tmp_path / "case.xlsx"
        write_workbook(path, sheets)
        return planner.plan(path)

    return of
