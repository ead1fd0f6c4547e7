"""Who makes the arrays of a model: its templates are compiled, or Pyomo writes out all rows, which takes longer."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum


class Engine(StrEnum):
    """The two ways, of which the second takes over by itself where a law cannot be compiled."""

    COMPILED = "compiled"
    PYOMO = "pyomo"


_chosen = ContextVar("engine", default=Engine.COMPILED)


def chosen() -> Engine:
    """The way that holds here."""
    return _chosen.get()


@contextmanager
def using(engine: Engine) -> Iterator[None]:
    """Make all arrays in this way inside the block, as far as they are made in the thread that asks for it."""
    before = _chosen.set(engine)
    try:
        yield
    finally:
        _chosen.reset(before)
