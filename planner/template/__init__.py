"""The workbook to fill in: its sheets as they are declared, with a guide, drop-downs and an example."""

from planner.template.book import rows_of, template
from planner.template.choice import ORDINARY, chosen

__all__ = ["ORDINARY", "chosen", "rows_of", "template"]
