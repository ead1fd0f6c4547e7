"""What a solve found, asked by variable, by function or by constraint."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import pyomo.environ as pyo
from pyomo.core.expr.visitor import identify_variables

from models.declare import as_index
from planner.arrays import Refused, StandardForm, Vector

Index = tuple[Any, ...]
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True)
class Solution:
    """Values of all variables and the shadow price of every row, in tonnes and present value of money.

    `certificate` says in words and figures how far the solution is proved.
    """

    model: Any
    form: StandardForm
    cost: float
    column_values: Vector
    row_duals: Vector
    iterations: int
    certificate: Mapping[str, str] = field(default_factory=dict)

    def values(self, variable: Any) -> dict[Index, float]:
        """The value of a variable at each of its indices; one that no law mentions is at its lower bound."""
        return self.form.columns.of(variable).of(self.column_values)

    def evaluate(self, function: Callable[..., Any], indices: Iterable[Any]) -> dict[Index, float]:
        """The value of a function `(model, *index)`, such as a kind of cost, at each index."""
        keys = list(dict.fromkeys(as_index(key) for key in indices))
        if self.form.read and keys:
            try:
                return dict(zip(keys, self.form.read(function, keys, self.column_values).tolist(), strict=True))
            except Refused:
                pass
        return {key: self._value(function(self.model, *key)) for key in keys}

    def duals(self, constraint: Any) -> dict[Index, float]:
        """The change of total cost per unit by which the greater side of each row of a law rises, or its right side."""
        return self.form.rows.of(constraint).of(self.row_duals)

    def _value(self, expression: Any) -> float:
        """The value of an expression, whatever solution its variables held before."""
        with _ONE_AT_A_TIME:
            for var in identify_variables(expression):
                var.set_value(self.column_values[self.form.columns.position(var)], skip_validation=True)
            return float(pyo.value(expression))
