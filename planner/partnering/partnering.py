"""What an alliance is worth: partnerships, partner countries and members of a workbook under one policy set."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from planner.partnering import kinds
from planner.partnering.coalitions import Coalitions
from planner.partnering.dependence import Dependence, dependence
from planner.partnering.joint import Joint, joint
from planner.partnering.kinds import Kind
from planner.partnering.shocks import Shocks, Unmet, unmet
from planner.partnering.softening import Softening
from planner.partnering.worth import Worth, worth
from planner.planning import open_input
from planner.problems import Problem
from planner.progress import Progress, silent
from planner.results.heading import Heading
from planner.solve import Program

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
    progress("Building the model")
    program = Program(kinds.everybody(given.book, world))
    progress("The plan with everybody")
    whole, basis = program.solve(), program.basis()
    softening = Softening(program)
    progress("The shocks with everybody")
    shocks = Shocks(given.book, world.policy, whole, basis)
    found = [_coalitions(softening, kind) for kind in kinds.of(given.book, world, program.case)]
    return Partnering(
        given.book.settings.title,
        given.book.settings.currency,
        world.policy,
        tuple(program.case.stages),
        whole.cost,
        dependence(program.case, given.book, whole),
        unmet(whole, given.book),
        shocks.with_all,
        tuple(worth(kind, coalitions, shocks, SEED, progress) for kind, coalitions in found),
        joint(given.book, world, SEED, progress) if given.book.members else None,
        given.problems,
        given.run,
    )


def _coalitions(softening: Softening, kind: Kind) -> tuple[Kind, Coalitions]:
    return kind, Coalitions(softening, kind.parts, kind.case)
