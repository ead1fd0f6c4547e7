"""The plan workbook: sheets declared once, as an Excel file and, in `planner.report.frames`, as pandas frames."""

from planner.report.writer import plan_bytes, write_plan

__all__ = ["plan_bytes", "write_plan"]
