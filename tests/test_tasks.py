import ast
import runpy
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import tasks

ROOT = Path(tasks.__file__).parent


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout without an environment, in a folder with a space."""
    root = tmp_path / "our checkout"
    root.mkdir()
    for name in ("pyproject.toml", "constraints.txt"):
        (root / name).write_text(name)
    venv = root / ".venv"
    for name, value in {
        "ROOT": root,
        "VENV": venv,
        "STAMP": venv / "complete.txt",
        "PYTHON": venv / "python",
    }.items():
        monkeypatch.setattr(tasks, name, value)
    return root


@pytest.fixture
def called(checkout, monkeypatch):
    """The commands called so far, noted and not run; `codes` are the exit codes to answer with."""

    class Calls(list):
        codes = {}

        def __call__(self, *command, folder=None, quiet=False):
            name = command[2] if command[1] == "-m" else "code"
            self.append((name, *map(str, command[3:])))
            code = self.codes.get(name, 0)
            if name == "venv" and not code:
                tasks.VENV.mkdir(exist_ok=True)
                tasks.PYTHON.touch()
            return code

        def named(self):
            names = [name for name, *_ in self]
            self.clear()
            return names

    calls = Calls()
    monkeypatch.setattr(tasks, "call", calls)
    return calls


def test_the_first_call_makes_the_environment_and_later_ones_find_it(called):
    assert tasks.main(["plan"]) == 0
    assert called.named() == ["venv", "pip", "planner"]
    assert tasks.main(["plan"]) == 0
    assert called.named() == ["planner"]


def test_the_example_is_planned_unless_a_file_is_named(called):
    tasks.main(["plan"])
    assert called[-1] == ("planner", "plan", str(tasks.EXAMPLE))
    tasks.main(["plan", "--policy", "CRMA 2030", "--json"])
    assert called[-1] == ("planner", "plan", str(tasks.EXAMPLE), "--policy", "CRMA 2030", "--json")
    tasks.main(["plan", "our plan.xlsx", "--quiet"])
    assert called[-1] == ("planner", "plan", "our plan.xlsx", "--quiet")


def test_the_pins_are_used_and_the_tools_only_where_needed(called):
    tasks.main(["plan"])
    (pip,) = [call for call in called if call[0] == "pip"]
    assert pip[pip.index("-c") + 1] == "constraints.txt"
    assert pip[-2:] == ("-e", ".")
    called.clear()
    tasks.main(["test", "-k", "share"])
    assert [call[-1] for call in called if call[0] == "pip"] == [".[dev,cluster]"]
    assert called.named() == ["pip", "pytest"]
    tasks.main(["plan"])
    assert called.named() == ["planner"]


def test_coverage_is_of_the_mathematics_and_the_reader(called):
    assert tasks.main(["coverage", "tests/models"]) == 0
    assert called[-1][0] == "pytest"
    assert {"--cov=models", "--cov=planner.workbook", "tests/models"} <= set(called[-1])


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_a_change_of_what_is_installed_brings_the_environment_up_to_date(called, checkout, name):
    tasks.main(["test"])
    called.clear()
    (checkout / name).write_text("changed")
    tasks.main(["test"])
    assert called.named() == ["pip", "pytest"]


def test_a_checkout_that_was_moved_is_installed_again(called, checkout, monkeypatch):
    tasks.main(["plan"])
    called.clear()
    moved = checkout.rename(checkout.with_name("elsewhere"))
    for name in ("ROOT", "VENV", "STAMP", "PYTHON"):
        monkeypatch.setattr(tasks, name, moved / getattr(tasks, name).relative_to(checkout))
    tasks.main(["plan"])
    assert called.named() == ["pip", "planner"]


@pytest.mark.parametrize("broken", ["venv", "pip"])
def test_an_installation_that_failed_is_made_anew(called, broken):
    called.codes = {broken: 9}
    assert tasks.main(["plan"]) == 9
    assert "planner" not in called.named()
    called.codes = {}
    assert tasks.main(["plan"]) == 0
    assert called.named() == ["venv", "pip", "planner"]


def test_an_update_that_failed_makes_all_anew(called, checkout):
    tasks.main(["plan"])
    (checkout / "constraints.txt").write_text("changed")
    called.codes = {"pip": 1}
    assert tasks.main(["plan"]) == 1
    called.codes = {}
    called.clear()
    tasks.main(["plan"])
    assert called.named() == ["venv", "pip", "planner"]


def test_an_environment_of_unknown_origin_is_made_anew(called, checkout):
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "python").touch()
    tasks.main(["plan"])
    assert called.named() == ["venv", "pip", "planner"]


def test_an_environment_whose_python_is_gone_is_made_anew(called, checkout):
    tasks.main(["plan"])
    called.clear()
    (checkout / ".venv" / "python").unlink()
    tasks.main(["plan"])
    assert called.named() == ["venv", "pip", "planner"]


@pytest.mark.parametrize("errand, module", [("plan", "planner"), ("test", "pytest")])
def test_exit_codes_pass_through(called, errand, module):
    called.codes = {module: 3}
    assert tasks.main([errand]) == 3


def test_lint_runs_every_check_even_after_one_failed(called):
    called.codes = {"ruff": 1}
    assert tasks.main(["lint"]) == 1
    assert called.named() == ["venv", "pip", "ruff", "ruff", "mypy", "code"]


def test_docs_needs_no_tools_and_takes_no_options(called):
    assert tasks.main(["docs"]) == 0
    assert [call[-1] for call in called if call[0] == "pip"] == ["."]
    assert called.named() == ["venv", "pip", "code"]
    assert tasks.main(["docs", "--all"]) == 1
    assert called == []


def test_an_unknown_errand_shows_the_errands(called, capsys):
    assert tasks.main(["plam"]) == 1
    assert "python tasks.py plan" in capsys.readouterr().err
    assert called == []


def test_a_command_runs_with_spaces_in_its_paths_and_its_exit_code_is_returned(tmp_path):
    script = tmp_path / "exit with.py"
    script.write_text("import sys; sys.exit(int(sys.argv[1] == 'a b') * 5)")
    assert tasks.call(sys.executable, script, "a b", folder=tmp_path) == 5


def test_what_is_said_while_installing_stays_off_stdout(capfd):
    assert tasks.call(sys.executable, "-c", "print('noise')", quiet=True) == 0
    said = capfd.readouterr()
    assert (said.out, said.err.strip()) == ("", "noise")


@pytest.mark.skipif(sys.platform == "win32", reason="signals as on Linux and macOS")
def test_ctrl_c_is_answered_by_the_command_and_its_exit_code_kept():
    patient = (
        "import time\ntry: print('ready', flush=True); time.sleep(60)\nexcept KeyboardInterrupt: raise SystemExit(6)"
    )
    parent = f"import sys, tasks\nsys.exit(tasks.call(sys.executable, '-c', {patient!r}))"
    with subprocess.Popen(
        [sys.executable, "-c", parent], cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdout.readline() == b"ready\n"
        time.sleep(0.2)
        signal_group(process.pid)
        assert process.wait(20) == 6


def signal_group(pid):
    import os

    os.killpg(pid, signal.SIGINT)


@pytest.mark.parametrize("version, refused", [((3, 10, 9), True), ((3, 11, 0), False), ((4, 0, 0), False)])
def test_an_older_python_is_told_so(monkeypatch, version, refused):
    monkeypatch.setattr(sys, "version_info", version)
    if refused:
        with pytest.raises(SystemExit, match="needs Python 3.11 or later"):
            runpy.run_path(str(ROOT / "tasks.py"), run_name="old")
    else:
        runpy.run_path(str(ROOT / "tasks.py"), run_name="new")


def test_an_older_python_can_read_the_file_as_far_as_that():
    ast.parse((ROOT / "tasks.py").read_text(), feature_version=(3, 7))


def test_only_the_standard_library_is_needed():
    tree = ast.parse((ROOT / "tasks.py").read_text())
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names


def test_a_workbook_dropped_on_plan_cmd_is_planned_and_the_window_stays_open():
    raw = (ROOT / "plan.cmd").read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n")
    lines = raw.decode("ascii").splitlines()
    dropped, planned = (
        lines.index('set "WORKBOOK=%~f1"'),
        lines.index('if defined WORKBOOK %PYTHON% tasks.py plan "%WORKBOOK%"'),
    )
    moved = lines.index('pushd "%~dp0"')
    assert dropped < moved < planned
    assert lines[-2:] == ["pause", "exit /b %CODE%"]
    labels = {line[1:] for line in lines if line.startswith(":")}
    assert {line.split()[-1] for line in lines if "goto" in line} <= labels


def test_every_requirement_is_pinned_to_one_version():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    lines = (ROOT / "constraints.txt").read_text().split()
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in lines}
    assert all("==" in line and "@" not in line for line in lines)
    assert {name.split(">")[0].lower() for name in wanted} <= pinned
