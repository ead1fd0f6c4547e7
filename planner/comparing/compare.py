"""Every policy set of a workbook, solved one after the other, none stopped by another."""

from collections.abc import Callable, Sequence
from pathlib import Path

from planner.comparing.comparison import Comparison, Entry, label
from planner.comparing.findings import findings
from planner.errors import Infeasible, PlannerError, Stopped
from planner.planning import Input, Plan, World, open_input
from planner.progress import Progress, silent

Keep = Callable[[World, Plan | PlannerError], None]
NO_RULES = "none"


def compare(
    path: str | Path,
    policies: Sequence[str] | None = None,
    assume: Sequence[str] | None = None,
    progress: Progress = silent,
    keep: Keep = lambda world, outcome: None,
) -> Comparison:
    """The plans of a workbook under its policy sets or those named, in the present world and under each assumption.

    `keep` is given every plan, or why there is none, before the next one is made: none is held longer.
    Raises `InputFaults`, `UnknownPolicy` and `UnknownScenario`; a set without a plan stands in the comparison.
    """
    progress("Reading the workbook")
    given = open_input(Path(path))
    worlds = _worlds(given, policies, assume)
    entries = []
    for number, world in enumerate(worlds):
        progress(f"Solving set {number + 1} of {len(worlds)}: {label(world)}", number, len(worlds))
        entries.append(_entry(given, world, keep))
    settings, named = given.book.settings, [world.policy for world in worlds]
    base = given.book.base_policy if given.book.base_policy in named else named[0]
    return Comparison(settings.title, settings.currency, base, tuple(entries), given.problems)


def _worlds(given: Input, policies: Sequence[str] | None, assume: Sequence[str] | None) -> list[World]:
    """Every set in the present world first; the base set is among them unless sets are named."""
    book = given.book
    every = [NO_RULES, *book.policy_set_names] if book.base_policy == NO_RULES else book.policy_set_names
    chosen = every if policies is None else policies
    worlds = [given.world(policy, scenario) for scenario in (None, *(assume or ())) for policy in chosen]
    return list(dict.fromkeys(worlds))


def _entry(given: Input, world: World, keep: Keep) -> Entry:
    try:
        plan = given.plan(world, lambda _: None)
    except (Infeasible, Stopped) as error:
        keep(world, error)
        return Entry(world, error.status, str(error))
    keep(world, plan)
    return Entry(world, findings=findings(plan.results))
