"""What a sweep finds: a plan for each limit, from the loosest to the tightest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from models.policies import LimitKind, PolicyRow
from planner.planning import World
from planner.problems import Problem
from planner.results.heading import Heading
from planner.results.rule_prices import Reliance

if TYPE_CHECKING:
    from pandas import DataFrame

SOLVED = "optimal"
STRAIGHT = 0.01
SAME = 1e-9


@dataclass(frozen=True)
class Costs:
    """What one plan costs, in present value, and what it buys: shortages of all materials, dependence at some stages.

    `total_cost` is the objective, `paid_cost` that without shortage cost and penalties.
    """

    total_cost: float
    paid_cost: float
    shortage_tonnes: float
    reliance: Reliance


@dataclass(frozen=True)
class Point:
    """One limit and the plan under it; `costs` is None where there is none, and `status` says why."""

    limit: float
    status: str = SOLVED
    costs: Costs | None = None


@dataclass(frozen=True)
class Edge:
    """Where plans end: the tightest limit found to have one, and the loosest found to have none."""

    holds: float
    fails: float


@dataclass(frozen=True)
class Sweep:
    """The plans of one workbook under several limits of one policy row, the loosest limit first.

    `points` are those asked for and, where plans end between two of them, the tightest that has one.
    """

    title: str
    currency: str
    world: World
    row: PolicyRow
    kind: LimitKind
    understood: str
    points: tuple[Point, ...]
    edge: Edge | None
    run: Mapping[str, str] = field(repr=False)
    problems: tuple[Problem, ...] = field(default=(), repr=False)

    @property
    def heading(self) -> Heading:
        """What every sheet says of the sweep."""
        return Heading(self.title, f"rule {self.row.id}, policy set {self.world}")

    @cached_property
    def solved(self) -> tuple[tuple[float, Costs], ...]:
        """The limits that have a plan, and what it costs."""
        return tuple((point.limit, point.costs) for point in self.points if point.costs)

    @property
    def own_limit(self) -> float | None:
        """The limit of the workbook; None where it changes over time."""
        found = set(self.row.limit.values())
        return found.pop() if len(found) == 1 else None

    def slope(self, limit: float) -> float | None:
        """What each unit tighter costs, of the limit since the next looser one with a plan; None for the loosest."""
        limits = [found for found, _ in self.solved]
        place = limits.index(limit) if limit in limits else 0
        if not place:
            return None
        (before, cheaper), (after, dearer) = self.solved[place - 1], self.solved[place]
        return (dearer.total_cost - cheaper.total_cost) / (abs(after - before) / self.kind.point)

    @cached_property
    def knee(self) -> float | None:
        """The limit whose total cost lies farthest below the straight line between the ends of the curve.

        None where that is less than a hundredth of what the curve rises in all: it is straight, or bends the other way.
        """
        if len(self.solved) < 3:
            return None
        (first, least), (last, most) = self.solved[0], self.solved[-1]
        rise = most.total_cost - least.total_cost
        below = {
            limit: (limit - first) / (last - first) - (costs.total_cost - least.total_cost) / rise
            for limit, costs in self.solved
            if rise > SAME * abs(least.total_cost)
        }
        knee = max(below, key=lambda limit: round(below[limit], 9), default=None)
        return knee if knee is not None and below[knee] >= STRAIGHT else None

    @cached_property
    def tables(self) -> "dict[str, DataFrame]":
        """The sheets of the sweep workbook as frames, by name."""
        from planner.report.frames import frames
        from planner.sweeping.sheets import SHEETS

        return frames(SHEETS, self)

    def write(self, path: Path) -> None:
        """Write the sweep workbook to a file that is not there yet; raises `Unwritten`."""
        from planner.report.writer import workbook_bytes
        from planner.runs import write_new
        from planner.sweeping.sheets import SHEETS

        write_new(path, workbook_bytes(SHEETS, self))
