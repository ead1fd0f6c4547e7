"""What coalitions cost, each worked out once, by whoever works."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from planner.partnering.coalitions import Costed
from planner.partnering.games import Chain, Coalition, Game
from planner.running import Steps, Work, each


class Ledger:
    """The costs of the coalitions of some players, and the hard rules that they cannot keep."""

    def __init__(
        self, work: Work[Chain, Sequence[Costed]], matters: Coalition, steps: Steps[Chain], at_once: int
    ) -> None:
        """Empty; `work` costs up to so many coalitions `at_once`. Only players who `matters` make a difference."""
        self.work, self.matters, self.steps, self.at_once = work, matters, steps, at_once
        self.found: dict[Coalition, Costed] = {}

    def game(self, players: Sequence[str]) -> Game:
        """The game of these players."""
        return Game(tuple(players), lambda coalition: self[coalition].parts, self.costed)

    def __getitem__(self, coalition: Coalition) -> Costed:
        """A coalition, worked out now if it is not yet; raises as the work does."""
        if coalition & self.matters not in self.found:
            list(self.costed([[coalition]]))
        return self.found[coalition & self.matters]

    def __setitem__(self, coalition: Coalition, costed: Costed) -> None:
        self.found[coalition & self.matters] = costed

    def costed(self, chains: Iterable[Chain]) -> Iterator[None]:
        """Work out chains of coalitions, each done when it is gone on to; raises as the work does."""
        pieces = self._pieces(chains)
        done = each(self.work, [piece for of_chain in pieces for piece in of_chain], self.steps)
        for of_chain in pieces:
            for piece in of_chain:
                self.found.update(zip(piece, next(done).result(), strict=True))
            yield

    @property
    def broken(self) -> Mapping[Coalition, tuple[str, ...]]:
        """The hard rules that each coalition cannot keep."""
        return {coalition: costed.broken for coalition, costed in self.found.items()}

    def _pieces(self, chains: Iterable[Chain]) -> list[list[Chain]]:
        """What of each chain is not known and in none before it, in pieces to work on at once."""
        known, found = set(self.found), list[list[Chain]]()
        for chain in chains:
            fresh = [there for there in dict.fromkeys(c & self.matters for c in chain) if there not in known]
            known.update(fresh)
            found.append([fresh[first : first + self.at_once] for first in range(0, len(fresh), self.at_once)])
        return found
