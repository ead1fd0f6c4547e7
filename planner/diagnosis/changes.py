"""Changes of cells, typed into the sheets of a workbook before it is read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.diagnosis.inputs import InputCell
from planner.workbook.cells import Cell, Grid, Value
from planner.workbook.declare import columns
from planner.workbook.tables import find_head_row


@dataclass(frozen=True)
class Change:
    """A cell and what is typed into it; with no value its policy rule is taken out of the workbook."""

    cell: InputCell
    value: Value = None

    @property
    def drops(self) -> bool:
        """Whether it takes a rule out."""
        return self.cell.is_policy and self.value is None


def typed(grid: Grid, changes: Sequence[Change]) -> Grid:
    """A sheet with something else typed into some of its cells; a share above 1 is typed as a percentage."""
    made = Grid(grid.name, {row: dict(columns) for row, columns in grid.cells.items()})
    for change in changes:
        cell = change.cell.input if change.cell.stands else _added(made, change.cell)
        if cell.sheet == grid.name:
            above = change.cell.is_share and isinstance(change.value, float) and change.value > 1.0
            made.put(replace(cell, value=change.value, percent=cell.percent or above))
    return made


def _added(grid: Grid, cell: InputCell) -> Cell:
    """The cell of a row in a column that the sheet did not have, under a head of its own."""
    if grid.name != cell.input.sheet:
        return cell.input
    declared = columns(type(cell.row))
    head = next(column.head for column in declared if column.field == cell.column)
    heads = grid.row(find_head_row(grid, declared) or 1)
    place = next((found.column for found in heads if found.text == head), heads[-1].column + 1)
    grid.put(Cell(grid.name, heads[0].row, place, head))
    return grid.at(cell.number, place)
