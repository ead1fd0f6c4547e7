"""A smallest set for which something holds: leave out what is not needed, first half of it, then less at once."""

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def smallest(
    things: Iterable[T], order: Callable[[T], object], needed: Callable[[frozenset[T]], frozenset[T]]
) -> set[T]:
    """A set of things none of which can be left out; the last in order are left out first.

    `needed` says which of some things are enough for it to hold, or none where it does not; for all of them it holds.
    """
    left, kept, parts = frozenset(things), frozenset[T](), 2
    while rest := sorted(left - kept, key=order, reverse=True):  # type: ignore[arg-type]
        out = frozenset(rest[: max(1, len(rest) // parts)])
        found = needed(left - out)
        if found:
            left = found | kept
        elif len(out) == 1:
            kept |= out
        else:
            parts *= 2
    return set(kept)
