"""A large program of parts that nothing ties together: each is solved by itself, and the whole starts from there.

The parts' bases side by side are a basis of the whole that is optimal already; all that follows, the check that it is,
the choice among ties and the certificate, is done to the whole as always. A part that a program solved before has too,
figure by figure, is not solved again: a policy set that touches one material costs the solve of that material.
"""

import hashlib
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.arrays import StandardForm
from planner.solve.basis import Basis, Places
from planner.solve.blocks import Block, blocks
from planner.solve.highs import Engine, Status

LEAST_COLUMNS = 50_000
LARGEST_SHARE = 0.5
"""Of the columns, the most that the largest part may have for it to be worth while."""


@dataclass(frozen=True)
class Part:
    """A part of a program."""

    block: Block

    @cached_property
    def content(self) -> bytes:
        """What tells it from any other part: a digest of its arrays."""
        form = self.block.form
        arrays = (form.matrix.indptr, form.matrix.indices, form.matrix.data, form.cost)
        bounds = (form.column_lower, form.column_upper, form.row_lower, form.row_upper)
        digest = hashlib.blake2b(digest_size=16)
        for numbers in (*arrays, *bounds):
            digest.update(np.ascontiguousarray(numbers).tobytes())
        return digest.digest()

    def of(self, whole: Places) -> Places:
        """Where it stands when the whole stands so."""
        columns, rows = whole
        return columns[self.block.columns], rows[self.block.rows]

    def solved(self, start: Places | None) -> Places | None:
        """Where its columns and rows stand at its optimum; None where it has none."""
        engine = Engine(self.block.form)
        if start is not None:
            engine.stand(start, alien=True)
        return engine.ended(engine.form) if engine.solve() is Status.OPTIMAL else None


def parts(form: StandardForm) -> list[Part]:
    """The parts of a program that are worth solving by themselves: none of a small one, or where one is most of it."""
    found = blocks(form, LARGEST_SHARE) if len(form.cost) >= LEAST_COLUMNS else []
    return [Part(block) for block in found] if len(found) > 1 else []


def start_from_parts(engine: Engine, found: Sequence[Part], near: Basis | None) -> None:
    """Let a program start from where its parts end, each from where it stood in a basis near by, if there is one.

    A program with a part that does not end well starts as if it had none.
    """
    whole = near.on(engine.form) if near else None
    known = near.parts if near else {}
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        ended = list(pool.map(lambda part: _ended(part, whole, known), found))
    places = _joined(engine.form, found, ended)
    if places:
        engine.stand(places)
    elif whole:
        engine.stand(whole, alien=True)


def _ended(part: Part, whole: Places | None, known: Mapping[bytes, Places]) -> Places | None:
    return known.get(part.content) or part.solved(part.of(whole) if whole else None)


def _joined(form: StandardForm, found: Sequence[Part], ended: Sequence[Places | None]) -> Places | None:
    """Where the whole stands when its parts stand so; None where one has no place to stand."""
    columns, rows = (np.empty(len(things), dtype=np.int8) for things in (form.cost, form.row_lower))
    for part, places in zip(found, ended, strict=True):
        if places is None:
            return None
        columns[part.block.columns], rows[part.block.rows] = places
    return columns, rows
