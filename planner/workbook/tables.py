"""From grids of cells to tables: which sheet is which, where its heads stand, and its rows as cells by field."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from planner.problems import Problem
from planner.workbook.cells import Cell, Grid
from planner.workbook.declare import Cells, Column, Row, Spread
from planner.workbook.heads import Head, read_head
from planner.workbook.names import CLOSE, fold_head, nearest
from planner.workbook.periods import Calendar, Label, Length
from planner.workbook.report import Report
from planner.workbook.schema import NOT_YET, ROW_TYPES

HEAD_ROWS = 10
SHEET_NAMES = {fold_head(row_type.SHEET.name): row_type for row_type in ROW_TYPES}
UNREAD = {fold_head(name): name for name in NOT_YET}


@dataclass
class Record:
    """A row of a table: its cells by field and label; blank ones too, where the sheet has the column."""

    row: int
    cells: dict[str, Cells]


@dataclass
class Table:
    """A sheet's rows. Fields in `broken` have a column whose head is faulty; `corner` is the first head."""

    row_type: type[Row]
    corner: Cell
    records: list[Record] = field(default_factory=list)
    broken: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Horizon:
    """The plan's periods, as far as they are known while heads are read."""

    length: Length | None = None
    calendar: Calendar | None = None

    def uses(self, column: Column, label: Label | None) -> bool:
        """Whether a column's figures of a period are ever looked at."""
        if label is None or self.calendar is None:
            return True
        covered = self.calendar.covered(label)
        inside, before = bool(self.calendar.span(label)), covered.start < 0
        return {Spread.PAST: before, Spread.ALWAYS: inside or before}.get(column.spread, inside)


def sheets_of(grids: Sequence[Grid], report: Report) -> dict[type[Row], Grid | None]:
    """The grid of every sheet that the workbook has; None stands for a sheet whose name is misspelt."""
    found: dict[type[Row], Grid | None] = {}
    for grid in grids:
        row_type = SHEET_NAMES.get(fold_head(grid.name))
        if row_type is None:
            near = _unknown_sheet(grid, report)
            if near is not None:
                found.setdefault(near, None)
        elif found.get(row_type):
            text = f"The sheet is {row_type.SHEET.name} a second time."
            report.add(Problem("fault", grid.name, "", "duplicate-sheet", text))
        elif grid.cells or row_type.SHEET.required:
            found[row_type] = grid
    for row_type in ROW_TYPES:
        if row_type.SHEET.required and row_type not in found:
            text = f"The workbook has no sheet {row_type.SHEET.name}, which every plan needs."
            report.add(Problem("fault", row_type.SHEET.name, "", "missing-sheet", text))
    return found


def _unknown_sheet(grid: Grid, report: Report) -> type[Row] | None:
    if fold_head(grid.name) in UNREAD:
        text = f"{UNREAD[fold_head(grid.name)]} is not yet read by this version; remove or rename the sheet."
        report.add(Problem("fault", grid.name, "", "not-yet", text))
        return None
    near = nearest(grid.name, [row_type.SHEET.name for row_type in ROW_TYPES] + list(NOT_YET), CLOSE)
    text = f"{grid.name} is no sheet that the planner knows"
    if near:
        text += "; rename it, if it is meant to stay as it is."
        report.add(Problem("fault", grid.name, "", "unknown-sheet", text, f"Did you mean {near}?"))
    else:
        report.add(Problem("warning", grid.name, "", "unknown-sheet", f"{text}; it is not read."))
    return SHEET_NAMES.get(fold_head(near))


def read_table(
    grid: Grid, row_type: type[Row], declared: Sequence[Column], horizon: Horizon, report: Report
) -> Table | None:
    """The rows of a sheet below its heads, which name the declared columns; None where no heads are found."""
    head_row = find_head_row(grid, declared)
    if head_row is None:
        needed = ", ".join(column.head for column in declared if _needed(column))
        text = f"None of the first {HEAD_ROWS} rows holds the heads {needed}."
        report.add(Problem("fault", grid.name, "", "missing-heads", text))
        return None
    heads = [read_head(cell, declared, horizon.length) for cell in grid.row(head_row)]
    table = Table(row_type, heads[0].cell)
    places, table.broken = check_heads(heads, horizon, report)
    if any(head.cell.spoilt for head in heads):  # any column may be the one whose head cannot be read
        table.broken |= {column.field for column in declared} - set(places)
    _note_what_is_above(grid, head_row, report)
    _report_missing(table, declared, set(places) | table.broken, report)
    table.records = list(_records(grid, head_row, places))
    if row_type.SHEET.required and not table.records:
        report.add(Problem("fault", grid.name, "", "empty-sheet", f"{row_type.SHEET.name} has no row."))
    return table


def find_head_row(grid: Grid, declared: Sequence[Column]) -> int | None:
    """The first row in which all required heads stand, else the one that holds most heads; None where none does."""
    needed = {column.field for column in declared if _needed(column)}
    best, most = None, 0
    for row in (row for row in grid.rows() if row <= HEAD_ROWS):
        heads = (read_head(cell, declared, None) for cell in grid.row(row) if not cell.spoilt)
        fields = {column.field for head in heads if (column := head.column or head.near) and column.head}
        if needed <= fields:
            return row
        if len(fields) > most:
            best, most = row, len(fields)
    return best


def _needed(column: Column) -> bool:
    """Whether a head must stand in the sheet; figures over time may also come from Profiles."""
    return column.required and not column.dated


def check_heads(
    heads: Sequence[Head], horizon: Horizon, report: Report
) -> tuple[dict[str, dict[Label | None, int]], frozenset[str]]:
    """The columns of each field by label, and the fields with a faulty head."""
    places: dict[str, dict[Label | None, int]] = {}
    broken: set[str] = set()
    for head in heads:
        meant = head.column or head.near
        if head.cell.spoilt:
            report.fault(head.cell, head.cell.spoilt, f"The head is {head.cell.shown}; expected a name or a period.")
        elif head.code:
            _report_head(head, report)
            broken |= {meant.field} if meant else set()
        elif head.column is not None and head.label in places.get(head.column.field, {}):
            report.fault(head.cell, "duplicate-column", f"The head {head.column.title(head.label)} stands twice.")
            broken.add(head.column.field)
        elif head.column is not None:
            if not horizon.uses(head.column, head.label):
                text = f"{head.column.title(head.label)} lies outside the periods in which it is used; it is not read."
                report.warning(head.cell, "outside-horizon", text)
                continue
            places.setdefault(head.column.field, {})[head.label] = head.cell.column
    return places, frozenset(broken)


def _report_head(head: Head, report: Report) -> None:
    found = f"The head is {head.cell.shown}"
    if head.code == "unknown-column" and head.near is None:
        report.warning(head.cell, head.code, f"{found}, which is no column of this sheet; it is not read.")
    elif head.code == "unknown-column" and head.near is not None:
        text = f"{found}, which is no column of this sheet."
        report.fault(head.cell, head.code, text, f"Did you mean {head.near.head}?")
    elif head.column is not None and head.code == "wrong-unit":
        unit = head.column.unit or "no unit"
        report.fault(head.cell, head.code, f"{found}; expected {head.column.head} ({unit}).")
    elif head.column is not None:
        shape = head.column.title() + " with a period" if head.column.head else "a period"
        report.fault(head.cell, head.code, f"{found}; expected {shape} of the plan or longer, such as 2026 or 2026Q1.")


def _report_missing(table: Table, declared: Sequence[Column], present: set[str], report: Report) -> None:
    for column in declared:
        if _needed(column) and column.field not in present:
            report.fault(table.corner, "missing-column", f"The sheet has no column {column.head}, which it needs.")


def _note_what_is_above(grid: Grid, head_row: int, report: Report) -> None:
    above = next((row for row in grid.rows() if row < head_row), None)
    if above is not None:
        text = f"What stands above the heads in row {head_row} is not read."
        report.warning(grid.row(above)[0], "above-heads", text)


def _records(grid: Grid, head_row: int, places: dict[str, dict[Label | None, int]]) -> Iterator[Record]:
    for row in grid.rows():
        if row > head_row:
            cells = {
                name: {label: grid.at(row, number) for label, number in own.items()} for name, own in places.items()
            }
            if any(not cell.blank for own in cells.values() for cell in own.values()):
                yield Record(row, dict(cells))
