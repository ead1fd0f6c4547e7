"""How a joint cost is split, and whether any coalition would do better alone."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from planner.partnering.games import Coalition

Costs = Mapping[Coalition, float]
Split = Mapping[str, float]


@dataclass(frozen=True)
class Temptation:
    """The coalition that a split makes pay most above what it would cost alone, and by how much; below 0 none would."""

    coalition: tuple[str, ...]
    gain: float


def temptation(split: Split, costs: Costs) -> Temptation:
    """Who would gain most by leaving together; the split is in the core where nobody gains anything."""
    gains = {names: sum(split[name] for name in names) - costs[names] for names in _leaving(split, costs)}
    most = max(gains, key=lambda names: (gains[names], -len(names), sorted(names)), default=frozenset[str]())
    return Temptation(tuple(name for name in split if name in most), gains.get(most, 0.0))


def steadiest(members: tuple[str, ...], costs: Costs) -> dict[str, float]:
    """The split in which the most tempted coalition gains least, by a linear program.

    Where that gains nothing, the split is in the core; where it does, the core is empty.
    """
    leaving = list(_leaving(dict.fromkeys(members, 0.0), costs))
    everybody = frozenset(members)
    if not leaving:
        return dict.fromkeys(members, costs[everybody])
    size = max(map(abs, costs.values())) or 1.0
    inside = np.array([[float(name in names) for name in members] + [-1.0] for names in leaving])
    found = linprog(
        [0.0] * len(members) + [1.0],
        A_ub=inside,
        b_ub=[costs[names] / size for names in leaving],
        A_eq=[[1.0] * len(members) + [0.0]],
        b_eq=[costs[everybody] / size],
        bounds=[(None, None)] * (len(members) + 1),
    )
    return dict(zip(members, (float(share) * size for share in found.x[:-1]), strict=True))


def _leaving(split: Split, costs: Costs) -> list[Coalition]:
    """The coalitions that could leave: all but the empty and the grand one."""
    return [names for names in costs if 0 < len(names) < len(split)]
