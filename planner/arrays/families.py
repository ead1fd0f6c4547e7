"""Families of columns and rows: what stands at which position, in the order in which it was declared."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, ClassVar
from weakref import WeakValueDictionary

import numpy as np
from pyomo.core.base.component_namer import name_repr

from models.declare import Said, as_index
from planner.arrays.indices import Index, Indices, Product, Vector


class Members:
    """A variable or law by name with its indices, and what is worked out of these once.

    Programs that have the same members share them while any of them lives: a policy set, the next limit, a shock.
    """

    _alive: ClassVar["WeakValueDictionary[Any, Members]"] = WeakValueDictionary()

    def __init__(self, name: str, product: Product) -> None:
        """Hold the name and the indices; `of` finds those that live already."""
        self.name, self.product = name, product

    @classmethod
    def of(cls, name: str, product: Product) -> "Members":
        """The members of a component, those of an earlier program where they are the same."""
        return cls._alive.setdefault((name, product.factors), cls(name, product))

    @property
    def keys(self) -> tuple[Index, ...]:
        """The indices."""
        return self.product.keys

    @cached_property
    def place(self) -> Mapping[Index, int]:
        """The place of each index among them."""
        return {key: place for place, key in enumerate(self.keys)}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names that Pyomo gives them, such as `offtake_tonnes[Kokkola,2026]`."""
        shown = _Shown()
        return tuple(f"{self.name}[{','.join(shown[part] for part in key)}]" if key else self.name for key in self.keys)

    @cached_property
    def lots(self) -> Vector:
        """A number from 0 to 1 for each, which depends on nothing but its name."""
        digests = b"".join(hashlib.blake2b(name.encode(), digest_size=8).digest() for name in self.names)
        return np.frombuffer(digests, dtype=">u8") / 2.0**64


@dataclass(frozen=True)
class Family:
    """One variable or law with all its indices: position `start + k` is about the k-th of its `keys`."""

    component: Any
    start: int
    members: Members

    @property
    def size(self) -> int:
        """How many indices it has."""
        return len(self.members.product)

    @property
    def keys(self) -> tuple[Index, ...]:
        """Its indices."""
        return self.members.keys

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


class Families:
    """All variables of a model, or all its laws, one after the other; the size is that of all columns or rows."""

    def __init__(self, components: Iterable[Any], indices: Indices) -> None:
        """Give every index of every component its position."""
        self._found: dict[int, Family] = {}
        self._indices = indices
        self.size = 0
        for component in components:
            family = Family(component, self.size, Members.of(component.name, indices.of(component.index_set())))
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
        return tuple(chain.from_iterable(family.members.names for family in self))


class _Shown(dict[Any, str]):
    """How Pyomo writes a part of an index in a name."""

    def __missing__(self, part: Any) -> str:
        self[part] = str(name_repr(part))
        return self[part]
