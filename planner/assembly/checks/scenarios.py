"""Rows of scenarios that change nothing of the case."""

from collections.abc import Iterator

from planner.assembly.checks.found import Subject, warning
from planner.assembly.futures import EACH, event_of
from planner.assembly.scenarios import touched_by
from planner.problems import Problem

AXES = ("partner", "material", "stage", "sector")


def with_something_to_touch(subject: Subject) -> Iterator[Problem]:
    """A row with a factor that is not 1 multiplies some capacity, cost or demand in its periods."""
    nodes = subject.case.tree.nodes
    for row in subject.book.scenarios:
        event = event_of(row, subject.horizon.calendar)
        during = frozenset(n for n, node in nodes.items() if node.period in event.periods)
        if event.changes_something and not any(touched_by(subject.case, [(event, during)]).values()):
            named = next((axis for axis in AXES if getattr(row, axis) != EACH), "scenario")
            said = (
                f"This row of {row.scenario} changes nothing: no supplier, plant or demand is there for it to change."
            )
            yield warning(row, named, "matches-nothing", said)
