"""A plan of tables, which its audit holds up."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

import planner
from planner.audit import verify
from planner.planning import Plan
from tests.cases.tables import Tables
from tests.workbooks import write_workbook


@pytest.fixture
def planned(tmp_path: Path) -> Callable[[Tables], Plan]:
    """Plans the tables, written as a workbook, under their first policy set where they have one."""
    number = count()

    def of(sheets: Tables) -> Plan:
        folder = tmp_path / str(next(number))
        folder.mkdir()
        write_workbook(folder / "input.xlsx", sheets)
        plan = planner.plan(folder / "input.xlsx")
        plan.write(folder / "plan.xlsx")
        assert [str(finding) for finding in verify(folder / "plan.xlsx").findings] == []
        return plan

    return of
