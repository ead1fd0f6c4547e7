"""The indices of sets, and what is said of them, each read for a whole set at once."""

from collections.abc import Callable
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt

from models.declare import Said, as_index

Vector = npt.NDArray[np.float64]
Index = tuple[Any, ...]


class Indices:
    """The members of every set that is asked for, each as a tuple, in the order of the set."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, ...], tuple[Any, tuple[Index, ...]]] = {}

    def of(self, index_set: Any) -> tuple[Index, ...]:
        """The members of a set, which may be a product of others."""
        return self.product(tuple(index_set.subsets()))

    def product(self, parts: tuple[Any, ...]) -> tuple[Index, ...]:
        """The members of a product of sets; that of the same sets is multiplied out once."""
        key = tuple(map(id, parts))
        if key not in self._found:
            self._found[key] = (parts, _product(parts))
        return self._found[key][1]

    def said(self, said: Said, index_set: Any) -> tuple[list[Any], int]:
        """What is said of the members of a set in their order, each thing for so many that follow one another.

        It is read record by record where records are the first factors of the set. Raises `KeyError` where nothing is
        said of a member.
        """
        parts = tuple(index_set.subsets())
        first = _first(parts, said.width)
        if first is None or (said.in_series and [part.dimen for part in parts[first:]] != [1]):
            return [said(*index) for index in self.of(index_set)], 1
        found = [said.of(record) for record in self.product(parts[:first])]
        if not said.in_series:
            return found, prod(len(part) for part in parts[first:])
        labels = list(parts[first])
        return [value for series in found for value in said.among(series, labels)], 1

    def numbers(self, said: Said, index_set: Any, number: Callable[[Any], float] = float) -> Vector:
        """A number for each member of a set, made of what is said of it; raises `KeyError` where nothing is."""
        found, times = self.said(said, index_set)
        return np.repeat(np.array([number(value) for value in found], dtype=float), times)


def _first(parts: tuple[Any, ...], width: int) -> int | None:
    """How many of the factors of a set make up a record of some labels; None where no number of them does."""
    dimens = [part.dimen for part in parts]
    if not all(isinstance(dimen, int) for dimen in dimens):
        return None
    return next((count for count in range(len(parts) + 1) if sum(dimens[:count]) == width), None)


def _product(parts: tuple[Any, ...]) -> tuple[Index, ...]:
    found: list[Index] = [()]
    for part in parts:
        members = [(label,) for label in part] if part.dimen == 1 else [as_index(member) for member in part]
        found = [(*before, *member) for before in found for member in members]
    return tuple(found)
