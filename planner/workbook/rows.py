"""From the cells of a row to the row: every cell read by its column's kind, every blank a default or a fault."""

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from typing import Any

from planner.workbook.declare import Column, Row, Spread, columns
from planner.workbook.kinds import Frame, Refused
from planner.workbook.periods import Label
from planner.workbook.report import Report
from planner.workbook.series import Series, narrowest
from planner.workbook.tables import Record, Table


def read_rows(table: Table, frame: Frame, report: Report) -> list[Row]:
    """All rows of a table."""
    return [RowReader(table, record, frame, report).read() for record in table.records]


class RowReader:
    """Reads one row; a field whose cells are faulty is left out of `values` and is unsound."""

    def __init__(self, table: Table, record: Record, frame: Frame, report: Report) -> None:
        self.table, self.record, self.frame, self.report = table, record, frame, report
        self.filled = record.filled()
        self.values: dict[str, Any] = {}
        self.unsound: set[str] = {*table.broken, *record.unsure}

    def read(self) -> Row:
        """The row; figures over time come last, since From and To say when they are needed."""
        for column in undated_first(self.table.row_type):
            stated = self._stated(column)
            if column.field in self.unsound:
                continue
            if column.dated:
                self._put_series(column, stated)
            elif stated:
                self.values[column.field] = stated[None]
            elif column.required:
                self._report_blank(column)
        row = self.table.row_type.read(self.values, self.record, self.table.shared(self.unsound))
        self._note_defaults(row)
        return row

    def _stated(self, column: Column) -> dict[Label | None, Any]:
        """The values of a column by label; what cannot be read is reported and makes the field unsound."""
        stated = {}
        for label, cell in self.filled.get(column.field, {}).items():
            try:
                stated[label] = column.kind.read(cell, self.frame)
            except Refused as refusal:
                self.unsound.add(column.field)
                text = f"{column.title(label)} is {cell.shown}; expected {refusal.expected or column.expected}."
                self.report.fault(cell, refusal.code, text, refusal.hint)
        return stated

    def _put_series(self, column: Column, stated: Mapping[Label | None, Any]) -> None:
        calendar = self.frame.calendar
        if calendar is None:
            self.unsound.add(column.field)
        elif stated or column.required:
            series = Series.of(stated, calendar, getattr(column.constant, "otherwise", None))
            missing = self._missing(series) if column.required or column.whole else []
            for period in missing:
                self._report_blank(column, period)
            if column.required and not missing:  # outside From..To any figure will do, since none is used
                series = series.filled(series.stated.get(_earliest(series.stated), 0.0))
            self.values[column.field] = series

    @cached_property
    def _in_use(self) -> range:
        """The periods from the row's From to its To; none while these cannot be read."""
        if self.frame.calendar is None or not self.unsound.isdisjoint(("from_", "to")):
            return range(0)
        ends = (self.values.get("from_"), self.values.get("to"))
        from_, to = (end if isinstance(end, Label) else None for end in ends)
        return self.frame.calendar.cut(from_, to)

    def _missing(self, series: Series[Any]) -> list[Label]:
        """The periods in use that have no value."""
        calendar = self.frame.calendar
        if calendar is None or None in series.stated:
            return []
        values = series.filled(None).on(calendar)
        return [calendar.label(index) for index in self._in_use if values[index] is None]

    def _report_blank(self, column: Column, period: Label | None = None) -> None:
        """Report that nothing gives a column, in a period where it is dated; a missing head is told elsewhere."""
        self.unsound.add(column.field)
        cells = self.record.get(column.field, {})
        label = narrowest(cells, period) if period else None
        if label in cells:
            text = f"{column.title(label)} is blank; expected {column.expected}."
            self.report.fault(cells[label], "blank-cell", text)
        elif column.head and not cells and period:
            text = f"The sheet has no column {column.head}, which it needs, and Profiles does not give it."
            self.report.fault(self.table.corner, "missing-column", text)
        elif period:
            code = "demand-missing" if column.spread is Spread.ALWAYS else "period-missing"
            text = f"No column holds {column.title(period)}; expected a figure for every period of the plan."
            self.report.fault(self.table.corner, code, text)

    def _note_defaults(self, row: Row) -> None:
        """Note every constant that stands in place of a blank, unless the blank says nothing in this row."""
        for column in columns(self.table.row_type):
            if column.constant is None or not column.default_text or not row.sound(column.field):
                continue
            if column.only_with in ("", *self.values) and self._took_default(row, column):
                self.report.default(row, column)

    def _took_default(self, row: Row, column: Column) -> bool:
        if column.spread is Spread.ONCE:
            return column.field not in self.values
        if column.spread is not Spread.OVER_TIME or column.field not in self.values:
            return column.spread is Spread.OVER_TIME and bool(self._in_use)
        return bool(self._missing(getattr(row, column.field)))


@cache
def undated_first(row_type: type[Row]) -> list[Column]:
    """The columns of a sheet, those with periods last."""
    return sorted(columns(row_type), key=lambda column: column.dated)


def _earliest(labels: Iterable[Label | None]) -> Label | None:
    """The first of some labels, that of all time before all others."""
    return min(labels, key=lambda label: label.first_month if label else 0, default=None)
