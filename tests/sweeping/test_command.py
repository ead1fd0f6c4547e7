"""`planner sweep`: the run folder, the screen, the JSON object, the exit codes, and the workbook on disk."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from planner.cli import main
from tests.cases.tables import share_cap_ladder
from tests.workbooks import write_workbook


@pytest.fixture
def workbook(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return str(write_workbook(tmp_path / "our caps.xlsx", share_cap_ladder(0.65)))


def run_folder():
    (folder,) = Path("outputs").glob("*/*")
    return folder


def test_the_run_folder_holds_the_sweep_and_its_input(workbook, capsys):
    assert main(["sweep", workbook, "--rule", "1", "--values", "1:0.5:3"]) == 0
    folder, said = run_folder(), capsys.readouterr()
    assert folder.name.endswith("-sweep")
    assert sorted(path.name for path in folder.iterdir()) == ["input.xlsx", "run.json", "sweep.xlsx"]
    assert said.err == ""
    assert said.out.splitlines()[0] == f"Sweep: {folder / 'sweep.xlsx'}"
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert record["options"] == {"policy": None, "assume": None, "rule": "1", "values": "1:0.5:3"}


def test_the_workbook_has_native_charts_and_the_same_bytes_again(workbook):
    for out in ("one", "two"):
        assert main(["sweep", workbook, "--rule", "1", "--values", "100%,60%,30%", "--out", out]) == 0
    one, two = (next(Path(out).glob("*/*/sweep.xlsx")) for out in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    with ZipFile(one) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 2
    assert all("<c:scatterChart>" in chart for chart in charts)


def test_the_json_object_has_the_points(workbook, capsys):
    assert main(["sweep", workbook, "--rule", "1", "--values", "0.7,0.3", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    first, edge, last = answer["points"]
    assert first == {
        "limit": 0.7, "status": "optimal", "total_cost": pytest.approx(1120), "paid_cost": pytest.approx(1120),
        "shortage_tonnes": 0.0,
    }  # fmt: skip
    assert edge["limit"] == answer["tightest_with_a_plan"] == pytest.approx(0.35, abs=1e-4)
    assert last == {"limit": 0.3, "status": "infeasible"} | dict.fromkeys(
        ("total_cost", "paid_cost", "shortage_tonnes")
    )
    assert (answer["rule"], answer["policy"], answer["knee"]) == ("1", "S", None)


def test_where_no_limit_has_a_plan_the_exit_code_says_so_and_the_sweep_is_there(workbook, capsys):
    assert main(["sweep", workbook, "--rule", "1", "--values", "0.3,0.2"]) == 3
    assert "None of these limits of 1 has a plan." in capsys.readouterr().err
    assert (run_folder() / "sweep.xlsx").exists()


@pytest.mark.parametrize(
    "wrong", [["--rule", "2", "--values", "1:0.3:5"], ["--rule", "1", "--values", "1:0.3"], ["--rule", "1"]]
)
def test_what_is_asked_wrongly_makes_no_folder(workbook, capsys, wrong):
    assert main(["sweep", workbook, *wrong]) == 1
    assert capsys.readouterr().err.startswith("planner: ")
    assert not list(Path().glob("outputs/*/*"))
