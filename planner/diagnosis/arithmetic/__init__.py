"""What sums and differences alone show to be impossible, without a program. No finding is ever wrong; many lack."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

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
        yield from _together(check(sums))


def _together(found: Iterable[Finding]) -> Iterator[Finding]:
    """What a rule asks for in vain in several periods as one finding: the first, and how many follow."""
    alike: dict[object, list[Finding]] = {}
    for finding in found:
        alike.setdefault(finding.about or finding.sentence, []).append(finding)
    for first, *more in alike.values():
        periods = f"{len(more)} more {'period' if len(more) == 1 else 'periods'}"
        said = f"{first.sentence.removesuffix('.')}; and so in {periods}." if more else first.sentence
        yield replace(first, sentence=said)


__all__ = ["CHECKS", "Finding", "findings"]
