"""What an alliance is worth: each partnership, each partner country, and each member of a joint plan."""

from planner.partnering.partnering import Partnering, partners

__all__ = ["Partnering", "partners"]
