"""Opening a workbook: what is no workbook is refused with a reason, everything else becomes grids of cells.

Nothing but the cells and what they are made of is ever read: no macro, link, query, image or pivot table.
"""

from planner.workbook.files.budget import NotAWorkbook
from planner.workbook.files.reading import read_grids

__all__ = ["NotAWorkbook", "read_grids"]
