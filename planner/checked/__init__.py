"""The checked copy: the user's own workbook with every problem marked at its cell, and a sheet that lists them."""

from planner.checked.copy import CheckedCopy, checked_copy

__all__ = ["CheckedCopy", "checked_copy"]
