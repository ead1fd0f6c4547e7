"""The sheets of the comparison workbook, each declared in a module of its own, in the order in which they stand."""

from planner.comparing.comparison import Comparison
from planner.comparing.sheets.diagnosis import DIAGNOSIS
from planner.comparing.sheets.differences import DIFFERENCES
from planner.comparing.sheets.indicators import INDICATORS
from planner.comparing.sheets.resilience import RESILIENCE
from planner.comparing.sheets.rules import RULES
from planner.comparing.sheets.run import RUN
from planner.comparing.sheets.shares import SHARES
from planner.comparing.sheets.summary import SUMMARY
from planner.comparing.sheets.volumes import VOLUMES
from planner.report.sheet import Sheet

SHEETS: tuple[Sheet[Comparison], ...] = (
    SUMMARY,
    RESILIENCE,
    INDICATORS,
    DIFFERENCES,
    SHARES,
    RULES,
    VOLUMES,
    DIAGNOSIS,
    RUN,
)


def sheets_of(comparison: Comparison) -> tuple[Sheet[Comparison], ...]:
    """The sheets that a comparison has: that on shocks where plans were put to them."""
    stressed = any(entry.shocks for entry in comparison.entries)
    return tuple(sheet for sheet in SHEETS if stressed or sheet is not RESILIENCE)
