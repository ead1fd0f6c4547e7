"""What would change a plan of least cost: the price of a little more of something, and how far it can move.

Both ask the program once more from its basis at hand, and only the parts of it that are concerned. Forcing a little
more of a quantity adds one row, and its price is the row's dual: exact where the reduced cost of a column is not, since
at a corner where many limits meet a reduced cost is only one of many.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
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
    "simplex_scale_strategy": 0,
    "primal_simplex_bound_perturbation_multiplier": 0.0,
}
"""From a plan at hand, in canonical units, and with bounds as they are: to move them apart is to move them back too."""

Weights = Mapping[int, float]
"""What a quantity is made of: a factor in plain units by position of a column."""

Reach = tuple[float, float]
"""The least and the most of a quantity, in plain units."""


class Probe:
    """A program of least cost, asked region by region: the parts of it that some columns lie in."""

    def __init__(self, form: StandardForm, scaling: Scaling, within_share: float, ceilings: Weights) -> None:
        """`form` is in canonical units; `within_share` of its least cost is what `reaches` may spend beyond that.

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

    def reaches(self, quantities: Iterable[Weights]) -> Iterator[Reach | None]:
        """The least and the most that each `Σ weight · column` can be within the share of the least cost, in order.

        None where no answer was certified. No answer depends on another, so they are found side by side.
        """
        asked = [self._asked(weights) for weights in quantities]
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            yield from pool.map(lambda reach: reach() if reach else None, asked)

    def _asked(self, weights: Weights) -> Callable[[], Reach | None] | None:
        """How the least and the most are found, all that they share being there; None where that is not certified."""
        with suppress(Stopped):
            region, places, scale = self._about(weights)
            within = region.budgeted(self.within_share * abs(self._least_cost), self._ceiling)
            return lambda: within.reach(places, scale)
        return None

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
    """A region within a budget: each question starts from its plan of least cost, in an engine of its own."""

    def __init__(self, form: StandardForm) -> None:
        engine = Engine(form)
        self.plan = _certified(engine).column_value
        self.form = replace(form, cost=np.zeros_like(form.cost))
        self._standing, self._idle = engine.ended(form), [engine]
        engine.ask(self.form)

    def reach(self, places: Weights, scale: float) -> Reach | None:
        """The least and the most of a quantity, in plain units; None where one of them is not certified."""
        cost = np.zeros_like(self.form.cost)
        cost[list(places)] = list(places.values())
        with suppress(Stopped):
            least, most = self._least(cost), -self._least(-cost)
            return max(0.0, least * scale), most * scale
        return None

    def _least(self, cost: Vector) -> float:
        """The least of another cost; no solve tells more where the plan at hand has all that it counts at its bounds.

        That plan keeps all rows, so the primal method is the quick one.
        """
        counted = np.flatnonzero(cost)
        bound = np.where(cost > 0.0, self.form.column_lower, self.form.column_upper)
        least, present = (float(np.sum(cost[counted] * at[counted])) for at in (bound, self.plan))
        if present <= least:
            return least
        with self._engine() as engine, engine.instead(replace(self.form, cost=cost)), engine.attempt(PRIMAL_SIMPLEX):
            return _certified(engine).objective

    @contextmanager
    def _engine(self) -> Iterator[Engine]:
        """An engine at the plan of least cost that nobody else asks; there is one for each who asks at a time."""
        try:
            engine = self._idle.pop()
        except IndexError:
            engine = Engine(self.form)
            engine.stand(self._standing)
        try:
            yield engine
        finally:
            self._idle.append(engine)


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
