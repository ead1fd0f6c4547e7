"""What two plans cost by kind, in present value."""

from dataclasses import dataclass

from models import cost
from planner.changes.pair import Pair
from planner.results import Results
from planner.results.costs import costs, present_value, summed

Money = dict[str, float]


@dataclass(frozen=True)
class CostChange:
    """A kind of cost, or the sum of several: present value in both plans, and money by label, undiscounted."""

    kind: str
    old: float
    new: float
    old_money: Money
    new_money: Money

    @property
    def difference(self) -> float:
        """New less old."""
        return self.new - self.old

    @property
    def share(self) -> float | None:
        """The difference as a share of the old figure, None where that is 0."""
        return self.difference / abs(self.old) if self.old else None


def cost_changes(pair: Pair) -> dict[str, list[CostChange]]:
    """Kinds of cost that either plan has, and the sum of each group last: what is paid, and what is not."""
    found = {}
    for group, kinds, whole in (
        ("paid cost", cost.PAID, "Paid cost"),
        ("not paid", cost.UNPAID, "Shortage cost and penalties"),
    ):
        lines = [_line(pair, kind, (kind,)) for kind in kinds]
        found[group] = [*(line for line in lines if line.old or line.new), _line(pair, whole, tuple(kinds))]
    return found


def whole_cost(pair: Pair) -> CostChange:
    """The objective: paid cost, shortage cost and penalties."""
    return _line(pair, "Paid cost, shortage cost and penalties", tuple(cost.KINDS))


def _line(pair: Pair, kind: str, kinds: tuple[str, ...]) -> CostChange:
    (old, old_money), (new, new_money) = (_money(pair, plan.results, kinds) for plan in (pair.old, pair.new))
    return CostChange(kind, old, new, old_money, new_money)


def _money(pair: Pair, results: Results, kinds: tuple[str, ...]) -> tuple[float, Money]:
    by_node = summed(results, kinds) if len(kinds) > 1 else costs(results)[kinds[0]]
    return present_value(results, by_node), pair.summed(results, by_node)
