"""What stands in a template beside heads and lists: rows, the periods in its heads, and what is left to its user."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from planner.template.choice import Sheets
from planner.template.example import HISTORY, PERIODS, Rows
from planner.workbook.declare import Column, Row, Spread

Place = tuple[type[Row], int, str]
"""A cell: its sheet, the number of its row from 0, and its head."""


@dataclass(frozen=True)
class Content:
    """The rows of a template, by sheet; periods of the plan and before it, as heads say them.

    `asked` are the cells that must be filled in before there is a plan, `offered` those that only the user can fill
    and that may stay blank; `notes` stand on cells. `says` tells what the rows are; `sources` are listed in the guide.
    """

    sheets: Sheets
    rows: Mapping[type[Row], Rows]
    says: str
    periods: Sequence[str] = PERIODS
    history: Sequence[str] = (HISTORY,)
    asked: frozenset[Place] = frozenset()
    offered: frozenset[Place] = frozenset()
    notes: Mapping[Place, str] = field(default_factory=dict)
    sources: Rows = ()

    def of(self, row_type: type[Row]) -> Rows:
        """The rows of a sheet."""
        return self.rows.get(row_type, ())

    def periods_of(self, column: Column, row_type: type[Row]) -> Iterator[str]:
        """The periods under which a column stands, "" where it has none in its head."""
        heads = {
            Spread.ONCE: ("",),
            Spread.OVER_TIME: self.periods if self._over_time(column, row_type) else ("",),
            Spread.PLANNED: self.periods[:1] if column.head else self.periods,
            Spread.PAST: self.history[:1] if column.head else self.history,
            Spread.ALWAYS: (*self.history, *self.periods)[: 1 if column.head else None],
        }
        yield from heads[column.spread]

    def _over_time(self, column: Column, row_type: type[Row]) -> bool:
        dated = {column.title(period) for period in self.periods}
        return any(dated & set(row) for row in self.of(row_type))
