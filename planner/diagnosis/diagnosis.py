"""Why there is no plan: what cannot hold together, and the least changes after which there is one."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from planner.diagnosis.arithmetic.finding import Finding
from planner.diagnosis.changes import Change
from planner.diagnosis.conflicts import Clash, members
from planner.diagnosis.inputs import InputCell
from planner.diagnosis.opened import Scope
from planner.diagnosis.relaxation import Relaxation
from planner.diagnosis.remedies import Remedy
from planner.results.heading import Heading

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True)
class Conflict:
    """A smallest set of inputs that cannot hold together, and what would make it go away.

    `worst` are the nodes at which it is worst, `nodes` all at which it occurs; `also` are other smallest sets that
    share members with it. `remedies` holds what each cell alone would have to say, None where it cannot do it alone;
    with `partly` none can, and what is recommended is a first step, after which the next conflict comes. A conflict
    that is `left` shows only after what was recommended for those before it.
    """

    clash: Clash
    worst: tuple[str, ...]
    nodes: tuple[str, ...]
    also: tuple[Clash, ...]
    remedies: Mapping[InputCell, Remedy | None]
    recommended: Remedy | None
    partly: bool = False
    left: bool = False

    @property
    def members(self) -> Mapping[InputCell, tuple[Scope, ...]]:
        """The cells of the conflict, each with what it speaks of."""
        return members(self.clash)


@dataclass(frozen=True)
class Line:
    """A member of a conflict as it is shown: what it is, its cell, what it says, what alone would do."""

    what: str
    cell: str
    says: str
    alone: str
    recommended: bool


@dataclass(frozen=True)
class Told:
    """A conflict in words; `also` are the other sets that it shows as, `instruction` what is recommended."""

    sentence: str
    instruction: str
    lines: tuple[Line, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Given:
    """A cell that gives way in a least relaxation, as it is shown; `which` says what may give way there."""

    which: str
    what: str
    cell: str
    says: str
    part: float
    amount: float
    unit: str
    periods: str


@dataclass(frozen=True)
class Diagnosis:
    """Why a workbook has no plan in a world; `changes` together give it one, as far as `solves` says so.

    `findings` are what arithmetic alone shows, `told` the conflicts in words, `given` the least relaxations.
    """

    title: str
    currency: str
    policy: str
    assume: str | None
    findings: tuple[Finding, ...]
    conflicts: tuple[Conflict, ...]
    told: tuple[Told, ...]
    relaxations: tuple[Relaxation, ...]
    given: tuple[Given, ...]
    changes: tuple[Change, ...]
    instructions: tuple[str, ...]
    solves: bool
    input: str = field(default="input.xlsx", repr=False)

    @property
    def heading(self) -> Heading:
        """What every sheet says of it."""
        world = f"{self.policy} assuming {self.assume}" if self.assume else self.policy
        return Heading(self.title, f"policy set {world}, why there is no plan")

    @property
    def verdict(self) -> str:
        """How many conflicts there are, and the changes after which there is a plan."""
        world = f"policy set {self.policy}" + (f", assuming {self.assume}" if self.assume else "")
        if not self.told:
            return f"There is no plan under {world}, by no more than rounding: loosen what is tightest by a hair."
        lacking = (
            f"There is no plan under {world}: {len(self.told)} {'conflict' if len(self.told) == 1 else 'conflicts'}."
        )
        if not self.solves:
            return f"{lacking} No changes of single cells were found after which there is one."
        together = "this change" if len(self.instructions) == 1 else "these changes together"
        return f"{lacking} With {together} there is one: {'; '.join(self.instructions)}."

    @property
    def sentences(self) -> list[str]:
        """The verdict, then every conflict, numbered where there are several."""
        found = [self.verdict]
        for number, told in enumerate(self.told, start=1):
            found.append(f"{number}. {told.sentence}" if len(self.told) > 1 else told.sentence)
            found += [f"The same shows otherwise: {also}" for also in told.also]
        return found

    def as_rows(self) -> list[dict[str, object]]:
        """The conflicts as plain data: the sentence, the cells with what each alone would do, what is recommended."""
        return [
            {"sentence": told.sentence, "recommended": told.instruction, "cells": [asdict(line) for line in told.lines]}
            for told in self.told
        ]

    @cached_property
    def tables(self) -> "dict[str, DataFrame]":
        """The sheets of the diagnosis as frames, by name."""
        from planner.diagnosis.sheets import SHEETS
        from planner.report.frames import frames

        return frames(SHEETS, self)

    def write(self, path: Path) -> None:
        """Write the diagnosis to a file that is not there yet; raises `Unwritten`."""
        from planner.runs import write_new

        write_new(path, self.content())

    def content(self) -> bytes:
        """The diagnosis workbook as a file's content; raises `Unwritten` where a cell does not fit."""
        from planner.diagnosis.sheets import SHEETS
        from planner.report.writer import workbook_bytes

        return workbook_bytes(SHEETS, self)
