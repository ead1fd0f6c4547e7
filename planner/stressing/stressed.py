"""A plan in every shock that it was put to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from planner.assembly.futures import Course
from planner.problems import Problem
from planner.results.heading import Heading
from planner.stressing.aftermath import Aftermath
from planner.stressing.ranking import Ranking

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True)
class Shock:
    """A course of events and what came of the plan in it: its aftermath, or `why` there is no plan after it."""

    course: Course
    aftermath: Aftermath | None = None
    status: str = "optimal"
    why: str = ""

    @property
    def name(self) -> str:
        """What it is called."""
        return self.course.name

    @property
    def known(self) -> int:
        """The number of the period in which the plan first learns of it."""
        return min((event.known for event in self.course.events), default=0)

    @property
    def periods(self) -> range:
        """From the first period that it touches to the last."""
        touched = [event.periods for event in self.course.events]
        return range(min((p.start for p in touched), default=0), max((p.stop for p in touched), default=0))


def as_row(shock: Shock, paid_cost: float, total_cost: float) -> dict[str, object]:
    """A shock in a JSON object, against what the plan itself pays and costs; None where there is no plan after it.

    What is paid more is the extra cost, the total one counts shortages at their cost too.
    """
    found = shock.aftermath
    return {
        "scenario": shock.name,
        "status": shock.status,
        "unmet_tonnes": found.unmet_tonnes if found else None,
        "extra_cost": found.paid_cost - paid_cost if found else None,
        "total_extra_cost": found.total_cost - total_cost if found else None,
        "months_to_shortage": found.months_to_shortage if found else None,
    }


@dataclass(frozen=True)
class Served:
    """A sector's place in the order in which tonnes of a material are used: by what their lack costs."""

    material: str
    place: int
    sector: str
    shortage_cost: float
    least_fill: float


@dataclass(frozen=True)
class Stress:
    """What came of a plan in every shock; costs are in present value, those of the undisturbed plan too."""

    title: str
    currency: str
    policy: str
    periods: tuple[str, ...]
    total_cost: float
    paid_cost: float
    shocks: tuple[Shock, ...]
    order: tuple[Served, ...]
    ranking: Ranking | None = None
    run: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = field(default=(), repr=False)

    @property
    def heading(self) -> Heading:
        """What every sheet says of it."""
        return Heading(self.title, f"policy set {self.policy} under shocks")

    @property
    def met(self) -> tuple[tuple[Shock, Aftermath], ...]:
        """The shocks after which there is a plan, each with what it does."""
        return tuple((shock, shock.aftermath) for shock in self.shocks if shock.aftermath)

    @property
    def unmet(self) -> tuple[Shock, ...]:
        """The shocks after which no plan is left."""
        return tuple(shock for shock in self.shocks if not shock.aftermath)

    @cached_property
    def tables(self) -> "dict[str, DataFrame]":
        """The sheets of the stress workbook as frames, by name."""
        from planner.report.frames import frames
        from planner.stressing.sheets import SHEETS

        return frames(SHEETS, self)

    def write(self, path: Path) -> None:
        """Write the stress workbook to a file that is not there yet; raises `Unwritten`."""
        from planner.report.writer import workbook_bytes
        from planner.runs import write_new
        from planner.stressing.sheets import SHEETS

        write_new(path, workbook_bytes(SHEETS, self))
