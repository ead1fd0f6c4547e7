"""The plan workbook: sheets declared once, as pandas frames and as an Excel file."""

from planner.report.frames import tables
from planner.report.writer import plan_bytes, write_plan

__all__ = ["plan_bytes", "tables", "write_plan"]
