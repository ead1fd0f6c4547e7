"""How data and variables are declared: data are read from the case when asked and never copied."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pyomo.environ as pyo


def data(m: Any, name: str, *sets: Any, values: Mapping[Any, Any]) -> None:
    """Declare figures as a Param that reads `values` when asked; a figure that is missing raises `KeyError`."""

    def read(_: Any, *key: Any) -> Any:
        return values[key if len(key) > 1 else key[0]]

    param = pyo.Param(*sets, default=read, within=pyo.Any)
    m.add_component(name, param)
    param.source = values


def quantity(
    m: Any, name: str, *sets: Any, most: Callable[..., float], group: Callable[..., str], unit: str = "t"
) -> None:
    """Declare a nonnegative variable with its greatest value and the group of quantities whose size it shares.

    The group (a material, a scrap stream, "money", "share") gives the canonical unit in which the solver sees it.
    """
    var = pyo.Var(*sets, bounds=lambda _, *key: (0.0, most(*key)))
    m.add_component(name, var)
    var.group, var.unit = group, unit


def law(m: Any, rule: Callable[..., Any], *sets: Any, name: str = "") -> None:
    """Declare a constraint for every index of `sets`, named as its rule is."""
    m.add_component(name or rule.__name__, pyo.Constraint(*sets, rule=rule))


def ragged(m: Any, name: str, keys: Iterable[Any], members: Callable[[Any], list[Any]], width: int) -> None:
    """Declare a Set of members for each key, `[]` included: a sum over a key that was forgotten raises."""
    found = {key: members(key) for key in keys}
    index = pyo.Set(initialize=list(found), dimen=_width(found))
    m.add_component(f"{name}_INDEX", index)
    m.add_component(name, pyo.Set(index, initialize=found, dimen=width))


def _width(keys: Iterable[Any]) -> int:
    first = next(iter(keys), "")
    return len(first) if isinstance(first, tuple) else 1
