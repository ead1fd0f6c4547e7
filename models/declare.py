"""How data, variables and laws are declared: each is kept as it was said, and nothing is worked out index by index.

Data and bounds stay in the mappings of the case, record by record (`Said`), a law keeps its rule. What needs rows makes
them: `write_out` as Pyomo does, one expression after the other, or whoever reads a rule once for all its rows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyomo.environ as pyo


class Said:
    """What is said of all indices of some sets: one thing of all, or one for each record that an index begins with.

    A record is as many labels as each key of the mapping has. What is said of it may be a series, a mapping from the
    last label of the index, with `otherwise` for the labels that it lacks.
    """

    def __init__(self, values: Any, otherwise: Any = None) -> None:
        """Hold what was said as it is."""
        self.values, self.otherwise = values, otherwise
        first = next(iter(values.values()), None) if isinstance(values, Mapping) else None
        self.width = _width(values) if isinstance(values, Mapping) else 0
        self.in_series = isinstance(first, Mapping)

    def __call__(self, *index: Any) -> Any:
        """What is said of one index; raises `KeyError` where nothing is."""
        found = self.of(index[: self.width])
        return self.among(found, index[-1:])[0] if self.in_series else found

    def of(self, record: tuple[Any, ...]) -> Any:
        """What is said of a record: a thing or a series."""
        return self.values[record if self.width > 1 else record[0]] if self.width else self.values

    def among(self, series: Mapping[Any, Any], labels: Iterable[Any]) -> list[Any]:
        """What a series says of each of some labels; raises `KeyError`."""
        if self.otherwise is None:
            return [series[label] for label in labels]
        return [series.get(label, self.otherwise) for label in labels]


def data(m: Any, name: str, *sets: Any, values: Any, otherwise: Any = None) -> None:
    """Declare figures, as `Said`, as a Param that is read when asked; one that is missing raises `KeyError`."""
    said = Said(values, otherwise)
    param = pyo.Param(*sets, default=lambda _, *key: said(*key), within=pyo.Any)
    m.add_component(name, param)
    param.said = said


def quantity(m: Any, name: str, *sets: Any, most: Any, group: Any, unit: str = "t") -> None:
    """Declare a nonnegative variable with its greatest value and the group of quantities whose size it shares.

    Both as `Said`. The group (a material, a scrap stream, "money", "share") gives the canonical unit in which the
    solver sees it.
    """
    greatest = Said(most)
    bounds: Any = (lambda _, *key: (0.0, greatest(*key))) if sets else (0.0, most)
    var = pyo.Var(*sets, bounds=bounds, dense=not sets)
    m.add_component(name, var)
    var.most, var.group, var.unit = greatest, Said(group), unit


def law(m: Any, rule: Callable[..., Any], *sets: Any, name: str = "") -> None:
    """Declare a constraint for every index of `sets`, named as its rule is; its rows are not written out."""
    constraint = pyo.Constraint(*sets)
    m.add_component(name or rule.__name__, constraint)
    constraint.law = rule


def goal(m: Any, rule: Callable[..., Any]) -> None:
    """Declare what is to be made least, named as its rule is; it is not written out."""
    objective = pyo.Objective()
    m.add_component(rule.__name__, objective)
    objective.law = rule


def write_out(m: Any) -> None:
    """Write out the goal and every row of every law, as an expression of Pyomo each."""
    for said in m.component_objects((pyo.Constraint, pyo.Objective)):
        for key in said.index_set():
            said[key] = said.law(said.parent_block(), *as_index(key))


def as_index(key: Any) -> tuple[Any, ...]:
    """The index of a member of a set of any width, of none (Pyomo's None) too."""
    return key if isinstance(key, tuple) else () if key is None else (key,)


def ragged(m: Any, name: str, keys: Iterable[Any], members: Callable[[Any], Sequence[Any]], width: int) -> None:
    """Declare a Set of members for each key, `[]` included: a sum over a key that was forgotten raises.

    Keys that are those of a Set already are given as that Set.
    """
    found = {key: members(key) for key in keys}
    if isinstance(keys, pyo.Set):
        index = keys
    else:
        index = pyo.Set(initialize=list(found), dimen=_width(found))
        m.add_component(f"{name}_INDEX", index)
    members_by_key = pyo.Set(index, initialize=_OnDemand(found), dimen=width)
    m.add_component(name, members_by_key)
    members_by_key.source = found


class _OnDemand(Mapping[Any, Sequence[Any]]):
    """Members by key that lists no key: so Pyomo makes the Set of a key when it is asked for, not all beforehand."""

    def __init__(self, members: Mapping[Any, Sequence[Any]]) -> None:
        self._members = members

    def __getitem__(self, key: Any) -> Sequence[Any]:
        return self._members[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _width(keys: Iterable[Any]) -> int:
    first = next(iter(keys), "")
    return len(first) if isinstance(first, tuple) else 1
