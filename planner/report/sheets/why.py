"""Why an offer is not used, what holds one that is, and why a demand goes short."""

from collections.abc import Iterable

from planner.report.sheet import Column, OutputSheet, Row
from planner.results import Results
from planner.results.latitude import Reason, State

NEAREST = 3


def _columns(results: Results) -> list[Column]:
    money = results.currency
    return [
        Column("State", width=11),
        Column("Kind", width=11),
        Column("Offer", width=38),
        Column("Material", width=19),
        Column("Stage", width=11),
        Column("Country", width=18),
        Column("Price now", f"{money} per unit", "price", 12),
        Column("Enters at", f"{money} per unit", "price", 12),
        Column("Cheaper by", "of its price", "share", 9),
        Column("Unit", width=8),
        Column("Why", width=34),
        Column("One more unit saves", f"{money} at most", "price", 12),
        Column("Periods", width=30),
        Column("Cell", width=14),
    ]


def _rows(results: Results) -> Iterable[Row]:
    for r in results.latitude.reasons if results.latitude else ():
        nearness = None if r.enters_at is None else r.nearness
        yield Row((
            r.state.value, r.kind, r.name, r.material, r.stage, r.country, r.price, r.enters_at, nearness,
            r.unit, r.why, r.saving, r.periods, r.cell,
        ))  # fmt: skip


def _words(results: Results) -> list[str]:
    reasons = results.latitude.reasons if results.latitude else ()
    near = [r for r in reasons if r.state is State.UNUSED and r.enters_at is not None][:NEAREST]
    return [f"Nearest to entering: {'; '.join(map(_nearest, near))}."] if near else []


def _nearest(reason: Reason) -> str:
    return f"{reason.name}, {reason.nearness:.1%} too dear" if reason.nearness else f"{reason.name}, as good as used"


WHY = OutputSheet(
    name="Why",
    about="Offers that are not used, the nearest to entering first: the price at which each would enter if it were"
    " cheaper by as much in every period, found by asking the program for a little of it. Then what holds the offers"
    " that are used to their limit, and why demands go short. Prices are those of the first period.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    words=_words,
    frozen=3,
    instead="Not looked for in this run: planner plan writes it.",
)
