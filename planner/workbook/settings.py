"""Reading the `Settings` sheet, whose rows are settings: it becomes a table of one row, with a column per setting."""

from typing import Any

from planner.workbook.cells import Cell, Grid
from planner.workbook.declare import Cells, Column, Spread, column_of, columns
from planner.workbook.heads import Head, read_head
from planner.workbook.kinds import TEXT, Frame, Refused
from planner.workbook.names import Names, did_you_mean
from planner.workbook.periods import Calendar, Label, Length
from planner.workbook.report import Report
from planner.workbook.schema import Settings
from planner.workbook.tables import Horizon, Layout, Record, Table, read_table

SETTING = Column("Setting", TEXT, "The name of the setting.", field="setting", required=True)
VALUE = Column("Value", TEXT, "What is set.", field="value", required=True)
VALUES = Column("Value", TEXT, "What is set for a period.", field="values", spread=Spread.PLANNED)


def read_settings(grid: Grid, horizon: Horizon, report: Report) -> Table | None:
    """The settings as a table of one row; None where the sheet has no heads."""
    table = read_table(grid, Settings, (SETTING, VALUE, VALUES), horizon, report)
    if table is None or not table.broken <= {VALUES.field}:
        return None
    cells = Record(Layout(grid, {}), 0)
    broken = {field for record in table.records if (field := _read_setting(record, cells, report))}
    missing = [c for c in columns(Settings) if c.required and c.field not in cells and c.field not in broken]
    if any(_nameless(record) for record in table.records):  # it may be any that is missing
        broken |= {column.field for column in missing}
        missing = []
    for column in missing:
        text = f"There is no setting {column.head}, which every plan needs."
        report.fault(table.corner, "missing-setting", text)
    return Table(Settings, table.corner, [cells], frozenset(broken))


def read_horizon(table: Table | None) -> Horizon:
    """The periods of the plan, as far as the settings are right; what is wrong with them is told elsewhere."""
    if table is None:
        return Horizon()
    cells = table.records[0]
    written = _value("period_length", cells, Frame(Names()))
    if written is None:
        return Horizon()
    length = Length(written)
    frame = Frame(Names(), length)
    first, count = _value("first_period", cells, frame), _value("periods", cells, frame)
    return Horizon(length, Calendar(first.within(length), count) if first and count else None)


def _value(field: str, cells: Record, frame: Frame) -> Any:
    """The value of a setting, its default where it is blank, None where it cannot be read."""
    column = column_of(Settings, field)
    cell = cells.get(field, {}).get(None)
    if cell is None or cell.blank:
        return column.constant
    try:
        return column.kind.read(cell, frame)
    except Refused:
        return None


def _read_setting(record: Record, cells: Record, report: Report) -> str:
    """Add the cells of a setting; the field of a setting that is misnamed, "" where it is right or of no account."""
    name, values = record["setting"][None], {**record["value"], **record.get("values", {})}
    if _nameless(record):
        code = name.spoilt or "blank-cell"
        report.fault(name, code, f"Setting is {name.shown}; expected the name of a setting.")
        return ""
    head = read_head(name, columns(Settings), None)
    if head.column is None or head.code or head.label:
        return _report_setting(head, report)
    if head.column.field in cells:
        report.fault(name, "duplicate-key", f"The setting {head.column.head} stands twice.")
    else:
        cells.give(head.column.field, _cells_of(head.column, values, report))
    return ""


def _nameless(record: Record) -> bool:
    name = record["setting"][None]
    return name.blank or bool(name.spoilt)


def _report_setting(head: Head, report: Report) -> str:
    text = f"Setting is {head.cell.shown}, which is no setting"
    if head.column is None:
        report.warning(head.cell, "unknown-setting", f"{text}; it is not read.")
        return ""
    report.fault(head.cell, "unknown-setting", f"{text}.", did_you_mean(head.cell.text or "", head.column.head))
    return head.column.field


def _cells_of(column: Column, values: Cells, report: Report) -> dict[Label | None, Cell]:
    if column.dated:
        return dict(values)
    for label, cell in values.items():
        if label is not None and not cell.blank:
            report.fault(cell, "unused-column", f"{column.head} cannot change over time; expected its Value alone.")
    return {None: values[None]}
