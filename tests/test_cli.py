import io
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field, fields
from pathlib import Path

import pytest
import typer

import planner
from planner import planning
from planner.calling import PLANNING, PLANNING_MUCH, SPEAKING, WRITING, Common
from planner.cli import app, main
from planner.engine import Engine, chosen
from planner.errors import Infeasible, InputFaults, Interrupted, Stopped, UnknownPolicy, Unwritten
from planner.problems import Problem
from planner.progress import progress_bar
from planner.workbook import Reading

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "inputs" / "eu_2035.xlsx"
HEAVY = ("pyomo", "pandas", "numpy", "scipy", "highspy", "openpyxl", "xlsxwriter")
WARNING = Problem("warning", "Notes [old]", "", "unknown-sheet", "sheet Notes [old] is not known")
FAULT = Problem("fault", "Suppliers", "F7", "out-of-range", "capacity is -120; expected a number of at least 0")


@dataclass
class Planned:
    """A finished plan as the command line sees it."""

    policy: str = "CRMA 2030"
    currency: str = "EUR"
    paid_cost: float = 78450.4
    total_cost: float = 98450.0
    shortage_tonnes: float = 12.5
    problems: list = field(default_factory=list)
    short: tuple = (("Batteries", "Cobalt", 10.0, 0.25), ("Steel [EU]", "Tungsten", 2.5, 0.0125))
    largest: tuple | None = (0.654, "China", "Magnet rare earths", "Processing", "2026")

    def worst_shortages(self, count):
        return self.short[:count]

    def largest_share(self):
        return self.largest

    def explained(self, _):
        return self

    def dearest_rules(self):
        return []

    def nearness(self):
        return []

    def facts(self):
        return {"iterations": 17}

    def write(self, path):
        path.write_bytes(b"the plan")


@pytest.fixture
def workbook(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "our plan.xlsx"
    path.write_bytes(b"a workbook")
    return path


@pytest.fixture
def answer(monkeypatch):
    """Set what planning comes to: a plan, a list of problems, or an error to raise."""

    def set_to(result):
        def planned(path, *_, **__):
            if isinstance(result, BaseException):
                raise result
            return result

        monkeypatch.setattr(planning, "plan", planned)
        monkeypatch.setattr(planning, "read", lambda path, _: Reading(None, planned(path), []))

    return set_to


def run_folders():
    return sorted(Path("outputs").glob("*/*"))


def record():
    (folder,) = run_folders()
    return json.loads((folder / "run.json").read_text(encoding="utf-8"))


def test_plan_says_where_the_plan_is_what_it_costs_what_is_short_and_whose_share_is_largest(workbook, answer, capsys):
    answer(Planned(problems=[WARNING]))
    assert main(["plan", str(workbook)]) == 0
    (folder,) = run_folders()
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.splitlines() == [
        f"Plan: {folder / 'plan.xlsx'}",
        "Policy set: CRMA 2030",
        "Paid cost: 78,450 EUR in present value",
        "Shortages: 12.5 t; the worst:",
        "  Cobalt for Batteries: 10 t, 25.0% of its demand",
        "  Tungsten for Steel [EU]: 2.5 t, 1.2% of its demand",
        "Largest share: 65.4% of Magnet rare earths at Processing in 2026, from China",
        "Warnings: 1 (planner check lists them)",
    ]
    assert (folder / "plan.xlsx").read_bytes() == b"the plan"
    assert (folder / "input.xlsx").read_bytes() == b"a workbook"


def test_plan_says_so_when_nothing_is_short_and_nothing_is_bought(workbook, answer, capsys):
    answer(Planned(short=(), largest=None))
    assert main(["plan", str(workbook)]) == 0
    said = capsys.readouterr().out
    assert "Shortages: none" in said
    assert "nothing is bought" in said


def test_the_run_is_recorded(workbook, answer):
    answer(Planned(problems=[WARNING]))
    main(["plan", str(workbook), "--policy", "CRMA 2030"])
    said = record()
    assert (said["command"], said["status"], said["exit_code"]) == ("plan", "optimal", 0)
    options = {"policy": "CRMA 2030", "assume": None, "near": None, "within": None, "prices": False}
    assert said["options"] == {**options, "engine": "compiled"}
    assert said["result"]["paid_cost"] == 78450.4
    assert said["facts"] == {"iterations": 17}
    assert [problem["code"] for problem in said["problems"]] == ["unknown-sheet"]


def test_the_options_reach_the_planning(workbook, monkeypatch):
    asked = {}

    def planned(path, policy, assume, progress):
        asked.update(content=path.read_bytes(), policy=policy, assume=assume, engine=chosen())
        return Planned()

    monkeypatch.setattr(planning, "plan", planned)
    words = ["--policy", "strict", "--assume", "boom", "--engine", "pyomo", "--out", "elsewhere"]
    assert main(["plan", str(workbook), *words]) == 0
    assert asked == {"content": b"a workbook", "policy": "strict", "assume": "boom", "engine": Engine.PYOMO}
    assert chosen() is Engine.COMPILED
    assert len(list(Path("elsewhere/our plan").iterdir())) == 1
    assert run_folders() == []


@pytest.mark.parametrize("options", [[], ["--prices"]])
def test_rules_are_priced_where_it_is_asked_for(workbook, answer, monkeypatch, options):
    priced = []
    monkeypatch.setattr(Planned, "priced", lambda plan, _: priced.append(plan) or plan, raising=False)
    answer(Planned())
    assert main(["plan", str(workbook), *options]) == 0
    assert len(priced) == len(options)


def test_json_is_one_object_on_stdout_and_nothing_else(workbook, answer, capsys):
    answer(Planned(problems=[WARNING]))
    assert main(["plan", str(workbook), "--json"]) == 0
    said = capsys.readouterr()
    (folder,) = run_folders()
    assert said.err == ""
    assert json.loads(said.out) == {
        "status": "optimal",
        "run_folder": str(folder),
        "total_cost": 98450.0,
        "paid_cost": 78450.4,
        "shortage_tonnes": 12.5,
        "policy": "CRMA 2030",
        "diagnosis": None,
    }


FINDINGS = [
    (InputFaults([WARNING, FAULT]), 2, "faults"),
    (Infeasible("No."), 3, "infeasible"),
    (Stopped("Eh."), 4, "stopped"),
]


@pytest.mark.parametrize("error, code, status", FINDINGS, ids=str)
def test_a_workbook_without_a_plan_leaves_a_report_and_no_plan(workbook, answer, capsys, error, code, status):
    answer(error)
    assert main(["plan", str(workbook)]) == code
    (folder,) = run_folders()
    copy = ["checked.xlsx"] if status == "faults" else []
    assert sorted(path.name for path in folder.iterdir()) == [*copy, "input.xlsx", "run.json"]
    assert (record()["status"], record()["exit_code"], record()["message"]) == (status, code, str(error))
    said = capsys.readouterr()
    product = "Checked: {}/checked.xlsx" if copy else "Report: {}/run.json"
    assert said.out.splitlines()[0] == product.format(folder)
    assert said.err.startswith(f"planner: {error}")


ENDS = [
    *FINDINGS,
    (UnknownPolicy("strct", ["strict"]), 1, "error"),
    (Unwritten("Full."), 5, "unwritten"),
    (Interrupted(), 6, "interrupted"),
    (KeyboardInterrupt(), 6, "interrupted"),
    (OSError(28, "No space left on device"), 1, "error"),
    (RuntimeError("a mistake"), 1, "error"),
]


@pytest.mark.parametrize("error, code, status", ENDS, ids=str)
def test_every_end_has_its_exit_code_and_its_object(workbook, answer, capsys, error, code, status):
    answer(error)
    assert main(["plan", str(workbook), "--json"]) == code
    said = json.loads(capsys.readouterr().out)
    assert said["status"] == status
    assert (said["run_folder"] is None) == (code not in (2, 3, 4))
    assert said["total_cost"] is said["paid_cost"] is said["shortage_tonnes"] is said["policy"] is None
    assert said["message"]


@pytest.mark.parametrize("error", [end[0] for end in ENDS if end[1] not in (2, 3, 4)], ids=str)
def test_nothing_is_written_when_a_run_comes_to_nothing(workbook, answer, error):
    answer(error)
    main(["plan", str(workbook)])
    assert run_folders() == []


def test_the_faults_of_a_workbook_that_cannot_be_planned_are_told(workbook, answer, capsys):
    answer(InputFaults([WARNING, FAULT]))
    main(["plan", str(workbook)])
    assert capsys.readouterr().err.splitlines() == [
        "planner: The workbook has 1 fault.",
        "fault: Suppliers!F7: capacity is -120; expected a number of at least 0",
        "warning: Notes [old]: sheet Notes [old] is not known",
    ]
    assert [problem["cell"] for problem in record()["problems"]] == ["F7", ""]


def test_an_unknown_policy_set_is_told_with_the_nearest_one(workbook, answer, capsys):
    answer(UnknownPolicy("CRMA 2031", ["free", "CRMA 2030"]))
    assert main(["plan", str(workbook), "--policy", "CRMA 2031"]) == 1
    assert "Did you mean CRMA 2030?" in capsys.readouterr().err


def test_a_mistake_of_the_planner_is_one_sentence_and_its_traceback_is_for_those_who_ask(
    workbook, answer, capsys, monkeypatch
):
    answer(RuntimeError("a mistake\nof two lines"))
    assert main(["plan", str(workbook)]) == 1
    (sentence,) = capsys.readouterr().err.splitlines()
    assert "RuntimeError: a mistake" in sentence
    monkeypatch.setenv("PLANNER_DEBUG", "1")
    assert main(["plan", str(workbook)]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_a_plan_that_cannot_be_written_is_no_mistake_of_the_planner(workbook, answer, capsys):
    class Unwritable(Planned):
        def write(self, path):
            raise Unwritten("No space is left.")

    answer(Unwritable())
    assert main(["plan", str(workbook)]) == 5
    assert "No space is left." in capsys.readouterr().err
    assert run_folders() == []


def test_an_output_folder_that_cannot_be_made(workbook, answer, capsys):
    answer(Planned())
    Path("outputs").write_text("a file is in the way")
    assert main(["plan", str(workbook)]) == 5
    assert capsys.readouterr().err.startswith("planner: outputs")


def test_quiet_says_only_what_went_wrong(workbook, answer, capsys):
    answer(Planned())
    assert main(["plan", str(workbook), "--quiet"]) == 0
    assert tuple(capsys.readouterr()) == ("", "")
    answer(Infeasible("The rules cannot hold together."))
    assert main(["plan", str(workbook), "--quiet"]) == 3
    assert tuple(capsys.readouterr()) == ("", "planner: The rules cannot hold together.\n")


def test_check_lists_every_problem_faults_first(workbook, answer, capsys):
    answer([WARNING, FAULT])
    assert main(["check", str(workbook)]) == 2
    (folder,) = run_folders()
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.splitlines() == [
        f"Checked: {folder / 'checked.xlsx'}",
        "Faults: 1, warnings: 1, columns with defaults: 0",
        "fault: Suppliers!F7: capacity is -120; expected a number of at least 0",
        "warning: Notes [old]: sheet Notes [old] is not known",
        "The cells of the workbook are not in this copy: it is damaged (BadZipFile).",
    ]
    assert sorted(path.name for path in folder.iterdir()) == ["checked.xlsx", "input.xlsx", "run.json"]
    assert (record()["status"], record()["exit_code"]) == ("faults", 2)


@pytest.mark.parametrize("problems, code, status", [([FAULT], 2, "faults"), ([WARNING], 0, "ok"), ([], 0, "ok")])
def test_check_as_json(workbook, answer, capsys, problems, code, status):
    answer(problems)
    assert main(["check", str(workbook), "--json"]) == code
    said = json.loads(capsys.readouterr().out)
    assert list(said) == ["status", "run_folder", "problems", "defaults"]
    assert said["status"] == status
    assert [set(row) for row in said["problems"]] == [
        {"severity", "sheet", "cell", "code", "message", "hint"} for _ in problems
    ]


WRONG = [
    ["plan"],
    ["plan", "no such.xlsx"],
    ["plan", "."],
    ["plan", "our plan.xlsx", "--polcy", "strict"],
    ["plan", "our plan.xlsx", "another.xlsx"],
    ["pln", "our plan.xlsx"],
    ["check", "our plan.xlsx", "--policy", "strict"],
]


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_a_wrong_command_line_is_one_sentence_and_exit_code_1(workbook, capsys, words):
    assert main(words) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("planner: ")
    assert main([*words, "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["status"], answer["run_folder"]) == ("error", None)
    assert not Path("outputs").exists()


def test_without_a_word_the_commands_are_shown(capsys):
    assert main([]) == 0
    said = capsys.readouterr().out
    assert all(command in said for command in ("plan", "check", "template"))


def test_the_versions(capsys):
    assert main(["--version"]) == 0
    assert f"python {sys.version.split()[0]}" in capsys.readouterr().out


def test_template_never_overwrites(workbook, capsys):
    assert main(["template", str(workbook)]) == 5
    assert "is there already" in capsys.readouterr().err
    assert workbook.read_bytes() == b"a workbook"
    assert main(["template", str(workbook), "--json"]) == 5
    answer = json.loads(capsys.readouterr().out)
    assert (answer["status"], answer["file"]) == ("unwritten", None)


def test_template_makes_a_workbook(workbook, capsys):
    assert main(["template", "new.xlsx", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer == {"status": "ok", "run_folder": None, "file": "new.xlsx", "cells_to_fill_in": None}
    assert Path("new.xlsx").read_bytes().startswith(b"PK")


class Screen(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    "screen, wanted, seen", [(Screen, True, True), (Screen, False, False), (io.StringIO, True, False)]
)
def test_progress_is_shown_on_a_terminal_in_the_words_given_and_never_in_a_pipe(monkeypatch, screen, wanted, seen):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", screen())
    with progress_bar(wanted=wanted) as progress:
        progress("Solving set 3 of 8: CRMA [2030]", 2, 8)
    assert ("CRMA [2030]" in sys.stderr.getvalue()) == seen
    assert bool(sys.stderr.getvalue()) == seen


def test_what_the_template_makes_can_be_checked_and_planned_twice_with_the_same_bytes(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["template", "new.xlsx", "--quiet"]) == 0
    assert main(["check", "new.xlsx", "--quiet"]) == 0
    plans = []
    for _ in range(2):
        assert main(["plan", "new.xlsx", "--json"]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert answer["total_cost"] == pytest.approx(answer["paid_cost"])  # nothing is short, no rule is soft
        plans.append(Path(answer["run_folder"], "plan.xlsx").read_bytes())
    assert plans[0] == plans[1]
    with pytest.raises(UnknownPolicy, match="no policy set nobody"):
        planner.plan("new.xlsx", policy="nobody")


def python(*arguments, **options):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=environment | options.pop("env", {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def said_by(*arguments, **options):
    process = python(*arguments, **options)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def test_help_is_quick_because_nothing_heavy_is_imported(tmp_path):
    script = "import sys; from planner.cli import main; main(['plan', '--help']); print(*sys.modules)"
    code, out, _ = said_by("-c", script, cwd=tmp_path)
    assert code == 0
    assert "--policy" in out
    assert set(out.splitlines()[-1].split()).isdisjoint(HEAVY)


def test_check_needs_no_model(tmp_path):
    script = "import sys; from planner.cli import main; print(main(sys.argv[1:])); print(*sys.modules)"
    code, out, _ = said_by("-c", script, "check", str(EXAMPLE), "--quiet", cwd=tmp_path)
    verdict, modules = out.splitlines()
    assert (code, verdict) == (0, "0")
    assert set(modules.split()).isdisjoint({"pyomo", "pandas", "scipy", "highspy"})


def test_a_plan_loads_no_more_than_it_needs(workbook):
    """Pandas is for those who ask for frames, and of scipy a plan needs its sparse matrices only."""
    script = "import sys; from planner.cli import main; main(sys.argv[1:]); print(*sys.modules)"
    code, out, _ = said_by("-c", script, "plan", str(workbook), "--quiet", cwd=workbook.parent)
    loaded = set(out.splitlines()[-1].split())
    assert code == 0
    assert {"pyomo", "scipy.sparse", "xlsxwriter"} <= loaded
    assert loaded.isdisjoint({"pandas", "scipy.stats", "scipy.optimize"})


def test_python_m_planner_is_the_same_command(tmp_path):
    code, out, err = said_by("-m", "planner", "plan", "no such.xlsx", cwd=tmp_path)
    assert (code, out) == (1, "")
    assert "no such.xlsx" in err


FAKED = """
import sys
from planner import planning
from planner.cli import main
{answer}
sys.exit(main(sys.argv[1:]))
"""


def test_names_that_a_pipe_cannot_print_do_not_stop_a_run(workbook):
    answer = f"""
from planner.problems import Problem
from planner.workbook import Reading
planning.read = lambda path, _: Reading(None, [Problem("warning", "Prices", "A1", {FAULT.code!r}, "\\u94b4")], [])
"""
    arguments = ("-c", FAKED.format(answer=answer), "check", str(workbook))
    code, out, _ = said_by(*arguments, cwd=workbook.parent, env={"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"})
    assert code == 0
    assert "\\u94b4" in out


@pytest.mark.skipif(os.name == "nt", reason="signals as on Linux and macOS")
def test_ctrl_c_ends_a_run_with_its_exit_code_and_leaves_nothing(workbook):
    answer = """
def planned(*_):
    import time
    print("planning", file=sys.stderr, flush=True)
    time.sleep(60)
planning.plan = planned
"""
    arguments = ("-c", FAKED.format(answer=answer), "plan", str(workbook), "--json")
    with python(*arguments, cwd=workbook.parent) as process:
        assert process.stderr.readline() == "planning\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 6
    assert json.loads(out)["status"] == "interrupted"
    assert err == "planner: Interrupted; nothing was written.\n"
    assert list((workbook.parent / "outputs" / "our plan").iterdir()) == []


def test_the_same_from_python(workbook, answer):
    plan = Planned()
    answer(plan)
    assert planner.plan(str(workbook), policy="strict") is plan


@pytest.mark.parametrize(
    "command, common",
    [
        *((name, PLANNING_MUCH) for name in ("compare", "sweep", "stress", "partners")),
        *((name, PLANNING) for name in ("plan", "hedge", "matters")),
        *((name, WRITING) for name in ("check", "changes")),
        *((name, SPEAKING) for name in ("template", "verify")),
    ],
)
def test_a_command_takes_the_common_options_after_its_own(command, common):
    options = [option.name for option in typer.main.get_command(app).commands[command].params]
    assert tuple(options[-len(common) :]) == common
    assert not set(options[: -len(common)]) & {field.name for field in fields(Common)}
