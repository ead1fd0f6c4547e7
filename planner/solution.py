"""What a solve found, asked by variable, by function or by constraint: the only code that reads Pyomo's objects."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyomo.environ as pyo

Index = tuple[Any, ...]


@dataclass(frozen=True)
class Solution:
    """Values of all variables and the shadow price of every row, in tonnes and present value of money.

    `certificate` says in words and figures how far the solution is proved.
    """

    model: Any
    cost: float
    column_values: dict[int, float]
    row_duals: dict[int, float]
    iterations: int
    certificate: Mapping[str, str] = field(default_factory=dict)

    def values(self, variable: Any) -> dict[Index, float]:
        """The value of an indexed variable at each of its indices; one that no law mentions is at its lower bound."""
        return {_index(key): self.column_values.get(id(var), var.lb) for key, var in variable.items()}

    def evaluate(self, function: Callable[..., Any], indices: Iterable[Any]) -> dict[Index, float]:
        """The value of a function `(model, *index)`, such as a kind of cost, at each index."""
        model = self._loaded()
        keys = [_index(key) for key in indices]
        return {key: float(pyo.value(function(model, *key))) for key in keys}

    def duals(self, constraint: Any) -> dict[Index, float]:
        """The change of total cost per unit by which each right side of a constraint rises."""
        return {_index(key): self.row_duals.get(id(row), 0.0) for key, row in constraint.items()}

    def _loaded(self) -> Any:
        """The model with this solution's values in its variables, whatever solution they held before."""
        if getattr(self.model, "loaded_solution", None) is not self:
            for var in self.model.component_data_objects(pyo.Var):
                var.set_value(self.column_values.get(id(var), var.lb), skip_validation=True)
            self.model.loaded_solution = self
        return self.model


def _index(key: Any) -> Index:
    return key if isinstance(key, tuple) else (key,)
