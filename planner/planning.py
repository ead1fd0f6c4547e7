"""The main job: from a workbook to a plan of least cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from models.case import Case
from models.records import Risk
from planner.assembly import assemble, under
from planner.assembly.checks import check_case
from planner.assembly.futures import Futures, assumed
from planner.errors import InputFaults, PlannerError, UnknownPolicy, UnknownScenario
from planner.garbage import uncollected
from planner.problems import DefaultUsed, Problem
from planner.progress import Progress, silent
from planner.runs import versions
from planner.solved import Solved
from planner.timings import step
from planner.workbook import Book, Reading, read_workbook

if TYPE_CHECKING:
    from pandas import DataFrame

    from planner.pricing import Variants
    from planner.results import Results
    from planner.results.indicators import Indicators
    from planner.solution import Solution
    from planner.solve import Program


@dataclass(frozen=True)
class World:
    """What a plan is made for: a policy set, and a scenario that is assumed to come true, or none."""

    policy: str
    assume: str | None = None

    def __str__(self) -> str:
        rules = "without rules" if self.policy == "none" else self.policy
        return f"{rules}, assuming {self.assume}" if self.assume else rules


@dataclass(frozen=True)
class Plan:
    """A plan of least cost and all that is known of how it came about."""

    results: "Results"
    variants: "Variants"

    @property
    def program(self) -> "Program":
        """The program that found it."""
        return self.variants.program

    @property
    def policy(self) -> str:
        """The policy set it keeps, "none" without rules."""
        return self.results.policy

    @property
    def currency(self) -> str:
        """The currency of every figure in money."""
        return self.results.currency

    @property
    def total_cost(self) -> float:
        """Present value of the objective: paid cost, shortage cost and penalties."""
        return self._indicators.total_cost

    @property
    def paid_cost(self) -> float:
        """Present value of all that is money, shortage cost and penalties left out."""
        return self._indicators.paid_cost

    @property
    def shortage_tonnes(self) -> float:
        """Tonnes of all materials that sectors go short of over the horizon."""
        return self._indicators.shortage_tonnes

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The warnings about its workbook."""
        return self.results.problems

    def worst_shortages(self, count: int = 3) -> list[tuple[str, str, float, float]]:
        """The largest shortages over the horizon: sector, material, tonnes, share of the demand."""
        from planner.results.indicators import worst_shortages

        return [
            (line.demand.sector, line.demand.material, line.tonnes, line.share)
            for line in worst_shortages(self.results, count)
        ]

    def largest_share(self) -> tuple[float, str, str, str, str] | None:
        """The largest share that one country has of a year's consumption: share, country, material, stage, year."""
        largest = self._indicators.largest_share
        if largest is None:
            return None
        return largest.share, largest.country, largest.material, largest.stage, largest.year

    @step("staying near")
    def near(self, bought: Mapping[tuple[str, str], float], within_share: float, earlier: str) -> "Plan":
        """The plan that changes least from tonnes bought earlier, by supplier and period, within a share of its cost.

        A tonne weighs by the peak demand for its material and less in later years; periods that the earlier plan does
        not cover are free. `earlier` is what the earlier plan is called. Raises as `Input.plan` does.
        """
        from planner.nearness import near

        return replace(self, results=near(self.results, self.program, bought, within_share, earlier))

    @step("what would change the plan")
    def explained(self, progress: Progress) -> "Plan":
        """The plan with its sheets `Why` and `Room to move`: many small solves from the program that found it."""
        from planner.latitude import latitude

        progress("Looking for what would change the plan")
        return replace(self, results=replace(self.results, latitude=latitude(self.results, self.program)))

    @step("what rules cost")
    def priced(self, progress: Progress = silent) -> "Plan":
        """The plan with what each of its rules costs and buys on its sheet `Rules`: a few solves for every rule."""
        from planner.pricing import rule_prices

        prices = rule_prices(self.results, self.variants, progress)
        return replace(self, results=replace(self.results, rule_prices=prices))

    def dearest_rules(self) -> list[str]:
        """The rules that cost most to have, in a sentence; none where they were not priced."""
        from planner.report.sheets.rule_prices import price_words

        return price_words(self.results)

    def nearness(self) -> list[str]:
        """What staying near to an earlier plan costs, in a sentence; none where that was not asked."""
        return [self.results.nearness.sentence(self.currency)] if self.results.nearness else []

    def facts(self) -> dict[str, object]:
        """What is recorded of the solve, beside the input's hash and the versions that every run records."""
        solved = ("Solver status", "Simplex iterations", *self.results.solution.certificate)
        return {name: self.results.run[name] for name in solved}

    @cached_property
    def tables(self) -> "dict[str, DataFrame]":
        """The sheets of the plan workbook as frames, by name."""
        from planner.report.frames import tables

        return tables(self.results)

    def write(self, path: Path) -> None:
        """Write the plan workbook."""
        from planner.report import write_plan

        write_plan(self.results, path)

    def content(self) -> bytes:
        """The plan workbook as a file's content; raises `Unwritten` where a cell does not fit."""
        from planner.report import plan_bytes

        return plan_bytes(self.results)

    @property
    def _indicators(self) -> "Indicators":
        from planner.results.indicators import indicators

        return indicators(self.results)


@dataclass(frozen=True)
class Input:
    """A workbook without faults, the warnings and defaults that came with it, what its runs record, and its file.

    The plan of each world starts from where that of the nearest one ended, as far as one was made here already.
    """

    book: Book
    problems: tuple[Problem, ...]
    defaults: tuple[DefaultUsed, ...]
    run: Mapping[str, str]
    path: Path
    solved: Solved = field(default_factory=Solved, compare=False, repr=False)

    def world(self, policy: str | None = None, assume: str | None = None) -> World:
        """A world by names of any case, without `policy` that of the base policy.

        Raises `UnknownPolicy` and `UnknownScenario`.
        """
        return World(_policy(self.book, policy), _scenario(self.book, assume))

    def plan(self, world: World, progress: Progress) -> Plan:
        """The plan of least cost for one world; raises `Infeasible` and `Stopped`."""
        progress(f"Solving {world}")
        return self.planned(world, assumed(self.book, world.assume))

    def planned(self, world: World, futures: Futures, risk: Risk | None = None) -> Plan:
        """The plan of least cost under the policy set of a world that reckons with these courses of events.

        With `risk`, the dearest of them weigh more. Raises as `plan` does.
        """
        variants = self.variants(world.policy, futures, risk)
        program = variants.program
        try:
            solution = program.solve()
        except PlannerError:
            program.release()
            raise
        self.solved.keep(program.case, solution, program.basis())
        results = self.results(world, program.case, solution)
        return Plan(results, replace(variants, known=solution))

    def variants(self, policy: str, futures: Futures, risk: Risk | None = None) -> "Variants":
        """The program of a policy set, not yet solved, and of the same world under other rules."""
        from planner.pricing import Variants

        def weighed(case: Case) -> Case:
            return replace(case, risk=risk) if risk else case

        case = weighed(assemble(self.book, policy, futures))
        return Variants(self.solved.program(case), lambda rules: weighed(under(rules, self.book, futures)))

    def results(self, world: World, case: Case, solution: "Solution") -> "Results":
        """A solution with the workbook behind it, and what the reader had to say."""
        from planner.results import Results

        run = {**self.run, **_facts(world, solution)}
        return Results(case, solution, self.book, world.policy, self.problems, self.defaults, run)


def check(path: str | Path) -> list[Problem]:
    """Every fault and warning of a workbook, without a model."""
    return list(read(Path(path)).problems)


def plan(path: str | Path, policy: str | None = None, assume: str | None = None, progress: Progress = silent) -> Plan:
    """The plan of least cost of a workbook under one of its policy sets, without `policy` under its base policy.

    With `assume`, in the world of one of its scenarios, known from the first period on.
    Raises `InputFaults` where the workbook has faults, `UnknownPolicy`, `UnknownScenario`, `Infeasible` where no plan
    keeps all rules and `Stopped` where the solver gave no answer to trust.
    """
    opened = open_input(Path(path), progress)
    return opened.plan(opened.world(policy, assume), progress)


@uncollected()
def open_input(path: Path, progress: Progress = silent) -> Input:
    """A workbook, read and checked; raises `InputFaults` where it has faults."""
    reading = read(path, progress)
    if reading.book is None or any(problem.severity == "fault" for problem in reading.problems):
        raise InputFaults(reading.problems, reading.defaults, path)
    run = {"Input SHA-256": sha256(path.read_bytes()).hexdigest(), **versions()}
    return Input(reading.book, tuple(reading.problems), tuple(reading.defaults), run, path)


def read(path: Path, progress: Progress = silent) -> Reading:
    """The workbook, with the faults that only its assembled case can show where its cells have none."""
    progress("Reading the workbook")
    reading = read_workbook(path)
    if reading.book is None or any(problem.severity == "fault" for problem in reading.problems):
        return reading
    with step("checking"):
        found = check_case(reading.book, assemble(reading.book), progress)
    return Reading(reading.book, [*reading.problems, *found], reading.defaults)


def _policy(book: Book, policy: str | None) -> str:
    if policy is None:
        return book.base_policy
    return _known(policy, ("none", *book.policy_set_names)) or _raise(UnknownPolicy(policy, book.policy_set_names))


def _scenario(book: Book, assume: str | None) -> str | None:
    if assume is None:
        return None
    names = tuple(dict.fromkeys(row.scenario for row in book.scenarios))
    return _known(assume, names) or _raise(UnknownScenario(assume, names))


def _known(name: str, names: Sequence[str]) -> str | None:
    return {known.casefold(): known for known in names}.get(name.strip().casefold())


def _raise(error: Exception) -> NoReturn:
    raise error


def _facts(world: World, solution: "Solution") -> dict[str, str]:
    """What the record of a run says of its solve."""
    return {
        "Policy set": world.policy,
        "Assumed scenario": world.assume or "none",
        "Solver status": "optimal",
        "Simplex iterations": str(solution.iterations),
        **solution.certificate,
    }
