"""What changed between two plans, and the later one's decisions as rows for the next workbook."""

from planner.changes.changes import Changes, compare
from planner.changes.workbook import write_changes

__all__ = ["Changes", "compare", "write_changes"]
