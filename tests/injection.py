"""A run in which something fails: the n-th write, sync, rename or solve, in one of several ways.

`python -m tests.injection` makes every one of them fail in turn and says what came of it; the tests take a few. What is
held: runs from before stay as they are byte for byte, no run folder is half there, the exit code and the message are
those that are documented.
"""

import errno
import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

ROOT = Path(__file__).parents[1]
WRITE, SYNC, RENAME, SOLVE = "write", "sync", "rename", "solve"
POINTS = (WRITE, SYNC, RENAME, SOLVE)
FULL, KEYS, KILLED, MEMORY = "disk full", "Ctrl-C", "kill -9", "no memory"
CODES = {FULL: 5, KEYS: 6, KILLED: -signal.SIGKILL, MEMORY: 1}
"""How a run ends that fails in each way."""

NEVER = 10**9


@dataclass
class Fault:
    """The `number`-th pass of a point fails in a way; `passed` counts how often the point was passed."""

    point: str
    number: int
    way: str
    passed: int = 0

    def pass_(self) -> None:
        """Pass the point once more."""
        self.passed += 1
        if self.passed == self.number:
            _fail(self.way)


def _fail(way: str) -> None:
    if way == FULL:
        raise OSError(errno.ENOSPC, "No space left on device")
    if way == KEYS:
        raise KeyboardInterrupt
    if way == MEMORY:
        raise MemoryError
    os.kill(os.getpid(), signal.SIGKILL)


class _Watched:
    """A file whose writes are counted."""

    def __init__(self, file: Any, fault: Fault) -> None:
        self._file, self._fault = file, fault

    def write(self, content: Any) -> int:
        self._fault.pass_()
        return int(self._file.write(content))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> "_Watched":
        self._file.__enter__()
        return self

    def __exit__(self, *about: object) -> None:
        self._file.__exit__(*about)


@contextmanager
def injected(fault: Fault) -> Iterator[None]:
    """Pass through a fault wherever its point lies."""
    patched = {
        WRITE: lambda: mock.patch.object(Path, "open", _opening(fault)),
        SYNC: lambda: mock.patch.object(os, "fsync", _before(fault, os.fsync)),
        RENAME: lambda: mock.patch.object(Path, "rename", _before(fault, Path.rename)),
        SOLVE: lambda: _solving(fault),
    }
    with patched[fault.point]():
        yield


def _before(fault: Fault, function: Callable[..., Any]) -> Callable[..., Any]:
    def passing(*arguments: Any, **options: Any) -> Any:
        fault.pass_()
        return function(*arguments, **options)

    return passing


def _opening(fault: Fault) -> Callable[..., Any]:
    plain = Path.open

    def opened(path: Path, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        file = plain(path, mode, *arguments, **options)
        return _Watched(file, fault) if set(mode) & {"w", "x", "a"} else file

    return opened


def _solving(fault: Fault) -> Any:
    from planner.solve.highs import Engine

    return mock.patch.object(Engine, "solve", _before(fault, Engine.solve))


def run(workbook: Path, out: Path, fault: Fault) -> int:
    """Plan a workbook in this process with a fault, and return the exit code."""
    from planner.cli import main

    with injected(fault):
        return main(["plan", str(workbook), "--out", str(out), "--quiet"])


def passes(workbook: Path, out: Path, point: str) -> int:
    """How often a run that nothing disturbs passes a point."""
    fault = Fault(point, NEVER, FULL)
    assert run(workbook, out, fault) == 0
    return fault.passed


def findings(workbook: Path, out: Path, fault: Fault) -> list[str]:
    """What a run with a fault left that it should not have; nothing where all is well."""
    before, known, expected = _contents(out), _folders(out), CODES[fault.way]
    words = (str(workbook), str(out), fault.point, str(fault.number), fault.way)
    command = [sys.executable, "-m", "tests.injection", *words]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    after = _contents(out)
    found = [f"{name} changed" for name in before if after.get(name) != before[name]]
    new = _folders(out) - known
    finished = {folder for folder in new if _is_finished(out, folder)}
    left = [folder for folder in new - finished if not (fault.way == KILLED and folder.endswith(".part"))]
    found += [f"{folder} was left" for folder in left]
    if finished and not ended.returncode:
        return found
    if ended.returncode != expected:
        found.append(f"exit code {ended.returncode} instead of {expected}: {ended.stderr.strip()[-200:]}")
    if fault.way != KILLED and not ended.stderr.strip().startswith("planner: "):
        found.append(f"no message but {ended.stderr.strip()[:200]!r}")
    return found


def _folders(out: Path) -> set[str]:
    """The run folders, those under way among them."""
    return {path.name for path in out.glob("*/*")}


def _is_finished(out: Path, folder: str) -> bool:
    """Whether a run is complete: its folder has its name, and what failed later is a sync of names of files.

    Those the system may not offer at all; the files themselves are on the disk by then.
    """
    (path,) = out.glob(f"*/{folder}")
    return not folder.endswith(".part") and all(
        (path / name).exists() for name in ("plan.xlsx", "run.json", "input.xlsx")
    )


def _contents(out: Path) -> dict[str, str]:
    """A hash of every file of finished runs, by its path."""
    files = [path for path in out.rglob("*") if path.is_file() and ".part" not in str(path.relative_to(out))]
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def prepared(folder: Path) -> tuple[Path, Path]:
    """A small workbook, and a folder in which a run of it stands already."""
    from tests.cases.tables import share_cap_ladder
    from tests.workbooks import write_workbook

    workbook, out = write_workbook(folder / "ladder.xlsx", share_cap_ladder(0.65)), folder / "out"
    passes(workbook, out, SYNC)
    return workbook, out


def every(folder: Path) -> Iterator[Fault]:
    """Every fault at every pass of every point."""
    workbook, out = prepared(folder)
    for point in POINTS:
        for number in range(1, passes(workbook, out, point) + 1):
            yield from (Fault(point, number, way) for way in CODES if (point, way) != (SOLVE, FULL))


def main(arguments: list[str]) -> int:
    """One run with a fault where one is named, else all of them, each told; 1 where any left what it should not."""
    if arguments:
        workbook, out, point, number, way = arguments
        return run(Path(workbook), Path(out), Fault(point, int(number), way))
    wrong = total = 0
    with TemporaryDirectory() as name:
        faults = list(every(Path(name)))
        workbook, out = Path(name) / "ladder.xlsx", Path(name) / "out"
        for fault in faults:
            found = findings(workbook, out, fault)
            total, wrong = total + 1, wrong + bool(found)
            if found:
                sys.stdout.write(f"{fault.way} at {fault.point} {fault.number}: {'; '.join(found)}\n")
    sys.stdout.write(f"{total} faults, {wrong} of them with something left or lost\n")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
