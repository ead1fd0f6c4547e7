"""The input workbook, declared once: the row type of every sheet, which reader, checks and template follow."""

from planner.workbook.declare import Row
from planner.workbook.schema.alliances import Member, Partnership
from planner.workbook.schema.contracts import Contract
from planner.workbook.schema.demand import Demand, Substitution
from planner.workbook.schema.notes import Profile, Source
from planner.workbook.schema.places import Bloc, Country, Material
from planner.workbook.schema.policies import Policy, PolicySet
from planner.workbook.schema.recycling import Plant, Recovery, Scrap
from planner.workbook.schema.scenarios import Scenario
from planner.workbook.schema.settings import Settings
from planner.workbook.schema.supply import Route, Stockpile, Supplier
from planner.workbook.schema.ventures import Venture

ROW_TYPES: tuple[type[Row], ...] = (
    Settings,
    Material,
    Country,
    Bloc,
    Supplier,
    Route,
    Contract,
    Venture,
    Stockpile,
    Scrap,
    Plant,
    Recovery,
    Demand,
    Substitution,
    Partnership,
    Member,
    PolicySet,
    Policy,
    Scenario,
    Profile,
    Source,
)
"""The sheets in their order."""

NOT_READ = ("Guide", "Lists", "Problems")
"""Sheets of the planner's own making, in templates and checked copies, which say nothing of a plan."""

__all__ = [
    "NOT_READ",
    "ROW_TYPES",
    "Bloc",
    "Contract",
    "Country",
    "Demand",
    "Material",
    "Member",
    "Partnership",
    "Plant",
    "Policy",
    "PolicySet",
    "Profile",
    "Recovery",
    "Route",
    "Scenario",
    "Scrap",
    "Settings",
    "Source",
    "Stockpile",
    "Substitution",
    "Supplier",
    "Venture",
]
