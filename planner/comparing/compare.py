"""Every policy set of a workbook, solved one after the other, none stopped by another."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from planner.assembly.futures import events
from planner.comparing.comparison import Comparison, Entry, label
from planner.comparing.findings import findings
from planner.diagnosis import Diagnosis, diagnosed
from planner.errors import Infeasible, NothingToStress, PlannerError, unforeseen
from planner.planning import Input, Plan, World, open_input
from planner.progress import Progress, silent
from planner.running import Done, Steps, each
from planner.stressing import Replanning, Shock, shocks
from planner.stressing.courses import scenarios

Made = Plan | Diagnosis | PlannerError
NO_RULES = "none"


def _nothing(world: World, made: Any) -> None:
    """Keep nothing."""


@dataclass(frozen=True)
class Keeping:
    """What becomes of the plan of every set, or of why it has none (a diagnosis where rules cannot hold together).

    `packed` is made of it where the set is solved, which may be on another machine, and handed to `keep` here.
    """

    packed: Callable[[World, Made], Any] = _nothing
    keep: Callable[[World, Any], None] = _nothing


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
    keeping: Keeping = Keeping(),
) -> Comparison:
    """The plans of a workbook under its policy sets or those named, in the present world and under each assumption.

    No plan is held longer than it takes to keep it.
    Raises `InputFaults`, `UnknownPolicy`, `UnknownScenario`, and `NothingToStress` where plans are to be put to
    scenarios and there are none; a set without a plan stands in the comparison, and so does one whose work failed.
    """
    given = open_input(Path(path), progress)
    worlds = _worlds(given, asked)
    if asked.stress and not given.book.scenarios:
        raise NothingToStress
    steps = Steps(progress, "Solving set", label)
    done = each(Solving(given, asked, keeping.packed, given.path.read_bytes()), worlds, steps)
    entries = [_entry(found, keeping) for found in done]
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


@dataclass(frozen=True)
class Solved:
    """What came of a world where it was solved, and what is kept of that."""

    entry: Entry
    packed: Any


@dataclass(frozen=True)
class Solving:
    """The work on one set: its plan is found, packed, put to shocks where that was asked, and let go.

    Of a set without a plan it is found out why; for that the workbook goes along as the file that it is.
    """

    given: Input
    asked: Asked
    packed: Callable[[World, Made], Any]
    file: bytes

    def __call__(self, world: World, progress: Progress) -> Solved:
        """What comes of a world; raises `Stopped`."""
        try:
            return self._planned(world, progress)
        except Infeasible as no_plan:
            diagnosis = self._diagnosed(world, progress)
            why = diagnosis.verdict if diagnosis else str(no_plan)
            entry = Entry(world, no_plan.status, why, diagnosis=diagnosis)
            return Solved(entry, self.packed(world, diagnosis or no_plan))

    def _planned(self, world: World, progress: Progress) -> Solved:
        plan = self.given.plan(world, progress)
        with plan.program:
            plan = plan.priced(progress) if self.asked.prices else plan
            shocks = tuple(self._shocks(world, plan, progress))
            return Solved(Entry(world, findings=findings(plan.results), shocks=shocks), self.packed(world, plan))

    def _diagnosed(self, world: World, progress: Progress) -> Diagnosis | None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / self.given.path.name
            path.write_bytes(self.file)
            return diagnosed(path, world, progress)

    def _shocks(self, world: World, plan: Plan, progress: Progress) -> Iterable[Shock]:
        """What comes of the plan in the scenarios but the one that it assumes."""
        if not self.asked.stress:
            return ()
        courses = [course for course in scenarios(self.given.book) if course.name != world.assume]
        return shocks(Replanning(plan, events(self.given.book, world.assume)), courses, progress)


def _entry(done: Done[World, Solved], keeping: Keeping) -> Entry:
    """What came of a world, kept."""
    world = done.item
    try:
        solved = done.result()
    except Exception as failure:  # noqa: BLE001 - one set stops no other
        error = unforeseen(failure)
        keeping.keep(world, keeping.packed(world, error))
        return Entry(world, error.status, str(error))
    keeping.keep(world, solved.packed)
    return solved.entry
