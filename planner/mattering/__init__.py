"""Which figure of a workbook decides: how much cost, shortage and the first year's decisions move with each."""

from planner.mattering.matters import Matter, Matters, Swing, matters

__all__ = ["Matter", "Matters", "Swing", "matters"]
