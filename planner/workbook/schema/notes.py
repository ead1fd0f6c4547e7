"""The sheets beside the plan's own: figures over time for other sheets, and where figures come from."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from planner.workbook.cells import Cell
from planner.workbook.declare import Column, Row, Sheet, Spread
from planner.workbook.kinds import TEXT, Choice, Frame, Kind
from planner.workbook.series import Series


@dataclass(frozen=True)
class AsThere(Kind):
    """A cell that is read in the column whose place it takes."""

    def _expected(self) -> str:
        return "what the column named in Column asks for"

    def _read(self, cell: Cell, frame: Frame) -> Cell:
        return cell


class Profile(Row):
    """Figures over time in place of a column in a row of another sheet."""

    SHEET: ClassVar = Sheet(
        "Profiles", "Figures over time that take the place of a column in another sheet.", ("table", "row", "column")
    )

    table: Annotated[str, Column("Table", TEXT, "The sheet.")]
    row: Annotated[str, Column("Row", TEXT, "What tells the row apart there; two parts as in cobalt / processing.")]
    column: Annotated[str, Column("Column", TEXT, "The column, one that may change over time.")]
    figures: Annotated[
        Series[Cell] | None,
        Column("", AsThere(), "What the column would hold in the period.", spread=Spread.PLANNED),
    ] = None


class Source(Row):
    """Where a figure comes from."""

    SHEET: ClassVar = Sheet("Sources", "Where the figures come from; it is carried into the plan.")

    sheet: Annotated[str, Column("Sheet", TEXT, "The sheet of the figure.")]
    row_or_cell: Annotated[str | None, Column("Row or cell", TEXT, "The row or cell of the figure.")] = None
    source: Annotated[str, Column("Source", TEXT, "Where it comes from.")]
    confidence: Annotated[
        str | None,
        Column("Confidence", Choice(("high", "medium", "low", "assumption")), "How far it can be trusted."),
    ] = None
    note: Annotated[str | None, Column("Note", TEXT, "Anything else worth knowing.")] = None
