"""What the figures were made from and with."""

from collections.abc import Iterable

from planner.partnering.partnering import Partnering
from planner.report.sheet import Column, Row, Sheet


def _columns(_: Partnering) -> list[Column]:
    return [Column("Item", width=44), Column("Value", width=70)]


def _rows(found: Partnering) -> Iterable[Row]:
    yield Row(("Policy set", found.policy))
    yield Row(("Total cost of the plan with everybody, present value", f"{found.total_cost:.6f} {found.currency}"))
    for worth in found.worths:
        yield Row((f"Coalitions of {worth.kind} costed", str(worth.solved)))
        drawn = (
            "every coalition" if worth.draws is None else f"{worth.draws} drawn with their reverse, seed {worth.seed}"
        )
        yield Row((f"Orders of {worth.kind}", drawn))
    if found.joint:
        yield Row(("Groups of members costed", str(len(found.joint.costs) - 1)))
    yield from (Row((item, value)) for item, value in found.run.items())


RUN = Sheet(
    name="Run",
    about="What the values were worked out from and with; times and places stand in run.json.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    frozen=1,
)
