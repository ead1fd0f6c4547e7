"""Figures that the `Profiles` sheet gives in place of a column in a row of another sheet."""

from collections.abc import Iterable, Iterator, Mapping

from planner.workbook.declare import Column, Row, Spread, columns
from planner.workbook.kinds import Frame
from planner.workbook.names import Names, fold, fold_head, nearest
from planner.workbook.report import Report
from planner.workbook.rows import RowReader
from planner.workbook.schema import ROW_TYPES, Profile, Settings
from planner.workbook.tables import Record, Table

Tables = Mapping[type[Row], Table | None]
EXPECTED = {
    "table": "a sheet of this workbook with figures that may change over time",
    "row": "the name of a row of that sheet, two parts as in cobalt / processing",
    "column": "a column of that sheet that may change over time",
}


def apply_profiles(tables: Tables, frame: Frame, report: Report) -> None:
    """Put the cells of every profile in the place of those that it replaces."""
    table = tables.get(Profile)
    if table is None:
        return
    filled: set[tuple[int, str]] = set()
    for record in table.records:
        figures = record.cells.pop("figures", {})
        row = RowReader(table, record, frame, report).read()
        place = _place(row, tables, frame.names, report) if isinstance(row, Profile) else None
        if place is None:
            continue
        target, field = place
        if (id(target), field) in filled:
            report.fault(row.first_cell, "duplicate-key", "A row above already gives these figures.")
        filled.add((id(target), field))
        target.cells[field] = figures


def _place(profile: Profile, tables: Tables, names: Names, report: Report) -> tuple[Record, str] | None:
    """The record and the field whose cells a profile replaces; None where there is none, which is a fault."""
    if not profile.sound("table", "row", "column"):
        return None
    sheets = {row_type.SHEET.name: row_type for row_type in ROW_TYPES if _changing(row_type)}
    sheet = _meant(profile, "table", sheets, report)
    table = tables.get(sheets[sheet]) if sheet else None
    if table is None:
        return None
    fields = {column.head: column.field for column in _changing(table.row_type)}
    if table.row_type is Settings:
        setting, value = _meant(profile, "row", fields, report), _meant(profile, "column", ["Value"], report)
        return (table.records[0], fields[setting]) if setting and value else None
    head = _meant(profile, "column", fields, report)
    keys = [(key, record) for record in table.records for key in record_keys(table.row_type, record, names)]
    named = [record for key, record in keys if fold(key) == fold(profile.row)]
    if not named and not names.uncertain:
        _meant(profile, "row", [key for key, _ in keys], report)
    return (named[0], fields[head]) if named and head else None


def record_keys(row_type: type[Row], record: Record, names: Names) -> Iterator[str]:
    """What a row that is not read yet may be called: the parts of its key, with the last stage in place of a blank."""
    parts = {}
    for field in row_type.SHEET.key:
        cell = record.cells.get(field, {}).get(None)
        parts[field] = (cell.text if cell else "") or ""
    yield " / ".join(filter(None, parts.values()))
    if "stage" in parts and not parts["stage"]:
        stages = names.stages.get(fold(parts["material"]), ())
        yield " / ".join((parts["material"], *stages[-1:]))


def _changing(row_type: type[Row]) -> list[Column]:
    return [column for column in columns(row_type) if column.spread is Spread.OVER_TIME]


def _meant(profile: Profile, field: str, known: Iterable[str], report: Report) -> str:
    """The known name that a cell means; "" where it means none, which is a fault."""
    text = getattr(profile, field)
    found = {fold_head(name): name for name in known}.get(fold_head(text), "")
    if not found:
        near = nearest(text, known)
        said = f'{field.capitalize()} is "{text}"; expected {EXPECTED[field]}.'
        report.fault(profile.cell(field), "unknown-name", said, f"Did you mean {near}?" if near else "")
    return found
