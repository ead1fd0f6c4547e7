"""What each partner of one kind is worth: its value among all coalitions, what is lost without it, what it avoids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations

from planner.partnering import games
from planner.partnering.coalitions import Costed, own_cost
from planner.partnering.everybody import Everybody
from planner.partnering.games import Chain, Parts, Values
from planner.partnering.kinds import PARTNERSHIP
from planner.partnering.leaving import Left, Without, unmet
from planner.partnering.ledger import Ledger
from planner.partnering.shocks import Shocked
from planner.partnering.worth import SEVERAL, Pairing, Partner, Worth
from planner.progress import Progress
from planner.running import Steps

AT_ONCE = 16
"""Coalitions that one works on: each starts from the one before, and all of them wait for the last."""
TOP = 5
ROUNDING = 1e-9


@dataclass(frozen=True)
class Valuing:
    """What the values of partners are worked out from: the plan with all of them, those without each, and shocks."""

    everybody: Everybody
    without: Mapping[Left, Without]
    shocked: Shocked
    seed: int
    progress: Progress

    def worth(self, kind: str) -> Worth:
        """What the partners of a kind are worth; raises `Infeasible` and `Stopped` where a coalition has no plan."""
        ledger, players = self._ledger(kind), self.everybody.here.coalitions[kind].kind.players
        game = ledger.game(players)
        lost, values = games.leave_one_out(game), games.shapley(game, self.seed)
        partners = tuple(self._partner(Left(kind, player), lost[player], values) for player in players)
        found = Worth(kind, partners, (), values.draws, self.seed, 0, 0)
        pairs = list(combinations([partner.name for partner in found.ranked[:TOP] if partner.shapley > 0], 2))
        list(ledger.costed([game.everybody - set(pair)] for pair in pairs))
        pairings = tuple(Pairing(pair, games.interplay(game, pair)) for pair in pairs)
        hardship = sum(bool(names) for names in ledger.broken.values())
        return replace(found, pairings=pairings, solved=len(ledger.found), hardship=hardship)

    def _ledger(self, kind: str) -> Ledger:
        """The costs of the coalitions of a kind, those that are known already among them."""
        coalitions, what = self.everybody.here.coalitions[kind], f"What each {kind} saves the others, part"
        steps: Steps[Chain] = Steps(self.progress, what, lambda chain: f"{len(chain)} coalitions")
        ledger = Ledger(partial(_costed, self.everybody, kind), coalitions.kind.matters, steps, AT_ONCE)
        everybody = frozenset(coalitions.kind.players)
        ledger[everybody] = coalitions.plan(everybody).costed
        for left, without in self.without.items():
            if left.kind == kind:
                ledger[everybody - {left.player}] = without.costed
        return ledger

    def _partner(self, left: Left, lost: Parts, values: Values) -> Partner:
        coalitions, without = self.everybody.here.coalitions[left.kind], self.without[left]
        case, short = self.everybody.start.case, unmet(self.everybody.here.plan, self.everybody.book)
        return Partner(
            left.player,
            left.kind,
            coalitions.kind.countries[left.player],
            own_cost(case, left.player) if left.kind == PARTNERSHIP else 0.0,
            _by_material(coalitions.materials, lost),
            _by_material(coalitions.materials, values.values[left.player]),
            values.errors[left.player],
            without.dependence,
            {k: tonnes - short[k] for k, tonnes in without.unmet.items()},
            without.costed.broken,
            self.shocked.avoided(left),
        )


def _costed(everybody: Everybody, kind: str, chain: Chain, _: Progress) -> list[Costed]:
    return everybody.coalitions(kind).costed(chain)


def _by_material(materials: Sequence[str], parts: Parts) -> dict[str, float]:
    """The parts of a value by material, without the whole; what is rounding is nothing."""
    values = (float(part) if abs(part) > ROUNDING * abs(parts[0]) else 0.0 for part in parts[1:])
    return dict(zip((*materials, SEVERAL), values, strict=True))
