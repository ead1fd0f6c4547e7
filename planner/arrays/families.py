"""Families of columns and rows: what stands at which position, in the order in which it was declared."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from pyomo.core.base.component_namer import name_repr

from models.declare import Said, as_index
from planner.arrays.indices import Index, Indices, Product, Vector


@dataclass(frozen=True)
class Family:
    """One variable or law with all its indices: position `start + k` is about the k-th of its `keys`."""

    component: Any
    start: int
    product: Product

    @property
    def size(self) -> int:
        """How many indices it has."""
        return len(self.product)

    @property
    def keys(self) -> tuple[Index, ...]:
        """Its indices."""
        return self.product.keys

    @property
    def positions(self) -> slice:
        """Where it stands among all columns or rows."""
        return slice(self.start, self.start + self.size)

    @cached_property
    def place(self) -> Mapping[Index, int]:
        """The position of each index."""
        return dict(zip(self.keys, range(self.start, self.start + self.size), strict=True))

    def of(self, vector: Vector) -> dict[Index, float]:
        """Its part of a vector over all columns or rows, by index."""
        return dict(zip(self.keys, vector[self.positions].tolist(), strict=True))

    def names(self, shown: "_Shown") -> Iterator[str]:
        """The names that Pyomo gives its members, such as `offtake_tonnes[Kokkola,2026]`."""
        name = self.component.name
        return (f"{name}[{','.join(shown[part] for part in key)}]" if key else name for key in self.keys)


class Families:
    """All variables of a model, or all its laws, one after the other; the size is that of all columns or rows."""

    def __init__(self, components: Iterable[Any], indices: Indices) -> None:
        """Give every index of every component its position."""
        self._found: dict[int, Family] = {}
        self._indices = indices
        self.size = 0
        for component in components:
            family = Family(component, self.size, indices.of(component.index_set()))
            self._found[id(component)] = family
            self.size += family.size

    def __iter__(self) -> Iterator[Family]:
        return iter(self._found.values())

    def of(self, component: Any) -> Family:
        """The family of a variable or law."""
        return self._found[id(component)]

    def position(self, member: Any) -> int:
        """The position of one member of a variable or law, as Pyomo knows it."""
        return self.of(member.parent_component()).place[as_index(member.index())]

    def numbers(self, said: Callable[[Any], Said], number: Callable[[Any], float] = float) -> Vector:
        """A number for each member, made of what its variable or law says of it."""
        read = self._indices.numbers
        found = (
            read(said(component), component.index_set(), number) for component in (family.component for family in self)
        )
        return np.concatenate([np.zeros(0), *found])

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all members."""
        shown = _Shown()
        return tuple(name for family in self for name in family.names(shown))


class _Shown(dict[Any, str]):
    """How Pyomo writes a part of an index in a name."""

    def __missing__(self, part: Any) -> str:
        self[part] = str(name_repr(part))
        return self[part]
