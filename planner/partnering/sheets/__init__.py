"""The sheets of `partners.xlsx`, each declared in a module of its own, in the order in which they stand."""

from planner.partnering.partnering import Partnering
from planner.partnering.sheets.article import ARTICLE_44
from planner.partnering.sheets.coalitions import COALITIONS
from planner.partnering.sheets.materials import BY_MATERIAL
from planner.partnering.sheets.members import MEMBERS
from planner.partnering.sheets.method import METHOD
from planner.partnering.sheets.pairs import PAIRS
from planner.partnering.sheets.partners import PARTNERS
from planner.partnering.sheets.plans import PLANS
from planner.partnering.sheets.run import RUN
from planner.partnering.sheets.savings import SAVINGS
from planner.partnering.sheets.shocks import SHOCKS
from planner.partnering.sheets.summary import SUMMARY
from planner.report.sheet import Sheet

SHEETS: tuple[Sheet[Partnering], ...] = (
    SUMMARY,
    PARTNERS,
    BY_MATERIAL,
    PAIRS,
    SHOCKS,
    ARTICLE_44,
    MEMBERS,
    SAVINGS,
    COALITIONS,
    PLANS,
    METHOD,
    RUN,
)
