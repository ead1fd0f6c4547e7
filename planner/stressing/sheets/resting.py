"""Which rules and duties every shock suspends or makes soft, for what and when."""

from collections.abc import Iterable

from planner.report.sheet import Column, Row, Sheet
from planner.results.wording import some_periods
from planner.stressing.stressed import Stress


def _columns(_: Stress) -> list[Column]:
    return [
        Column("Shock", width=26),
        Column("ID", width=14),
        Column("Understood as", width=60),
        Column("In the shock", width=12),
        Column("Materials", width=30),
        Column("Periods", width=26),
        Column("Lacks", "over all of them", "tonnes", 12),
        Column("Unit", width=10),
        Column("Cell", width=14),
    ]


def _rows(stress: Stress) -> Iterable[Row]:
    for shock, found in stress.met:
        for rest in found.resting:
            where = (", ".join(rest.materials), some_periods(rest.periods))
            lacks = (rest.lacks, rest.unit) if rest.lacks else (None, "")
            yield Row((shock.name, rest.id, rest.says, rest.how, *where, *lacks, rest.cell))


RESTING = Sheet[Stress](
    name="Suspended",
    about="Rules that a shock suspends while it touches a material and for the recovery periods after (Settings), those"
    " it makes soft, and closing stocks that are then not owed. What a soft one lacks is paid for at ten times the"
    " material's highest shortage cost, so that it lacks no more than must be. All other rules hold.",
    shows=frozenset({"lacking_tonnes", "violation"}),
    columns=_columns,
    rows=_rows,
    frozen=2,
    groups=1,
    instead="No shock suspends anything.",
)
