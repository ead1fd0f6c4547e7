"""`planner compare`: the run folder, the screen, the JSON object, the exit codes, and the workbook on disk."""

import json
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

import planner
from planner import planning
from planner.cli import main
from planner.commands.names import listed
from planner.comparing.sheets import sheets_of
from planner.errors import Stopped
from tests.comparing.tables import impossible, ladder, strike
from tests.workbooks import write_workbook

EXAMPLE = Path(__file__).parent.parent.parent / "inputs" / "eu_2035.xlsx"
CHANGE = 'With this change there is one: Policies!{} to 35 % ("Max supplier share" ({})).'
NO_PLAN = f"There is no plan under policy set thirty: 1 conflict. {CHANGE.format('D5 from 30 %', 'cap')}"


@pytest.fixture
def workbook(tmp_path, monkeypatch):
    """Writes tables as a workbook in the current folder."""
    monkeypatch.chdir(tmp_path)
    return lambda tables: str(write_workbook(tmp_path / "our sets.xlsx", tables))


def run_folder():
    (folder,) = Path("outputs").glob("*/*")
    return folder


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_run_folder_holds_the_comparison_and_the_plan_of_every_set_that_has_one(workbook, capsys):
    assert main(["compare", workbook(ladder())]) == 0
    folder, said = run_folder(), capsys.readouterr()
    assert folder.name.endswith("-compare")
    assert files(folder) == [
        "comparison.xlsx",
        "fifty/plan.xlsx",
        "free/plan.xlsx",
        "input.xlsx",
        "run.json",
        "seventy/plan.xlsx",
        "thirty/diagnosis.xlsx",
    ]
    assert said.err == ""
    lines = said.out.splitlines()
    assert lines[0] == f"Comparison: {folder / 'comparison.xlsx'}"
    assert lines[2].startswith("seventy costs 120 money (12.0 %) more than free.")
    assert lines[4] == f"thirty: infeasible. {NO_PLAN}"


def test_the_plan_of_a_set_is_the_one_that_plan_writes(workbook):
    path = workbook(ladder())
    assert main(["compare", path, "--policies", "seventy"]) == 0
    planner.plan(path, "seventy", prices=True).write(Path("alone.xlsx"))
    assert (run_folder() / "seventy" / "plan.xlsx").read_bytes() == Path("alone.xlsx").read_bytes()


def test_the_json_object_lists_the_sets(workbook, capsys):
    assert main(["compare", workbook(strike()), "--policies", "free,thirty", "--assume", "strike", "--json"]) == 0
    said = capsys.readouterr()
    answer = json.loads(said.out)
    assert said.err == ""
    assert set(answer) == {"status", "run_folder", "sets"}
    assert (answer["status"], answer["run_folder"]) == ("ok", str(run_folder()))
    lacking = {"status": "infeasible", "total_cost": None, "paid_cost": None, "shortage_tonnes": None}
    found = {"status": "optimal", "shortage_tonnes": 0.0}
    assert answer["sets"] == [
        {"policy": "free", "assume": None, "total_cost": pytest.approx(1000), "paid_cost": pytest.approx(1000)} | found,
        {"policy": "thirty", "assume": None} | lacking,
        {"policy": "free", "assume": "strike", "total_cost": pytest.approx(1320), "paid_cost": pytest.approx(1320)}
        | found,
        {"policy": "thirty", "assume": "strike"} | lacking,
    ]
    assert "free assuming strike/plan.xlsx" in files(run_folder())


def test_the_run_is_recorded(workbook):
    main(["compare", workbook(ladder()), "--policies", "free,thirty"])
    said = json.loads((run_folder() / "run.json").read_text(encoding="utf-8"))
    assert (said["command"], said["status"], said["exit_code"]) == ("compare", "ok", 0)
    options = {"policies": "free,thirty", "assume": None, "prices": True, "stress": False, "engine": "compiled"}
    assert said["options"] == options
    assert said["facts"]["free"]["folder"] == "free"
    assert said["facts"]["free"]["Solver status"] == "optimal"
    assert said["facts"]["thirty"] == {"folder": "thirty", "message": NO_PLAN}


@pytest.mark.parametrize(("engine", "made"), [("compiled", "by templates"), ("pyomo", "row by row")])
def test_every_set_is_recorded_with_the_way_its_arrays_were_made(workbook, engine, made):
    assert main(["compare", workbook(ladder()), "--policies", "free", "--no-prices", "--engine", engine]) == 0
    said = json.loads((run_folder() / "run.json").read_text(encoding="utf-8"))
    assert said["facts"]["free"]["Arrays"] == made


def test_where_no_set_has_a_plan_the_exit_code_says_so_and_the_comparison_why(workbook, capsys):
    assert main(["compare", workbook(impossible()), "--json"]) == 3
    said = capsys.readouterr()
    answer = json.loads(said.out)
    assert (answer["status"], [row["status"] for row in answer["sets"]]) == ("infeasible", ["infeasible"] * 2)
    why = f"There is no plan under policy set S: 1 conflict. {CHANGE.format('D2 from 30 %', '1')}"
    assert answer["message"] == f"No set has a plan. S: {why}"
    diagnoses = ["S/diagnosis.xlsx", "T/diagnosis.xlsx"]
    assert files(run_folder()) == [*diagnoses, "comparison.xlsx", "input.xlsx", "run.json"]


def test_a_set_at_which_the_solver_stops_does_not_stop_the_others(workbook, monkeypatch, capsys):
    solved = planning.Input.plan

    def stopping(given, world, *options):
        if world.policy == "seventy":
            raise Stopped("The solver gave no answer that can be trusted.", b"the program")
        return solved(given, world, *options)

    monkeypatch.setattr(planning.Input, "plan", stopping)
    path = workbook(ladder())
    assert main(["compare", path, "--policies", "seventy,fifty", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [row["status"] for row in answer["sets"]] == ["stopped", "optimal"]
    assert (run_folder() / "seventy" / "model.mps").read_bytes() == b"the program"
    assert main(["compare", path, "--policies", "seventy", "--out", "elsewhere"]) == 4


def test_an_unknown_set_is_the_only_thing_said(workbook, capsys):
    assert main(["compare", workbook(ladder()), "--policies", "free,fify"]) == 1
    assert "The workbook has no policy set fify. Did you mean fifty?" in capsys.readouterr().err
    assert not Path("outputs").exists() or not list(Path("outputs").glob("*/*"))


def test_names_are_parted_by_commas_that_stand_in_no_quotes():
    assert listed(None) is None
    assert listed("A, B c ,,D") == ["A", "B c", "D"]
    assert listed('"A, B",C') == ["A, B", "C"]


def test_the_same_input_gives_the_same_bytes(workbook):
    path = workbook(ladder())
    for name in ("one.xlsx", "two.xlsx"):
        planner.compare(path).write(Path(name))
    assert Path("one.xlsx").read_bytes() == Path("two.xlsx").read_bytes()


def test_the_workbook_on_disk(compared, tmp_path):
    path = tmp_path / "comparison.xlsx"
    compared.write(path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [sheet.name for sheet in sheets_of(compared)] == list(compared.tables)
    assert all(sheet["A1"].value == f"{sheet.title}: Case, policy sets compared" for sheet in book)
    summary = book["Summary"]
    assert summary["A4"].value.startswith("seventy costs 120 money (12.0 %) more than free.")
    heads = next(r for r in range(1, 20) if summary.cell(r, 1).value == "Figure")
    assert [cell.value for cell in summary[heads]][3:] == ["free", "seventy", "fifty", "thirty"]
    assert [cell.value for cell in summary[heads - 1]][3:] == ["base", "against free", "against free", "infeasible"]
    assert [cell.value for cell in summary[heads + 1]][3:] == [pytest.approx(1000), 1120, 1320, None]


def test_the_trade_off_is_a_native_chart_with_a_named_point_for_every_plan(compared, tmp_path):
    path = tmp_path / "comparison.xlsx"
    compared.write(path)
    with ZipFile(path) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 2
    assert all(chart.count("<c:scatterChart>") == 1 for chart in charts)
    assert all(chart.count("<c:ser>") == chart.count("<c:showSerName") == 3 for chart in charts)
    points = openpyxl.load_workbook(path)["Summary"]
    found = [[cell.value for cell in row[1:3]] for row in points.iter_rows() if row[0].value == "fifty"]
    assert found == [pytest.approx([1320, 0.5]), pytest.approx([1320, 0.56])]


@pytest.fixture(scope="module")
def example():
    return planner.compare(EXAMPLE, ["today", "EU 2030 hard"])


def test_the_example_costs_what_its_rules_ask_and_reaches_what_they_buy(example):
    today, hard = example.solved
    assert hard.reference is not None
    assert hard.findings.paid_cost > today.findings.paid_cost
    lines = example.tables["Indicators"]
    (reached,) = lines[lines["Figure"] == "One country at most 65 %: reached"].to_dict("records")
    assert f"of {reached['EU 2030 hard']:.0f}" == reached["Unit"]
    assert reached["today"] < reached["EU 2030 hard"]
    shares = example.tables["Shares"]
    last = shares[(shares["Counted"] == "bought") & (shares["When"] == "2035")]
    assert last["EU 2030 hard"].max() == pytest.approx(0.65, abs=1e-6)


def test_what_a_stage_of_the_example_consumes_changes_hands(example):
    lines = example.tables["Volumes"]
    assert not lines.empty
    assert ((lines["EU 2030 hard: change"] > 0).any(), (lines["EU 2030 hard: change"] < 0).any()) == (True, True)
    assert ((lines["today"] + lines["EU 2030 hard: change"]) >= -1e-6).all()


def test_the_measures_of_the_example_keep_their_order(example):
    groups = list(dict.fromkeys(measure.group for measure in example.measures))
    assert groups[:4] == ["Cost", "Capital outlay", "Cost per tonne", "Shortages"]
    assert len(example.measures) == len(set(example.measures))
