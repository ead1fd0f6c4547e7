"""Reads a template over many rows at once: what each kind of expression becomes."""

from collections.abc import Callable, Sequence
from functools import singledispatchmethod
from typing import Any

import numpy as np
import pyomo.environ as pyo
from pyomo.core.base.var import VarData
from pyomo.core.expr.numeric_expr import DivisionExpression, NegationExpression, ProductExpression, SumExpression
from pyomo.core.expr.template_expr import GetItemExpression, IndexTemplate, TemplateSumExpression

from planner.arrays.families import Families
from planner.arrays.frame import Frame, SumFrame
from planner.arrays.library import Figures, Library
from planner.arrays.linear import Linear, Terms
from planner.arrays.tables import MISSING, Codes, Picked, Space
from planner.arrays.templates import Refused


class Reader:
    """Reads the templates of one model: `linear` what an expression is, `label` what stands in an index."""

    def __init__(self, library: Library, columns: Families) -> None:
        """Read with the sets and figures of a model, and the columns of its variables."""
        self.library, self.columns = library, columns

    @singledispatchmethod
    def linear(self, node: Any, frame: Frame) -> Linear:
        """The linear expression that a template is at each row; raises `Refused` for what it cannot read."""
        raise Refused(f"it cannot read {type(node).__name__}")

    @linear.register(int)
    @linear.register(float)
    def _(self, node: float, _: Frame) -> Linear:
        return Linear(np.array([float(node)]))

    @linear.register(VarData)
    def _(self, node: Any, frame: Frame) -> Linear:
        return _column(np.full(frame.rows, self.columns.position(node)))

    @linear.register(SumExpression)
    def _(self, node: Any, frame: Frame) -> Linear:
        found = Linear(np.zeros(1))
        for part in node.args:
            found = found.plus(self.linear(part, frame))
        return found

    @linear.register(NegationExpression)
    def _(self, node: Any, frame: Frame) -> Linear:
        return self.linear(node.args[0], frame).times(np.array([-1.0]))

    @linear.register(ProductExpression)
    def _(self, node: Any, frame: Frame) -> Linear:
        first, second = (self.linear(part, frame) for part in node.args)
        if first.terms and second.terms:
            raise Refused("it has a product of variables")
        return first.times(second.constant) if first.terms else second.times(first.constant)

    @linear.register(DivisionExpression)
    def _(self, node: Any, frame: Frame) -> Linear:
        numerator, denominator = (self.linear(part, frame) for part in node.args)
        if denominator.terms:
            raise Refused("it divides by a variable")
        return numerator.times(1.0 / denominator.constant)

    @linear.register(TemplateSumExpression)
    def _(self, node: Any, frame: Frame) -> Linear:
        inner, (body, *sets) = frame, node.template_args()
        for placeholders, members in zip(node.template_iters(), sets, strict=True):
            inner = self._joined(inner, placeholders, members)
        found = self.linear(body, inner) if inner.rows else Linear(np.zeros(1))
        while isinstance(inner, SumFrame) and inner is not frame:
            found, inner = found.summed(inner.row_of, inner.outer.rows), inner.outer
        return found

    @linear.register(GetItemExpression)
    def _(self, node: Any, frame: Frame) -> Linear:
        component, *index = node.args
        if getattr(component, "ctype", None) is pyo.Var:
            place = self._position(component, index, frame).over(frame.rows)
            return _column(self.columns.of(component).start + place)
        return Linear(self._figure(self.library.numbers, node, frame).over(frame.rows))

    @singledispatchmethod
    def label(self, node: Any, _: Frame) -> Picked:
        """The label that stands in an index at each row; raises `Refused` for what it cannot read."""
        raise Refused(f"it cannot read {type(node).__name__} in an index")

    @label.register(str)
    @label.register(int)
    def _(self, node: Any, _: Frame) -> Picked:
        return self.library.label(node)

    @label.register(IndexTemplate)
    def _(self, node: Any, frame: Frame) -> Picked:
        return frame.label(node)

    @label.register(GetItemExpression)
    def _(self, node: Any, frame: Frame) -> Picked:
        return self._figure(self.library.labels, node, frame)

    def _figure(self, read: Callable[[Any], Figures], node: Any, frame: Frame) -> Picked:
        """The figure of a parameter at each row."""
        param, *index = node.args
        if getattr(param, "ctype", None) is not pyo.Param:
            raise Refused(f"it takes a member of {param}, which is neither a variable nor a parameter")
        figures, position = read(param), self._position(param, index, frame)
        if figures.known is not None and not figures.known[position.over(frame.rows)].all():
            raise Refused(f"{param.name} has no figure at an index that it asks for")
        return Picked(figures.values[position.values], position.pick)

    def _position(self, component: Any, index: Sequence[Any], frame: Frame) -> Picked:
        """The position of an index in the set of a component at each row."""
        return self._found(component, self.library.space(component.index_set()), index, frame)

    def _found(self, component: Any, space: Space, index: Sequence[Any], frame: Frame) -> Picked:
        labels = [self.label(part, frame) for part in index]
        position = space.find(labels)
        if (position.values == MISSING).any():
            missing = position.over(frame.rows) == MISSING
            if missing.any():
                at = int(np.argmax(missing))
                key = self.library.vocabulary.labels(int(label.over(frame.rows)[at]) for label in labels)
                raise Refused(f"{component.name} has no index {key}")
        return position

    def _joined(self, frame: Frame, placeholders: Sequence[Any], members: Any) -> SumFrame:
        """The rows of a sum over a set, or over the members that an indexed set has at each row."""
        if not isinstance(members, GetItemExpression):
            space = self.library.space(members)
            row_of = np.repeat(np.arange(frame.rows), space.size)
            return SumFrame(frame, row_of, np.tile(np.arange(space.size), frame.rows), placeholders, space.places())
        component, *index = members.args
        ragged = self.library.ragged(component, len(placeholders))
        key = self._found(component, ragged.keys, index, frame).over(frame.rows)
        sizes = ragged.sizes[key]
        row_of = np.repeat(np.arange(frame.rows), sizes)
        before = np.repeat(np.cumsum(sizes) - sizes, sizes)
        member = np.arange(len(row_of)) - before + ragged.starts[key][row_of]
        return SumFrame(frame, row_of, member, placeholders, ragged.places())


def _column(positions: Codes) -> Linear:
    rows = np.arange(len(positions))
    return Linear(np.zeros(1), (Terms(rows, positions, np.ones(len(rows))),))
