"""What a policy row costs: a step tighter, a step looser, and having it at all; and what it buys."""

from dataclasses import dataclass
from functools import cached_property

from models.policies import LimitKind


@dataclass(frozen=True)
class StepPrice:
    """What moving the limit of a row by `step` does to total cost, wherever and whenever it holds.

    `step` is in the unit of the limit, `cost` money in present value; where one of them is None, `why` says why.
    """

    step: float | None
    cost: float | None = None
    why: str = ""

    def each(self, kind: LimitKind) -> float | None:
        """The price of a point, a day, a t/yr or whatever the limit is counted in; None where there is none."""
        return None if self.step is None or self.cost is None else self.cost / (self.step / kind.point)


@dataclass(frozen=True)
class Top:
    """The largest share of one country outside home in the consumption of a stage over the plan; `country` "" at 0."""

    share: float = 0.0
    country: str = ""


@dataclass(frozen=True)
class Reliance:
    """How far a plan depends on single countries at some stages, and the tonnes short of their materials."""

    tops: dict[tuple[str, str], Top]
    concentration: dict[tuple[str, str], float]
    short_tonnes: float

    @cached_property
    def mean_top(self) -> float:
        """The plain mean of the largest shares."""
        return sum(top.share for top in self.tops.values()) / max(1, len(self.tops))

    @cached_property
    def mean_concentration(self) -> float:
        """The plain mean of the concentrations (HHI, 0 to 1)."""
        return sum(self.concentration.values()) / max(1, len(self.concentration))


@dataclass(frozen=True)
class Worth:
    """The plan with a row beside the plan without it: what it costs, in present value, and what it buys.

    `total_cost` is the objective, `paid_cost` that without shortage cost and `penalties`, which are no cost to anybody.
    """

    total_cost: float
    paid_cost: float
    penalties: float
    without: Reliance
    held: Reliance

    @property
    def real_cost(self) -> float:
        """What is paid more, and what more goes short: all but penalties."""
        return self.total_cost - self.penalties

    @property
    def most_moved(self) -> tuple[str, str] | None:
        """The material and stage whose largest share the row moves most; None where it moves none."""
        moved = {pair: abs(top.share - self.without.tops[pair].share) for pair, top in self.held.tops.items()}
        pair = max(moved, key=lambda pair: round(moved[pair], 9), default=None)
        return pair if pair and moved[pair] > 1e-6 else None


@dataclass(frozen=True)
class RulePrice:
    """The prices of one policy row; a rule without a limit has no steps, `worth` is None where `why` says why."""

    tighter: StepPrice | None
    looser: StepPrice | None
    worth: Worth | None
    why: str = ""
