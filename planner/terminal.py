"""The terminal: how the outcome of a command is shown, and what goes to which stream."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import typer

from planner.commands.outcome import Outcome, as_lines
from planner.errors import Interrupted, unforeseen
from planner.progress import Progress, progress_bar
from planner.timings import measured


@dataclass(frozen=True)
class Terminal:
    """Where one command's outcome is shown, and how."""

    command: str
    quiet: bool
    as_json: bool
    timings: bool = False

    def deliver(self, work: Callable[[Progress], Outcome]) -> int:
        """Do the work, show how it ended and return the exit code; no error of the work leaves it."""
        with measured() as timings:
            outcome = self._done(work)
        self.show(outcome)
        if self.timings:
            typer.echo("\n".join(timings.lines()), err=True)
        return outcome.exit_code

    def _done(self, work: Callable[[Progress], Outcome]) -> Outcome:
        """How the work ended."""
        try:
            with progress_bar(wanted=not self.quiet) as progress:
                return work(progress)
        except KeyboardInterrupt:
            return Outcome.of(Interrupted())
        except Exception as error:  # noqa: BLE001
            return Outcome.of(unforeseen(error))

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
