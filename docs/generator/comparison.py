"""The sheets of the comparison workbook and their columns."""

from generator import markdown as md
from generator.examples import example_comparison
from generator.plan import columns
from planner.comparing.sheets import SHEETS

LAYOUT = """`planner compare` solves every policy set of a workbook, or those named, in the present world and under
each assumed scenario, and sets the plans side by side. A set is compared with the base set under the same assumption,
the base set under an assumption with itself in the present world. The base is the base policy of the workbook, or the
first set named where it is not among them. A set without a plan does not stop the others: it stands on `Summary` and
`Run` with its status and why, on `Diagnosis` with what cannot hold together, and a [diagnosis](diagnosis.md) lies in
its folder. Every rule of every set is priced, as on the sheet `Rules` of [the plan](plan.md); `--no-prices`, in haste,
leaves that out. The plan of every set lies in a folder of its own beside the comparison. From Python the tables are
`planner.compare(...).tables`. Here the set of the template is compared with `none`, no rules: there is a column, or a
pair of columns, for each."""


def page() -> str:
    """The page."""
    sheets = ((md.link(sheet.name), sheet.about) for sheet in SHEETS)
    parts = [
        f"## {sheet.name}\n\nColumns: {'; '.join(columns(sheet.columns(example_comparison())))}." for sheet in SHEETS
    ]
    return md.page("The comparison workbook", LAYOUT, md.table(("sheet", "holds"), sheets), *parts)
