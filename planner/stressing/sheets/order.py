"""Which sector a tonne goes to first, material by material."""

from collections.abc import Iterable

from planner.report.sheet import Column, Row, Sheet
from planner.stressing.stressed import Stress


def _columns(stress: Stress) -> list[Column]:
    return [
        Column("Material", width=24),
        Column("Place", format="count", width=7),
        Column("Sector", width=34),
        Column("Shortage cost", f"{stress.currency}/t, first period", "price", 16),
        Column("Least fill", format="share", width=10),
    ]


def _rows(stress: Stress) -> Iterable[Row]:
    for served in stress.order:
        least = served.least_fill or None
        yield Row((served.material, served.place, served.sector, served.shortage_cost, least))


ORDER = Sheet[Stress](
    name="Order of service",
    about="A tonne that is released or bought serves that sector first whose lack costs most, and so on down the list:"
    " the shortage cost decides. Before all of them, in a shock, comes the Least fill of each sector.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    frozen=1,
    groups=1,
)
