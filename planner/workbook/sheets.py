"""Which of a workbook's sheets is which."""

from collections.abc import Mapping, Sequence

from planner.problems import Problem
from planner.workbook.cells import Grid
from planner.workbook.declare import Row
from planner.workbook.names import CLOSE, did_you_mean, fold_head, nearest
from planner.workbook.report import Report
from planner.workbook.schema import NOT_READ, ROW_TYPES

KNOWN = {fold_head(row_type.SHEET.name): row_type for row_type in ROW_TYPES}
OWN = frozenset(map(fold_head, NOT_READ))


def is_read(name: str) -> bool:
    """Whether a sheet of this name is one that the planner reads."""
    return fold_head(name) in KNOWN


def sheets_of(grids: Sequence[Grid], report: Report) -> dict[type[Row], Grid | None]:
    """The grid of every sheet that the workbook has; None stands for a sheet whose name is misspelt."""
    found: dict[type[Row], Grid | None] = {}
    for grid in (grid for grid in grids if fold_head(grid.name) not in OWN):
        row_type = KNOWN.get(fold_head(grid.name))
        if row_type is None:
            meant = _report_unknown(grid, report)
            if meant is not None:
                found.setdefault(meant, None)
        elif found.get(row_type):
            text = f"The sheet is {row_type.SHEET.name} a second time."
            report.add(Problem("fault", grid.name, "", "duplicate-sheet", text))
        elif grid.cells or row_type.SHEET.required:
            found[row_type] = grid
    _report_missing(found, report)
    _report_hidden(found, report)
    return found


def _report_missing(found: Mapping[type[Row], Grid | None], report: Report) -> None:
    for sheet in (row_type.SHEET for row_type in ROW_TYPES if row_type not in found):
        if sheet.required:
            text = f"The workbook has no sheet {sheet.name}, which every plan needs."
            report.add(Problem("fault", sheet.name, "", "missing-sheet", text))


def _report_hidden(found: Mapping[type[Row], Grid | None], report: Report) -> None:
    for grid in (grid for grid in found.values() if grid and grid.hidden):
        text = f"{grid.name} is hidden, and is read all the same."
        report.add(Problem("warning", grid.name, "", "hidden-sheet", text))


def _report_unknown(grid: Grid, report: Report) -> type[Row] | None:
    """The sheet that a misspelt name means, None where it means none that is read."""
    near = nearest(grid.name, [row_type.SHEET.name for row_type in ROW_TYPES], CLOSE)
    text = f"{grid.name} is no sheet that the planner knows"
    if near:
        advice = "rename it if it is not meant for the planner"
        hint = did_you_mean(grid.name, near)
        report.add(Problem("fault", grid.name, "", "unknown-sheet", f"{text}; {advice}.", hint))
    else:
        report.add(Problem("warning", grid.name, "", "unknown-sheet", f"{text}; it is not read."))
    return KNOWN.get(fold_head(near))
