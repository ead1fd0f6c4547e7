"""`planner stress`: the run folder, the screen, the JSON object, the exit codes, and the workbook on disk."""

import json
from pathlib import Path

import openpyxl
import pytest

from planner.cli import main
from planner.stressing.sheets import SHEETS
from tests.cases.tables import share_cap_ladder
from tests.stressing.tables import STOP, duty, sellers
from tests.workbooks import write_workbook


@pytest.fixture
def workbook(tmp_path, monkeypatch):
    """Writes tables as a workbook in the current folder."""
    monkeypatch.chdir(tmp_path)
    return lambda tables: str(write_workbook(tmp_path / "shocks.xlsx", tables))


def run_folder():
    (folder,) = Path("outputs").glob("*/*")
    return folder


def test_the_run_folder_and_the_screen(workbook, capsys):
    assert main(["stress", workbook(duty())]) == 0
    folder, said = run_folder(), capsys.readouterr()
    assert folder.name.endswith("-stress")
    assert sorted(path.name for path in folder.iterdir()) == ["input.xlsx", "run.json", "stress.xlsx"]
    lines = said.out.splitlines()
    assert lines[0] == f"Stress: {folder / 'stress.xlsx'}"
    assert lines[2] == (
        "stop: 305 t more stay unmet, most of it co for all, first in 2027, as it begins; supply is whole again in"
        " 2028; 3,770 money less is paid, with shortages at their cost it is 301,230 money more."
    )
    assert said.err == ""


def test_the_json_object(workbook, capsys):
    assert main(["stress", workbook(share_cap_ladder(0.65)), "--worst", "1", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found == {
        "status": "ok",
        "run_folder": str(run_folder()),
        "policy": "S",
        "scenarios": [
            {
                "scenario": "Loss of a",
                "status": "optimal",
                "unmet_tonnes": 0.0,
                "extra_cost": pytest.approx(650.0),
                "total_extra_cost": pytest.approx(650.0),
                "months_to_shortage": None,
            }
        ],
        "losses": [
            {"partners": [name], "total_cost": pytest.approx(cost), "total_extra_cost": pytest.approx(cost - 1170)}
            for name, cost in (("a", 1820), ("b", 1000), ("c", 1000))
        ],
    }


def test_the_workbook_on_disk(workbook):
    assert main(["stress", workbook(duty()), "--worst", "2", "--loss-for", "2"]) == 0
    book = openpyxl.load_workbook(run_folder() / "stress.xlsx")
    assert book.sheetnames == [sheet.name for sheet in SHEETS]
    assert [len(book[name]._charts) for name in ("Summary", "Unmet", "Stocks")] == [2, 2, 2]
    assert all(sheet.freeze_panes for sheet in book)


def test_the_same_input_gives_the_same_bytes(workbook):
    path = workbook(sellers(STOP))
    assert main(["stress", path, "--quiet"]) == main(["stress", path, "--quiet"]) == 0
    first, second = (folder / "stress.xlsx" for folder in Path("outputs").glob("*/*"))
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--worst", "3"], "expected 1 or 2 partners"),
        (["--loss-from", "2027"], "--worst, which is not given"),
        (["--worst", "1", "--loss-from", "2050"], "expected a period of the plan, 2026 to 2029"),
        (["--worst", "1", "--loss-for", "a while"], "such as 18 months"),
        (["--policy", "other"], "no policy set other"),
    ],
)
def test_what_cannot_be_asked(workbook, capsys, options, said):
    assert main(["stress", workbook(sellers(STOP)), *options]) == 1
    assert said in capsys.readouterr().err
    assert not Path("outputs").exists() or list(Path("outputs").glob("*/*")) == []


@pytest.mark.parametrize("asked", [["stress", "--worst", "1"], ["hedge"], ["partners"]])
def test_where_there_is_no_plan_its_diagnosis_stands(workbook, capsys, asked):
    tables = share_cap_ladder(0.3) | {"Scenarios": [["Scenario", "Probability", "Cost factor"], ["dear", 0.5, 2]]}
    command, *options = asked
    assert main([command, workbook(tables), *options]) == 3
    assert "There is no plan under policy set S" in capsys.readouterr().err
    assert len(list(Path("outputs").glob("*/*/diagnosis.xlsx"))) == 1
