"""What a long run is doing, in the user's words: a bar on the terminal, nothing in a pipe."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Progress(Protocol):
    """What long work calls as a step begins, e.g. `progress("Solving set 3 of 8: CRMA 2030", 2, 8)`."""

    def __call__(self, words: str, done: int = 0, steps: int = 0) -> None:
        """Say what is done now, and how many of how many steps are over, if their number is known."""


def silent(words: str, done: int = 0, steps: int = 0) -> None:
    """The progress that nobody sees."""


@contextmanager
def progress_bar(*, wanted: bool) -> Iterator[Progress]:
    """A progress shown on stderr while the block runs; silent unless `wanted` and stderr is a terminal."""
    if not (wanted and sys.stderr.isatty()):
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(words: str, done: int = 0, steps: int = 0) -> None:
            bar.update(task, description=words, completed=done, total=steps or None)

        yield show
