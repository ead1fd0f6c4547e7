"""From a grid of cells to a table: where the heads stand, and the rows below them as cells by field."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from planner.workbook.cells import Cell, Grid
from planner.workbook.declare import Cells, Column, Row, Spread
from planner.workbook.heads import Head, read_head
from planner.workbook.periods import Calendar, Label, Length
from planner.workbook.report import Report

HEAD_ROWS = 10

Places = dict[str, dict[Label | None, int]]
"""The column numbers of each field by label."""


@dataclass(frozen=True)
class Layout:
    """Where the fields of a sheet stand."""

    grid: Grid
    places: Places

    @cached_property
    def by_column(self) -> dict[int, tuple[str, Label | None]]:
        """The field and label of each column."""
        return {column: (field, label) for field, own in self.places.items() for label, column in own.items()}


NOTHING: Mapping[str, Cells] = {}


class Record(Mapping[str, Cells]):
    """The cells of a row by field and label; blank ones too, where the sheet has the column.

    They are looked up when they are asked for: a dictionary for every field of every row would take far more room.
    """

    __slots__ = ("_given", "_layout", "_row", "unsure")

    def __init__(self, layout: Layout, row: int) -> None:
        self._layout, self._row = layout, row
        self._given: Mapping[str, Cells] = NOTHING
        self.unsure: frozenset[str] = frozenset()

    def __getitem__(self, field: str) -> Cells:
        if field in self._given:
            return self._given[field]
        grid = self._layout.grid
        return {label: grid.at(self._row, column) for label, column in self._layout.places[field].items()}

    def __iter__(self) -> Iterator[str]:
        return iter({**self._layout.places, **self._given})

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def give(self, field: str, cells: Cells, sure: bool = True) -> None:
        """Put other cells in the place of a field's own; where these are not `sure`, nothing is made of them."""
        self._given = {**self._given, field: cells}
        self.unsure |= frozenset() if sure else {field}

    def filled(self) -> dict[str, dict[Label | None, Cell]]:
        """The cells in which something stands, by field and label."""
        found: dict[str, dict[Label | None, Cell]] = {}
        for name, cells in self._given.items():
            found[name] = {label: cell for label, cell in cells.items() if not cell.blank}
        for column, cell in self._layout.grid.filled(self._row).items():
            name, label = self._layout.by_column.get(column, ("", None))
            if name and name not in self._given:
                found.setdefault(name, {})[label] = cell
        return found


@dataclass
class Table:
    """A sheet's rows. Fields in `broken` have a head that is faulty or missing; `corner` is the first head."""

    row_type: type[Row]
    corner: Cell
    records: list[Record] = field(default_factory=list)
    broken: frozenset[str] = frozenset()
    _shared: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)

    def shared(self, fields: Iterable[str]) -> frozenset[str]:
        """Some fields as a set that all rows have in common: thousands of rows may lack the same."""
        found = frozenset(fields)
        return self._shared.setdefault(found, found)


Tables = Mapping[type[Row], Table | None]
"""The tables of a workbook; None stands for one that is there but could not be read."""


@dataclass(frozen=True)
class Horizon:
    """The plan's periods, as far as they are known while heads are read."""

    length: Length | None = None
    calendar: Calendar | None = None

    def uses(self, column: Column, label: Label | None) -> bool:
        """Whether a column's figures of a period are ever looked at."""
        if label is None or self.calendar is None:
            return True
        inside, before = bool(self.calendar.span(label)), self.calendar.covered(label).start < 0
        return {Spread.PAST: before, Spread.ALWAYS: inside or before}.get(column.spread, inside)


def read_table(
    grid: Grid, row_type: type[Row], declared: Sequence[Column], horizon: Horizon, report: Report
) -> Table | None:
    """The rows of a sheet below its heads, which name the declared columns; None where no heads are found."""
    head_row = find_head_row(grid, declared)
    if head_row is None:
        needed = ", ".join(column.head for column in declared if _needed(column))
        text = f"None of the first {HEAD_ROWS} rows holds the heads {needed}."
        report.fault(grid.first, "missing-heads", text)
        return None
    _report_left_out(grid, head_row, report)
    _report_merged(grid, head_row, report)
    table = Table(row_type, grid.row(head_row)[0])
    heads = [read_head(cell, declared, horizon.length) for cell in grid.row(head_row) if not cell.blank]
    places, table.broken = _places(heads, declared, horizon, report)
    missing = [c for c in declared if _needed(c) and c.field not in places and c.field not in table.broken]
    for column in missing:
        report.fault(table.corner, "missing-column", f"The sheet has no column {column.head}, which it needs.")
    table.broken |= {column.field for column in missing}
    table.records = list(_records(grid, head_row, places))
    if row_type.SHEET.required and not table.records:
        below = grid.at(head_row + 1, table.corner.column)
        report.fault(below, "empty-sheet", f"{row_type.SHEET.name} has no row; every plan needs one here.")
    return table


def find_head_row(grid: Grid, declared: Sequence[Column]) -> int | None:
    """The first row in which all required heads stand, else the one most like heads; None where none is."""
    needed = {column.field for column in declared if _needed(column)}
    alike: dict[int, int] = {}
    for row in (row for row in grid.rows() if row <= HEAD_ROWS):
        heads = [read_head(cell, declared, None) for cell in grid.row(row) if not cell.blank]
        named = {head.column.field: head.exact for head in heads if head.column and head.column.head}
        if needed <= {name for name, exact in named.items() if exact}:
            return row
        alike[row] = len(named)
    best = max(alike, key=lambda row: alike[row], default=0)
    return best if alike.get(best) else None


def _needed(column: Column) -> bool:
    """Whether a head must stand in the sheet; figures over time may also come from Profiles."""
    return column.required and not column.dated


def _places(
    heads: Sequence[Head], declared: Sequence[Column], horizon: Horizon, report: Report
) -> tuple[Places, frozenset[str]]:
    """Where each field stands, and the fields with a faulty head."""
    places: Places = {}
    broken: set[str] = set()
    for head in heads:
        if head.cell.spoilt:
            report.fault(head.cell, head.cell.spoilt, f"The head is {head.cell.shown}; expected a name or a period.")
        elif head.code or head.column is None:
            head.complain(report)
            broken |= {head.column.field} if head.column else set()
        elif head.label in places.get(head.column.field, {}):
            report.fault(head.cell, "duplicate-column", f"The head {head.column.title(head.label)} stands twice.")
            broken.add(head.column.field)
        elif horizon.uses(head.column, head.label):
            places.setdefault(head.column.field, {})[head.label] = head.cell.column
        else:
            text = f"{head.column.title(head.label)} lies outside the periods in which it is used; it is not read."
            report.warning(head.cell, "outside-horizon", text)
    if any(head.cell.spoilt for head in heads):  # it may be the head of any column that is missing
        broken |= {column.field for column in declared} - set(places)
    return places, frozenset(broken)


def _report_left_out(grid: Grid, head_row: int, report: Report) -> None:
    above = next((row for row in grid.rows() if row < head_row), None)
    if above is not None:
        text = f"What stands above the heads in row {head_row} is not read."
        report.warning(grid.row(above)[0], "above-heads", text)
    below = {column for row in grid.rows() if row > head_row for column in grid.filled(row)}
    for column in sorted(below - grid.filled(head_row).keys()):
        report.warning(grid.at(head_row, column), "unknown-column", "The column has no head; it is not read.")


def _report_merged(grid: Grid, head_row: int, report: Report) -> None:
    """Merged cells in the table: only the first of them has a value, and nobody can say what the others mean."""
    headed = grid.filled(head_row).keys()
    for merged in grid.merged:
        if merged.last_row >= head_row and not headed.isdisjoint(merged.columns):
            said = f"{merged.coordinate} is one cell, merged of several; expected each of them on its own."
            cell = grid.at(merged.first_row, merged.first_column)
            report.fault(cell, "merged-cells", said, "Unmerge them and fill in each.")


def _records(grid: Grid, head_row: int, places: Places) -> Iterator[Record]:
    layout = Layout(grid, places)
    for row in (row for row in grid.rows() if row > head_row):
        if not layout.by_column.keys().isdisjoint(grid.filled(row)):
            yield Record(layout, row)
