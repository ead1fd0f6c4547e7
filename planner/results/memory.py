"""Several sheets ask for the same derived figures: they are worked out once for each `Results`."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from planner.results.results import Results

T = TypeVar("T")


def once(function: Callable[[Results], T]) -> Callable[[Results], T]:
    """The function with its answers kept as long as the results live."""
    kept: WeakKeyDictionary[Results, T] = WeakKeyDictionary()

    @wraps(function)
    def answer(results: Results) -> T:
        if results not in kept:
            kept[results] = function(results)
        return kept[results]

    return answer
