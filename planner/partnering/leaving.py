"""The plan without one partner, all others being there."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from planner.partnering.coalitions import Costed, Planned
from planner.partnering.dependence import Dependence, dependence
from planner.partnering.everybody import Everybody
from planner.progress import Progress
from planner.running import Steps, each
from planner.solution import Solution
from planner.workbook import Book

Unmet = Mapping[str, float]


@dataclass(frozen=True)
class Left:
    """A partner that is left out, by its kind and its name."""

    kind: str
    player: str

    def __str__(self) -> str:
        return f"{self.kind} {self.player}"

    def planned(self, everybody: Everybody) -> Planned:
        """The plan without it; raises `Infeasible` and `Stopped`."""
        coalitions = everybody.coalitions(self.kind)
        return coalitions.plan(frozenset(coalitions.kind.players) - {self.player})


@dataclass(frozen=True)
class Without:
    """What the plan without a partner costs and breaks, what it depends on, and what goes short over the horizon."""

    costed: Costed
    dependence: Dependence
    unmet: Unmet


def without_each(everybody: Everybody, progress: Progress) -> dict[Left, Without]:
    """The plan without every partner; raises `Infeasible` and `Stopped` where a coalition has no plan at all."""
    items = [Left(name, player) for name, found in everybody.here.coalitions.items() for player in found.kind.players]
    done = each(partial(_without, everybody), items, Steps(progress, "The plan without partner"))
    return {found.item: found.result() for found in done}


def unmet(plan: Solution, book: Book) -> dict[str, float]:
    """Tonnes of each material that sectors go short of in a plan, over its horizon."""
    found = {row.material: 0.0 for row in book.demand}
    material_of = {" / ".join(filter(None, (r.sector, r.material, r.member))): r.material for r in book.demand}
    for (demand, _), tonnes in plan.values(plan.model.shortage_tonnes).items():
        found[material_of[demand]] += tonnes
    return found


def _without(everybody: Everybody, left: Left, _: Progress) -> Without:
    planned, book = left.planned(everybody), everybody.book
    depends = dependence(everybody.start.case, book, planned.solution)
    return Without(planned.costed, depends, unmet(planned.solution, book))
