"""What a model's sets and figures hold, read once each and kept as arrays."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from models.declare import Said
from planner.arrays.indices import Index, Indices
from planner.arrays.tables import Picked, Ragged, Space, Table, Vocabulary
from planner.arrays.templates import Refused

T = TypeVar("T")


@dataclass(frozen=True)
class Figures:
    """The figures of a parameter at every index of its set; `known` is None where none is missing."""

    values: npt.NDArray[Any]
    known: npt.NDArray[np.bool_] | None


class Library:
    """The sets and figures of one model."""

    def __init__(self, indices: Indices) -> None:
        """Read the sets by way of the indices that are multiplied out already."""
        self._indices = indices
        self._kept: dict[tuple[str, int], tuple[Any, Any]] = {}
        self.vocabulary = Vocabulary()

    def space(self, index_set: Any) -> Space:
        """The members of a set or of a product of sets."""
        return Space([self._once("set", part, self._set) for part in index_set.subsets() if part.dimen != 0])

    def ragged(self, component: Any, width: int) -> Ragged:
        """The members, all of one width, of an indexed set."""
        return self._once("ragged", component, lambda component: self._ragged(component, width))

    def numbers(self, param: Any) -> Figures:
        """The figures of a parameter as numbers; raises `Refused` where they are none."""
        return self._once("numbers", param, self._numbers)

    def labels(self, param: Any) -> Figures:
        """The figures of a parameter as codes of labels."""
        return self._once("labels", param, self._labels)

    def label(self, label: Any) -> Picked:
        """One label for all rows."""
        return Picked(self.vocabulary.codes([label]), None)

    def places(self, keys: Sequence[Index]) -> list[Picked]:
        """The labels of some indices of one width, place by place."""
        return Space([self._table(chain.from_iterable(keys), len(keys[0]))]).places()

    def _once(self, kind: str, thing: Any, read: Callable[[Any], T]) -> T:
        """What is read of a thing, which is kept with it so that its identity stays its own."""
        key = (kind, id(thing))
        if key not in self._kept:
            self._kept[key] = (thing, read(thing))
        found: T = self._kept[key][1]
        return found

    def _set(self, part: Any) -> Table:
        width = part.dimen if len(part) or isinstance(part.dimen, int) else 1
        if not isinstance(width, int):
            raise Refused(f"members of {part.name} differ in width")
        return self._table(chain.from_iterable(self._indices.of(part).keys), width)

    def _ragged(self, component: Any, width: int) -> Ragged:
        declared = hasattr(component, "source")
        listed = [*component.source.values()] if declared else [component[key] for key in component.index_set()]
        sizes = np.array([len(members) for members in listed], dtype=np.int64)
        members = chain.from_iterable(listed)
        labels = members if width == 1 else chain.from_iterable(members)
        return Ragged(self.space(component.index_set()), sizes, self._table(labels, width))

    def _table(self, labels: Iterable[Any], width: int) -> Table:
        return Table(self.vocabulary.codes(labels).reshape(-1, width))

    def _numbers(self, param: Any) -> Figures:
        values, times, known = self._figures(param)
        try:
            return Figures(np.repeat(np.array(values, dtype=float), times), known)
        except (TypeError, ValueError) as error:
            raise Refused(f"{param.name} does not hold numbers") from error

    def _labels(self, param: Any) -> Figures:
        values, times, known = self._figures(param)
        return Figures(np.repeat(self.vocabulary.codes(values), times), known)

    def _figures(self, param: Any) -> tuple[list[Any], int, npt.NDArray[np.bool_] | None]:
        """The figures in the order of the indices, each for so many of them, and where there is one.

        A parameter that was not declared here is asked index by index.
        """
        said = getattr(param, "said", None) or Said(param.extract_values() if param.is_indexed() else param.value)
        try:
            return *self._indices.said(said, param.index_set()), None
        except KeyError:
            found = [_asked(said, index) for index in self._indices.of(param.index_set()).keys]
            return [value for value, _ in found], 1, np.array([known for _, known in found], dtype=bool)


def _asked(said: Said, index: Index) -> tuple[Any, bool]:
    """What is said of an index, anything where nothing is, and whether there is."""
    try:
        return said(*index), True
    except KeyError:
        return 0.0, False
