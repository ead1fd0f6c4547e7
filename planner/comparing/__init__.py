"""Several policy sets side by side: what each costs more than the base, and what it buys."""

from planner.comparing.compare import Asked, compare
from planner.comparing.comparison import Comparison, Entry, label

__all__ = ["Asked", "Comparison", "Entry", "compare", "label"]
