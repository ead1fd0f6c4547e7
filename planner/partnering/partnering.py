"""What an alliance is worth: partnerships, partner countries and members of a workbook under one policy set."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from planner.partnering.dependence import Dependence, dependence
from planner.partnering.everybody import Everybody
from planner.partnering.joint import Joint, joint
from planner.partnering.leaving import Unmet, unmet, without_each
from planner.partnering.shocks import shocked
from planner.partnering.valuing import Valuing
from planner.partnering.worth import Worth
from planner.planning import open_input
from planner.problems import Problem
from planner.progress import Progress, silent
from planner.results.heading import Heading

if TYPE_CHECKING:
    from pandas import DataFrame

SEED = 0
"""Where the order of random orders begins, so that every run of the same input draws the same."""


@dataclass(frozen=True)
class Partnering:
    """What the partners of a workbook are worth under one policy set, in present value of `currency`.

    `total_cost` is that of the plan with everybody, `everybody` its dependence, `unmet` what goes short in it and
    `shocked` what does in each shock; a kind without a partner is left out, and `joint` is None without members.
    """

    title: str
    currency: str
    policy: str
    materials: tuple[str, ...]
    total_cost: float
    everybody: Dependence
    unmet: Unmet
    shocked: Mapping[str, Unmet]
    worths: tuple[Worth, ...]
    joint: Joint | None
    problems: tuple[Problem, ...]
    run: Mapping[str, str]

    @property
    def heading(self) -> Heading:
        """What every sheet says of it."""
        return Heading(self.title, f"what the alliance is worth under {self.policy}")

    def worth_of(self, kind: str) -> Worth | None:
        """The partners of a kind, None where there are none."""
        return next((worth for worth in self.worths if worth.kind == kind), None)

    @cached_property
    def tables(self) -> "dict[str, DataFrame]":
        """The sheets of the workbook as frames, by name."""
        from planner.partnering.sheets import SHEETS
        from planner.report.frames import frames

        return frames(SHEETS, self)

    def write(self, path: Path) -> None:
        """Write the workbook to a file that is not there yet; raises `Unwritten`."""
        from planner.partnering.sheets import SHEETS
        from planner.report.writer import workbook_bytes
        from planner.runs import write_new

        write_new(path, workbook_bytes(SHEETS, self))


def partners(path: str | Path, policy: str | None = None, progress: Progress = silent) -> Partnering:
    """What each partnership, partner country and member of a workbook is worth, without `policy` under its base policy.

    Raises `InputFaults`, `UnknownPolicy`, `Infeasible` where no plan with everybody keeps all rules, and `Stopped`.
    """
    given = open_input(Path(path), progress)
    world = given.world(policy)
    progress("The plan with everybody")
    everybody = Everybody.of(given.book, world).prepared(SEED, progress)
    plan, case = everybody.here.plan, everybody.start.case
    without = without_each(everybody, progress)
    shocks = shocked(everybody, without, progress)
    valuing = Valuing(everybody, without, shocks, SEED, progress)
    return Partnering(
        given.book.settings.title,
        given.book.settings.currency,
        world.policy,
        tuple(case.stages),
        plan.cost,
        dependence(case, given.book, plan),
        unmet(plan, given.book),
        shocks.with_all,
        tuple(valuing.worth(kind) for kind in everybody.here.coalitions),
        joint(given.book, world, SEED, progress) if given.book.members else None,
        given.problems,
        given.run,
    )
