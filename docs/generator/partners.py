"""The sheets of the workbook on partners and their columns."""

from generator import markdown as md
from generator.examples import example_partners
from generator.plan import columns
from planner.partnering.sheets import SHEETS

LAYOUT = """`planner partners` works out what each partnership and each partner country of a workbook is worth under one
policy set, and where the workbook has members, what each pays alone and together. The cost of a coalition
of partners is the least cost of the plan with only those; a partner's worth is its Shapley value in that
game, and beside it stands what leaving it out alone would cost. Up to twelve partners of a kind the values
are exact; beyond that they are estimated from orders drawn at random, with a standard error beside each. A
coalition that cannot keep a hard rule breaks it at the shortage cost, and that is said. The sheet `Method`
says how each figure comes about, with an example in the workbook's own numbers. From Python the same tables
are `planner.partners(...).tables`. Here they are those of the template with all its sheets."""


def page() -> str:
    """The page."""
    sheets = ((md.link(sheet.name), sheet.about) for sheet in SHEETS)
    parts = [
        f"## {sheet.name}\n\nColumns: {'; '.join(columns(sheet.columns(example_partners())))}." for sheet in SHEETS
    ]
    return md.page("The workbook on partners", LAYOUT, md.table(("sheet", "holds"), sheets), *parts)
