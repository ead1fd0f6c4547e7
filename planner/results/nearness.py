"""How near a plan lies to an earlier one, and what that costs."""

from dataclasses import dataclass

from planner.results.wording import figure, percent


@dataclass(frozen=True)
class Nearness:
    """Tonnes bought that differ from an earlier plan, in this plan and in that of least cost, and what each costs.

    `earlier` names the earlier run, `within_share` is what the plan might cost more than the least.
    """

    earlier: str
    within_share: float
    tonnes: float
    tonnes_at_least_cost: float
    cost: float
    least_cost: float

    def sentence(self, currency: str) -> str:
        """What nearness costs, in a sentence."""
        more = self.cost - self.least_cost
        share = more / abs(self.least_cost) if self.least_cost else 0.0
        return (
            f"Among all plans within {percent(self.within_share)} of the least cost it changes least from"
            f" {self.earlier}: {figure(self.tonnes)} t bought differ, {figure(self.tonnes_at_least_cost)} t in the plan"
            f" of least cost; that costs {figure(more)} {currency} more ({share:.2%})."
        )
