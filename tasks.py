"""The project's errands, with nothing but Python, each in the project's own environment.

    python tasks.py plan [FILE] [options of `planner plan`]    plan a workbook, by default the example
    python tasks.py test [options of pytest]                   run the tests
    python tasks.py coverage [options of pytest]               run the tests, and tell which branches none takes
    python tasks.py lint                                       check style, types and imports
    python tasks.py docs                                       write the documents that follow from the code
    python tasks.py bench [core] [small] [huge]                measure, beside other ways to do the same

The environment `.venv` is made when it is missing, and brought up to date when `pyproject.toml` or
`constraints.txt` changed.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("This needs Python 3.11 or later, and this is Python " + sys.version.split()[0] + ".")

import hashlib
import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "complete.txt"
EXAMPLE = ROOT / "inputs" / "eu_2035.xlsx"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
DEV = "[dev,cluster]"
SIDE_BY_SIDE = ("-n", "auto", "--dist", "loadfile")
PROBES = (
    ("-m", "ruff", "check"),
    ("-m", "ruff", "format", "--check"),
    ("-m", "mypy"),
    ("-c", "from importlinter.cli import lint_imports_command as check; check()"),
)


class Failed(Exception):
    """A step that an errand cannot do without ended badly; `code` is the exit code to pass on."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code


def call(*command: str | Path, folder: Path | None = None, quiet: bool = False) -> int:
    """Run a command to its end and return its exit code; with `quiet` all it says goes to stderr.

    Ctrl-C reaches the command too, and it is the command that decides what becomes of it.
    """
    with subprocess.Popen(command, cwd=folder, stdout=sys.stderr if quiet else None) as process:
        while True:
            try:
                code = process.wait()
            except KeyboardInterrupt:
                continue
            return code if code >= 0 else 128 - code


def fingerprint(extra: str) -> str:
    """What an environment with this extra depends on: the two files and the place."""
    parts = [(ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
    return hashlib.sha256(b"\n".join([*parts, os.fsencode(ROOT), extra.encode()])).hexdigest()


def environment(extra: str = "") -> None:
    """Make `.venv` or bring it up to date, with the tools of the extra.

    The stamp goes first and comes back last: without one, the state is unknown and all is made anew.
    """
    known = STAMP.read_text() if STAMP.exists() and PYTHON.exists() else ""
    if known in (fingerprint(extra), fingerprint(DEV)):
        return
    STAMP.unlink(missing_ok=True)
    if not known:
        make_environment()
    install("." + extra)
    STAMP.write_text(fingerprint(extra))


def make_environment() -> None:
    """Make an empty `.venv` in place of what may be there."""
    say("Making the environment .venv ...")
    python = getattr(sys, "_base_executable", sys.executable)  # also right when called from inside .venv
    code = call(python, "-m", "venv", "--clear", VENV, quiet=True)
    if code:
        raise Failed(".venv could not be made (on Debian and Ubuntu the package python3-venv is needed).", code)


def install(project: str) -> None:
    """Install the project and its requirements at the versions of `constraints.txt`."""
    say("Installing the planner and what it needs (once, a minute or two) ...")
    options = ("-qq", "--disable-pip-version-check", "--no-input", "-c", "constraints.txt", "-e", project)
    code = call(PYTHON, "-m", "pip", "install", *options, folder=ROOT, quiet=True)
    if code:
        raise Failed("The installation did not succeed; the next call makes it anew.", code)


def plan(arguments: Sequence[str]) -> int:
    """Plan the workbook named first, or the example."""
    environment()
    named = bool(arguments) and not arguments[0].startswith("-")
    return call(PYTHON, "-m", "planner", "plan", *([] if named else [EXAMPLE]), *arguments)


def test(arguments: Sequence[str]) -> int:
    """Run the tests, side by side on all cores; `-n 0` runs them one after the other."""
    environment(DEV)
    return call(PYTHON, "-m", "pytest", *SIDE_BY_SIDE, *arguments, folder=ROOT)


def coverage(arguments: Sequence[str]) -> int:
    """Run the tests and report the branches of the mathematics and of the reader that none of them takes."""
    environment(DEV)
    parts = ("--cov=models", "--cov=planner.workbook", "--cov-report=term-missing:skip-covered")
    return call(PYTHON, "-m", "pytest", *SIDE_BY_SIDE, *parts, *arguments, folder=ROOT)


def lint(arguments: Sequence[str]) -> int:
    """Run every check of style, types and imports, and fail if one does."""
    if arguments:
        raise Failed("lint takes no options.")
    environment(DEV)
    codes = [call(PYTHON, *probe, folder=ROOT) for probe in PROBES]
    return max(codes)


def docs(arguments: Sequence[str]) -> int:
    """Write the documents that follow from the code."""
    if arguments:
        raise Failed("docs takes no options.")
    environment()
    return call(PYTHON, "docs/build.py", folder=ROOT)


def bench(arguments: Sequence[str]) -> int:
    """Measure, and write the tables of `benchmarks/README.md`."""
    environment("[bench]")
    return call(PYTHON, "-m", "benchmarks", *arguments, folder=ROOT)


ERRANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "plan": plan,
    "test": test,
    "coverage": coverage,
    "lint": lint,
    "docs": docs,
    "bench": bench,
}


def say(sentence: str) -> None:
    """Tell the user, on stderr, so that stdout holds nothing but what the errand prints."""
    print(sentence, file=sys.stderr, flush=True)


def main(arguments: Sequence[str]) -> int:
    """Do the errand named first with the rest of the arguments, and return its exit code."""
    if not arguments or arguments[0] not in ERRANDS:
        say(__doc__ or "")
        return 0 if arguments and arguments[0] in ("-h", "--help") else 1
    try:
        return ERRANDS[arguments[0]](arguments[1:])
    except Failed as failure:
        say(f"tasks.py: {failure}")
        return failure.code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
