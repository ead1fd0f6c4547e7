"""Plans under several policy sets side by side, and the one with which the others are compared."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from planner.comparing.figures import Change, Measure
from planner.comparing.findings import Findings
from planner.diagnosis import Diagnosis
from planner.planning import World
from planner.problems import Problem
from planner.results.heading import Heading
from planner.stressing import Shock

if TYPE_CHECKING:
    from pandas import DataFrame

SOLVED = "optimal"


@dataclass(frozen=True)
class Entry:
    """One world and what came of it: `findings` where it has a plan, else `why` it has none, and the diagnosis.

    `shocks` are what came of the plan in every scenario, where that was asked.
    """

    world: World
    status: str = SOLVED
    why: str = ""
    findings: Findings | None = None
    shocks: tuple[Shock, ...] = ()
    diagnosis: Diagnosis | None = None

    @property
    def label(self) -> str:
        """The name of the policy set, and of the scenario that is assumed."""
        return label(self.world)


def label(world: World) -> str:
    """A world as it is named in a comparison: "CRMA 2030", "CRMA 2030 assuming export stop"."""
    return f"{world.policy} assuming {world.assume}" if world.assume else world.policy


@dataclass(frozen=True)
class Pair:
    """An entry with a plan, and the one with which it is compared; None for the base itself."""

    entry: Entry
    findings: Findings
    reference: "Pair | None" = None

    @property
    def label(self) -> str:
        """The name of the entry."""
        return self.entry.label

    def change(self, measure: Measure) -> Change:
        """A figure beside that of the reference."""
        before = self.reference.findings.figures.get(measure) if self.reference else None
        return Change(before, self.findings.figures.get(measure))


@dataclass(frozen=True)
class Comparison:
    """What came of every world, in the order in which they were asked for; `base` is a policy set among them."""

    title: str
    currency: str
    base: str
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = field(default=(), repr=False)

    @property
    def heading(self) -> Heading:
        """What every sheet says of the comparison."""
        return Heading(self.title, "policy sets compared")

    @cached_property
    def solved(self) -> tuple[Pair, ...]:
        """The entries with a plan, each with its reference.

        That is the base set under the same assumption, and for this the base set in the present world: so only one
        thing differs. Where the base set has no plan, it is the first entry that has one.
        """
        alone = {e.world: Pair(e, e.findings) for e in self.entries if e.findings is not None}
        found = []
        for world, pair in alone.items():
            reference = next((w for w in self._references(world) if w in alone), next(iter(alone)))
            found.append(pair if reference == world else Pair(pair.entry, pair.findings, alone[reference]))
        return tuple(found)

    @property
    def unsolved(self) -> tuple[Entry, ...]:
        """The entries without a plan."""
        return tuple(entry for entry in self.entries if entry.findings is None)

    @property
    def compared(self) -> tuple[Pair, ...]:
        """The entries with a plan that are compared with another one."""
        return tuple(pair for pair in self.solved if pair.reference)

    @cached_property
    def measures(self) -> list[Measure]:
        """Every measure that some plan has, in the order of the first plan, later ones beside their neighbours."""
        found: list[Measure] = []
        for pair in self.solved:
            place = 0
            for measure in pair.findings.figures:
                if measure in found:
                    place = found.index(measure) + 1
                else:
                    found.insert(place, measure)
                    place += 1
        return found

    @cached_property
    def tables(self) -> "dict[str, DataFrame]":
        """The sheets of the comparison workbook as frames, by name."""
        from planner.comparing.sheets import sheets_of
        from planner.report.frames import frames

        return frames(sheets_of(self), self)

    def write(self, path: Path) -> None:
        """Write the comparison workbook to a file that is not there yet; raises `Unwritten`."""
        from planner.comparing.sheets import sheets_of
        from planner.report.writer import workbook_bytes
        from planner.runs import write_new

        write_new(path, workbook_bytes(sheets_of(self), self))

    def _references(self, world: World) -> Iterator[World]:
        if world.policy != self.base:
            yield World(self.base, world.assume)
        yield World(self.base)
