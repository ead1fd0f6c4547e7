"""The sheets of `matters.xlsx`, each declared in a module of its own."""

from planner.mattering.matters import Matters
from planner.mattering.sheets.figures import FIGURES
from planner.mattering.sheets.matters import MATTERS
from planner.report.sheet import Sheet

SHEETS: tuple[Sheet[Matters], ...] = (MATTERS, FIGURES)
