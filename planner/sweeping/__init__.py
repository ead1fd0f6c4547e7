"""The cost curve of one rule: total cost over its limit, the knee, and where no plan keeps all rules any more."""

from planner.sweeping.curve import Edge, Point, Sweep
from planner.sweeping.sweep import Asked, sweep
from planner.sweeping.values import values

__all__ = ["Asked", "Edge", "Point", "Sweep", "sweep", "values"]
