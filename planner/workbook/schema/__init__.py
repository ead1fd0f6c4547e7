"""The input workbook, declared once: the row type of every sheet, which reader, checks and template follow."""

from planner.workbook.declare import Row
from planner.workbook.schema.demand import Demand
from planner.workbook.schema.notes import Profile, Source
from planner.workbook.schema.places import Bloc, Country, Material
from planner.workbook.schema.policies import Policy, PolicySet
from planner.workbook.schema.recycling import Plant, Recovery, Scrap
from planner.workbook.schema.settings import Settings
from planner.workbook.schema.supply import Route, Stockpile, Supplier

ROW_TYPES: tuple[type[Row], ...] = (
    Settings,
    Material,
    Country,
    Bloc,
    Supplier,
    Route,
    Stockpile,
    Scrap,
    Plant,
    Recovery,
    Demand,
    PolicySet,
    Policy,
    Profile,
    Source,
)
"""The sheets in their order."""

NOT_YET = ("Contracts", "Ventures", "Substitution", "Partnerships", "Members", "Scenarios")
"""Sheets of a later version, refused by name."""

__all__ = [
    "NOT_YET",
    "ROW_TYPES",
    "Bloc",
    "Country",
    "Demand",
    "Material",
    "Plant",
    "Policy",
    "PolicySet",
    "Profile",
    "Recovery",
    "Route",
    "Scrap",
    "Settings",
    "Source",
    "Stockpile",
    "Supplier",
]
