"""Checks that every sheet, or a column on any sheet, must pass."""

from itertools import product

from planner.workbook.declare import Row, column_of, columns
from planner.workbook.draft import Draft
from planner.workbook.kinds import DURATION
from planner.workbook.names import fold
from planner.workbook.periods import ROUNDING, Label
from planner.workbook.schema import ROW_TYPES

SPANS = (("from_", "to"), ("earliest", "latest"))
"""Fields that say when something begins and when it ends."""


def unique(draft: Draft) -> None:
    """No two rows of a sheet have the same key; names are matched without case."""
    for row_type in ROW_TYPES:
        sheet = row_type.SHEET
        first: dict[tuple[str, ...], Row] = {}
        for row in draft.of(row_type, *sheet.key) if sheet.key and not sheet.repeats else ():
            key = tuple(fold(str(getattr(row, field) or "")) for field in sheet.key)
            if first.setdefault(key, row) is not row:
                heads = ", ".join(column_of(row_type, field).head for field in sheet.key)
                above = first[key].first_cell.row
                said = f"{heads} {'is' if len(sheet.key) == 1 else 'are'} {row.name} as in row {above}"
                draft.report.fault(row.first_cell, "duplicate-key", f"{said}; expected every row once.")


def from_before_to(draft: Draft) -> None:
    """No row ends before it begins."""
    for row_type, (first, last) in product(ROW_TYPES, SPANS):
        for row in draft.of(row_type, first, last):
            begin, end = getattr(row, first, None), getattr(row, last, None)
            if isinstance(begin, Label) and isinstance(end, Label) and begin.first_month >= end.end_month:
                expected = f"a period not after {column_of(row_type, last).head}, which is {end}"
                draft.refuse(row, first, "from-after-to", expected)


def whole_durations(draft: Draft) -> None:
    """A duration that is no whole number of periods is rounded up, with a warning."""
    for row_type in ROW_TYPES:
        for column in (column for column in columns(row_type) if column.kind == DURATION):
            for row in draft.of(row_type, column.field):
                duration = getattr(row, column.field)
                exact, rounded = draft.calendar.exact_periods(duration), draft.calendar.periods_in(duration)
                if abs(exact - rounded) > ROUNDING:
                    text = f"{column.head} is {duration}, {exact:.4g} periods; it is rounded up to {rounded}."
                    draft.report.warning(row.cell(column.field), "duration-rounded", text)
