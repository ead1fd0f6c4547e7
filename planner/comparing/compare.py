"""Every policy set of a workbook, solved one after the other, none stopped by another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from planner.comparing.comparison import Comparison, Entry, label
from planner.comparing.findings import findings
from planner.errors import Infeasible, PlannerError, Stopped
from planner.planning import Input, Plan, World, open_input
from planner.progress import Progress, silent

Keep = Callable[[World, Plan | PlannerError], None]
NO_RULES = "none"


@dataclass(frozen=True)
class Asked:
    """What is compared: policy sets, None for all, and scenarios to assume; and whether every rule is priced."""

    policies: Sequence[str] | None = None
    assume: Sequence[str] | None = None
    prices: bool = True


EVERYTHING = Asked()


def compare(
    path: str | Path,
    asked: Asked = EVERYTHING,
    progress: Progress = silent,
    keep: Keep = lambda world, outcome: None,
) -> Comparison:
    """The plans of a workbook under its policy sets or those named, in the present world and under each assumption.

    `keep` is given every plan, or why there is none, before the next one is made: none is held longer.
    Raises `InputFaults`, `UnknownPolicy` and `UnknownScenario`; a set without a plan stands in the comparison.
    """
    progress("Reading the workbook")
    given = open_input(Path(path))
    worlds = _worlds(given, asked)
    entries = []
    for number, world in enumerate(worlds):
        say = _within(progress, f"Solving set {number + 1} of {len(worlds)}: {label(world)}", number, len(worlds))
        entries.append(_entry(world, partial(_planned, given, asked, say), keep))
    settings, named = given.book.settings, [world.policy for world in worlds]
    base = given.book.base_policy if given.book.base_policy in named else named[0]
    return Comparison(settings.title, settings.currency, base, tuple(entries), given.problems)


def _worlds(given: Input, asked: Asked) -> list[World]:
    """Every set in the present world first; the base set is among them unless sets are named."""
    book = given.book
    every = [NO_RULES, *book.policy_set_names] if book.base_policy == NO_RULES else book.policy_set_names
    chosen = every if asked.policies is None else asked.policies
    worlds = [given.world(policy, scenario) for scenario in (None, *(asked.assume or ())) for policy in chosen]
    return list(dict.fromkeys(worlds))


def _within(progress: Progress, set_: str, number: int, sets: int) -> Progress:
    """The progress of the work on one set among several."""

    def say(words: str, done: int = 0, steps: int = 0) -> None:
        progress(f"{set_}. {words}", number, sets)

    return say


def _planned(given: Input, asked: Asked, progress: Progress, world: World) -> Plan:
    plan = given.plan(world, progress)
    return plan.priced(progress) if asked.prices else plan


def _entry(world: World, planned: Callable[[World], Plan], keep: Keep) -> Entry:
    try:
        plan = planned(world)
    except (Infeasible, Stopped) as error:
        keep(world, error)
        return Entry(world, error.status, str(error))
    keep(world, plan)
    return Entry(world, findings=findings(plan.results))
