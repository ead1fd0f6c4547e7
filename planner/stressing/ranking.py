"""The partners whose loss costs most: every single one, and exactly the worst pairs of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import inf

from planner.errors import unforeseen
from planner.progress import Progress
from planner.results.ranking import down
from planner.running import Steps, each
from planner.solution import Solution
from planner.stressing.courses import loss, partners
from planner.stressing.replanning import Replanning

LISTED_PAIRS = 10
AT_ONCE = 8
USED = 1e-9
Partners = tuple[str, ...]


@dataclass(frozen=True)
class Loss:
    """What the loss of some partners costs, shortage cost and penalties included, or why there is no plan after it.

    `used` are the countries from which anything is still bought, or recycled, meanwhile.
    """

    partners: Partners
    cost: float | None = None
    unmet_tonnes: float = 0.0
    why: str = ""
    used: frozenset[str] = frozenset()

    @property
    def rank(self) -> float:
        """What it is ranked by: its cost, and above all others where no plan is left."""
        return inf if self.cost is None else self.cost


@dataclass(frozen=True)
class Ranking:
    """All single losses in some periods, the worst first, and the worst pairs where they were asked for."""

    periods: range
    single: tuple[Loss, ...]
    pairs: tuple[Loss, ...] = ()

    @property
    def worst(self) -> Loss | None:
        """The loss that costs most of as many partners as were asked for."""
        return next(iter(self.pairs or self.single), None)


class Losing:
    """Loses partners of a plan in the same periods, some after the others."""

    def __init__(self, replanning: Replanning, periods: range, progress: Progress) -> None:
        self.replanning, self.periods, self.progress = replanning, periods, progress
        self.case = replanning.planned.case

    def ranking(self, count: int) -> Ranking:
        """The ranking of all single losses, and with `count` 2 of the worst pairs."""
        countries = partners(self.case)
        single = list(self._lost([(country,) for country in countries]))
        pairs = self._worst_pairs({found.partners[0]: found for found in single}) if count > 1 else []
        return Ranking(self.periods, _worst_first(single), _worst_first(pairs)[:LISTED_PAIRS])

    def _worst_pairs(self, single: dict[str, Loss]) -> list[Loss]:
        """The losses of two partners, without those that are known to cost no more than the worst that are listed."""
        most = {pair: self._most(*(single[country] for country in pair)) for pair in combinations(sorted(single), 2)}
        dearest, found = sorted(most, key=lambda pair: -most[pair]), list[Loss]()
        for first in range(0, len(dearest), AT_ONCE):
            listed = _worst_first(found)[:LISTED_PAIRS]
            if len(listed) == LISTED_PAIRS and most[dearest[first]] <= listed[-1].rank:
                break
            found += self._lost(dearest[first : first + AT_ONCE])
        return found

    def _most(self, first: Loss, second: Loss) -> float:
        """What the loss of two can cost at most, by what is known of each.

        A plan after the loss of one that takes nothing from the other is one after the loss of both, which suspends
        the more: it costs no more, unless a shock leaves a part of a rule's window to be held by itself.
        """
        if not self.suspends_whole_windows:
            return inf
        alone = [a.rank for a, b in ((first, second), (second, first)) if a.used.isdisjoint(b.partners)]
        return min(alone, default=inf)

    @cached_property
    def suspends_whole_windows(self) -> bool:
        """Whether every row that the losses suspend is suspended for whole windows, and none in a part of one."""
        tree, recovery = self.case.tree, self.replanning.planned.book.settings.recovery_periods
        shaken = range(self.periods.start, self.periods.stop + recovery)
        for row in self.case.rules:
            for last in tree if row.rule.rests(row) else ():
                inside = {tree.nodes[n].period in shaken for n in tree.window(last, row.per) or ()}
                if len(inside) > 1:
                    return False
        return True

    def _lost(self, losses: Sequence[Partners]) -> Iterator[Loss]:
        steps: Steps[Partners] = Steps(self.progress, "Loss", " and ".join)
        for done in each(Lost(self.replanning, self.periods), losses, steps):
            try:
                yield done.result()
            except Exception as failure:  # noqa: BLE001 - one loss stops no other
                yield Loss(done.item, why=str(unforeseen(failure)))


@dataclass(frozen=True)
class Lost:
    """The work on one loss of partners in some periods: what it costs a plan."""

    replanning: Replanning
    periods: range

    def __call__(self, countries: Partners, _: Progress) -> Loss:
        """What the loss of some countries costs; raises `Infeasible` and `Stopped`."""
        found = self.replanning.least_cost(loss(countries, self.periods))
        short = sum(found.values(found.model.shortage_tonnes).values())
        return Loss(countries, found.cost, short, used=self._used(found))

    def _used(self, found: Solution) -> frozenset[str]:
        """The countries from which something is bought or recycled in the periods of the loss."""
        case, m = self.replanning.planned.case, found.model
        nodes = case.tree.nodes
        bought = {(case.suppliers[i].country, n): t for (i, n), t in found.values(m.offtake_tonnes).items() if t > USED}
        treated = found.values(m.treated_scrap_tonnes).items()
        bought |= {(case.plants[p].country, n): t for (p, n), t in treated if t > USED}
        return frozenset(country for country, n in bought if nodes[n].period in self.periods)


def _worst_first(losses: list[Loss]) -> tuple[Loss, ...]:
    return tuple(sorted(losses, key=lambda found: (down(found.rank), found.partners)))
