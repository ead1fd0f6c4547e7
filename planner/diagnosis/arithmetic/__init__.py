"""What sums and differences alone show to be impossible, without a program. No finding is ever wrong; many lack."""

from collections.abc import Callable, Iterator

from planner.diagnosis.arithmetic import duties, needs, reach
from planner.diagnosis.arithmetic.finding import Finding, Sums
from planner.diagnosis.inputs import Inputs
from planner.diagnosis.words import Words

CHECKS: tuple[Callable[[Sums], Iterator[Finding]], ...] = (
    duties.more_than_capacity,
    duties.more_than_allowed,
    duties.budget_below_commitments,
    reach.less_than_asked,
    reach.least_over_most,
    reach.too_little_home_capacity,
    reach.closing_stock_out_of_reach,
    needs.too_little_for_everybody,
    needs.caps_leave_too_little,
)


def findings(inputs: Inputs, words: Words) -> Iterator[Finding]:
    """All that the checks find in a case, in their order."""
    sums = Sums(inputs, words)
    for check in CHECKS:
        yield from check(sums)


__all__ = ["CHECKS", "Finding", "findings"]
