"""The sheets of the plan workbook, each declared in a module of its own, in the order in which they stand."""

from planner.report.sheet import OutputSheet
from planner.report.sheets.costs import COSTS
from planner.report.sheets.data_gaps import DATA_GAPS
from planner.report.sheets.decisions import DECISIONS
from planner.report.sheets.flows import FLOWS
from planner.report.sheets.investments import INVESTMENTS
from planner.report.sheets.losses import LOSSES
from planner.report.sheets.offtake import OFFTAKE
from planner.report.sheets.recycling import RECYCLING
from planner.report.sheets.room_to_move import ROOM_TO_MOVE
from planner.report.sheets.rules import RULES
from planner.report.sheets.run import RUN
from planner.report.sheets.shares import SHARES
from planner.report.sheets.shortages import SHORTAGES
from planner.report.sheets.stockpile import STOCKPILE
from planner.report.sheets.summary import SUMMARY
from planner.report.sheets.why import WHY

SHEETS: tuple[OutputSheet, ...] = (
    SUMMARY,
    DECISIONS,
    OFFTAKE,
    FLOWS,
    STOCKPILE,
    RECYCLING,
    INVESTMENTS,
    SHORTAGES,
    LOSSES,
    SHARES,
    COSTS,
    RULES,
    WHY,
    ROOM_TO_MOVE,
    DATA_GAPS,
    RUN,
)
