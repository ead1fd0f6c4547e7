"""The command line: its words and its exit codes."""

import io
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from planner import cli_many
from planner.calling import PLANNING, SPEAKING, WRITING, Call, called_with
from planner.commands.outcome import RESULTS, Outcome
from planner.engine import Engine, using
from planner.errors import Interrupted, PlannerError
from planner.options import (
    AllSheets,
    Assume,
    Blank,
    By,
    First,
    Home,
    Level,
    Materials,
    Near,
    NewRun,
    NewWorkbook,
    OldRun,
    OnlySheets,
    Periods,
    PlanWorkbook,
    PolicySet,
    Prices,
    Weight,
    Within,
    Workbook,
)
from planner.runs import versions
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
@called_with(*PLANNING)
def plan(
    call: Call,
    workbook: Workbook,
    policy: PolicySet = None,
    assume: Assume = None,
    near: Near = None,
    within: Within = None,
    prices: Prices = False,
    engine: By = Engine.COMPILED,
) -> Outcome:
    """Make the least-cost plan under one policy set."""
    with step("loading"):
        from planner.commands import plan

    asked = plan.Asked(policy, assume, near, within, prices)
    options = {**vars(asked), "near": near and str(near.absolute()), "engine": engine}
    with using(engine):
        return plan.run(call.order(workbook, **options), asked, call.progress)


@app.command()
@called_with(*PLANNING)
def hedge(
    call: Call, workbook: Workbook, policy: PolicySet = None, cvar: Level = None, weight: Weight = None
) -> Outcome:
    """Make one plan for all scenarios that have a probability, and tell what hedging saves."""
    with step("loading"):
        from planner.commands import hedge

    asked = hedge.Asked(policy, cvar, weight)
    return hedge.run(call.order(workbook, **vars(asked)), asked, call.progress)


@app.command()
@called_with(*PLANNING)
def matters(call: Call, workbook: Workbook, policy: PolicySet = None) -> Outcome:
    """Tell which figure of a workbook matters, and which would change what to do this year."""
    with step("loading"):
        from planner.commands import matters

    return matters.run(call.order(workbook, policy=policy), policy, call.progress)


@app.command()
@called_with(*WRITING)
def check(call: Call, workbook: Workbook) -> Outcome:
    """List everything that is wrong with a workbook, with sheet and cell."""
    from planner.commands import check

    return check.run(call.order(workbook), call.progress)


@app.command()
@called_with(*WRITING)
def changes(call: Call, old: OldRun, new: NewRun) -> Outcome:
    """Tell what changed between two plans, and give the new one's decisions as rows to paste."""
    from planner.commands import changes

    return changes.run((old, new), call.out, call.progress)


@app.command()
@called_with(*SPEAKING)
def template(
    _: Call,
    file: NewWorkbook,
    blank: Blank = False,
    everything: AllSheets = False,
    only: OnlySheets = None,
    materials: Materials = None,
    home: Home = None,
    first: First = None,
    periods: Periods = None,
) -> Outcome:
    """Make a workbook to fill in: a guide, drop-downs, and rows that can be planned, or the facts on some materials."""
    from planner.commands import template

    if materials is None and home is None and first is None and periods is None:
        return template.run(file, blank, everything, only)
    template.refuse_together({"--blank": blank, "--only": only is not None})
    return template.run_full(file, template.Asked(materials, home, first, periods), everything)


@app.command()
@called_with(*SPEAKING)
def verify(call: Call, plan: PlanWorkbook) -> Outcome:
    """Recompute a plan from its own sheets and the input copy beside it, without a solver."""
    from planner.commands import verify

    return verify.run(plan, call.progress)


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
