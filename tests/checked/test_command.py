"""The checked copy as the commands leave it in their run folders."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.checked.marks import COLOURS
from planner.cli import main
from planner.template import template


@pytest.fixture
def spoilt(tmp_path, monkeypatch):
    """The template with a negative capacity and a misspelt country."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "ours.xlsx"
    path.write_bytes(template())
    book = load_workbook(path)
    book["Suppliers"]["F2"], book["Suppliers"]["C6"] = -120, "Chlie"
    book.save(path)
    return path


@pytest.mark.parametrize("command", ["check", "plan", "compare"])
def test_a_workbook_with_faults_is_given_back_with_its_cells_marked(spoilt, capsys, command):
    before = spoilt.read_bytes()
    assert main([command, str(spoilt), "--json"]) == 2
    folder = Path(json.loads(capsys.readouterr().out)["run_folder"])
    page = load_workbook(folder / "checked.xlsx")["Suppliers"]
    assert page["F2"].fill.fgColor.rgb[2:] == page["C6"].fill.fgColor.rgb[2:] == COLOURS["fault"]
    assert "Did you mean Chile?" in page["C6"].comment.text
    assert spoilt.read_bytes() == (folder / "input.xlsx").read_bytes() == before
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert [problem["cell"] for problem in record["problems"]] == ["F2", "C6"]
    assert {"sheet": "Suppliers", "column": "Yield", "default": "1", "rows": 5, "cell": "L2"} in record["defaults"]


def test_a_file_that_is_no_workbook_has_a_list_of_problems_alone(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("ours.xlsx").write_bytes(b"Supplier;Capacity")
    assert main(["check", "ours.xlsx"]) == 2
    assert "The cells of the workbook are not in this copy: it cannot be read as a workbook." in capsys.readouterr().out
    (copy,) = Path("outputs").rglob("checked.xlsx")
    assert load_workbook(copy).sheetnames == ["Problems"]
