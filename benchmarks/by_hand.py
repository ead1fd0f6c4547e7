"""The same program as arrays by hand: numpy for the positions, scipy for the matrix."""

from typing import Any

import numpy as np
from scipy.sparse import coo_matrix

from benchmarks.core import CAP, HOLDING, SHORTAGE, Core


class Layout:
    """Where the columns of each variable begin; each has a row of periods for each of its members."""

    def __init__(self, core: Core) -> None:
        """One variable after the other."""
        suppliers, sectors = len(core.material_of_supplier), len(core.material_of_sector)
        sizes = {"sent": len(core.routes), "stored": suppliers, "drawn": sectors, "short": sectors}
        sizes |= {"stock": core.materials, "bought": core.materials}
        starts = np.cumsum([0, *(size * core.periods for size in sizes.values())])
        self.periods, self.size = core.periods, int(starts[-1])
        self._start = dict(zip(sizes, starts.tolist(), strict=False))

    def columns(self, name: str, members: Any) -> Any:
        """The columns of some members, a row for each, a column for each period."""
        return self._start[name] + np.asarray(members)[:, None] * self.periods + np.arange(self.periods)


class Rows:
    """Rows as they are added: entries, and an upper side that for equations is the lower one too."""

    def __init__(self, periods: int) -> None:
        """No rows yet."""
        self.periods, self.count = periods, 0
        self.entries: list[tuple[Any, Any, float]] = []
        self.upper: list[Any] = []
        self.equal: list[Any] = []

    def family(self, members: int, upper: Any, *, equal: bool) -> None:
        """Rows for so many members and every period."""
        self._start, size = self.count, members * self.periods
        self.count += size
        self.upper.append(np.broadcast_to(upper, (members, self.periods)).reshape(-1))
        self.equal.append(np.full(size, equal))

    def add(self, member_of: Any, columns: Any, factor: float, later: int = 0) -> None:
        """A term in the rows of a member at each period, from `later` on with the column of so much earlier."""
        rows = self._start + np.asarray(member_of)[:, None] * self.periods + np.arange(self.periods)
        kept = slice(later, None), slice(None, self.periods - later)
        self.entries.append((rows[:, kept[0]].reshape(-1), columns[:, kept[1]].reshape(-1), factor))


def by_hand(core: Core) -> Any:
    """The arrays of the program."""
    layout, rows = Layout(core), Rows(core.periods)
    of, at = np.array(core.material_of_supplier), np.array(core.country)
    sector_of, (origin, into) = np.array(core.material_of_sector), np.array(core.routes).T
    number = {pair: place for place, pair in enumerate(core.capped)}
    group = np.array([number[pair] for pair in zip(at.tolist(), of.tolist(), strict=True)])
    sent, stored, drawn, short, stock, bought = (
        layout.columns(name, np.arange(size))
        for name, size in (("sent", len(origin)), ("stored", len(of)), ("drawn", len(sector_of)),
                           ("short", len(sector_of)), ("stock", core.materials), ("bought", core.materials))
    )  # fmt: skip
    every = np.arange(core.materials)
    rows.family(len(of), np.array(core.capacity), equal=False)
    rows.add(origin, sent, 1.0)
    rows.add(np.arange(len(of)), stored, 1.0)
    rows.family(len(sector_of), np.array(core.demand), equal=True)
    for who, what in ((into, sent), (np.arange(len(sector_of)), drawn), (np.arange(len(sector_of)), short)):
        rows.add(who, what, 1.0)
    rows.family(core.materials, 0.0, equal=True)
    rows.add(every, stock, 1.0)
    rows.add(every, stock, -1.0, later=1)
    rows.add(of, stored, -1.0)
    rows.add(sector_of, drawn, 1.0)
    rows.family(core.materials, 0.0, equal=True)
    for who, what, factor in ((every, bought, 1.0), (of[origin], sent, -1.0), (of, stored, -1.0)):
        rows.add(who, what, factor)
    rows.family(len(core.capped), 0.0, equal=False)
    rows.add(group[origin], sent, 1.0)
    rows.add(group, stored, 1.0)
    rows.add(np.arange(len(core.capped)), bought[[k for _, k in core.capped]], -CAP)
    price, cost = np.array(core.price), np.zeros(layout.size)
    cost[sent] = price[origin] + np.array(core.freight)[:, None]
    cost[stored], cost[stock], cost[short] = price, HOLDING, SHORTAGE
    return _arrays(core, rows, cost)


def _arrays(core: Core, rows: Rows, cost: Any) -> Any:
    """The matrix by rows, and both sides."""
    at, columns = (np.concatenate([entry[place] for entry in rows.entries]) for place in (0, 1))
    values = np.concatenate([np.full(len(entry[0]), entry[2]) for entry in rows.entries])
    upper, equal = np.concatenate(rows.upper), np.concatenate(rows.equal)
    matrix = coo_matrix((values, (at, columns)), shape=(rows.count, len(cost))).tocsr()
    return matrix, cost, np.full(len(cost), core.most), np.where(equal, upper, -np.inf), upper


def arrays_to_highs(arrays: Any) -> Any:
    """In one call."""
    import highspy

    matrix, cost, most, lower, upper = arrays
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    rows, columns = matrix.shape
    highs.passModel(
        columns, rows, matrix.nnz, int(highspy.MatrixFormat.kRowwise), int(highspy.ObjSense.kMinimize), 0.0,
        cost, np.zeros(columns), most, lower, upper,
        matrix.indptr.astype(np.int32), matrix.indices.astype(np.int32), matrix.data, np.zeros(columns, dtype=np.int32),
    )  # fmt: skip
    return highs
