import hashlib
import json
import os
from datetime import UTC, datetime

import pytest

from planner import runs
from planner.errors import Unreadable, Unwritten
from planner.runs import Order, new_run, write_new, writing

NOON = datetime(2026, 5, 12, 12, 0, 0, tzinfo=UTC)


@pytest.fixture
def order(tmp_path):
    workbook = tmp_path / "our plan 2035.xlsx"
    workbook.write_bytes(bytes(range(256)) * 40)
    return Order("plan", workbook, tmp_path / "out", {"policy": "CRMA 2030"})


@pytest.fixture
def noon(monkeypatch):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return NOON

    monkeypatch.setattr(runs, "datetime", Clock)


def finished(order, text="rows"):
    with new_run(order) as run:
        (run.path / "plan.xlsx").write_text(text)
        run.record("optimal")
    return run.path


def names(order):
    folder = order.out / order.workbook.stem
    return sorted(path.name for path in folder.iterdir())


def test_a_finished_run_has_its_files_and_nothing_else_is_left(order, noon):
    folder = finished(order)
    assert folder == order.out / "our plan 2035" / "2026-05-12T120000Z-plan"
    assert names(order) == [folder.name]
    assert sorted(path.name for path in folder.iterdir()) == ["input.xlsx", "plan.xlsx", "run.json"]
    assert (folder / "input.xlsx").read_bytes() == order.workbook.read_bytes()


def test_the_folder_has_no_final_name_before_it_is_whole(order):
    with new_run(order) as run:
        run.record("optimal")
        (under_way,) = names(order)
        assert under_way.startswith(".")
        assert under_way.endswith(".part")
    assert names(order) == [run.path.name]


def test_what_is_read_is_a_copy_under_its_own_name(order):
    content = order.workbook.read_bytes()
    with new_run(order) as run:
        order.workbook.write_bytes(b"saved again meanwhile")
        assert (run.input.name, run.input.read_bytes()) == (order.workbook.name, content)
        run.record("optimal")
    assert (run.path / "input.xlsx").read_bytes() == content


@pytest.mark.parametrize("name", ["input.xlsx", "plan.xlsx", "run.json"])
def test_the_workbook_may_have_the_name_of_an_output(order, name):
    workbook = order.workbook.rename(order.workbook.with_name(name))
    folder = finished(Order("plan", workbook, order.out), "rows")
    assert (folder / "plan.xlsx").read_text() == "rows"
    assert (folder / "input.xlsx").read_bytes() == workbook.read_bytes()


def test_the_record_says_what_differs_between_runs_of_the_same_input(order, noon):
    said = json.loads((finished(order) / "run.json").read_text(encoding="utf-8"))
    assert said["status"] == "optimal"
    assert said["options"] == {"policy": "CRMA 2030"}
    assert said["input_sha256"] == hashlib.sha256(order.workbook.read_bytes()).hexdigest()
    assert said["started"] == said["finished"] == "2026-05-12T12:00:00+00:00"
    assert said["workbook"] == str(order.workbook)
    assert said["out"] == str(order.out)
    assert set(said["versions"]) == {"python", "planner", "pyomo", "highspy"}
    assert len(said["run_id"]) == 32


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_nothing_is_left_of_a_run_that_fails(order, error):
    with pytest.raises(error), new_run(order) as run:
        (run.path / "plan.xlsx").write_text("half")
        raise error
    assert names(order) == []


def test_a_name_that_is_taken_gets_a_suffix_and_earlier_runs_stay_as_they_are(order, noon):
    first = finished(order, "first")
    second = finished(order, "second")
    third = finished(order, "third")
    assert [second.name, third.name] == [f"{first.name}-2", f"{first.name}-3"]
    assert [(folder / "plan.xlsx").read_text() for folder in (first, second, third)] == [
        "first",
        "second",
        "third",
    ]


def test_a_name_taken_at_the_last_moment_is_left_to_its_owner(order, noon, monkeypatch):
    rename = runs.Path.rename
    taken = []

    def another_run_is_quicker(path, target):
        if target.name == "2026-05-12T120000Z-plan" and not taken:
            taken.append(target)
            target.mkdir()
            (target / "plan.xlsx").write_text("theirs")
        return rename(path, target)

    monkeypatch.setattr(runs.Path, "rename", another_run_is_quicker)
    folder = finished(order, "ours")
    assert folder.name == f"{taken[0].name}-2"
    assert (taken[0] / "plan.xlsx").read_text() == "theirs"
    assert (folder / "plan.xlsx").read_text() == "ours"


def test_the_leftover_of_a_killed_run_does_not_matter(order, noon):
    folder = order.out / order.workbook.stem
    left = folder / f".2026-05-12T120000Z-plan.{'0' * 32}.part"
    left.mkdir(parents=True)
    assert finished(order).name == "2026-05-12T120000Z-plan"
    assert left.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no folder handles")
def test_every_file_is_on_the_disk_before_the_folder_gets_its_name(order, monkeypatch):
    flushed, at_rename = [], []
    fsync, rename = os.fsync, runs.Path.rename

    def noted_fsync(handle):
        flushed.append(os.fstat(handle).st_ino)
        return fsync(handle)

    def noted_rename(path, target):
        at_rename.extend(flushed)
        return rename(path, target)

    monkeypatch.setattr(runs.os, "fsync", noted_fsync)
    monkeypatch.setattr(runs.Path, "rename", noted_rename)
    folder = finished(order)
    assert {path.stat().st_ino for path in (folder, *folder.iterdir())} <= set(at_rename)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_others_may_read_a_run_folder_as_any_other_folder(order, tmp_path):
    (tmp_path / "ordinary").mkdir()
    assert finished(order).stat().st_mode == (tmp_path / "ordinary").stat().st_mode


def test_an_output_folder_that_cannot_be_made_is_said(order):
    order.out.write_text("a file is in the way")
    with pytest.raises(Unwritten, match="could not be written"), new_run(order):
        pytest.fail("the run must not begin")
    assert order.out.read_text() == "a file is in the way"


def test_a_full_disk_at_the_end_leaves_nothing(order, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(runs.os, "fsync", full)
    with pytest.raises(Unwritten, match="No space left on device"):
        finished(order)
    assert names(order) == []


def test_a_workbook_that_cannot_be_opened_is_said_before_anything_is_written(order):
    order.workbook.unlink()
    with pytest.raises(Unreadable, match="our plan 2035.xlsx could not be opened"), new_run(order):
        pytest.fail("the run must not begin")
    assert not order.out.exists()


def test_other_errors_than_those_of_the_file_system_pass_through_writing(tmp_path):
    with pytest.raises(KeyError), writing(tmp_path):
        raise KeyError("x")


def test_a_new_file_is_written_whole(tmp_path):
    path = tmp_path / "new.xlsx"
    write_new(path, b"content")
    assert path.read_bytes() == b"content"


def test_a_file_that_is_there_is_never_overwritten(tmp_path):
    path = tmp_path / "mine.xlsx"
    path.write_bytes(b"mine")
    with pytest.raises(Unwritten, match="is there already"):
        write_new(path, b"content")
    assert path.read_bytes() == b"mine"


def test_nothing_is_left_of_a_new_file_that_could_not_be_written_whole(tmp_path, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(runs.os, "fsync", full)
    with pytest.raises(Unwritten, match="No space left on device"):
        write_new(tmp_path / "new.xlsx", b"content")
    assert list(tmp_path.iterdir()) == []
