"""The example that a template shows: a small importing country, right and solvable, with the sources of its figures."""

from planner.template.example.cells import HISTORY, PERIODS, Rows, Value
from planner.template.example.example import EXAMPLE, NEEDS

__all__ = ["EXAMPLE", "HISTORY", "NEEDS", "PERIODS", "Rows", "Value"]
