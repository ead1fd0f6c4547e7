"""A large program of parts that nothing ties together: each is solved by itself, and the whole starts from there.

The parts' bases side by side are a basis of the whole that is optimal already; all that follows, the check that it is,
the choice among ties and the certificate, is done to the whole as always.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from planner.solve.blocks import Block, blocks
from planner.solve.highs import Engine, Status

LEAST_COLUMNS = 50_000
LARGEST_SHARE = 0.5
"""Of the columns, the most that the largest part may have for it to be worth while."""


def start_from_parts(engine: Engine) -> None:
    """Let a program start from where its parts end; a small one, or one with a part that does not end well, is left."""
    size = len(engine.form.cost)
    parts = blocks(engine.form) if size >= LEAST_COLUMNS else []
    if len(parts) < 2 or max(len(part.columns) for part in parts) > LARGEST_SHARE * size:
        return
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        standing = list(pool.map(_solved, parts))
    columns, rows = np.empty(size, dtype=object), np.empty(len(engine.form.row_lower), dtype=object)
    for part, found in zip(parts, standing, strict=True):
        if found is None:
            return
        columns[part.columns], rows[part.rows] = found
    engine.stand(columns.tolist(), rows.tolist())


def _solved(part: Block) -> tuple[list[Any], list[Any]] | None:
    """Where the columns and rows of a part stand at its optimum; None where it has none."""
    engine = Engine(part.form)
    if engine.solve() is not Status.OPTIMAL:
        return None
    found = engine.highs.getBasis()
    return list(found.col_status), list(found.row_status)
