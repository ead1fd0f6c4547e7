"""The indices of sets, and what is said of them, each read for a whole set at once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt

from models.declare import Said, as_index

Vector = npt.NDArray[np.float64]
Index = tuple[Any, ...]


@dataclass(frozen=True)
class Product:
    """A product of sets by the members of each, every one a tuple; it is multiplied out when its keys are asked for."""

    factors: tuple[tuple[Index, ...], ...]

    @cached_property
    def keys(self) -> tuple[Index, ...]:
        """The members of the product, those of the last factor running fastest."""
        found: list[Index] = [()]
        for members in self.factors:
            found = [(*before, *member) for before in found for member in members]
        return tuple(found)

    def __len__(self) -> int:
        return prod(map(len, self.factors))


class Indices:
    """The members of every set that is asked for, in the order of the set."""

    def __init__(self) -> None:
        self._sets: dict[int, tuple[Any, tuple[Index, ...]]] = {}
        self._products: dict[tuple[int, ...], Product] = {}

    def of(self, index_set: Any) -> Product:
        """The members of a set, which may be a product of others."""
        return self.product(tuple(index_set.subsets()))

    def product(self, parts: tuple[Any, ...]) -> Product:
        """The members of a product of sets; that of the same sets is the same."""
        key = tuple(map(id, parts))
        if key not in self._products:
            self._products[key] = Product(tuple(map(self._members, parts)))
        return self._products[key]

    def _members(self, part: Any) -> tuple[Index, ...]:
        """The members of one set, which is kept so that its identity stays its own."""
        if id(part) not in self._sets:
            self._sets[id(part)] = (part, tuple(map(as_index, part)))
        return self._sets[id(part)][1]

    def said(self, said: Said, index_set: Any) -> tuple[list[Any], int]:
        """What is said of the members of a set in their order, each thing for so many that follow one another.

        It is read record by record where records are the first factors of the set. Raises `KeyError` where nothing is
        said of a member.
        """
        parts = tuple(index_set.subsets())
        first = _first(parts, said.width)
        if first is None or (said.in_series and [part.dimen for part in parts[first:]] != [1]):
            return [said(*index) for index in self.of(index_set).keys], 1
        found = [said.of(record) for record in self.product(parts[:first]).keys]
        if not said.in_series:
            return found, prod(len(part) for part in parts[first:])
        labels = [label for (label,) in self._members(parts[first])]
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
