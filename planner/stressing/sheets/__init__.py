"""The sheets of the stress workbook, each declared in a module of its own, in the order in which they stand."""

from planner.report.sheet import Sheet
from planner.stressing.sheets.losses import LOSSES
from planner.stressing.sheets.order import ORDER
from planner.stressing.sheets.response import RESPONSE
from planner.stressing.sheets.resting import RESTING
from planner.stressing.sheets.run import RUN
from planner.stressing.sheets.stocks import STOCKS
from planner.stressing.sheets.summary import SUMMARY
from planner.stressing.sheets.unmet import UNMET
from planner.stressing.stressed import Stress

SHEETS: tuple[Sheet[Stress], ...] = (SUMMARY, UNMET, STOCKS, RESPONSE, RESTING, ORDER, LOSSES, RUN)
