"""Run folders of plans of small workbooks, and the changes between them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.cli import main
from tests.cases.tables import Tables
from tests.workbooks import write_workbook


@pytest.fixture
def run(tmp_path: Path, capsys) -> Callable[..., dict]:
    """Runs a command with --json and gives the object that it prints, its exit code among it."""

    def of(*arguments: object) -> dict:
        code = main([*map(str, arguments), "--out", str(tmp_path / "outputs"), "--json"])
        return json.loads(capsys.readouterr().out) | {"code": code}

    return of


@pytest.fixture
def planned(tmp_path: Path, run) -> Callable[..., Path]:
    """Plans tables, or a workbook that is there, and gives the run folder."""

    def of(sheets: Tables | Path, *options: str) -> Path:
        path = sheets if isinstance(sheets, Path) else write_workbook(tmp_path / "case.xlsx", sheets)
        said = run("plan", path, *options)
        assert said["status"] == "optimal", said
        return Path(said["run_folder"])

    return of


@pytest.fixture
def changed(run) -> Callable[[Path, Path], Path]:
    """The changes workbook of two run folders."""

    def of(old: Path, new: Path) -> Path:
        said = run("changes", old, new)
        assert said["status"] == "ok", said
        return Path(said["run_folder"]) / "changes.xlsx"

    return of
