"""What cannot hold together: smallest sets of inputs, found by leaving out one after the other.

Where everything that is left still cannot hold, what the proof does not need goes at once; so a set of some twenty is
soon a handful. Whatever stands in a set is needed: without any one of its members the others hold.
"""

from collections.abc import Callable, Collection, Iterator

from planner.diagnosis.elastic import Eased, Elastic
from planner.diagnosis.inputs import InputCell
from planner.diagnosis.opened import Atom, Scope
from planner.diagnosis.smallest import smallest

Clash = tuple[Atom, ...]
"""A smallest set of what cannot hold together."""


class Search:
    """Smallest conflicts of one program."""

    def __init__(self, elastic: Elastic[Atom]) -> None:
        self.elastic = elastic

    def proof(self, held: Collection[Atom]) -> Eased[Atom]:
        """How far these fail to hold together, everything else set aside."""
        return self.elastic.least(dict.fromkeys(held, 1.0))

    def clash(self, held: Collection[Atom]) -> Clash:
        """A smallest conflict among these, empty where they hold together.

        What gives way last is left out first, a whole tier at a time where the rest still cannot hold: so a conflict
        names facts only where they are part of every explanation.
        """
        found = self.proof(held)
        if found.holds:
            return ()
        left = frozenset(held)
        for tier in sorted({atom.cell.tier for atom in held}, reverse=True):
            fewer = frozenset(atom for atom in left if atom.cell.tier is not tier)
            if not (without := self.proof(fewer)).holds:
                left, found = fewer, without
        return tuple(sorted(smallest(left & found.keys, _order, self._needed), key=_order))

    def _needed(self, held: frozenset[Atom]) -> frozenset[Atom]:
        """What of some atoms a proof needs that they cannot hold together; none where they can."""
        found = self.proof(held)
        return frozenset() if found.holds else found.keys & held

    def overlapping(self, clash: Clash, held: Collection[Atom], most: int) -> Iterator[Clash]:
        """Other smallest conflicts that share a member with one, as far as leaving out one or more shows them."""
        found = {frozenset(clash)}
        without: list[frozenset[Atom]] = [frozenset({atom}) for atom in clash]
        seen = set(without)
        while without and len(found) <= most:
            aside = without.pop(0)
            other = frozenset(self.clash(frozenset(held) - aside))
            if not other:
                continue
            if other not in found and other & frozenset(clash):
                found.add(other)
                yield tuple(sorted(other, key=_order))
            more = [aside | {atom} for atom in sorted(other, key=_order)]
            without += [further for further in more if further not in seen]
            seen |= set(more)


def members(clash: Clash) -> dict[InputCell, tuple[Scope, ...]]:
    """The cells of a clash, each with what it speaks of."""
    found: dict[InputCell, tuple[Scope, ...]] = {}
    for atom in clash:
        found[atom.cell] = (*found.get(atom.cell, ()), atom.scope)
    return found


def one_after_the_other(
    search: Search, held: Collection[Atom], choose: Callable[[Clash], Collection[Atom]]
) -> Iterator[Clash]:
    """Conflict after conflict, each found with the atoms set aside that were chosen to give way in those before it."""
    left = frozenset(held)
    while clash := search.clash(left):
        yield clash
        left -= frozenset(choose(clash))


def _order(atom: Atom) -> tuple[object, ...]:
    cell = atom.cell
    return (cell.tier, cell.sheet, cell.number, cell.column, str(cell.label), atom.scope)
