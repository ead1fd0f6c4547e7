"""A rule called once, with placeholders for its index: one small expression that stands for all its rows.

It is Pyomo's own device (`pyomo.core.expr.template_expr`): while the rule is called, going through a Set yields a
placeholder instead of its members, and `sum` makes a node of the expression. Three things differ here: what other
threads sum or go through meanwhile stays what it is, a sum of nothing is 0, and a rule that compares a placeholder
with a text, of which Python would take one branch for all indices, is refused.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pyomo.environ as pyo
from pyomo.core.base.set import _FiniteSetMixin
from pyomo.core.expr import relational_expr, template_expr
from pyomo.core.expr.template_expr import (
    GetAttrExpression,
    GetItemExpression,
    IndexTemplate,
    NPV_Numeric_GetItemExpression,
    NPV_Structural_GetItemExpression,
)

from planner.arrays.indices import Index

Template = tuple[Any, tuple[Any, ...]]
"""An expression, and the placeholders of the index in it."""

_ONE_AT_A_TIME = threading.RLock()
_members = _FiniteSetMixin.__iter__


class Refused(Exception):
    """A law that must be written out row by row, and why."""


def template_of(law: Any) -> Template:
    """What a declared law, or the goal, says at every index; raises `Refused` where it cannot be said at once."""
    if not hasattr(law, "law"):
        raise Refused("it was not declared by its rule")
    return _called_once(law.parent_block(), law.law, law.index_set() if law.is_indexed() else None)


def template_at(model: Any, function: Callable[..., Any], keys: Sequence[Index]) -> Template:
    """What a function `(model, *index)` says at some indices of one width; raises `Refused`."""
    index_set = pyo.Set(initialize=keys, dimen=len(keys[0]))
    index_set.construct()
    return _called_once(model, function, index_set)


def _called_once(block: Any, rule: Callable[..., Any], index_set: Any) -> Template:
    context = _Context()
    with _ONE_AT_A_TIME, _templating(context):
        try:
            placeholders = context.placeholders(index_set)
            expression = rule(block, *placeholders)
        except Refused:
            raise
        except Exception as error:
            raise Refused(f"its rule fails on placeholders: {error}") from error
    if context.cache:
        raise Refused("its rule goes through a set otherwise than in a sum")
    return expression, placeholders


def _templating(context: "_Context") -> Any:
    manager = template_expr._TemplateIterManager  # noqa: SLF001 - Pyomo has no other way in that tells threads apart
    return manager.init(context, _FiniteSetMixin, GetItemExpression, GetAttrExpression)


class _Context(template_expr._template_iter_context):  # type: ignore[misc]  # noqa: SLF001
    """What `sum` and going through a Set mean while a rule is called, in the thread that calls it."""

    def __init__(self) -> None:
        super().__init__()
        self._thread = threading.get_ident()

    def placeholders(self, index_set: Any) -> tuple[Any, ...]:
        """Placeholders for the index of a rule, none where there is no set."""
        if index_set is None:
            return ()
        found = next(self.get_iter(index_set))
        self.cache.pop()
        return found if isinstance(found, tuple) else (found,)

    def get_iter(self, members: Any) -> Iterator[Any]:
        """Placeholders once, instead of the members."""
        mine = threading.get_ident() == self._thread
        found: Iterator[Any] = super().get_iter(members) if mine else _members(members)
        return found

    def sum_template(self, terms: Any, /, *start: Any, **named: Any) -> Any:
        """The node of a sum over placeholders; any other sum is what it always is."""
        plainly = template_expr._TemplateIterManager.builtin_sum  # noqa: SLF001
        if start or named or threading.get_ident() != self._thread:
            return plainly(terms, *start, **named)
        try:
            return super().sum_template(terms)
        except StopIteration:
            return 0


def _compared(first: Any, second: Any) -> Any:
    raise Refused("its rule compares an index with a text")


for _kind in (IndexTemplate, NPV_Numeric_GetItemExpression, NPV_Structural_GetItemExpression):
    relational_expr._eq_dispatcher[_kind, str] = _compared  # noqa: SLF001
