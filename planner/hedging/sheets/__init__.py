"""The sheets of a hedged plan that stand before those of the plan, each declared in a module of its own."""

from planner.hedging.hedge import Hedge
from planner.hedging.sheets.courses import COURSES
from planner.hedging.sheets.frontier import FRONTIER
from planner.hedging.sheets.hedge import HEDGE
from planner.hedging.sheets.insurance import INSURANCE
from planner.report.sheet import Sheet

SHEETS: tuple[Sheet[Hedge], ...] = (HEDGE, FRONTIER, COURSES, INSURANCE)
