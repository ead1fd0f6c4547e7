"""Who the partners are: partnerships and partner countries, and which part of the program depends on whom."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from models.case import Case
from models.policies.partner import BLOC
from planner.assembly import assemble
from planner.assembly.alliance import EVERYBODY, Alliance
from planner.assembly.futures import assumed
from planner.partnering.games import Coalition
from planner.partnering.superposition import Part
from planner.planning import World
from planner.workbook import Book
from planner.workbook.schema import Partnership

PARTNERSHIP, COUNTRY = "partnership", "country"


@dataclass(frozen=True)
class Kind:
    """A kind of partner: its players with their countries, the parts of the program that depend on them.

    `case` is that of a coalition, `without` the alliance in which one partner alone is left out.
    """

    name: str
    countries: Mapping[str, frozenset[str]]
    parts: tuple[Part, ...]
    case: Callable[[Coalition], Case]
    without: Callable[[str], Alliance]

    @property
    def players(self) -> tuple[str, ...]:
        """The names of the partners."""
        return tuple(self.countries)

    @property
    def matters(self) -> Coalition:
        """The partners on whom anything depends."""
        return frozenset[str]().union(*(part.players for part in self.parts))


def of(book: Book, world: World, case: Case) -> list[Kind]:
    """The kinds of which a workbook has partners."""
    found = [partnerships(book, world, case), countries(book, world, case)]
    return [kind for kind in found if kind.players]


def everybody(book: Book, world: World) -> Case:
    """The case with all partners."""
    return _assembled(book, world, EVERYBODY)


def countries(book: Book, world: World, case: Case) -> Kind:
    """Partner countries: those outside home that somebody could be bought from."""
    players = tuple(sorted({i.country for i in case.suppliers.values()} - case.home))

    def without(gone: Coalition) -> Case:
        return _assembled(book, world, Alliance(without=gone))

    def part(country: str) -> Part:
        return Part(frozenset({country}), lambda there: without(frozenset({country}) - there))

    parts = [part(country) for country in players]
    each = {one: frozenset({one}) for one in players}
    return Kind(
        COUNTRY,
        each,
        tuple(parts),
        lambda there: without(frozenset(players) - there),
        lambda country: Alliance(without=frozenset({country})),
    )


def partnerships(book: Book, world: World, case: Case) -> Kind:
    """Partnerships, in the order of the workbook."""
    players: dict[str, frozenset[str]] = {}
    for row in book.partnerships:
        players[row.partnership] = players.get(row.partnership, frozenset()) | _countries_of(row, case)

    def keeping(block: frozenset[str]) -> Callable[[Coalition], Case]:
        return lambda there: _assembled(book, world, Alliance(there, within=block))

    parts = []
    for block in _blocks(case):
        those = _with(book, case, block)
        if those:
            parts.append(Part(those, keeping(block)))
    names = frozenset(players)
    return Kind(
        PARTNERSHIP,
        players,
        tuple(parts),
        lambda there: _assembled(book, world, Alliance(there)),
        lambda partnership: Alliance(names - {partnership}),
    )


def _assembled(book: Book, world: World, alliance: Alliance) -> Case:
    return assemble(book, world.policy, assumed(book, world.assume), alliance)


def _blocks(case: Case) -> list[frozenset[str]]:
    """The countries of suppliers, those together that share a venture: its support is the greatest of theirs."""
    blocks = [frozenset({i.country}) for i in case.suppliers.values()]
    for venture in case.ventures.values():
        joined = frozenset(case.suppliers[name].country for name in venture.suppliers)
        touched = [block for block in blocks if block & joined]
        blocks = [block for block in blocks if not block & joined] + [frozenset().union(*touched)]
    return list(dict.fromkeys(blocks))


def _with(book: Book, case: Case, block: frozenset[str]) -> Coalition:
    """The partnerships that are with a country of a block at any time, or that alone can have a contract there."""
    found = {row.partnership for row in book.partnerships if block & _countries_of(row, case)}
    here = [row for row in book.contracts if case.suppliers[row.supplier].country in block]
    return frozenset(found | {row.of_partnership for row in here if row.of_partnership})


def _countries_of(row: Partnership, case: Case) -> frozenset[str]:
    """The countries that a row of Partnerships is with at any time."""
    if row.partner_kind == BLOC:
        return frozenset[str]().union(*case.blocs[row.partner].values())
    return frozenset({row.partner})
