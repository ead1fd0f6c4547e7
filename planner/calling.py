"""What the commands have in common, said once: where results go, how much is said, and who does the work.

    @app.command()
    @called_with(*WRITING)
    def check(call: Call, workbook: Workbook) -> Outcome: ...

is a command with its own argument and the common options after it; its function says how it ended.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import Any

from planner.commands.outcome import Outcome
from planner.options import OUTPUTS, Cluster, Json, Out, Quiet, Threads, Timed
from planner.progress import Progress
from planner.running import workers
from planner.runs import Order
from planner.terminal import Terminal


@dataclass(frozen=True)
class Common:
    """The common options, in the order in which they are shown."""

    threads: Threads = None
    cluster: Cluster = None
    out: Out = OUTPUTS
    quiet: Quiet = False
    as_json: Json = False
    timings: Timed = False


SPEAKING = ("quiet", "as_json")
WRITING = ("out", *SPEAKING)
PLANNING = (*WRITING, "timings")
PLANNING_MUCH = ("threads", "cluster", *PLANNING)


@dataclass(frozen=True)
class Call:
    """A command as it was called: its name, the folder in which run folders appear, and whom to tell how far it is."""

    command: str
    out: Path
    progress: Progress

    def order(self, workbook: Path, **options: object) -> Order:
        """What was asked of a workbook, as its run records it."""
        return Order(self.command, workbook, self.out, options)


Command = Callable[..., Outcome]


def called_with(*names: str) -> Callable[[Command], Callable[..., int]]:
    """Make a command take some of the common options too: its outcome is shown, and its exit code comes back."""

    def made(command: Command) -> Callable[..., int]:
        _, *own = inspect.signature(command).parameters.values()

        @wraps(command)
        def run(**given: Any) -> int:
            common = Common(**{name: given.pop(name) for name in names})

            def work(progress: Progress) -> Outcome:
                with workers(common.threads, common.cluster):
                    return command(Call(command.__name__, common.out, progress), **given)

            return Terminal(command.__name__, common.quiet, common.as_json, common.timings).deliver(work)

        parameters = [*own, *(_PARAMETERS[name] for name in names)]
        run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        return run

    return made


_PARAMETERS = {
    option.name: inspect.Parameter(
        option.name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=option.default, annotation=option.type
    )
    for option in fields(Common)
}
