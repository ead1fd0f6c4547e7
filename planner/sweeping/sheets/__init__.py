"""The sheets of the sweep workbook, in the order in which they stand."""

from planner.report.sheet import Sheet
from planner.sweeping.curve import Sweep
from planner.sweeping.sheets.run import RUN
from planner.sweeping.sheets.sweep import SWEEP

SHEETS: tuple[Sheet[Sweep], ...] = (SWEEP, RUN)
