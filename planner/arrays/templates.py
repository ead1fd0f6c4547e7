"""A rule called once with index templates: one small expression that stands for all its rows."""

from collections.abc import Callable
from typing import Any

from pyomo.core.expr.template_expr import templatize_rule


def template_of(law: Any) -> tuple[Any, tuple[Any, ...]]:
    """The template of a law, or of the goal, and the placeholders of its index."""
    index_set = law.index_set() if law.is_indexed() else None
    return called_once(law.parent_block(), law.law, index_set)


def called_once(block: Any, rule: Callable[..., Any], index_set: Any) -> tuple[Any, tuple[Any, ...]]:
    """What a rule `(block, *index)` says at every index of a set, and the placeholders of the index."""
    expression, index = templatize_rule(block, lambda block, index: rule(block, *index), index_set)
    return expression, tuple(index)
