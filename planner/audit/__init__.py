"""An audit of a plan without a solver: an own reading of the workbook, held against the sheets of the plan."""

from planner.audit.ledger import Finding
from planner.audit.verdict import Verdict, verify

__all__ = ["Finding", "Verdict", "verify"]
