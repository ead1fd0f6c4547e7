"""Several policy sets side by side: what each costs more than the base, and what it buys."""

from planner.comparing.compare import Asked, Keeping, compare
from planner.comparing.comparison import Comparison, Entry, label

__all__ = ["Asked", "Comparison", "Entry", "Keeping", "compare", "label"]
