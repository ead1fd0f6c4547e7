"""Games of cooperation: what each player is worth to the others, and which splits of a joint cost are stable.

A game gives every coalition (a set of players) its cost, as an array: the whole first, then its parts, such as
materials. What a coalition saves is what the empty one costs more. Every formula here is linear in the cost, so that
the parts of a value add up to it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, sqrt
from random import Random

import numpy as np
import numpy.typing as npt

Parts = npt.NDArray[np.float64]
Coalition = frozenset[str]
Chain = Sequence[Coalition]
Cost = Callable[[Coalition], Parts]

MOST_EXACT = 12
LEAST_DRAWS, MOST_DRAWS = 6, 12
GOOD_ENOUGH = 0.01


@dataclass(frozen=True)
class Game:
    """Players and the cost of every coalition of them.

    `costed` is told beforehand of chains of coalitions that will be asked for, so that several can work on them at a
    time; it has the cost of a chain when it gives it back.
    """

    players: tuple[str, ...]
    cost: Cost
    costed: Callable[[Iterable[Chain]], Iterator[object]] = iter

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
    costed = game.costed(chains(game.players, seed))
    if len(game.players) > MOST_EXACT:
        return _drawn(game, _orders(game.players, seed), costed)
    next(costed)
    return _exact(game)


def chains(players: Sequence[str], seed: int) -> list[Chain]:
    """The coalitions that the Shapley value asks for: all in one chain, or a chain for each order and its reverse.

    From the largest coalition of a chain to its smallest.
    """
    if len(players) <= MOST_EXACT:
        return [[frozenset(those) for size in range(len(players), -1, -1) for those in combinations(players, size)]]
    return [list(_growing(way))[::-1] for order in _orders(players, seed) for way in (order, order[::-1])]


def _orders(players: Sequence[str], seed: int) -> list[list[str]]:
    chance = Random(seed)  # noqa: S311
    return [chance.sample(players, len(players)) for _ in range(MOST_DRAWS)]


def _growing(order: Sequence[str]) -> Iterator[Coalition]:
    """Nobody, the first, the first two and so on, until everybody is there."""
    return (frozenset(order[:count]) for count in range(len(order) + 1))


def _exact(game: Game) -> Values:
    """`Σ over S without i of |S|! (n-|S|-1)! / n! · (cost(S) - cost(S with i))`."""
    count = len(game.players)
    values = {player: np.zeros_like(game.cost(frozenset())) for player in game.players}
    for coalition in game.coalitions():
        for player in coalition:
            weight = 1.0 / (count * comb(count - 1, len(coalition) - 1))
            values[player] = values[player] + weight * (game.cost(coalition - {player}) - game.cost(coalition))
    return Values(values, dict.fromkeys(game.players, 0.0))


def _drawn(game: Game, orders: Iterable[Sequence[str]], costed: Iterator[object]) -> Values:
    """Orders in pairs, each with its reverse: who comes late in one comes early in the other, which steadies the mean.

    It ends once the largest standard error is one per cent of the value of all, at the latest after 12 pairs.
    """
    draws: dict[str, list[Parts]] = {player: [] for player in game.players}
    for order, _, _ in zip(orders, costed, costed, strict=True):
        there, back = _savings(game, order), _savings(game, order[::-1])
        for player in game.players:
            draws[player].append((there[player] + back[player]) / 2)
        if len(draws[order[0]]) >= LEAST_DRAWS and max(map(_error, draws.values())) <= _goal(game):
            break
    means = {player: np.mean(found, axis=0) for player, found in draws.items()}
    errors = {player: _error(found) for player, found in draws.items()}
    return Values(means, errors, len(draws[game.players[0]]))


def _goal(game: Game) -> float:
    """The standard error that is small enough."""
    return GOOD_ENOUGH * abs(float(game.cost(frozenset())[0] - game.cost(game.everybody)[0]))


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
