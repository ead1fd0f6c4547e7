"""The sheets of the sweep workbook and their columns."""

from generator import markdown as md
from generator.examples import example_sweep
from generator.plan import columns
from planner.sweeping.sheets import SHEETS

LAYOUT = """`planner sweep --rule ID --values 1.0:0.3:15` plans the workbook with one limit after the other in a policy
row, at all times alike, all other rules as they are. The values are evenly spaced from one to another, or a list with
commas; "65%" is 0.65. A value without a plan stands there with its status. Between the last value with a plan and the
first without, the tightest limit that has a plan is found by halving, to a ten-thousandth of the distance or to a
thousandth of a point, a day or a t/yr, and stands there too.

The knee is the limit whose total cost lies farthest below the straight line between the ends of the curve: up to there
the rule is cheap, beyond it dear. A curve that stays within a hundredth of its whole rise from that line has none.
Where the limit is a share of a base that the plan does not change, such as demand, the curve is convex: every point
costs at least as much as the one before. From Python the same tables are `planner.sweep(...).tables`."""


def page() -> str:
    """The page."""
    sheets = ((md.link(sheet.name), sheet.about) for sheet in SHEETS)
    parts = [f"## {sheet.name}\n\nColumns: {'; '.join(columns(sheet.columns(example_sweep())))}." for sheet in SHEETS]
    return md.page("The sweep workbook", LAYOUT, md.table(("sheet", "holds"), sheets), *parts)
