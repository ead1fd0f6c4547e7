"""Python's cyclic garbage collector, held while much is made that stays: else it goes through all of it many times.

    @uncollected()
    def findings(results): ...

What nothing refers to any more is freed all the same; only rings of references wait for the end.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock


@dataclass
class _Collector:
    """How many blocks hold the collector, in all threads, and whether it ran before the first of them."""

    holders: int = 0
    ran: bool = False
    lock: Lock = field(default_factory=Lock)

    def hold(self) -> None:
        with self.lock:
            if not self.holders:
                self.ran = gc.isenabled()
                gc.disable()
            self.holders += 1

    def release(self) -> None:
        with self.lock:
            self.holders -= 1
            if self.ran and not self.holders:
                gc.enable()


_collector = _Collector()


@contextmanager
def uncollected() -> Iterator[None]:
    """No collection while the block runs, or the function that it decorates; blocks may overlap in threads."""
    _collector.hold()
    try:
        yield
    finally:
        _collector.release()
