"""The run folders of two plans: what was planned in them, and under which options."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import Any

from planner.errors import Unreadable


@dataclass(frozen=True)
class PlanFolder:
    """A run folder of `planner plan`: its workbook's name, the options of the run and the cost that it found."""

    path: Path
    title: str
    policy: str | None
    assume: str | None
    total_cost: float

    @property
    def input(self) -> Path:
        """The workbook that was planned."""
        return self.path / "input.xlsx"


def read_folder(path: Path) -> PlanFolder:
    """The plan in a run folder; raises `Unreadable` where it holds none, or where its input is no longer the one."""
    record = _record(path)
    if record.get("command") != "plan" or record.get("status") != "optimal":
        found = f"{record.get('command')}, {record.get('status')}"
        raise Unreadable(f"{path} holds no plan ({found}); expected a run folder of planner plan.")
    try:
        digest = hashlib.sha256((path / "input.xlsx").read_bytes()).hexdigest()
    except OSError as error:
        raise Unreadable(f"{path / 'input.xlsx'} could not be opened: {error.strerror or error}.") from error
    if digest != record["input_sha256"]:
        raise Unreadable(f"{path / 'input.xlsx'} is not the workbook that was planned: it was changed since.")
    return PlanFolder(
        path,
        title=PureWindowsPath(record["workbook"]).stem,
        policy=record["options"].get("policy"),
        assume=record["options"].get("assume"),
        total_cost=record["result"]["total_cost"],
    )


def _record(path: Path) -> dict[str, Any]:
    try:
        record = json.loads((path / "run.json").read_text(encoding="utf-8"))
    except OSError as error:
        raise Unreadable(f"{path} is no run folder: run.json could not be opened.") from error
    except ValueError as error:
        raise Unreadable(f"{path / 'run.json'} is damaged.") from error
    if not isinstance(record, dict):
        raise Unreadable(f"{path / 'run.json'} is damaged.")
    return record
