"""`planner plan` on a workbook without a plan: the exit code, the screen, the JSON object, and the workbook on disk."""

import json
from pathlib import Path

import openpyxl
import pytest

import planner
from planner.cli import main
from tests.diagnosis.planted import contract_over_cap, two_apart
from tests.workbooks import write_workbook

SENTENCE = (
    'Cobalt 2028: "Max country share 30 %" for Congo (Policies!D2) and contract "KCC 2026" (Contracts!D2, 58.2 t/yr)'
    ' cannot both hold with a demand of 155.7 t. Either "Max country share" (1) rises to 37.4 % or contract "KCC 2026"'
    " falls to 46.7 t/yr."
)
VERDICT = (
    "There is no plan under policy set S: 1 conflict. With this change there is one: Policies!D2 from 30 % to 37.4 %"
    ' ("Max country share" (1)).'
)


@pytest.fixture
def workbook(tmp_path, monkeypatch):
    """Writes tables as a workbook in the current folder."""
    monkeypatch.chdir(tmp_path)
    return lambda tables: str(write_workbook(tmp_path / "ours.xlsx", tables))


def run_folder():
    (folder,) = Path("outputs").glob("*/*")
    return folder


def test_the_screen_tells_the_conflict_and_where_it_stands(workbook, capsys):
    assert main(["plan", workbook(contract_over_cap())]) == 3
    said = capsys.readouterr()
    first, second, *_ = said.out.splitlines()
    assert first == f"Diagnosis: {run_folder() / 'diagnosis.xlsx'}"
    assert second == SENTENCE
    assert said.err == f"planner: {VERDICT}\n"
    assert sorted(path.name for path in run_folder().iterdir()) == ["diagnosis.xlsx", "input.xlsx", "run.json"]


def test_the_json_object_holds_the_conflicts_with_their_cells(workbook, capsys):
    assert main(["plan", workbook(contract_over_cap()), "--json"]) == 3
    answer = json.loads(capsys.readouterr().out)
    assert (answer["status"], answer["message"], answer["total_cost"]) == ("infeasible", VERDICT, None)
    (conflict,) = answer["diagnosis"]
    assert conflict["sentence"] == SENTENCE
    assert [(cell["cell"], cell["says"], cell["alone"], cell["recommended"]) for cell in conflict["cells"]] == [
        ("Policies!D2", "30 %", "37.4 %", True),
        ("Contracts!D2", "58.2 t/yr", "46.7 t/yr", False),
    ]


def test_the_run_is_recorded_as_one_without_a_plan(workbook):
    main(["plan", workbook(contract_over_cap())])
    said = json.loads((run_folder() / "run.json").read_text(encoding="utf-8"))
    assert (said["status"], said["exit_code"], said["message"]) == ("infeasible", 3, VERDICT)


def test_the_first_sheet_says_it_in_words_and_its_cells_lead_to_the_input(workbook):
    main(["plan", workbook(two_apart())])
    book = openpyxl.load_workbook(run_folder() / "diagnosis.xlsx")
    assert book.sheetnames == ["Diagnosis", "Least relaxation", "Arithmetic"]
    sheet = book["Diagnosis"]
    texts = [row[0].value for row in sheet.iter_rows(max_row=8) if isinstance(row[0].value, str)]
    assert texts[2].startswith(
        "There is no plan under policy set S: 2 conflicts. With these changes together there is one"
    )
    assert any(text.startswith("2. li 2026:") for text in texts)
    links = {cell.value: cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert {"Policies!D2", "Demand!E2", "Policies!C3", "Policies!D4", "Demand!E3"} == set(links)
    assert (links["Policies!D2"].target, links["Policies!D2"].location) == ("input.xlsx", "'Policies'!D2")


def test_the_same_input_gives_the_same_bytes(workbook, tmp_path):
    path = workbook(contract_over_cap())
    written = []
    for name in ("first.xlsx", "second.xlsx"):
        planner.diagnose(path).write(tmp_path / name)
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]


def test_names_from_the_workbook_stay_text(workbook, tmp_path):
    tables = contract_over_cap()
    tables["Contracts"][1][0] = "=1+1"
    found = planner.diagnose(workbook(tables))
    found.write(tmp_path / "diagnosis.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "diagnosis.xlsx")["Diagnosis"]
    assert 'contract "=1+1"' in [cell.value for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert set(found.tables) == {"Diagnosis", "Least relaxation", "Arithmetic"}
