"""By how much a partner lowers the dependence of the plan on single countries."""

from dataclasses import dataclass

from planner.partnering.dependence import BENCHMARK, Dependence, Largest, Pair
from planner.partnering.worth import Partner

ROUNDING = 1e-6


@dataclass(frozen=True)
class Fall:
    """The largest share of one country at a stage with a partner and without it; `points` is what falls, as a share."""

    pair: Pair
    with_it: Largest
    without_it: Largest

    @property
    def points(self) -> float:
        """By how much the share falls through the partner; below 0 where it rises."""
        return self.without_it.share - self.with_it.share

    @property
    def verdict(self) -> str:
        """Whether the benchmark is kept, and whether it would be without the partner."""
        kept, would = (largest.share <= BENCHMARK + ROUNDING for largest in (self.with_it, self.without_it))
        if kept:
            return "kept" if would else "kept only through it"
        return "missed only with it" if would else "missed with it and without it"


def falls(everybody: Dependence, partner: Partner, *, in_year: bool = False) -> list[Fall]:
    """What a partner does to the largest share at every stage, over the plan or in the year of the benchmark."""
    return [
        Fall(pair, everybody.largest(pair, in_year=in_year), partner.without.largest(pair, in_year=in_year))
        for pair in everybody.overall
    ]


def greatest_fall(everybody: Dependence, partner: Partner) -> Fall | None:
    """Where a partner lowers the largest share most, over the whole plan; None where it does so nowhere."""
    most = max(falls(everybody, partner), key=lambda fall: fall.points, default=None)
    return most if most and most.points > ROUNDING else None
