"""Members of a joint plan: alone, together, in every coalition; what planning together saves, and how to split it."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.partnering import games
from planner.partnering.games import MOST_EXACT, Coalition
from planner.partnering.groups import GroupPlan, Groups
from planner.partnering.savings import savings
from planner.partnering.splits import Split, Temptation, steadiest, temptation
from planner.planning import World
from planner.progress import Progress
from planner.results.indicators import Indicators
from planner.workbook import Book
from planner.workbook.schema import Member as MemberRow

PRICES, SHAPLEY, STEADIEST = "shadow prices", "Shapley", "steadiest"


@dataclass(frozen=True)
class Member:
    """One member of a joint plan; money in present value.

    `alone` is what it would cost on its own and `others_without` what all others would cost then; `plan` is what it
    would do, and `broken` the hard rules that it could not keep.
    """

    name: str
    access_share: float
    alone: float
    others_without: float
    plan: Indicators
    broken: tuple[str, ...]


@dataclass(frozen=True)
class Joint:
    """A joint plan: what it costs together, where its saving comes from, how to split it, and whether a split holds.

    `splits` are costs by member: by the joint plan's shadow prices, by Shapley value, and, where every coalition was
    costed, the one that tempts nobody most; `tempted` says for each who would gain most by leaving it together. In the
    steadiest split that is nobody unless the core is empty. `errors` and `draws` are of the Shapley values.
    """

    members: tuple[Member, ...]
    together: float
    plan: Indicators
    savings: Mapping[str, float]
    costs: Mapping[Coalition, float]
    broken: Mapping[Coalition, tuple[str, ...]]
    splits: Mapping[str, Split]
    tempted: Mapping[str, Temptation]
    errors: Mapping[str, float]
    draws: int | None
    tenders: Mapping[str, tuple[str, ...]]

    @property
    def saving(self) -> float:
        """What planning together saves."""
        return sum(member.alone for member in self.members) - self.together


def joint(book: Book, world: World, seed: int, progress: Progress) -> Joint:
    """The joint plan of a workbook's members.

    Raises `Infeasible` where a coalition has no plan even with rules broken, and `Stopped`.
    """
    groups = Groups(book, world, progress)
    names, whole, ledger = groups.names, groups.together, groups.ledger
    alone = {name: groups.plan(frozenset({name})) for name in names}
    values = games.shapley(ledger.game(names), seed)
    shapley = {name: -float(saved[0]) for name, saved in values.values.items()}
    list(ledger.costed([groups.everybody - {name}] for name in names))
    splits: dict[str, Split] = {PRICES: groups.at_joint_prices(whole.solution), SHAPLEY: shapley}
    if len(names) <= MOST_EXACT:
        splits[STEADIEST] = steadiest(names, groups.costs)
    return Joint(
        tuple(_member(row, groups, alone[row.member]) for row in book.members),
        whole.solution.cost,
        whole.indicators,
        savings(groups, list(alone.values())),
        groups.costs,
        ledger.broken,
        splits,
        {name: temptation(split, groups.costs) for name, split in splits.items()},
        values.errors,
        values.draws,
        groups.tenders,
    )


def _member(row: MemberRow, groups: Groups, alone: GroupPlan) -> Member:
    without = float(groups.ledger[groups.everybody - {row.member}].parts[0])
    return Member(row.member, row.access_share, alone.solution.cost, without, alone.indicators, alone.costed.broken)
