"""The constraints of a policy row as they would read with other figures, over the variables of a model that stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyomo.environ as pyo

from models.declare import goal, law, write_out
from models.policies.row import Term
from models.rules import at_least, at_most


class Instead:
    """A rule's block with some of its figures replaced: what its two sides would be with others."""

    def __init__(self, block: Any, **figures: Any) -> None:
        self._block = block
        self.__dict__.update(figures)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._block, name)


@dataclass(frozen=True)
class Always:
    """A figure that is the same at every index."""

    value: float

    def __getitem__(self, key: Any) -> float:
        return self.value


def restated(m: Any, terms: Sequence[Term]) -> pyo.ConcreteModel:
    """The constraints `held` of terms of one policy row, over the variables of `m` and written out.

    The terms have the keys and members of those that `m` was built from; their limits and figures may be others.
    """
    row, figures = terms[0].row, terms[0].row.rule.figures
    others = {name: {term.key: term.figures[name] for term in terms} for name in figures}
    block = Instead(getattr(m, row.rule.key), limit=row.limits, **others)
    rule = at_most if row.rule.sense == "<=" else at_least
    again = pyo.ConcreteModel()
    again.ROWS = pyo.Set(initialize=[term.key for term in terms], dimen=6)
    law(again, lambda _, *key: rule(block, *key), again.ROWS, name="held")
    goal(again, _nothing)
    write_out(again)
    return again


def _nothing(_: Any) -> float:
    return 0.0
