"""The command line: its words and its exit codes."""

import io
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from planner import cli_many
from planner.commands.outcome import RESULTS, Outcome
from planner.engine import Engine, using
from planner.errors import Interrupted, PlannerError
from planner.options import (
    OUTPUTS,
    AllSheets,
    Assume,
    Blank,
    By,
    First,
    Home,
    Json,
    Level,
    Materials,
    Near,
    NewRun,
    NewWorkbook,
    OldRun,
    OnlySheets,
    Out,
    Periods,
    PlanWorkbook,
    PolicySet,
    Prices,
    Quiet,
    Timed,
    Weight,
    Within,
    Workbook,
)
from planner.progress import Progress
from planner.runs import Order, versions
from planner.terminal import Terminal
from planner.timings import step

app = typer.Typer(
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

TYPER_INTERRUPTED = 130


def _print_versions(asked: bool) -> None:
    if asked:
        typer.echo(", ".join(f"{name} {version}" for name, version in versions().items()))
        raise typer.Exit


@app.callback()
def planner(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_versions, is_eager=True, help="Show the versions.")
    ] = False,
) -> None:
    """Plans the procurement of critical raw materials: from a workbook to a least-cost plan in Excel."""


@app.command()
def plan(
    workbook: Workbook,
    policy: PolicySet = None,
    assume: Assume = None,
    near: Near = None,
    within: Within = None,
    prices: Prices = False,
    engine: By = Engine.COMPILED,
    out: Out = OUTPUTS,
    quiet: Quiet = False,
    as_json: Json = False,
    timings: Timed = False,
) -> int:
    """Make the least-cost plan under one policy set."""

    def work(progress: Progress) -> Outcome:
        with step("loading"):
            from planner.commands import plan

        options = {"policy": policy, "assume": assume, "near": near and str(near.absolute()), "within": within}
        order = Order("plan", workbook, out, {**options, "prices": prices, "engine": engine})
        with using(engine):
            return plan.run(order, plan.Asked(policy, assume, near, within, prices), progress)

    return Terminal("plan", quiet, as_json, timings).deliver(work)


@app.command()
def hedge(
    workbook: Workbook,
    policy: PolicySet = None,
    cvar: Level = None,
    weight: Weight = None,
    out: Out = OUTPUTS,
    quiet: Quiet = False,
    as_json: Json = False,
    timings: Timed = False,
) -> int:
    """Make one plan for all scenarios that have a probability, and tell what hedging saves."""

    def work(progress: Progress) -> Outcome:
        with step("loading"):
            from planner.commands import hedge

        order = Order("hedge", workbook, out, {"policy": policy, "cvar": cvar, "weight": weight})
        return hedge.run(order, hedge.Asked(policy, cvar, weight), progress)

    return Terminal("hedge", quiet, as_json, timings).deliver(work)


@app.command()
def matters(
    workbook: Workbook,
    policy: PolicySet = None,
    out: Out = OUTPUTS,
    quiet: Quiet = False,
    as_json: Json = False,
    timings: Timed = False,
) -> int:
    """Tell which figure of a workbook matters, and which would change what to do this year."""

    def work(progress: Progress) -> Outcome:
        with step("loading"):
            from planner.commands import matters

        return matters.run(Order("matters", workbook, out, {"policy": policy}), policy, progress)

    return Terminal("matters", quiet, as_json, timings).deliver(work)


@app.command()
def check(workbook: Workbook, out: Out = OUTPUTS, quiet: Quiet = False, as_json: Json = False) -> int:
    """List everything that is wrong with a workbook, with sheet and cell."""

    def work(progress: Progress) -> Outcome:
        from planner.commands import check

        return check.run(Order("check", workbook, out), progress)

    return Terminal("check", quiet, as_json).deliver(work)


@app.command()
def changes(old: OldRun, new: NewRun, out: Out = OUTPUTS, quiet: Quiet = False, as_json: Json = False) -> int:
    """Tell what changed between two plans, and give the new one's decisions as rows to paste."""

    def work(progress: Progress) -> Outcome:
        from planner.commands import changes

        return changes.run((old, new), out, progress)

    return Terminal("changes", quiet, as_json).deliver(work)


@app.command()
def template(
    file: NewWorkbook,
    blank: Blank = False,
    everything: AllSheets = False,
    only: OnlySheets = None,
    materials: Materials = None,
    home: Home = None,
    first: First = None,
    periods: Periods = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> int:
    """Make a workbook to fill in: a guide, drop-downs, and rows that can be planned, or the facts on some materials."""

    def work(_: Progress) -> Outcome:
        from planner.commands import template

        if materials is None and home is None and first is None and periods is None:
            return template.run(file, blank, everything, only)
        template.refuse_together({"--blank": blank, "--only": only is not None})
        return template.run_full(file, template.Asked(materials, home, first, periods), everything)

    return Terminal("template", quiet, as_json).deliver(work)


@app.command()
def verify(plan: PlanWorkbook, quiet: Quiet = False, as_json: Json = False) -> int:
    """Recompute a plan from its own sheets and the input copy beside it, without a solver."""

    def work(progress: Progress) -> Outcome:
        from planner.commands import verify

        return verify.run(plan, progress)

    return Terminal("verify", quiet, as_json).deliver(work)


app.add_typer(cli_many.app)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line, by default the program's own, and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a Windows pipe cannot print every name
    try:
        code = typer.main.get_command(app).main(given or ["--help"], prog_name="planner", standalone_mode=False)
    except typer.TyperException as error:
        wrong = PlannerError(f"{error.format_message()} (planner --help shows what can be said)")
        command = next((word for word in given if word in RESULTS), "")
        Terminal(command, quiet=False, as_json="--json" in given).show(Outcome.of(wrong))
        return wrong.exit_code
    return Interrupted.exit_code if code == TYPER_INTERRUPTED else int(code or 0)
