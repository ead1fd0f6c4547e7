"""Gathering every name that the workbook defines, before any row is read, so that rows may name what comes later."""

from collections.abc import Iterator

from planner.workbook.cells import Cell
from planner.workbook.declare import Row, column_of, columns
from planner.workbook.kinds import Frame, Name, Refused
from planner.workbook.kinds.names import feed_parts, split
from planner.workbook.names import Names
from planner.workbook.schema import ROW_TYPES, Country, Material, Supplier
from planner.workbook.tables import Record, Tables

OTHER_NAMES = ("iso3", "aliases")


def gather_names(tables: Tables) -> Names:
    """The names that all tables define. Names whose definitions cannot all be read are uncertain."""
    names = Names()
    for row_type in ROW_TYPES:
        for column in columns(row_type):
            if isinstance(column.kind, Name):
                _define(names, column.kind.of, tables, row_type, column.field)
    _define_stages(names, tables)
    if Country not in tables:
        _define(names, "country", tables, Supplier, "country")
        _define_feeding_countries(names, tables)
    else:
        _define_other_names(names, tables)
    return names


def _define(names: Names, kind: str, tables: Tables, row_type: type[Row], field: str) -> None:
    """Define the names in a field of a sheet."""
    table, required = tables.get(row_type), row_type.SHEET.required
    needed = column_of(row_type, field).required
    if table is None or field in table.broken or (required and not table.records):
        names.uncertain |= {kind} if required or row_type in tables else set()
        return
    for record in table.records:
        cell = _filled(record, field)
        if cell is not None and cell.text and not cell.spoilt:
            names.define(kind, cell.text)
        elif cell is not None or needed:  # a blank may be the very name that another sheet refers to
            names.uncertain.add(kind)


def _define_stages(names: Names, tables: Tables) -> None:
    table, column = tables.get(Material), column_of(Material, "stages")
    if table is None or "stages" in table.broken or not table.records:
        names.uncertain.add("stage")
        return
    for record in table.records:
        cell = _filled(record, "stages")
        try:
            stages = column.kind.read(cell, Frame(names)) if cell else column.constant
        except Refused:
            names.uncertain.add("stage")
            continue
        names.define_stages(_text(record, "material"), stages)


def _define_other_names(names: Names, tables: Tables) -> None:
    """Define the codes and aliases of countries; the names themselves go before them."""
    table = tables[Country]
    if table is None or not table.broken.isdisjoint(OTHER_NAMES):
        names.uncertain.add("country")
        return
    for record in table.records:
        country = names.find("country", _text(record, "country"))
        for cell in (cell for field in OTHER_NAMES if (cell := _filled(record, field))):
            names.uncertain |= {"country"} if cell.spoilt or not cell.text else set()
            for other in split(_text_of(cell)):
                names.define("country", other, meant=country or other)


def _define_feeding_countries(names: Names, tables: Tables) -> None:
    table = tables.get(Supplier)
    for record in table.records if table else ():
        for country in _feeding(_text(record, "own_feed_from")):
            names.define("country", country)


def _feeding(text: str) -> Iterator[str]:
    try:
        yield from (country for country, _ in feed_parts(text))
    except Refused:
        return


def _filled(record: Record, field: str) -> Cell | None:
    cell = record.get(field, {}).get(None)
    return None if cell is None or cell.blank else cell


def _text(record: Record, field: str) -> str:
    return _text_of(_filled(record, field))


def _text_of(cell: Cell | None) -> str:
    return cell.text or "" if cell and not cell.spoilt else ""
