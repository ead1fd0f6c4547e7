"""What only the assembled case can tell, by arithmetic and without a model: faults, and what an officer should know."""

from collections.abc import Callable, Iterator

from models.case import Case
from planner.assembly.checks import caps, history, prices, routes, rules, scales, scenarios, supply
from planner.assembly.checks.found import Subject
from planner.problems import Problem
from planner.progress import Progress, silent
from planner.workbook import Book

CHECKS: tuple[Callable[[Subject], Iterator[Problem]], ...] = (
    rules.with_something_to_hold_for,
    rules.with_every_risk_known,
    rules.with_few_enough_classes,
    prices.closing_values,
    scales.prices_far_apart,
    prices.far_from_the_reference,
    prices.shortages_too_cheap,
    history.lead_times,
    supply.unused_suppliers,
    supply.short_of_demand,
    caps.that_must_cause_shortage,
    routes.passed_round,
    scenarios.with_something_to_touch,
)


def check_case(book: Book, case: Case, progress: Progress = silent) -> list[Problem]:
    """Every fault and warning that shows only when the sheets are taken together; the case is the undisturbed one."""
    subject, found = Subject(book, case), dict[Problem, None]()
    for number, check in enumerate(CHECKS):
        progress("Checking the sheets against each other", number, len(CHECKS))
        found |= dict.fromkeys(check(subject))
    return list(found)
