"""From a file to a book: sheets, names, calendar, rows, defaults and checks, in that order."""

from collections.abc import Sequence
from pathlib import Path

from planner.problems import Problem
from planner.timings import step
from planner.workbook.book import Book, Reading
from planner.workbook.cells import Cell, Grid
from planner.workbook.checks import check
from planner.workbook.complete import complete
from planner.workbook.declare import Row, columns
from planner.workbook.draft import Draft
from planner.workbook.files import NotAWorkbook, read_grids
from planner.workbook.kinds import Frame
from planner.workbook.naming import gather_names
from planner.workbook.profiles import apply_profiles
from planner.workbook.report import Report
from planner.workbook.rows import read_rows
from planner.workbook.schema import (
    ROW_TYPES,
    Bloc,
    Contract,
    Country,
    Demand,
    Material,
    Member,
    Partnership,
    Plant,
    Policy,
    PolicySet,
    Profile,
    Recovery,
    Route,
    Scenario,
    Scrap,
    Settings,
    Source,
    Stockpile,
    Substitution,
    Supplier,
    Venture,
)
from planner.workbook.settings import read_horizon, read_settings
from planner.workbook.sheets import is_read, sheets_of
from planner.workbook.tables import Horizon, Table, Tables, read_table


@step("reading")
def read_workbook(path: str | Path) -> Reading:
    """The workbook at a path as typed rows, with every fault and warning in it and the defaults used.

    Faults are told all at once, each with its sheet and cell; no exception tells of them.
    """
    try:
        grids = read_grids(Path(path), is_read)
    except NotAWorkbook as refusal:
        return Reading(None, [Problem("fault", "", "", "not-a-workbook", str(refusal))], [])
    return read_cells(grids)


def read_cells(grids: Sequence[Grid]) -> Reading:
    """The cells of a workbook as typed rows, with every fault and warning in them and the defaults used."""
    report = Report()
    draft = read_draft(grids, report)
    complete(draft)
    check(draft)
    book = None if report.faulty else _book(draft)
    return Reading(book, report.problems([grid.name for grid in grids]), report.defaults())


def read_draft(grids: Sequence[Grid], report: Report) -> Draft:
    """The rows of all sheets, read cell by cell."""
    sheets = sheets_of(grids, report)
    settings = sheets.get(Settings)
    horizon = read_horizon(read_settings(settings, Horizon(), Report()) if settings else None)
    tables = _tables(sheets, horizon, report)
    frame = Frame(gather_names(tables), horizon.length, horizon.calendar)
    apply_profiles(tables, frame, report)
    read = {row_type: table for row_type, table in tables.items() if table and row_type is not Profile}
    rows = {row_type: read_rows(table, frame, report) for row_type, table in read.items()}
    unread = frozenset(row_type for row_type in ROW_TYPES if _is_unread(row_type, tables))
    draft = Draft(frame, report, rows, unread)
    if Country not in tables:
        rows[Country] = list(_countries_of_suppliers(draft))
    return draft


def _tables(sheets: dict[type[Row], Grid | None], horizon: Horizon, report: Report) -> Tables:
    tables: dict[type[Row], Table | None] = {}
    for row_type, grid in sheets.items():
        if grid is None:
            tables[row_type] = None
        elif row_type is Settings:
            tables[row_type] = read_settings(grid, horizon, report)
        else:
            tables[row_type] = read_table(grid, row_type, columns(row_type), horizon, report)
    return tables


def _is_unread(row_type: type[Row], tables: Tables) -> bool:
    """Whether a sheet has rows that could not be read, or none where every plan needs some."""
    table = tables.get(row_type)
    unfound = table is None and row_type in tables
    return unfound or (row_type.SHEET.required and not (table and table.records))


def _countries_of_suppliers(draft: Draft) -> list[Row]:
    """The countries that Suppliers names, where no sheet lists countries; none of them is home."""
    cells: dict[str, Cell] = {}
    for row in draft.of(Supplier, "country"):
        cells.setdefault(row.country, row.cell("country"))
    for row in draft.of(Supplier, "own_feed_from"):
        for country in row.own_feed_from or ():
            cells.setdefault(country, row.cell("own_feed_from"))
    return [Country.read({"country": name}, {"country": {None: cell}}, frozenset()) for name, cell in cells.items()]


def _book(draft: Draft) -> Book:
    """The book of a draft without a fault."""
    return Book(
        settings=draft.settings(),
        calendar=draft.calendar,
        materials=tuple(draft.of(Material)),
        countries=tuple(draft.of(Country)),
        blocs=tuple(draft.of(Bloc)),
        suppliers=tuple(draft.of(Supplier)),
        routes=tuple(draft.of(Route)),
        contracts=tuple(draft.of(Contract)),
        ventures=tuple(draft.of(Venture)),
        stockpiles=tuple(draft.of(Stockpile)),
        scrap=tuple(draft.of(Scrap)),
        recycling=tuple(draft.of(Plant)),
        recovery=tuple(draft.of(Recovery)),
        demand=tuple(draft.of(Demand)),
        substitution=tuple(draft.of(Substitution)),
        partnerships=tuple(draft.of(Partnership)),
        members=tuple(draft.of(Member)),
        policy_sets=tuple(draft.of(PolicySet)),
        policies=tuple(draft.of(Policy)),
        scenarios=tuple(draft.of(Scenario)),
        sources=tuple(draft.of(Source)),
    )
