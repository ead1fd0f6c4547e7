"""Figures that the `Profiles` sheet gives in place of a column in a row of another sheet."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TypeVar

from planner.workbook.declare import Row, Spread, column_of, columns
from planner.workbook.kinds import Frame, Refused
from planner.workbook.names import did_you_mean, fold_head
from planner.workbook.report import Report
from planner.workbook.rows import RowReader
from planner.workbook.schema import ROW_TYPES, Profile, Settings
from planner.workbook.tables import Record, Table, Tables

EXPECTED = {
    "table": "a sheet with figures that may change over time",
    "row": "the name of a row of that sheet, its parts joined by a slash between spaces",
    "column": "a column of that sheet that may change over time",
}

NOWHERE = (None, "")
NOWHERE_NEAR = ("", None)

T = TypeVar("T")
Listed = Mapping[str, tuple[str, T]]
"""Things with their names, by folded name."""


def apply_profiles(tables: Tables, frame: Frame, report: Report) -> None:
    """Put the cells of every profile in the place of those that it replaces."""
    table = tables.get(Profile)
    if table is None:
        return
    finder = Finder(tables, frame, report)
    filled: set[tuple[int, str]] = set()
    for record in table.records:
        figures = record.get("figures", {})
        record.give("figures", {})
        row = RowReader(table, record, frame, report).read()
        target, field = finder.find(row) if isinstance(row, Profile) else NOWHERE
        if target is None:
            continue
        if (id(target), field) in filled:
            report.fault(row.first_cell, "duplicate-key", "A row above already gives these figures.")
        filled.add((id(target), field))
        target.give(field, figures, sure="figures" not in table.broken)


class Finder:
    """Finds the cells that a profile replaces: a record and a field; `NOWHERE`, with a fault, where there are none."""

    def __init__(self, tables: Tables, frame: Frame, report: Report) -> None:
        self.tables, self.frame, self.report = tables, frame, report
        self._named: dict[type[Row], Listed[Record] | None] = {}

    def find(self, profile: Profile) -> tuple[Record | None, str]:
        """The record and the field."""
        if not profile.sound("table", "row", "column"):
            return NOWHERE
        row_type = self._meant(profile, "table", SHEETS)
        table = self.tables.get(row_type) if row_type else None
        if table is None:
            return NOWHERE
        return self._setting(profile, table) if row_type is Settings else self._row(profile, table)

    def _setting(self, profile: Profile, table: Table) -> tuple[Record | None, str]:
        field = self._meant(profile, "row", changing(Settings))
        value = self._meant(profile, "column", listed([("Value", True)]))
        return (table.records[0], field) if field and value else NOWHERE

    def _row(self, profile: Profile, table: Table) -> tuple[Record | None, str]:
        field = self._meant(profile, "column", changing(table.row_type))
        known = self._names(table)
        record = self._meant(profile, "row", known) if known is not None else None
        return (record, field) if record and field else NOWHERE

    def _names(self, table: Table) -> Listed[Record] | None:
        """The records of a table by name; None where one cannot be read, or is missing, which may be the one meant."""
        if table.row_type.SHEET.required and not table.records:
            return None
        if table.row_type not in self._named:
            try:
                names = [(name_of(record, table.row_type, self.frame), record) for record in table.records]
                self._named[table.row_type] = listed(names)
            except Refused:
                self._named[table.row_type] = None
        return self._named[table.row_type]

    def _meant(self, profile: Profile, field: str, known: Listed[T]) -> T | None:
        """What a cell of a profile names; None, with a fault, where it names nothing."""
        text = getattr(profile, field)
        if fold_head(text) in known:
            return known[fold_head(text)][1]
        near, _ = known.get(self.frame.names.nearest_of(text, [known]), NOWHERE_NEAR)
        said = f'{field.capitalize()} is "{text}"; expected {EXPECTED[field]}.'
        self.report.fault(profile.cell(field), "unknown-name", said, did_you_mean(text, near))
        return None


def listed(named: Iterable[tuple[str, T]]) -> Listed[T]:
    """Things with their names, by folded name; the first of several with one name stays."""
    things: dict[str, tuple[str, T]] = {}
    for name, thing in named:
        things.setdefault(fold_head(name), (name, thing))
    return things


@cache
def changing(row_type: type[Row]) -> Listed[str]:
    """The fields of a sheet that may change over time, by head."""
    return listed((column.head, column.field) for column in columns(row_type) if column.spread is Spread.OVER_TIME)


SHEETS = listed((row_type.SHEET.name, row_type) for row_type in ROW_TYPES if changing(row_type))


def name_of(record: Record, row_type: type[Row], frame: Frame) -> str:
    """The name of a row that is not read yet: the parts of its key; raises Refused where one cannot be read."""
    parts: dict[str, str] = {}
    for field in row_type.SHEET.key:
        column, cell = column_of(row_type, field), record.get(field, {}).get(None)
        if cell is not None and not cell.blank:
            parts[field] = str(column.kind.read(cell, frame))
        elif field == "stage" and frame.names.stages_of(parts["material"]):
            parts[field] = frame.names.stages_of(parts["material"])[-1]
        elif field == "stage" or column.required:
            raise Refused("blank-cell")
    return " / ".join(parts.values())
