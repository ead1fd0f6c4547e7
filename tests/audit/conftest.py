"""Plans to audit, each made once."""

from collections.abc import Callable
from pathlib import Path

import pytest

import planner
from tests.audit.workbooks import rich
from tests.cases.tables import Tables
from tests.workbooks import write_workbook

Folder = Callable[..., Path]


@pytest.fixture(scope="session")
def planned_in(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Writes tables as `input.xlsx`, plans them and writes the plan beside it; returns the folder."""

    def of(tables: Tables, **options: str) -> Path:
        folder = tmp_path_factory.mktemp("plan")
        write_workbook(folder / "input.xlsx", tables)
        planner.plan(folder / "input.xlsx", **options).write(folder / "plan.xlsx")
        return folder

    return of


@pytest.fixture(scope="session")
def small(planned_in: Folder) -> Path:
    """The folder of a plan small enough to change every one of its cells, and rich enough for that to tell."""
    return planned_in(rich(periods=3, seed=3, rules=0.2))
