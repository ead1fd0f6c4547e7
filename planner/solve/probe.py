"""What would change a plan of least cost: the price of a little more of something, and how far it can move.

Both ask the program once more from its basis at hand, and only the parts of it that are concerned. Forcing a little
more of a quantity adds one row, and its price is the row's dual: exact where the reduced cost of a column is not, since
at a corner where many limits meet a reduced cost is only one of many.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

import numpy as np

from planner.arrays import StandardForm, Vector, with_row
from planner.errors import Infeasible, Stopped
from planner.solve.blocks import Block, blocks, part
from planner.solve.certificate import FEASIBILITY, certify
from planner.solve.highs import Answer, Engine, Status
from planner.solve.scaling import Scaling

A_LITTLE = 1e-6
PRIMAL_SIMPLEX = {
    "simplex_strategy": 4,
    "presolve": "off",
    "primal_simplex_bound_perturbation_multiplier": 0.0,
}
"""From a plan at hand, and with its bounds as they are: moving them apart costs a second run that moves them back."""

Weights = Mapping[int, float]
"""What a quantity is made of: a factor in plain units by position of a column."""


class Probe:
    """A program of least cost, asked region by region: the parts of it that some columns lie in."""

    def __init__(self, form: StandardForm, scaling: Scaling, within_share: float, ceilings: Weights) -> None:
        """`form` is in canonical units; `within_share` of its least cost is what `reach` may spend beyond that.

        `ceilings` are the most, in plain units, that columns may be then: to waste is not to have room.
        """
        self.form, self.scaling, self.within_share = form, scaling, within_share
        self._ceiling = form.column_upper.copy()
        for j, most in ceilings.items():
            self._ceiling[j] = min(self._ceiling[j], most / scaling.columns[j] + FEASIBILITY)
        self._regions: dict[tuple[int, ...], _Region] = {}

    def price_of_more(self, weights: Weights, present: float) -> float:
        """What one more unit of `Σ weight · column` beyond its `present` value costs, in present value.

        Raises `Infeasible` where there can be no more of it, `Stopped` where no answer was certified.
        """
        region, places, scale = self._about(weights)
        with region.least.with_row(places, present / scale + A_LITTLE):
            answer = _certified(region.least)
        return float(answer.row_dual[-1]) * self.scaling.money / scale

    def reach(self, weights: Weights) -> tuple[float, float]:
        """The least and the most that `Σ weight · column` can be within the share of the least cost."""
        region, places, scale = self._about(weights)
        within = region.budgeted(self.within_share * abs(self._least_cost), self._ceiling)
        cost = np.zeros_like(within.plan)
        cost[list(places)] = list(places.values())
        least, most = (sign * within.least(sign * cost) for sign in (1.0, -1.0))
        return max(0.0, least * scale), most * scale

    def _about(self, weights: Weights) -> "tuple[_Region, dict[int, float], float]":
        """The region of some columns, their places in it with factors of at most 1, and what these were."""
        scaled = {j: weight * float(self.scaling.columns[j]) for j, weight in weights.items()}
        scale = max(map(abs, scaled.values()))
        region = self._region(tuple(sorted({self._part_of[j] for j in scaled})))
        return region, {region.place[j]: value / scale for j, value in scaled.items()}, scale

    def _region(self, numbers: tuple[int, ...]) -> "_Region":
        if numbers not in self._regions:
            parts = [self._parts[number] for number in numbers]
            columns, rows = (np.concatenate(found) for found in zip(*((p.columns, p.rows) for p in parts), strict=True))
            self._regions[numbers] = _Region(part(self.form, columns, rows))
        return self._regions[numbers]

    @cached_property
    def _parts(self) -> list[Block]:
        return blocks(self.form)

    @cached_property
    def _part_of(self) -> dict[int, int]:
        return {int(j): number for number, block in enumerate(self._parts) for j in block.columns}

    @cached_property
    def _least_cost(self) -> float:
        """The least cost of the whole, in canonical units."""
        return self.form.offset + sum(self._region((number,)).cost for number in range(len(self._parts)))


class _Region:
    """Some parts of a program at their least cost."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.least = Engine(block.form)
        self.cost = _certified(self.least).objective
        self._within: _Budgeted | None = None

    @cached_property
    def place(self) -> dict[int, int]:
        """The place in the region of each column of the whole."""
        return {int(j): place for place, j in enumerate(self.block.columns)}

    def budgeted(self, spare: float, ceiling: Vector) -> "_Budgeted":
        """The region within a budget: what it costs at the least, and what may be spent beyond that."""
        if self._within is None:
            form = replace(self.block.form, column_upper=ceiling[self.block.columns])
            priced = np.flatnonzero(form.cost)
            cost = dict(zip(priced.tolist(), form.cost[priced].tolist(), strict=True))
            self._within = _Budgeted(with_row(form, cost, -np.inf, self.cost + spare))
        return self._within


class _Budgeted:
    """A region within a budget, which each question leaves at a plan of least cost."""

    def __init__(self, form: StandardForm) -> None:
        self.engine = Engine(form)
        self.plan = _certified(self.engine).column_value
        self.engine.ask(replace(form, cost=np.zeros_like(form.cost)))

    def least(self, cost: Vector) -> float:
        """The least of another cost; no solve tells more where the plan at hand has all that it counts at its bounds.

        That plan keeps all rows, so the primal method is the quick one.
        """
        form, counted = self.engine.form, np.flatnonzero(cost)
        bound = np.where(cost > 0.0, form.column_lower, form.column_upper)
        least, present = (float(np.sum(cost[counted] * at[counted])) for at in (bound, self.plan))
        if present <= least:
            return least
        with self.engine.instead(replace(form, cost=cost)), self.engine.attempt(PRIMAL_SIMPLEX):
            return _certified(self.engine).objective


def _certified(engine: Engine) -> Answer:
    """The answer of a solve from the basis at hand, or anew where that is not certified."""
    for options in ({}, {"presolve": "off", "simplex_strategy": 1}, {"simplex_scale_strategy": 4}):
        with engine.attempt(options):
            status = engine.solve()
        if status is Status.INFEASIBLE:
            raise Infeasible("There can be no more of it.")
        answer = engine.answer()
        if status is Status.OPTIMAL and certify(engine.form, answer, answer).holds:
            return answer
    raise Stopped(f"The solver gave no answer that can be trusted: it ended with '{engine.status_text()}'.")
