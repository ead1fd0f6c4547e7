"""What the loss of each partner costs, the worst first, and of pairs of partners."""

from collections.abc import Iterable, Iterator

from planner.report.sheet import Column, Row, Sheet
from planner.stressing.ranking import LISTED_PAIRS, Loss
from planner.stressing.stressed import Stress


def _columns(stress: Stress) -> list[Column]:
    money = stress.currency
    return [
        Column("Loss of", width=12),
        Column("Rank", format="count", width=7),
        Column("Partners", width=40),
        Column("Cost", f"{money}, present value", "money", 18),
        Column("More than the plan", money, "signed money", 18),
        Column("Unmet", "t, whole plan", "tonnes", 14),
        Column("Why there is no plan", width=40),
    ]


def _rows(stress: Stress) -> Iterable[Row]:
    if stress.ranking:
        yield from _ranked(stress, "one", stress.ranking.single)
        yield from _ranked(stress, "two", stress.ranking.pairs)


def _ranked(stress: Stress, number: str, losses: Iterable[Loss]) -> Iterator[Row]:
    for rank, loss in enumerate(losses, start=1):
        found = (
            (None, None, None) if loss.cost is None else (loss.cost, loss.cost - stress.total_cost, loss.unmet_tonnes)
        )
        yield Row((number, rank, " and ".join(loss.partners), *found, loss.why))


LOSSES = Sheet[Stress](
    name="Losses",
    about="What it costs, shortage cost and penalties included, to lose all suppliers and recycling plants of a partner"
    " country for the time of the loss, which nobody knew before it begins. Where rules rest meanwhile, a loss can cost"
    f" less than the plan. Of pairs, which --worst 2 asks for, the worst {LISTED_PAIRS}.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    frozen=3,
    groups=1,
    instead="Not asked for: --worst 1 loses every partner, --worst 2 every two of them.",
)
