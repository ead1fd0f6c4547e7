"""Games of cooperation: what each player is worth to the others, and which splits of a joint cost are stable.

A game gives every coalition (a set of players) its cost, as an array: the whole first, then its parts, such as
materials. What a coalition saves is what the empty one costs more. Every formula here is linear in the cost, so that
the parts of a value add up to it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, sqrt
from random import Random

import numpy as np
import numpy.typing as npt

Parts = npt.NDArray[np.float64]
Coalition = frozenset[str]
Cost = Callable[[Coalition], Parts]

MOST_EXACT = 12
LEAST_DRAWS, MOST_DRAWS = 6, 12
GOOD_ENOUGH = 0.01


@dataclass(frozen=True)
class Game:
    """Players and the cost of every coalition of them."""

    players: tuple[str, ...]
    cost: Cost

    @property
    def everybody(self) -> Coalition:
        """The grand coalition."""
        return frozenset(self.players)

    def coalitions(self) -> Iterator[Coalition]:
        """Every coalition, the empty one first, the grand one last."""
        for size in range(len(self.players) + 1):
            yield from map(frozenset, combinations(self.players, size))


@dataclass(frozen=True)
class Values:
    """The Shapley value of each player by parts; `errors` are standard errors of the whole, 0 where it is exact.

    `draws` is the number of orders drawn at random, each with its reverse, None where every coalition was costed.
    """

    values: dict[str, Parts]
    errors: dict[str, float]
    draws: int | None = None


def leave_one_out(game: Game) -> dict[str, Parts]:
    """What all the others cost more without each player."""
    whole = game.cost(game.everybody)
    return {player: game.cost(game.everybody - {player}) - whole for player in game.players}


def interplay(game: Game, pair: tuple[str, str]) -> float:
    """What losing both costs more than losing each alone: above 0 they are substitutes, below 0 complements."""
    one, other = pair
    everybody = game.everybody
    costs = [game.cost(everybody - out)[0] for out in ({one, other}, {one}, {other}, set[str]())]
    return float(costs[0] - costs[1] - costs[2] + costs[3])


def shapley(game: Game, seed: int) -> Values:
    """The mean of what each player saves those who came before it, over all orders in which they could come.

    Exact for up to 12 players, from the cost of every coalition; beyond that, estimated from orders drawn with `seed`.
    """
    return _exact(game) if len(game.players) <= MOST_EXACT else _drawn(game, Random(seed))  # noqa: S311


def _exact(game: Game) -> Values:
    """`Σ over S without i of |S|! (n-|S|-1)! / n! · (cost(S) - cost(S with i))`."""
    count = len(game.players)
    values = {player: np.zeros_like(game.cost(frozenset())) for player in game.players}
    for coalition in game.coalitions():
        for player in coalition:
            weight = 1.0 / (count * comb(count - 1, len(coalition) - 1))
            values[player] = values[player] + weight * (game.cost(coalition - {player}) - game.cost(coalition))
    return Values(values, dict.fromkeys(game.players, 0.0))


def _drawn(game: Game, chance: Random) -> Values:
    """Orders in pairs, each with its reverse: who comes late in one comes early in the other, which steadies the mean.

    It ends once the largest standard error is one per cent of the value of all, at the latest after 12 pairs.
    """
    draws: dict[str, list[Parts]] = {player: [] for player in game.players}
    goal = GOOD_ENOUGH * abs(float(game.cost(frozenset())[0] - game.cost(game.everybody)[0]))
    errors: dict[str, float] = {}
    for number in range(1, MOST_DRAWS + 1):
        order = chance.sample(game.players, len(game.players))
        there, back = _savings(game, order), _savings(game, order[::-1])
        for player in game.players:
            draws[player].append((there[player] + back[player]) / 2)
        errors = {player: _error(found) for player, found in draws.items()} if number >= LEAST_DRAWS else {}
        if errors and max(errors.values()) <= goal:
            break
    return Values({player: np.mean(found, axis=0) for player, found in draws.items()}, errors, number)


def _savings(game: Game, order: Sequence[str]) -> dict[str, Parts]:
    """What each player saves those who came before it in an order."""
    there: Coalition = frozenset()
    found = {}
    for player in order:
        found[player] = game.cost(there) - game.cost(there | {player})
        there |= {player}
    return found


def _error(draws: Sequence[Parts]) -> float:
    return float(np.std([draw[0] for draw in draws], ddof=1) / sqrt(len(draws)))
