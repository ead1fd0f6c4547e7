"""From the cells of a row to the row: every cell read by its column's kind, every blank a default or a fault."""

from collections.abc import Mapping
from typing import Any

from planner.workbook.cells import Cell
from planner.workbook.declare import Column, Row, Spread, columns
from planner.workbook.kinds import Frame, Refused
from planner.workbook.periods import Calendar, Label
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
        self.values: dict[str, Any] = {}
        self.unsound: set[str] = set(table.broken)

    def read(self) -> Row:
        """The row; figures over time come last, since From and To say when they are needed."""
        for column in sorted(columns(self.table.row_type), key=lambda column: column.dated):
            stated = self._stated(column)
            if column.field in self.unsound:
                continue
            if column.dated:
                self._put_series(column, stated)
            elif stated:
                self.values[column.field] = stated[None]
            elif column.required:
                self._report_blank(column, self._cell(column))
        row = self.table.row_type.read(self.values, self.record.cells, frozenset(self.unsound))
        self._note_defaults(row)
        return row

    def _stated(self, column: Column) -> dict[Label | None, Any]:
        """The values of a column by label; what cannot be read is reported and makes the field unsound."""
        stated = {}
        for label, cell in self.record.cells.get(column.field, {}).items():
            if cell.blank:
                continue
            try:
                stated[label] = column.kind.read(cell, self.frame)
            except Refused as refusal:
                self.unsound.add(column.field)
                expected = refusal.expected or column.expected
                text = f"{column.title(label)} is {cell.shown}; expected {expected}."
                self.report.fault(cell, refusal.code, text, refusal.hint)
        return stated

    def _put_series(self, column: Column, stated: Mapping[Label | None, Any]) -> None:
        calendar = self.frame.calendar
        if calendar is None:
            self.unsound.add(column.field)
        elif stated or column.required:
            series = Series.of(stated, calendar, getattr(column.constant, "otherwise", None))
            missing = self._missing(series, calendar) if column.required or column.whole else []
            for label in missing:
                self._report_blank(column, self._cell(column, label), label)
            if column.required and not missing and None in series.on(calendar):
                series = Series(series.stated, series.history, otherwise=next(iter(series.stated.values()), 0.0))
            self.values[column.field] = series

    def _missing(self, series: Series[Any], calendar: Calendar) -> list[Label]:
        """The periods from the row's From to its To that have no value."""
        ends = (self.values.get("from_"), self.values.get("to"))
        from_, to = (end if isinstance(end, Label) else None for end in ends)
        in_use = (calendar.label(index) for index in calendar.cut(from_, to))
        return [label for label in in_use if series.at(label) is None]

    def _cell(self, column: Column, label: Label | None = None) -> Cell | None:
        """The cell that should give the value of a period, None where the sheet has no column for it."""
        cells = self.record.cells.get(column.field, {})
        return cells.get(narrowest(cells, label) if label else None)

    def _report_blank(self, column: Column, cell: Cell | None, label: Label | None = None) -> None:
        self.unsound.add(column.field)
        if cell is not None:
            text = f"{column.title(label) if not column.head else column.head} is blank; expected {column.expected}."
            self.report.fault(cell, "blank-cell", text)
        elif not column.dated:
            return  # that the column is missing has been told at its head
        elif column.field not in self.record.cells and column.head:
            text = f"The sheet has no column {column.head}, which it needs, and Profiles does not give it."
            self.report.fault(self.table.corner, "missing-column", text)
        else:
            code = "demand-missing" if column.spread is Spread.ALWAYS else "period-missing"
            text = f"No column holds {column.title(label)}; expected a figure for every period of the plan."
            self.report.fault(self.table.corner, code, text)

    def _note_defaults(self, row: Row) -> None:
        for column in columns(self.table.row_type):
            unneeded = column.required or column.constant is None or not column.default_text
            if unneeded or not row.sound(column.field) or column.only_with not in ("", *self.values):
                continue
            if column.spread is Spread.ONCE and column.field not in self.values:
                self.report.default(row, column)
            elif column.spread is Spread.OVER_TIME and self.frame.calendar is not None:
                bare = Series(getattr(row, column.field).stated)
                if self._missing(bare, self.frame.calendar):
                    self.report.default(row, column)
