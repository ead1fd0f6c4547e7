"""What is derived from a solution: flows, shares, costs, rules and indicators, as plain functions of `Results`."""

from planner.results.results import Results, Window

__all__ = ["Results", "Window"]
