"""Edits as rows that stand as in the user's own sheets: the same heads in the same columns, new ones at the right."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from planner.changes.edits import Edit, Value, Where, period
from planner.workbook import Book
from planner.workbook.cells import Cell, Grid
from planner.workbook.cells import Value as Content
from planner.workbook.declare import Row, column_of, columns
from planner.workbook.files import read_grids
from planner.workbook.heads import read_head
from planner.workbook.periods import Length
from planner.workbook.report import Report
from planner.workbook.schema import Profile
from planner.workbook.sheets import is_read, sheets_of
from planner.workbook.tables import find_head_row

NEW_ROW = "new row"


@dataclass(frozen=True)
class Line:
    """A row to paste: the row of the sheet that it replaces, its cells from column A on, and which of them are new."""

    place: str
    why: str
    cells: tuple[Content, ...]
    shares: frozenset[int]
    changed: frozenset[int]


@dataclass(frozen=True)
class Block:
    """The rows to paste into one sheet, below its heads as they stand there."""

    sheet: str
    heads: tuple[Content, ...]
    lines: tuple[Line, ...]


@dataclass
class Draft:
    """A row while its edits are gathered: values by column number, and the reasons for them."""

    source: Mapping[int, Cell]
    place: str
    values: dict[int, Value] = field(default_factory=dict)
    why: list[str] = field(default_factory=list)

    def line(self, width: int) -> Line:
        """The row as it will stand."""
        own = {number: cell.value for number, cell in self.source.items()}
        cells = tuple(self.values.get(number, own.get(number)) for number in range(1, width + 1))
        shares = frozenset(number - 1 for number, cell in self.source.items() if cell.percent)
        changed = frozenset(number - 1 for number, value in self.values.items() if value != own.get(number, ""))
        return Line(self.place, "; ".join(dict.fromkeys(self.why)), cells, shares, changed)


class Sheet:
    """A sheet of the input: where its columns stand, and the rows that are edited."""

    def __init__(self, row_type: type[Row], grid: Grid, length: Length) -> None:
        declared = columns(row_type)
        self.row_type, self.grid = row_type, grid
        head_row = find_head_row(grid, declared) or 1
        self.heads: dict[int, Content] = {cell.column: cell.value for cell in grid.row(head_row)}
        self.places: dict[Where, int] = {}
        for cell in (cell for cell in grid.row(head_row) if not cell.blank):
            head = read_head(cell, declared, length)
            if head.column is not None and not head.code:
                self.places.setdefault((head.column.field, head.label), cell.column)
        self.drafts: dict[tuple[int, str], Draft] = {}

    def draft(self, number: int, added: str = "") -> Draft:
        """The row of a number, or a new one made from it."""
        place = NEW_ROW if added else f"row {number}"
        return self.drafts.setdefault((number, added), Draft(self.grid.cells.get(number, {}), place))

    def column(self, where: Where) -> int:
        """The column of a field and period, a new one at the right where the sheet has none."""
        if where not in self.places:
            self.places[where] = max(self.heads) + 1
            self.heads[self.places[where]] = _title(self.row_type, where)
        return self.places[where]

    def block(self) -> Block:
        """Its edited rows, those of a number before the new ones made from it."""
        width = max(self.heads)
        heads = tuple(self.heads.get(number) for number in range(1, width + 1))
        drafts = [draft for _, draft in sorted(self.drafts.items())]
        return Block(self.row_type.SHEET.name, heads, tuple(draft.line(width) for draft in drafts))


def blocks(path: Path, book: Book, edits: tuple[Edit, ...]) -> list[Block]:
    """The edits as a block for each sheet, in the order of the workbook at a path."""
    grids = sheets_of(read_grids(path, is_read), Report())
    length = book.calendar.length
    sheets = {kind: Sheet(kind, grid, length) for kind, grid in grids.items() if grid is not None}
    for edit in edits:
        _put(sheets, edit)
    return [sheet.block() for sheet in sheets.values() if sheet.drafts]


def _put(sheets: Mapping[type[Row], Sheet], edit: Edit) -> None:
    row = edit.row
    sheet = sheets[type(row)]
    draft = sheet.draft(row.first_cell.row, edit.added)
    draft.why.append(edit.why)
    if edit.added:
        draft.values |= {sheet.column(where): value for where, value in _from_profiles(row).items()}
    for (name, label), value in edit.values.items():
        profile = _profile_row(row, name)
        if profile is None or edit.added:
            draft.values[sheet.column((name, label))] = value
        else:
            figures = sheets[Profile].draft(profile)
            figures.values[sheets[Profile].column(("figures", label))] = value
            figures.why.append(f"{row.sheet_name}, {row.name}: {edit.why}")


def _profile_row(row: Row, name: str) -> int | None:
    """The row of Profiles that gives the figures of a field in place of the row's own."""
    profiled = (cell.row for cell in row.cells(name) if cell.sheet != row.first_cell.sheet)
    return next(profiled, None)


def _from_profiles(row: Row) -> dict[Where, Value]:
    """What Profiles gives for a row, which it does not give for a copy under another name."""
    return {
        (column.field, label): cell.number
        for column in columns(type(row))
        for label, cell in row.by_label(column.field).items()
        if cell.sheet != row.first_cell.sheet and cell.number is not None
    }


def _title(row_type: type[Row], where: Where) -> Content:
    name, label = where
    head = column_of(row_type, name).head
    if label is None:
        return head
    return f"{head} {label}" if head else period(label)
