"""Work done by this thread, by threads, and by two worker processes of a real cluster: the same, whoever does it."""

import json
import os
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pytest

from planner import comparing, running
from planner.cli import main
from planner.comparing import Asked, Keeping
from planner.engine import Engine, chosen, using
from planner.errors import PlannerError, Stopped
from planner.planning import Plan
from planner.progress import silent
from planner.running import Steps, each, on, workers
from planner.timings import measured, step
from tests.cases.tables import policies
from tests.comparing.tables import strike
from tests.partnering.test_joint import two
from tests.workbooks import write_workbook

QUIETLY = Steps(silent, "Item")


@pytest.fixture(scope="module")
def cluster():
    """The address of a scheduler on the loopback with two worker processes."""
    distributed = pytest.importorskip("distributed")
    settings = {"n_workers": 2, "threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": None}
    with distributed.LocalCluster(**settings, silence_logs="CRITICAL") as running:
        yield running.scheduler_address


@pytest.fixture(params=["threads", "cluster"])
def several(request):
    """What the command line says to have the work done by several."""
    return ["--threads", "2"] if request.param == "threads" else ["--cluster", request.getfixturevalue("cluster")]


@pytest.fixture
def workbook(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return str(write_workbook(tmp_path / "strike.xlsx", strike()))


def allied():
    """Two members, partnerships in two countries, a shock, and a rule that not every coalition can keep."""
    return two(
        years=2,
        Partnerships=[["Partnership", "Partner", "Capacity added"], ["P", "a", 0.5], ["Q", "b", 1]],
        Scenarios=[
            ["Scenario", "Partner", "Capacity factor", "Known from", "From", "To"],
            ["A gone", "supplier: A", 0, 2027, 2027, 2027],
        ],
        Policies=policies({"Rule": "Max country share", "Limit": 0.8}),
    )


def halved(item, _):
    if item % 2:
        raise Stopped(f"{item} is odd", b"model")
    return item // 2


def engine_of(item, progress):
    with step("working"):
        return chosen(), os.getpid()


def deadly_once(marker, _):
    """Kills the process that works on it, unless that was done before."""
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return marker.name


def fails_for_fifty(world, made):
    """What is kept of a set, if packing its plan does not fail."""
    if isinstance(made, Plan) and world.policy == "fifty":
        raise KeyError("fifty")
    return "planned" if isinstance(made, Plan) else str(made)


def outcome(done):
    try:
        return done.result()
    except PlannerError as error:
        return str(error), error.model


def test_results_come_in_order_and_an_error_is_that_of_its_item():
    expected = [0, ("1 is odd", b"model"), 1, ("3 is odd", b"model")]
    assert [outcome(done) for done in each(halved, range(4), QUIETLY)] == expected
    with ThreadPoolExecutor(2) as pool, on(pool):
        assert [outcome(done) for done in each(halved, range(4), QUIETLY)] == expected


def test_without_an_executor_work_is_done_when_it_is_asked_for():
    told = []
    done = each(lambda item, say: say("hello"), "ab", Steps(lambda *words: told.append(words), "Letter"))
    next(done)
    assert told == [("Letter 1 of 2: a", 0, 2), ("Letter 1 of 2: a. hello", 0, 2)]


def test_the_cluster_works_with_the_engine_asked_for_and_its_time_is_counted(cluster):
    with workers(cluster=cluster), using(Engine.PYOMO), measured() as timings:
        found = [done.result() for done in each(engine_of, range(8), QUIETLY)]
    assert {engine for engine, _ in found} == {Engine.PYOMO}
    assert os.getpid() not in {process for _, process in found}
    assert list(timings.steps) == [("working",)]


def test_on_the_cluster_too_an_error_is_that_of_its_item(cluster):
    with workers(cluster=cluster):
        assert [outcome(done) for done in each(halved, range(2), QUIETLY)] == [0, ("1 is odd", b"model")]


def test_a_killed_worker_costs_time_and_no_results(cluster, tmp_path):
    markers = [tmp_path / name for name in "abc"]
    markers[0].touch()
    markers[2].touch()
    with workers(cluster=cluster):
        assert [done.result() for done in each(deadly_once, markers, QUIETLY)] == ["a", "b", "c"]


def cells(path):
    """Every cell of a workbook, but for how many steps the solver took: that depends on where it started."""
    rows = [(sheet.title, row) for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows()]
    told = [(title, row) for title, row in rows if all(cell.value != "Simplex iterations" for cell in row)]
    return {(title, cell.coordinate): cell.value for title, row in told for cell in row}


def same(ours, theirs):
    """The same words, and the same numbers but for the last digits: there rounding shows how they were found."""
    numbers, words = zip(*(parted(found) for found in (ours, theirs)), strict=True)
    return words[0] == words[1] and numbers[0] == pytest.approx(numbers[1], rel=1e-9, abs=1e-9)


def parted(found):
    """The numbers of a workbook by cell, and all else."""
    numbers = {place: value for place, value in found.items() if isinstance(value, float | int)}
    return numbers, {place: value for place, value in found.items() if place not in numbers}


def test_sets_are_the_same_whoever_solves_them(workbook, several):
    words = ["compare", workbook, "--stress", "--quiet"]
    assert main([*words, "--out", "one"]) == 0
    assert main([*words, "--out", "many", *several]) == 0
    (one,), (many,) = Path("one").glob("*/*"), Path("many").glob("*/*")
    names = {path.relative_to(one) for path in one.rglob("*.xlsx")}
    assert names == {path.relative_to(many) for path in many.rglob("*.xlsx")}
    assert len(names) == 6
    assert [name for name in names if not same(cells(one / name), cells(many / name))] == []


def test_shocks_and_losses_are_the_same_whoever_works_them_out(workbook, several):
    words = ["stress", workbook, "--worst", "2", "--quiet"]
    assert main([*words, "--out", "one"]) == 0
    assert main([*words, "--out", "many", *several]) == 0
    (one,), (many,) = Path("one").glob("*/*/stress.xlsx"), Path("many").glob("*/*/stress.xlsx")
    assert one.read_bytes() == many.read_bytes()


def test_a_curve_is_the_same_whoever_solves_it(workbook, several, capsys):
    words = ["sweep", workbook, "--policy", "seventy", "--rule", "cap", "--values", "1.0:0.2:7", "--json"]
    curves = []
    for more in ([], several):
        assert main([*words, *more]) == 0
        curves.append(json.loads(capsys.readouterr().out))
    one, many = curves
    assert [point["status"] for point in one["points"]] == [point["status"] for point in many["points"]]
    costs = [[point["total_cost"] for point in curve["points"] if point["total_cost"]] for curve in curves]
    assert len(costs[0]) > 3
    assert costs[0] == pytest.approx(costs[1])
    assert one["tightest_with_a_plan"] == pytest.approx(many["tightest_with_a_plan"])


def test_values_of_partners_are_the_same_whoever_works_them_out(tmp_path, several):
    words = ["partners", str(write_workbook(tmp_path / "allied.xlsx", allied())), "--quiet"]
    folders = tmp_path / "one", tmp_path / "many"
    assert main([*words, "--out", str(folders[0])]) == 0
    assert main([*words, "--out", str(folders[1]), *several]) == 0
    one, many = (next(folder.glob("*/*/partners.xlsx")).read_bytes() for folder in folders)
    assert one == many


def test_a_set_that_fails_stops_no_other(workbook, cluster):
    kept = {}
    keeping = Keeping(fails_for_fifty, lambda world, found: kept.update({world.policy: found}))
    with workers(cluster=cluster):
        comparison = comparing.compare(workbook, Asked(["free", "fifty", "seventy"], prices=False), silent, keeping)
    assert [entry.status for entry in comparison.entries] == ["optimal", "error", "optimal"]
    assert kept["free"] == kept["seventy"] == "planned"
    assert kept["fifty"] == comparison.entries[1].why
    assert "KeyError: 'fifty'" in kept["fifty"]


def test_where_no_cluster_answers_the_user_is_told(workbook, capsys, monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(running, "ANSWER_SECONDS", 1)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{nobody.getsockname()[1]}"
        for given, why in ((address, f"No cluster answers at {address}"), ("nowhere", "No cluster answers at nowhere")):
            assert main(["compare", workbook, "--cluster", given]) == 1
            assert why in capsys.readouterr().err


def test_what_cannot_be_asked_is_told(workbook, capsys):
    for words, why in (
        (["--threads", "0"], "--threads is 0; expected at least 1."),
        (["--threads", "2", "--cluster", "tcp://127.0.0.1:1"], "--threads and --cluster cannot be given together."),
    ):
        assert main(["stress", workbook, *words]) == 1
        assert why in capsys.readouterr().err
