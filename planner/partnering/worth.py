"""What each partner of one kind is worth: the figures of the first sheets of `partners.xlsx`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from planner.partnering import games
from planner.partnering.coalitions import Coalitions, own_cost
from planner.partnering.dependence import Dependence, dependence
from planner.partnering.games import Game, Parts
from planner.partnering.kinds import PARTNERSHIP, Kind
from planner.partnering.shocks import Avoided, Shocks, unmet

TOP = 5
SEVERAL = "several materials"
ROUNDING = 1e-9
LEAST = 0.5
"""Half a unit of money: less is rounding."""
Say = Callable[[str], None]


@dataclass(frozen=True)
class Partner:
    """What one partner is worth, in present value of money.

    `lost` is what all the others cost more without it, and `worth` its Shapley value, both before `own_cost`, what it
    costs us itself, and by material. `without` is what the plan without it depends on, `unmet` the tonnes of each
    material that go short only then, over the horizon, `broken` the hard rules that it cannot keep, and `avoided` what
    goes short in shocks with it and without it.
    """

    name: str
    kind: str
    countries: frozenset[str]
    own_cost: float
    lost: Mapping[str, float]
    worth: Mapping[str, float]
    standard_error: float
    without: Dependence
    unmet: Mapping[str, float]
    broken: tuple[str, ...]
    avoided: tuple[Avoided, ...]

    @property
    def leave_one_out(self) -> float:
        """What leaving it out costs, its own cost being saved."""
        return sum(self.lost.values()) - self.own_cost

    @property
    def shapley(self) -> float:
        """Its Shapley value, less its own cost."""
        return sum(self.worth.values()) - self.own_cost

    @property
    def matters(self) -> bool:
        """Whether it brings anything that can be told from rounding."""
        return max(abs(sum(self.worth.values())), abs(sum(self.lost.values()))) > LEAST

    @property
    def main_materials(self) -> list[str]:
        """The materials for which it is worth most, the first of them first, until nine tenths of it are told."""
        found, told = [], 0.0
        for material in sorted(self.worth, key=lambda k: -self.worth[k]):
            if told >= 0.9 * sum(self.worth.values()) or self.worth[material] <= LEAST:
                break
            found.append(material)
            told += self.worth[material]
        return found


@dataclass(frozen=True)
class Pairing:
    """Two of the top partners, and what losing both costs more than losing each: substitutes if above 0."""

    pair: tuple[str, str]
    interplay: float


@dataclass(frozen=True)
class Worth:
    """All partners of a kind; `together` is what they are worth in sum, `draws` None where the values are exact.

    `hardship` is the number of coalitions, of those solved, that could not keep every hard rule.
    """

    kind: str
    partners: tuple[Partner, ...]
    pairings: tuple[Pairing, ...]
    draws: int | None
    seed: int
    solved: int
    hardship: int

    @property
    def together(self) -> float:
        """The sum of the Shapley values."""
        return sum(partner.shapley for partner in self.partners)

    @property
    def ranked(self) -> list[Partner]:
        """The partners, the most valuable first."""
        return sorted(self.partners, key=lambda partner: (-round(partner.shapley, 6), partner.name))


def worth(kind: Kind, coalitions: Coalitions, shocks: Shocks, seed: int, say: Say) -> Worth:
    """What the partners of a kind are worth; raises `Infeasible` and `Stopped` where a coalition has no plan at all."""
    book, game = shocks.book, Game(kind.players, coalitions.cost)
    without, short = {}, unmet(coalitions.plan(game.everybody).solution, book)
    for number, player in enumerate(kind.players, start=1):
        say(f"The plan without {player} ({kind.name} {number} of {len(kind.players)})")
        without[player] = coalitions.plan(game.everybody - {player})
    avoided = {}
    for number, (player, outcome) in enumerate(without.items(), start=1):
        say(f"Shocks without {player} ({kind.name} {number} of {len(without)})")
        avoided[player] = shocks.avoided(outcome.solution, kind.without(player)) if kind.reaches(player) else ()
    say(f"What each {kind.name} saves the others")
    lost, values = games.leave_one_out(game), games.shapley(game, seed)
    partners = []
    for player, outcome in without.items():
        partners.append(
            Partner(
                player,
                kind.name,
                kind.countries[player],
                own_cost(coalitions.program.case, player) if kind.name == PARTNERSHIP else 0.0,
                _by_material(coalitions, lost[player]),
                _by_material(coalitions, values.values[player]),
                values.errors[player],
                dependence(coalitions.program.case, book, outcome.solution),
                {k: tonnes - short[k] for k, tonnes in unmet(outcome.solution, book).items()},
                outcome.broken,
                avoided[player],
            )
        )
    found = Worth(kind.name, tuple(partners), (), values.draws, seed, 0, 0)
    top = [partner.name for partner in found.ranked[:TOP] if partner.shapley > 0]
    pairings = tuple(Pairing(pair, games.interplay(game, pair)) for pair in combinations(top, 2))
    return replace(found, pairings=pairings, solved=coalitions.solved, hardship=coalitions.hardship)


def _by_material(coalitions: Coalitions, parts: Parts) -> dict[str, float]:
    """The parts of a value by material, without the whole; what is rounding is nothing."""
    values = (float(part) if abs(part) > ROUNDING * abs(parts[0]) else 0.0 for part in parts[1:])
    return dict(zip((*coalitions.materials, SEVERAL), values, strict=True))
