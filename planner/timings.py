"""Where the time of a run goes, for those who ask: every step names itself, steps within steps.

    @step("reading")
    def open_input(path): ...

Nothing is measured unless somebody measures: a step outside of `measured()` costs a look at a variable.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import perf_counter

Path = tuple[str, ...]


@dataclass
class Timings:
    """Seconds by step, and by step within a step; `seconds` is the whole, steps and what lies between them."""

    steps: dict[Path, float] = field(default_factory=dict)
    seconds: float = 0.0
    _open: Path = ()

    def add(self, steps: dict[Path, float]) -> None:
        """Count steps that were measured elsewhere among those of the step at hand."""
        for path, seconds in steps.items():
            within = (*self._open, *path)
            self.steps[within] = self.steps.get(within, 0.0) + seconds

    def lines(self) -> list[str]:
        """A table for the screen: the steps in the order in which they were first begun, with their share.

        Of steps that several worked on at the same time, the sum may be more than what passed meanwhile.
        """
        worked = sum(seconds for path, seconds in self.steps.items() if len(path) == 1)
        whole = max(self.seconds, worked) or 1.0
        rows = [*self._in_order(()), (("everything else",), whole - worked), (("in all",), whole)]
        rows += [(("passed meanwhile",), self.seconds)] if worked > self.seconds else []
        texts = [("  " * (len(path) - 1) + path[-1], seconds) for path, seconds in rows]
        width = max(len(text) for text, _ in texts)
        return [f"{text:{width}} {seconds:9.2f} s {seconds / whole:7.1%}" for text, seconds in texts]

    @contextmanager
    def within(self, name: str) -> Iterator[None]:
        """Count what the block takes."""
        around, self._open = self._open, (*self._open, name)
        path, begun = self._open, perf_counter()
        self.steps.setdefault(path, 0.0)
        try:
            yield
        finally:
            self.steps[path] += perf_counter() - begun
            self._open = around

    def _in_order(self, around: Path) -> Iterator[tuple[Path, float]]:
        for path, seconds in self.steps.items():
            if path[:-1] == around:
                yield path, seconds
                yield from self._in_order(path)


_measuring: ContextVar[Timings | None] = ContextVar("measuring", default=None)


@contextmanager
def measured() -> Iterator[Timings]:
    """Measure the steps inside the block, as far as they are done in the thread that asks for it."""
    found, begun = Timings(), perf_counter()
    before = _measuring.set(found)
    try:
        yield found
    finally:
        found.seconds = perf_counter() - begun
        _measuring.reset(before)


@contextmanager
def step(name: str) -> Iterator[None]:
    """A step of a run: a block, or with `@step(name)` a function."""
    found = _measuring.get()
    if found is None:
        yield
        return
    with found.within(name):
        yield


def measuring() -> Timings | None:
    """Who measures here, if anybody does."""
    return _measuring.get()
