"""Run folders: `outputs/<workbook>/<UTC time>-<command>/`, complete or not there, and never touched again."""

import hashlib
import json
import os
import platform
import shutil
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import metadata
from io import BufferedWriter
from itertools import chain, count
from pathlib import Path
from uuid import uuid4

from planner.errors import Unreadable, Unwritten

DISTRIBUTIONS = {"planner": "raw-materials-planner", "pyomo": "pyomo", "highspy": "highspy"}


def versions() -> dict[str, str]:
    """The versions that a result depends on, by name; "not installed" for one run from its source folder."""
    found = {"python": platform.python_version()}
    for name, distribution in DISTRIBUTIONS.items():
        found[name] = "not installed"
        with suppress(metadata.PackageNotFoundError):
            found[name] = metadata.version(distribution)
    return found


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn any failure of the file system inside the block into `Unwritten`, which names `path`."""
    try:
        yield
    except OSError as error:
        raise Unwritten(f"{path} could not be written: {error.strerror or error}.") from error


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not be there yet; raises `Unwritten`, and then nothing is left behind."""
    try:
        with writing(path), path.open("xb") as file:
            _fill(file, content)
    except Unwritten as error:
        if isinstance(error.__cause__, FileExistsError):
            raise Unwritten(f"{path} is there already, and no file is ever overwritten.") from error
        raise


def _fill(file: BufferedWriter, content: bytes) -> None:
    try:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    except BaseException:
        file.close()
        Path(file.name).unlink()
        raise


@dataclass(frozen=True)
class Order:
    """What the user asked for: the command, its workbook, where results go, and the options given.

    `title` is the name under which the run folder stands where that is not the workbook's own.
    """

    command: str
    workbook: Path
    out: Path
    options: Mapping[str, object] = field(default_factory=dict)
    title: str = ""


class Run:
    """One run while it is under way: its folder under a temporary name, with the input already in it."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.id = uuid4().hex
        self.started = datetime.now(UTC)
        self.name = f"{self.started:%Y-%m-%dT%H%M%SZ}-{order.command}"
        self.parent = order.out / (order.title or order.workbook.stem)
        self.path = self.parent / f".{self.name}.{self.id}.part"

    @property
    def input(self) -> Path:
        """The copy to read, as the user may save the original meanwhile; messages show its own name."""
        return self.path / "input" / self.order.workbook.name

    def record(self, status: str, **parts: object) -> None:
        """Write `run.json`: how the run ended, and everything that differs between runs of the same input."""
        finished = datetime.now(UTC)
        with self.input.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        facts = {
            "run_id": self.id,
            "command": self.order.command,
            "status": status,
            "started": self.started.isoformat(timespec="seconds"),
            "finished": finished.isoformat(timespec="seconds"),
            "seconds": round((finished - self.started).total_seconds(), 3),
            "host": socket.gethostname(),
            "platform": platform.platform(),
            "workbook": str(self.order.workbook.absolute()),
            "out": str(self.order.out.absolute()),
            "input_sha256": digest,
            "options": dict(self.order.options),
            "versions": versions(),
        }
        text = json.dumps(facts | parts, indent=2, ensure_ascii=False, default=str)
        with writing(self.path):
            (self.path / "run.json").write_text(text + "\n", encoding="utf-8")


@contextmanager
def new_run(order: Order) -> Iterator[Run]:
    """A run whose folder appears when the block ends well, and of which nothing stays when it does not.

    When the block is over, `run.path` is the final folder. Raises `Unreadable` and `Unwritten`.
    """
    run = Run(order)
    draft = run.path
    try:
        _begin(run)
        yield run
        with writing(run.parent):
            run.input.rename(draft / "input.xlsx")
            run.input.parent.rmdir()
            _flush(draft)
            folder = _appear(run)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    run.path = folder


def _begin(run: Run) -> None:
    try:
        source = run.order.workbook.open("rb")
    except OSError as error:
        raise Unreadable(f"{run.order.workbook} could not be opened: {error.strerror or error}.") from error
    with source, writing(run.parent):
        run.input.parent.mkdir(parents=True)
        with run.input.open("wb") as target:
            shutil.copyfileobj(source, target)


def _flush(folder: Path) -> None:
    """Put every file of a folder on the disk before the folder gets its name."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
    _flush_entries(folder)


def _flush_entries(folder: Path) -> None:
    with suppress(OSError):  # not every system opens a folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _appear(run: Run) -> Path:
    """Rename the finished folder to the first free name, and return it."""
    names = chain([run.name], (f"{run.name}-{number}" for number in count(2)))
    target = next(path for name in names if not os.path.lexists(path := run.parent / name))
    try:
        run.path.rename(target)
    except OSError:
        if not os.path.lexists(target):
            raise
        return _appear(run)  # another run took the name meanwhile
    _flush_entries(run.parent)
    return target
