"""Every policy set of a workbook, solved one after the other, none stopped by another."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.assembly.futures import events
from planner.comparing.comparison import Comparison, Entry, label
from planner.comparing.findings import findings
from planner.diagnosis import Diagnosis, diagnosed
from planner.errors import Infeasible, NothingToStress, PlannerError, Stopped
from planner.planning import Input, Plan, World, open_input
from planner.progress import Progress, silent
from planner.stressing import Replanning, Shock, shocks
from planner.stressing.courses import scenarios

Keep = Callable[[World, Plan | Diagnosis | PlannerError], None]
NO_RULES = "none"


@dataclass(frozen=True)
class Asked:
    """What is compared: policy sets, None for all, and scenarios to assume.

    With `prices` every rule is priced, with `stress` every plan is put to every scenario.
    """

    policies: Sequence[str] | None = None
    assume: Sequence[str] | None = None
    prices: bool = True
    stress: bool = False


EVERYTHING = Asked()


def compare(
    path: str | Path,
    asked: Asked = EVERYTHING,
    progress: Progress = silent,
    keep: Keep = lambda world, outcome: None,
) -> Comparison:
    """The plans of a workbook under its policy sets or those named, in the present world and under each assumption.

    `keep` is given every plan, or why there is none (a diagnosis where rules cannot hold together), before the next one
    is made: no plan is held longer.
    Raises `InputFaults`, `UnknownPolicy`, `UnknownScenario`, and `NothingToStress` where plans are to be put to
    scenarios and there are none; a set without a plan stands in the comparison.
    """
    given = open_input(Path(path), progress)
    worlds = _worlds(given, asked)
    if asked.stress and not given.book.scenarios:
        raise NothingToStress
    entries = []
    for number, world in enumerate(worlds):
        say = _within(progress, f"Solving set {number + 1} of {len(worlds)}: {label(world)}", number, len(worlds))
        entries.append(_Solving(given, asked, keep, say).entry(world))
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


@dataclass(frozen=True)
class _Solving:
    """The work on one set: its plan is found, kept, put to shocks where that was asked, and let go."""

    given: Input
    asked: Asked
    keep: Keep
    progress: Progress

    def entry(self, world: World) -> Entry:
        """What comes of a world."""
        try:
            plan = self.given.plan(world, self.progress)
            plan = plan.priced(self.progress) if self.asked.prices else plan
        except Stopped as error:
            self.keep(world, error)
            return Entry(world, error.status, str(error))
        except Infeasible as error:
            diagnosis = diagnosed(self.given.path, world, self.progress)
            self.keep(world, diagnosis or error)
            return Entry(world, error.status, diagnosis.verdict if diagnosis else str(error), diagnosis=diagnosis)
        self.keep(world, plan)
        return Entry(world, findings=findings(plan.results), shocks=tuple(self._shocks(world, plan)))

    def _shocks(self, world: World, plan: Plan) -> Iterable[Shock]:
        """What comes of the plan in the scenarios but the one that it assumes."""
        if not self.asked.stress:
            return ()
        courses = [course for course in scenarios(self.given.book) if course.name != world.assume]
        return shocks(Replanning(plan, events(self.given.book, world.assume)), courses, self.progress)
