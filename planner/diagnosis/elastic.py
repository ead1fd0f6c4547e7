"""A program whose inputs give way: by how much at the least, and which of them a proof needs.

Every key (a cell, or a part of what it says) has one column `t`: all its rows give way by `t` times their own size, so
that `t` is a part of the limit whatever its unit. What must hold costs 1 per unit of `t`, what is set aside nothing.
Each answer is certified without the solver.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

import numpy as np
from scipy.sparse import csr_matrix, hstack

from planner.arrays import StandardForm, Vector
from planner.arrays.standard_form import sparse
from planner.diagnosis.opened import Opened
from planner.errors import Stopped
from planner.solve import LADDER
from planner.solve.certificate import certify
from planner.solve.highs import Answer, Engine, Status
from planner.solve.tie_break import optimal_face

K = TypeVar("K", bound=Hashable)

HOLDS = 1e-8
"""The sum of parts of limits below which everything holds: ten times what the solver may lie beside a row."""
NEEDED = 1e-9
SMALLEST = 1e-6
"""A size below this part of a material's peak demand is none: the limit is 0, and its unit is that demand."""


@dataclass(frozen=True)
class Eased(Generic[K]):
    """How little gives way: `amount` in all, `parts` of each key's limits, and the rows and keys that the proof needs.

    `values` are those of the program's own columns in plain units, `prices` those of its rows in canonical ones; `face`
    holds all answers that are as good.
    """

    amount: float
    parts: Mapping[K, float]
    keys: frozenset[K]
    rows: tuple[int, ...]
    values: Vector
    prices: Vector
    face: StandardForm = field(repr=False)

    @property
    def holds(self) -> bool:
        """Whether nothing needs to give way."""
        return self.amount <= HOLDS


class Elastic(Generic[K]):
    """An opened program with a column for every key, kept in one HiGHS object."""

    def __init__(self, program: Opened, keys: Sequence[K | None]) -> None:
        """`keys` name who says each row; a row without one always holds."""
        self.program = program
        self._owner = {row: key for row, key in enumerate(keys) if key is not None}
        self.keys = list(dict.fromkeys(self._owner.values()))
        plain = program.scaling.apply(program.form)
        self._width, self._sizes = len(plain.cost), self._canonical_sizes(plain)
        self.form = self._with_keys(plain)
        self.engine = Engine(self.form)

    def ease(
        self, cost: Mapping[K, float], most: Mapping[K, float] | None = None, within: Eased[K] | None = None
    ) -> Eased[K] | None:
        """The least cost at which everything holds; a key gives way by `most` at the most, one without a cost freely.

        With `within`, among the answers that are as good as an earlier one, whose `most` holds. None where none is.
        Raises `Stopped` where no answer can be trusted.
        """
        prices = np.zeros(len(self.form.cost))
        prices[self._width :] = [cost.get(key, 0.0) for key in self.keys]
        upper = np.array(self.form.column_upper)
        upper[self._width :] = [(most or {}).get(key, np.inf) for key in self.keys]
        program = within.face if within else replace(self.form, column_upper=upper)
        asked = replace(program, cost=prices)
        answer = self._solved(asked)
        return None if answer is None else self._eased(asked, answer)

    def least(self, cost: Mapping[K, float]) -> Eased[K]:
        """The least cost at which everything holds, where every key may give way; raises `Stopped`."""
        found = self.ease(cost)
        if found is None:
            raise Stopped("The solver gave no answer that can be trusted: what is free to give way did not.")
        return found

    def weight(self, row: int) -> float:
        """The size of a row in canonical units, in which tonnes and money of any size compare."""
        return float(self._sizes[row])

    def size(self, row: int) -> float:
        """The size of a row in its own units."""
        return float(self._sizes[row] / self.program.scaling.rows[row])

    def _solved(self, asked: StandardForm) -> Answer | None:
        self.engine.ask(asked)
        return certified(self.engine, asked)

    def _eased(self, asked: StandardForm, answer: Answer) -> Eased[K]:
        parts = answer.column_value[self._width :]
        needed = np.abs(answer.row_dual) > NEEDED
        rows = [row for row in self._owner if needed[row]]
        return Eased(
            amount=answer.objective,
            parts={key: float(part) for key, part in zip(self.keys, parts, strict=True) if part > HOLDS},
            keys=frozenset(self._owner[row] for row in rows),
            rows=tuple(rows),
            values=answer.column_value[: self._width] * self.program.scaling.columns,
            prices=answer.row_dual,
            face=optimal_face(asked, answer),
        )

    def _with_keys(self, plain: StandardForm) -> StandardForm:
        """The program with a column for every key, by which its rows give way."""
        place = {key: number for number, key in enumerate(self.keys)}
        rows, columns = list(self._owner), [place[key] for key in self._owner.values()]
        outward = np.where(np.isfinite(plain.row_upper[rows]), -1.0, 1.0)
        gives = sparse(outward * self._sizes[rows], rows, columns, (len(plain.row_upper), len(place)))
        return replace(
            plain,
            matrix=csr_matrix(hstack([plain.matrix, gives])),
            cost=np.zeros(self._width + len(place)),
            column_lower=np.append(plain.column_lower, np.zeros(len(place))),
            column_upper=np.append(plain.column_upper, np.full(len(place), np.inf)),
        )

    def _canonical_sizes(self, plain: StandardForm) -> Vector:
        """The sizes of rows in canonical units: as said, else their side, else the unit itself."""
        said = self.program.sizes * self.program.scaling.rows
        side = np.abs(np.where(np.isfinite(plain.row_upper), plain.row_upper, plain.row_lower))
        found = np.where(said > SMALLEST, said, side)
        return np.where(found > SMALLEST, found, 1.0)


def certified(engine: Engine, asked: StandardForm) -> Answer | None:
    """The answer to a program that is in the engine, certified; None where it cannot hold. Raises `Stopped`."""
    for options in LADDER:
        with engine.attempt(options):
            status = engine.solve()
            if status is Status.INFEASIBLE:
                return None
            if status is Status.OPTIMAL and certify(asked, answer := engine.answer(), answer).holds:
                return answer
    raise Stopped(f"The solver gave no answer that can be trusted: it ended with '{engine.status_text()}'.")
