"""A workbook that begins full: what the facts know of some materials, for any importer, and what only it knows left."""

from planner.template.full.content import full
from planner.template.full.request import buyer

__all__ = ["buyer", "full"]
