"""`planner verify` from the command line."""

import json
import shutil
from pathlib import Path

import pytest

from planner.cli import main


def test_a_plan_that_holds(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(small.iterdir())
    assert main(["verify", str(small / "plan.xlsx")]) == 0
    assert capsys.readouterr().out.startswith("The plan holds; ")
    assert sorted(small.iterdir()) == before


def test_the_input_may_lie_one_folder_up(small: Path, tmp_path: Path) -> None:
    (tmp_path / "set").mkdir()
    shutil.copy(small / "input.xlsx", tmp_path)
    shutil.copy(small / "plan.xlsx", tmp_path / "set" / "plan.xlsx")
    assert main(["verify", str(tmp_path / "set" / "plan.xlsx"), "--quiet"]) == 0


def test_a_plan_that_does_not_hold(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(small / "plan.xlsx", tmp_path)
    (tmp_path / "input.xlsx").write_bytes((small / "input.xlsx").read_bytes() + b" ")
    assert main(["verify", str(tmp_path / "plan.xlsx"), "--json"]) == 7
    said = json.loads(capsys.readouterr().out)
    assert (said["status"], said["run_folder"], said["verdict"]) == ("ok", None, "does not hold")
    assert said["largest_violation"] == 1.0
    assert [finding["sheet"] for finding in said["findings"]] == ["Run"]


@pytest.mark.parametrize(
    ("content", "beside", "sentence"),
    [(None, False, "There is no input.xlsx beside"), ("input", True, "is no plan"), ("text", True, "not be opened")],
)
def test_what_is_no_plan_or_has_no_input(
    small: Path,
    tmp_path: Path,
    content: str | None,
    beside: bool,
    sentence: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    plan = folder / "plan.xlsx"
    plan.write_bytes(
        {None: (small / "plan.xlsx"), "input": (small / "input.xlsx")}.get(content, Path(__file__)).read_bytes()
    )
    if beside:
        shutil.copy(small / "input.xlsx", folder)
    assert main(["verify", str(plan)]) == 1
    assert sentence in capsys.readouterr().err
