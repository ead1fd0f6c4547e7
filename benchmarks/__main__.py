"""Measure everything and write the table: `python tasks.py bench [core] [small] [huge]`.

Without words both the core and the planner on the example in months are measured. `core` leaves the planner out,
`small` takes the example as it is and a tenth of the core and is only printed, `huge` takes 1.2 million columns of
either, for which the example's materials are there six times, and plans it once.
"""

import json
import math
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.one import WAYS

HERE = Path(__file__).parent
SIZES = {"small": (10, 15, 20), "": (20, 30, 60), "huge": (40, 30, 180)}
EXAMPLES = {"small": ("year", 10, 1), "": ("month", 84, 1), "huge": ("month", 88, 6)}
GROWTH = {
    "materials": ((5, 15, 20), (10, 15, 20), (20, 15, 20)),
    "suppliers": ((10, 8, 20), (10, 15, 20), (10, 30, 20)),
    "periods": ((10, 15, 10), (10, 15, 20), (10, 15, 40)),
}
HEADS = {"": "## The last run", "huge": "## The largest run"}
SAME = 1e-7
Found = dict[str, Any]


def asked(module: str, *words: object) -> Found:
    """What a measurement in a process of its own says."""
    command = [sys.executable, "-m", module, *map(str, words)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=HERE.parent)  # noqa: S603
    found: Found = json.loads(said.stdout.splitlines()[-1])
    return found


def core(size: tuple[int, int, int]) -> list[str]:
    """The table of the ways to build one program; raises `ValueError` where they do not come to the same optimum."""
    found = {name: asked("benchmarks.one", name, *size) for name in WAYS}
    ours = found["templates"]
    for name, other in found.items():
        if not math.isclose(other["optimum"], ours["optimum"], rel_tol=SAME):
            raise ValueError(f"{name} comes to {other['optimum']}, the planner to {ours['optimum']}")
    took = {name: other["build"] + other["hand_over"] for name, other in found.items()}
    lines = [
        (
            f"{ours['columns']:,} columns, {ours['rows']:,} rows, {ours['nonzeros']:,} entries;"
            f" all come to the same optimum. The solve takes HiGHS {ours['solve']:.2f} s."
        ),
        "",
        "| way | build s | hand over s | both, of linopy | both, of the solve | memory MB |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for name, way in WAYS.items():
        one = found[name]
        shares = f"{took[name] / took['linopy']:.3f} | {took[name] / ours['solve']:.3f}"
        memory = f"{one['megabytes']:.0f}"
        lines.append(f"| {way.title} | {one['build']:.3f} | {one['hand_over']:.3f} | {shares} | {memory} |")
    return lines


def growth() -> list[str]:
    """How the seconds of the planner's own way grow: the slope between logarithms, 1 where twice takes twice."""
    lines = ["| with | build and hand over | solve |", "| --- | --- | --- |"]
    for what, sizes in GROWTH.items():
        place = ("materials", "suppliers", "periods").index(what)
        ends = [asked("benchmarks.one", "templates", *size) for size in (sizes[0], sizes[-1])]
        ratio = math.log(sizes[-1][place] / sizes[0][place])
        built, solved = (
            math.log(sum(ends[1][part] for part in parts) / sum(ends[0][part] for part in parts)) / ratio
            for parts in (("build", "hand_over"), ("solve",))
        )
        lines.append(f"| {what} | {built:.2f} | {solved:.2f} |")
    return lines


def blocks(size: tuple[int, int, int]) -> list[str]:
    """Independent materials solved apart, beside all at once; of elapsed time."""
    found = asked("benchmarks.planning", "blocks", *size)
    one, two = (found[name] / found["whole"] for name in ("one_thread", "two_threads"))
    return [
        (
            f"{found['blocks']} independent materials solved apart take {one:.2f} of the solve of all at once,"
            f" in two threads {two:.2f} (elapsed)."
        )
    ]


def planner(length: str, count: int, copies: int) -> list[str]:
    """A whole run beside its solve, and solving again beside solving anew where there is one example."""
    found = asked("benchmarks.planning", length, count, copies)
    run = found["run"]
    examples = "The example" if copies == 1 else f"{copies} examples in one workbook"
    whole = run["reading"] + run["planning"] + run["writing"]
    return [
        (
            f"{examples} with {count} periods of a {length}: {run['columns']:,} columns, {run['rows']:,} rows;"
            f" HiGHS solves them in {run['cold']:.2f} s."
        ),
        "",
        "| what | s | of one cold solve |",
        "| --- | --- | --- |",
        f"| reading and checking the workbook | {run['reading']:.2f} | {run['reading'] / run['cold']:.2f} |",
        (
            f"| planning: case, arrays, solve, ties, certificate | {run['planning']:.2f} |"
            f" {run['planning'] / run['cold']:.2f} |"
        ),
        f"| results and writing | {run['writing']:.2f} | {run['writing'] / run['cold']:.2f} |",
        f"| whole run | {whole:.2f} | {whole / run['cold']:.2f} |",
        *(_again(found["sets"], found["shocks"]) if copies == 1 else []),
    ]


def _again(sets: Found, shocks: Found) -> list[str]:
    return [
        _of_cold(f"{sets['sets']} policy sets, each built and solved anew", sets["anew"], sets["cold"]),
        _of_cold("the same, each from the nearest that is solved", sets["near"], sets["cold"]),
        _of_cold("the same with one plan of each, ties and prices chosen", sets["plans"], sets["cold"]),
        (
            f"| a shock, mean of {shocks['shocks']}, all that becomes known in it | {shocks['each']:.2f} |"
            f" {shocks['each'] / shocks['cold']:.2f} |"
        ),
    ]


def _of_cold(what: str, took: float, cold: float) -> str:
    return f"| {what} | {took:.2f} | {took / cold:.2f} |"


def machine() -> str:
    """Where it was measured."""
    parts = [f"{name} {version(name)}" for name in ("pyomo", "highspy", "linopy", "pulp", "numpy")]
    where = f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{datetime.now(UTC):%Y-%m-%d}: {where}; {', '.join(parts)}. Other work ran: {os.getloadavg()[0]:.1f} load."


def main(words: list[str]) -> None:
    """Measure what is asked for and print it; what is not small goes into the README in place of the last such run."""
    name = next((word for word in words if word in SIZES), "")
    size = SIZES[name]
    lines = [machine(), "", "### The core of a plan, built in five ways", "", *core(size), ""]
    lines += ["### Blocks", "", *blocks(size), ""]
    lines += ["### Growth", "", *growth(), ""] if name != "huge" else []
    if "core" not in words:
        lines += ["### The planner", "", *planner(*EXAMPLES[name])]
    text = "\n".join(lines).rstrip() + "\n"
    print(text)
    if name in HEADS:
        keep(HEADS[name], text)


def keep(head: str, text: str) -> None:
    """Put a run under its head in the README, in place of the last one."""
    readme = HERE / "README.md"
    before, found, after = readme.read_text(encoding="utf-8").partition(f"{head}\n")
    rest = after[after.find("\n## ") + 1 :] if "\n## " in after else ""
    if not found:
        raise ValueError(f"{readme} has no heading {head}")
    readme.write_text(f"{before}{head}\n\n{text}" + (f"\n{rest}" if rest else ""), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
