"""The command line: its words, its exit codes, and what goes to which stream."""

import io
import json
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from planner.commands.outcome import RESULTS, Outcome, as_lines
from planner.errors import Interrupted, PlannerError
from planner.options import (
    AllSheets,
    Assume,
    Blank,
    Json,
    Level,
    Near,
    NewRun,
    NewWorkbook,
    NoPrices,
    OldRun,
    OnlySheets,
    Out,
    PlanWorkbook,
    PolicySet,
    PolicySets,
    Prices,
    Quiet,
    RuleId,
    Scenarios,
    Values,
    Weight,
    Within,
    Workbook,
)
from planner.progress import Progress, progress_bar
from planner.runs import Order, versions

app = typer.Typer(
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

OUTPUTS = Path("outputs")
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
    out: Out = OUTPUTS,
    quiet: Quiet = False,
    as_json: Json = False,
) -> int:
    """Make the least-cost plan under one policy set."""

    def work(progress: Progress) -> Outcome:
        from planner.commands import plan

        options = {"policy": policy, "assume": assume, "near": near and str(near.absolute()), "within": within}
        asked = plan.Asked(policy, assume, near, within, prices)
        return plan.run(Order("plan", workbook, out, options | {"prices": prices}), asked, progress)

    return Terminal("plan", quiet, as_json).deliver(work)


@app.command()
def compare(
    workbook: Workbook,
    policies: PolicySets = None,
    assume: Scenarios = None,
    no_prices: NoPrices = False,
    out: Out = OUTPUTS,
    quiet: Quiet = False,
    as_json: Json = False,
) -> int:
    """Compare policy sets: what each costs more than the base set and what it buys."""

    def work(progress: Progress) -> Outcome:
        from planner.commands import compare

        order = Order("compare", workbook, out, {"policies": policies, "assume": assume, "prices": not no_prices})
        return compare.run(order, policies, assume, not no_prices, progress)

    return Terminal("compare", quiet, as_json).deliver(work)


@app.command()
def hedge(
    workbook: Workbook,
    policy: PolicySet = None,
    cvar: Level = None,
    weight: Weight = None,
    out: Out = OUTPUTS,
    quiet: Quiet = False,
    as_json: Json = False,
) -> int:
    """Make one plan for all scenarios that have a probability, and tell what hedging saves."""

    def work(progress: Progress) -> Outcome:
        from planner.commands import hedge

        order = Order("hedge", workbook, out, {"policy": policy, "cvar": cvar, "weight": weight})
        return hedge.run(order, hedge.Asked(policy, cvar, weight), progress)

    return Terminal("hedge", quiet, as_json).deliver(work)


@app.command()
def sweep(
    workbook: Workbook,
    rule: RuleId,
    values: Values,
    policy: PolicySet = None,
    assume: Assume = None,
    out: Out = OUTPUTS,
    quiet: Quiet = False,
    as_json: Json = False,
) -> int:
    """Draw the cost curve of one rule's limit: what each value costs and buys, and where plans end."""

    def work(progress: Progress) -> Outcome:
        from planner.commands import sweep

        asked = sweep.Asked(rule, sweep.values(values), policy, assume)
        options = {"policy": policy, "assume": assume, "rule": rule, "values": values}
        return sweep.run(Order("sweep", workbook, out, options), asked, progress)

    return Terminal("sweep", quiet, as_json).deliver(work)


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
    quiet: Quiet = False,
    as_json: Json = False,
) -> int:
    """Make a workbook to fill in: a guide, drop-downs, and example rows that can be planned."""

    def work(_: Progress) -> Outcome:
        from planner.commands import template

        return template.run(file, blank, everything, only)

    return Terminal("template", quiet, as_json).deliver(work)


@app.command()
def verify(plan: PlanWorkbook, quiet: Quiet = False, as_json: Json = False) -> int:
    """Recompute a plan from its own sheets and the input copy beside it, without a solver."""

    def work(progress: Progress) -> Outcome:
        from planner.commands import verify

        return verify.run(plan, progress)

    return Terminal("verify", quiet, as_json).deliver(work)


@dataclass(frozen=True)
class Terminal:
    """Where one command's outcome is shown, and how."""

    command: str
    quiet: bool
    as_json: bool

    def deliver(self, work: Callable[[Progress], Outcome]) -> int:
        """Do the work, show how it ended and return the exit code; no error of the work leaves it."""
        try:
            with progress_bar(wanted=not self.quiet) as progress:
                outcome = work(progress)
        except KeyboardInterrupt:
            outcome = Outcome.of(Interrupted())
        except PlannerError as error:
            outcome = Outcome.of(error)
        except Exception as error:  # noqa: BLE001
            outcome = Outcome.of(_own_error(error))
        self.show(outcome)
        return outcome.exit_code

    def show(self, outcome: Outcome) -> None:
        """The result on stdout, what went wrong on stderr."""
        if self.as_json:
            typer.echo(json.dumps(outcome.as_json(self.command), allow_nan=False))
        elif not self.quiet:
            for line in (*_where(outcome), *outcome.lines):
                typer.echo(line)
        if outcome.message:
            for line in (f"planner: {outcome.message}", *as_lines(outcome.problems)):
                typer.echo(line, err=True)


def _where(outcome: Outcome) -> list[str]:
    if outcome.run_folder is None:
        return []
    title = Path(outcome.product).stem.capitalize() if outcome.product else "Report"
    return [f"{title}: {outcome.run_folder / (outcome.product or 'run.json')}"]


def _own_error(error: Exception) -> PlannerError:
    """An error that nobody foresaw, in one sentence; the traceback is for those who ask for it."""
    if os.environ.get("PLANNER_DEBUG"):
        traceback.print_exception(error)
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    return PlannerError(f"An error of the planner itself ({what}). PLANNER_DEBUG=1 shows where it arose.")


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
