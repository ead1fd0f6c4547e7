"""What rules cost: prices found by solving again with a limit moved or a rule left out."""

from planner.pricing.prices import rule_prices
from planner.pricing.variants import Variants

__all__ = ["Variants", "rule_prices"]
