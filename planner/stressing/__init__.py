"""A plan put to shocks: followed until one becomes known, then everything not yet committed decided anew."""

from planner.stressing.replanning import Replanning
from planner.stressing.stress import Losses, shocks, stress
from planner.stressing.stressed import Shock, Stress

__all__ = ["Losses", "Replanning", "Shock", "Stress", "shocks", "stress"]
