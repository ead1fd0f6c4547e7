"""The sheets of a hedged plan that stand before those of the plan, and their columns."""

from generator import markdown as md
from generator.examples import example_hedge
from generator.plan import columns
from planner.hedging.sheets import SHEETS

LAYOUT = """`planner hedge` makes one plan for all scenarios of the workbook that have a probability; what these
leave to 1 is the undisturbed course. Scenarios are one course of events until a row of one becomes known that the
others have not (`Known from`), and may part several times in a row. What is decided before the courses part is
decided once; from then on each has its own decisions, and rules rest in a shock as in the [stress test](stress.md).
A scenario without a probability takes no part.

The plan makes the mean cost least, or with `--cvar LEVEL --weight SHARE` partly the mean of the dearest courses:
with `--cvar 0.9 --weight 0.5` half the mean of all and half that of the dearest tenth. Beside it stand three other
plans: that which one would make for each course if it were known at once (wait and see; what certainty would save
is the expected value of perfect information, EVPI), that for the mean of all figures, followed until the first
courses part (what hedging saves over it is the value of the stochastic solution, VSS), and that without any
scenario, beside which the insurance stands.

`plan.xlsx` has the sheets below and then those of [every plan](plan.md), with a column for each period that the
courses share and then a block of columns for each course. `planner verify` holds plans of a single course only.
From Python it is `planner.hedge(...)`, with the same tables."""


def page() -> str:
    """The page."""
    sheets = ((md.link(sheet.name), sheet.about) for sheet in SHEETS)
    parts = [f"## {sheet.name}\n\nColumns: {'; '.join(columns(sheet.columns(example_hedge())))}." for sheet in SHEETS]
    return md.page("The hedged plan", LAYOUT, md.table(("sheet", "holds"), sheets), *parts)
