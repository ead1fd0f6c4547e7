import time

import pytest

from planner.cli import main
from planner.timings import Timings, measured, measuring, step
from tests.comparing.tables import ladder
from tests.workbooks import write_workbook


def test_steps_count_within_the_step_around_them():
    with measured() as timings:
        with step("outer"):
            with step("inner"):
                time.sleep(0.001)
            with step("inner"):
                pass
        with step("inner"):
            pass
    assert list(timings.steps) == [("outer",), ("outer", "inner"), ("inner",)]
    assert 0 < timings.steps["outer", "inner"] <= timings.steps["outer",] <= timings.seconds


def test_a_function_can_be_a_step():
    @step("adding")
    def add(a, b):
        return a + b

    assert add(1, 2) == 3  # nobody measures
    with measured() as timings:
        assert add(1, 2) == 3
    assert list(timings.steps) == [("adding",)]


def test_a_step_that_fails_is_counted_and_left():
    with measured() as timings:
        with pytest.raises(KeyError), step("failing"):
            raise KeyError
        with step("next"):
            pass
    assert list(timings.steps) == [("failing",), ("next",)]
    assert measuring() is None


def test_what_was_measured_elsewhere_counts_within_the_step_at_hand():
    with measured() as timings, step("sets"):
        timings.add({("solving",): 1.0})
        timings.add({("solving",): 2.0})
    assert timings.steps["sets", "solving"] == 3.0


def test_the_table_adds_up():
    timings = Timings({("reading",): 1.0, ("rules",): 2.0, ("more",): 0.5, ("rules", "solving"): 1.5}, seconds=4.0)
    assert timings.lines() == [
        "reading              1.00 s   25.0%",
        "rules                2.00 s   50.0%",
        "  solving            1.50 s   37.5%",
        "more                 0.50 s   12.5%",
        "everything else      0.50 s   12.5%",
        "in all               4.00 s  100.0%",
    ]


def test_where_several_work_at_once_the_table_says_what_passed_meanwhile():
    timings = Timings({("sets",): 3.0, ("reading",): 1.0}, seconds=2.0)
    assert timings.lines()[-2:] == [
        "in all                4.00 s  100.0%",
        "passed meanwhile      2.00 s   50.0%",
    ]


def test_a_command_tells_its_steps_on_stderr(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["plan", str(write_workbook(tmp_path / "sets.xlsx", ladder())), "--timings"]) == 0
    said = capsys.readouterr()
    told = {line.split("  ")[0].strip() for line in said.err.splitlines()}
    assert {"reading", "assembling", "building", "handing over", "solving", "choosing among ties", "certifying"} <= told
    assert {"what would change the plan", "writing", "in all"} <= told
    assert "solving" not in said.out
