"""From a workbook without a plan to what cannot hold together in it, in its own cells."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from planner.diagnosis.arithmetic import findings
from planner.diagnosis.changes import Change
from planner.diagnosis.conflicts import Clash, Search, one_after_the_other
from planner.diagnosis.desk import Desk
from planner.diagnosis.diagnosis import Conflict, Diagnosis, Told
from planner.diagnosis.elastic import Eased, Elastic
from planner.diagnosis.figures import Eases
from planner.diagnosis.inputs import InputCell
from planner.diagnosis.opened import Atom
from planner.diagnosis.relaxation import Relaxation, Relaxations
from planner.diagnosis.remedies import Remedies, Remedy
from planner.diagnosis.smallest import smallest
from planner.diagnosis.telling import given, told
from planner.diagnosis.trial import Trial
from planner.diagnosis.words import Words
from planner.errors import Stopped
from planner.planning import World
from planner.progress import Progress, silent

MOST_CONFLICTS = 8
MOST_OVERLAPPING = 3
MOST_ROUNDS = 6


def diagnose(path: Path, world: World, progress: Progress = silent) -> Diagnosis | None:
    """Why a workbook has no plan in a world, None where it has one.

    Raises `Stopped` where the solver gave no answer to trust.
    """
    desk = Desk(path, world)
    return None if desk.solves(()) else explained(desk, progress)


def explained(desk: Desk, progress: Progress) -> Diagnosis:
    """Why the workbook on the desk has no plan; raises `Stopped`."""
    progress("Looking for what cannot hold together")
    first = desk.tried().sized()
    relaxations = Relaxations(first.opened)
    search, in_order = Rounds(desk, first, progress), relaxations.in_order()
    solves = search.run(in_order)
    found = (in_order, *(alone for alone in relaxations.of_one() if alone.tiers != in_order.tiers))
    words = Words(first.opened.inputs, first.book.settings.currency)
    return Diagnosis(
        first.book.settings.title,
        first.book.settings.currency,
        desk.world.policy,
        desk.world.assume,
        tuple(findings(first.opened.inputs, words)),
        tuple(search.conflicts),
        tuple(search.told),
        found,
        tuple(given(found, words)),
        tuple(search.changes),
        tuple(words.typed(Remedy(change.cell, change.value)) for change in search.changes),
        solves,
    )


def diagnosed(path: Path, world: World, progress: Progress = silent) -> Diagnosis | None:
    """The diagnosis, None where the solver gave no answer to trust: that there is no plan is known all the same."""
    try:
        return explained(Desk(path, world), progress)
    except Stopped:
        return None


class Rounds:
    """Conflicts and the changes recommended for them, then those that are left after these changes, until none is."""

    def __init__(self, desk: Desk, first: Trial, progress: Progress) -> None:
        self.desk, self.trial, self.progress = desk, first, progress
        self.conflicts: list[Conflict] = []
        self.told: list[Told] = []
        self.changes: list[Change] = []

    def run(self, relaxation: Relaxation) -> bool:
        """Whether the changes together give the workbook a plan."""
        for _ in range(MOST_ROUNDS):
            found = list(Round(self.desk, self.trial, self.changes, relaxation).conflicts(self.progress))
            self._tell([replace(conflict, left=bool(self.changes)) for conflict in found])
            steps = [conflict.recommended.change for conflict in found if conflict.recommended]
            if not steps:
                return False
            self.changes = _outermost([*self.changes, *steps])
            if self.desk.solves(self.changes):
                return True
            self.trial = self.desk.tried(self.changes).sized()
            relaxation = Relaxations(self.trial.opened).in_order()
        return False

    def _tell(self, found: list[Conflict]) -> None:
        words = Words(self.trial.opened.inputs, self.trial.book.settings.currency)
        self.conflicts += found
        self.told += [told(conflict, words) for conflict in found]


class Round:
    """The conflicts of a workbook to which some changes were made already."""

    def __init__(self, desk: Desk, trial: Trial, given: Sequence[Change], relaxation: Relaxation) -> None:
        self.trial, self.relaxation = trial, relaxation
        self.search = Search(trial.elastic)
        self.remedies = Remedies(desk, trial, given)
        self.atoms = frozenset(trial.elastic.keys)

    def conflicts(self, progress: Progress) -> Iterator[Conflict]:
        """Every conflict that is left when those before it have gone, with what would make it go away."""
        clashes = list(islice(one_after_the_other(self.search, self.atoms, self._gives_way), MOST_CONFLICTS))
        giving = [self._gives_way(clash) for clash in clashes]
        for number, clash in enumerate(clashes):
            progress(f"Conflict {number + 1} of {len(clashes)}: what would make it go away", number, len(clashes))
            others = frozenset().union(*(atoms for n, atoms in enumerate(giving) if n != number))
            yield self._conflict(clash, others - frozenset(clash))

    def _gives_way(self, clash: Clash) -> frozenset[Atom]:
        """What of a clash gives way first: the cell that the least relaxation has given way."""
        cells = dict.fromkeys(atom.cell for atom in clash)
        first = min(cells, key=lambda cell: (not self.relaxation.part(cell), cell.tier, -self.relaxation.part(cell)))
        return frozenset(atom for atom in clash if atom.cell == first)

    def _conflict(self, clash: Clash, aside: frozenset[Atom]) -> Conflict:
        cells = list(dict.fromkeys(atom.cell for atom in clash))
        remedies = {cell: self.remedies.alone(cell, aside) for cell in cells}
        best = _best(remedies.values())
        partly = best is None
        if partly:
            apart = self.atoms - frozenset(clash)
            best = _best(self.remedies.alone(cell, apart) for cell in cells)
        worst, nodes = self._nodes(clash)
        also = tuple(islice(self.search.overlapping(clash, self.atoms - aside, MOST_OVERLAPPING), MOST_OVERLAPPING))
        return Conflict(clash, worst, nodes, also, remedies, best, partly)

    def _nodes(self, clash: Clash) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The nodes at which a clash is worst, and all at which it occurs."""
        program, order = self.trial.opened, list(self.trial.case.tree)
        told = frozenset(clash)
        keys = [None if atom is None else (atom, program.node(row)) for row, atom in enumerate(program.atoms)]
        elastic: Elastic[tuple[Atom, str]] = Elastic(program, keys)

        def proof(nodes: Collection[str]) -> Eased[tuple[Atom, str]]:
            return elastic.least({key: 1.0 for key in elastic.keys if key[0] in told and key[1] in nodes})

        def needed(nodes: frozenset[str]) -> frozenset[str]:
            found = proof(nodes)
            return frozenset() if found.holds else frozenset(node for _, node in found.keys) & nodes

        worst = {program.node(row) for row in self.search.proof(told).rows}
        worst = smallest(worst if needed(frozenset(worst)) else order, order.index, needed)
        everywhere = worst | {node for (atom, node) in proof(order).parts if atom in told}
        return tuple(n for n in order if n in worst), tuple(n for n in order if n in everywhere)


def _best(remedies: Iterable[Remedy | None]) -> Remedy | None:
    """What gives way first, by degrees rather than as a whole, by the least part of itself."""
    found = [remedy for remedy in remedies if remedy is not None]
    return min(found, key=lambda remedy: (remedy.cell.tier, remedy.size), default=None)


def _outermost(changes: Iterable[Change]) -> list[Change]:
    """Of several changes of one cell the one that goes furthest."""
    found: dict[InputCell, Change] = {}
    for change in changes:
        before = found.get(change.cell)
        found[change.cell] = change if before is None else _further(before, change)
    return list(found.values())


def _further(first: Change, second: Change) -> Change:
    """A rule that goes has gone furthest; labels sort as numbers do."""
    if None in (first.value, second.value):
        return first if first.value is None else second
    upward = first.cell.eases in (Eases.UP, Eases.LATER)
    return max(first, second, key=_value) if upward else min(first, second, key=_value)


def _value(change: Change) -> Any:
    return change.value
