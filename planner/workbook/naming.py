"""Gathering every name that the workbook defines, before any row is read, so that rows may name what comes later."""

from collections.abc import Iterable, Iterator, Mapping

from planner.workbook.cells import Cell
from planner.workbook.declare import Row, column_of, columns
from planner.workbook.kinds import Frame, Name, Refused
from planner.workbook.kinds.names import feed_parts, split
from planner.workbook.names import Names, fold
from planner.workbook.schema import ROW_TYPES, Country, Material, Supplier
from planner.workbook.tables import Table

OTHER_NAMES = ("iso3", "aliases")


def gather_names(tables: Mapping[type[Row], Table | None]) -> Names:
    """The names of all tables; None stands for a table that could not be read, whose names are uncertain."""
    names = Names()
    for row_type in ROW_TYPES:
        for column in columns(row_type):
            if isinstance(column.kind, Name):
                _define(names, column.kind.of, tables, row_type, column.field)
    _define_stages(names, tables)
    if Country in tables:
        _define_other_names(names, tables[Country])
    else:
        _define_countries_of_suppliers(names, tables)
    return names


def _define(names: Names, kind: str, tables: Mapping[type[Row], Table | None], row_type: type[Row], field: str) -> None:
    if row_type not in tables and not row_type.SHEET.required:
        return
    table = tables.get(row_type)
    if table is None or field in table.broken:
        names.uncertain.add(kind)
        return
    for cell in _cells(table, field):
        if cell.text is None or cell.spoilt:
            names.uncertain.add(kind)
        else:
            names.define(kind, cell.text)


def _define_stages(names: Names, tables: Mapping[type[Row], Table | None]) -> None:
    table, column = tables.get(Material), column_of(Material, "stages")
    if table is None or "stages" in table.broken:
        names.uncertain.add("stage")
        return
    for record in table.records:
        cell = record.cells.get("stages", {}).get(None)
        try:
            written = column.constant if cell is None or cell.blank else column.kind.read(cell, Frame(names))
        except Refused:
            names.uncertain.add("stage")
            continue
        for stage in written:
            names.define("stage", stage)
        material = _only(record.cells.get("material", {}).values())
        names.stages.setdefault(fold(material), tuple(names.find("stage", stage) or stage for stage in written))


def _define_other_names(names: Names, table: Table | None) -> None:
    for record in table.records if table else ():
        country = _only(record.cells.get("country", {}).values())
        for field in OTHER_NAMES:
            other = _only(record.cells.get(field, {}).values())
            for name in split(other) if country else ():
                names.define("country", name, meant=names.find("country", country) or country)


def _define_countries_of_suppliers(names: Names, tables: Mapping[type[Row], Table | None]) -> None:
    _define(names, "country", tables, Supplier, "country")
    table = tables.get(Supplier)
    for cell in _cells(table, "own_feed_from") if table else ():
        try:
            for country, _ in feed_parts(cell.text or ""):
                names.define("country", country)
        except Refused:
            continue


def _cells(table: Table, field: str) -> Iterator[Cell]:
    for record in table.records:
        yield from (cell for cell in record.cells.get(field, {}).values() if not cell.blank)


def _only(cells: Iterable[Cell]) -> str:
    return next((cell.text for cell in cells if cell.text and not cell.spoilt), "")
