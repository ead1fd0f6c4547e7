"""One plan for all courses of events at once: what it costs, what it saves, and what it does that no other would."""

from planner.hedging.hedge import Hedge, Measures, Point, hedge

__all__ = ["Hedge", "Measures", "Point", "hedge"]
