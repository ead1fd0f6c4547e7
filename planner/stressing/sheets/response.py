"""What is done otherwise in every shock than the plan said: other suppliers, stocks, substitution, building."""

from collections.abc import Iterable

from planner.report.sheet import FIGURE, Column, Row, Sheet
from planner.results.ranking import down
from planner.stressing.aftermath import Move
from planner.stressing.stressed import Stress

FORMATS = {"share": "signed share"}


def _columns(stress: Stress) -> list[Column]:
    return [
        Column("Shock", width=26),
        Column("What", width=18),
        Column("Material", width=20),
        Column("Stage or sector", width=22),
        Column("Who", width=28),
        Column("Unit", width=12),
        *(Column(period, "", FIGURE, 10, over_time=True) for period in stress.periods),
    ]


def _rows(stress: Stress) -> Iterable[Row]:
    for shock, found in stress.met:
        for move in sorted(found.moves, key=_order):
            lead = (shock.name, move.what, move.material, move.part, move.who, move.unit)
            yield Row((*lead, *move.change), FORMATS.get(move.unit, "signed tonnes"))


def _order(move: Move) -> tuple[str, str, str, float, str]:
    return (move.what, move.material, move.part, down(max(map(abs, move.change))), move.who)


RESPONSE = Sheet[Stress](
    name="Response",
    about="What is done otherwise than the plan said once the shock is known, by period: what arrives from whom, own"
    " feed of buyers and recycled output among it, what stocks hold at the end of the period, what is done without, and"
    " what is contracted, built or opened. Less than planned is negative.",
    shows=frozenset(
        {
            "origin_tonnes",
            "substituted_tonnes",
            "contracted_share",
            "venture_built_tonnes_per_year",
            "built_tonnes_per_year",
            "opened_share",
        }
    ),
    columns=_columns,
    rows=_rows,
    frozen=5,
    groups=3,
    instead="No shock changes anything that is done.",
)
