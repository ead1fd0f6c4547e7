"""The plan with all partners: what every coalition is held against, and where its program starts."""

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from planner.partnering import games, kinds
from planner.partnering.coalitions import Coalitions, squares
from planner.partnering.games import Coalition
from planner.partnering.softening import Softening
from planner.partnering.start import Start
from planner.partnering.superposition import Absence, Difference
from planner.planning import World
from planner.progress import Progress
from planner.running import Steps, each
from planner.solution import Solution
from planner.solve import Program
from planner.workbook import Book

Known = Mapping[str, Mapping[Absence, Difference | None]]


@dataclass(frozen=True)
class Everybody:
    """The plan with all partners, as it is sent; every thread that works with it has a program of its own.

    `known` are the differences of which the programs of coalitions are made, by kind of partner.
    """

    book: Book
    world: World
    start: Start
    known: Known = field(default_factory=dict)

    @classmethod
    def of(cls, book: Book, world: World) -> "Everybody":
        """Make that plan; raises `Infeasible` where none keeps all rules, and `Stopped`."""
        program = Program(kinds.everybody(book, world))
        plan = program.decide()
        found = cls(book, world, Start.of(program))
        _opened.name, _opened.here = found.start.name, Here(found, program, plan)
        return found

    @property
    def here(self) -> "Here":
        """What this thread has of it."""
        if getattr(_opened, "name", None) != self.start.name:
            program = Program(self.start.case, self.start.basis)
            _opened.name, _opened.here = self.start.name, Here(self, program, program.decide())
        found: Here = _opened.here
        return found

    def coalitions(self, kind: str) -> Coalitions:
        """The coalitions of a kind, for this thread."""
        found = self.here.coalitions[kind]
        found.superposition.known.update(self.known.get(kind, {}))
        return found

    def prepared(self, seed: int, progress: Progress) -> "Everybody":
        """With the differences that the coalitions of all kinds are made of, so that nobody works them out twice."""
        if squares(self.start.case):
            return self
        items = [(kind, absence) for kind in self.here.coalitions for absence in self._absences(kind, seed)]
        known: dict[str, dict[Absence, Difference | None]] = {kind: {} for kind in self.here.coalitions}
        for done in each(partial(_difference, self), items, Steps(progress, "Part", _named)):
            kind, absence = done.item
            known[kind][absence] = done.result()
        return replace(self, known=known)

    def _absences(self, kind: str, seed: int) -> Iterable[Absence]:
        """Who is absent from which part in the coalitions that will be asked for, each once."""
        found = self.here.coalitions[kind]
        return dict.fromkeys(
            absence for there in asked(found.kind.players, seed) for absence in found.superposition.absences(there)
        )


class Here:
    """What a thread has of the plan with everybody: the program, the plan, and the coalitions of every kind."""

    def __init__(self, everybody: Everybody, program: Program, plan: Solution) -> None:
        """Around a program that was solved."""
        self.program, self.plan = program, plan
        softening, start = Softening(program), everybody.start.basis
        found = kinds.of(everybody.book, everybody.world, program.case)
        self.coalitions = {kind.name: Coalitions(softening, kind, start) for kind in found}


_opened = threading.local()


def asked(players: tuple[str, ...], seed: int) -> Iterator[Coalition]:
    """The coalitions that are asked for: all but one, and those of the Shapley value."""
    everybody = frozenset(players)
    yield from (everybody - {player} for player in players)
    for chain in games.chains(players, seed):
        yield from chain


def _difference(everybody: Everybody, item: tuple[str, Absence], _: Progress) -> Difference | None:
    kind, absence = item
    return everybody.coalitions(kind).superposition.difference(absence)


def _named(item: tuple[str, Absence]) -> str:
    kind, (_, there) = item
    return f"{kind}: {', '.join(sorted(there))}" if there else kind
