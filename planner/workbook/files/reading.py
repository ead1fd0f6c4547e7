"""From a file to the grids of its sheets."""

from collections.abc import Callable, Iterator
from pathlib import Path

from planner.progress import Progress, silent
from planner.workbook.cells import Grid
from planner.workbook.files.budget import NotAWorkbook
from planner.workbook.files.package import Package, open_package
from planner.workbook.files.parts import read_parts
from planner.workbook.files.sheet import SheetReader


def read_grids(path: Path, wanted: Callable[[str], bool], progress: Progress = silent) -> list[Grid]:
    """Every worksheet of a workbook, hidden ones too; of those whose name is not `wanted`, only the name.

    Raises NotAWorkbook with the reason.
    """
    try:
        with open_package(path) as package:
            return list(_grids(package, wanted, progress))
    except NotAWorkbook as refusal:
        raise NotAWorkbook(f"{path.name} cannot be read. {refusal}") from refusal


def _grids(package: Package, wanted: Callable[[str], bool], progress: Progress) -> Iterator[Grid]:
    parts = read_parts(package)
    sizes = [package.size(sheet.part) if wanted(sheet.name) else 0 for sheet in parts.sheets]
    for number, sheet in enumerate(parts.sheets):
        grid = Grid(sheet.name, hidden=sheet.hidden)
        if wanted(sheet.name):
            progress(f"Reading the sheet {sheet.name}", sum(sizes[:number]), sum(sizes))
            reader = SheetReader(grid, parts, package.budget)
            package.read(sheet.part, reader.heard, reader.without_blank_cells)
        yield grid
