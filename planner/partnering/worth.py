"""What each partner of one kind is worth: the figures of the first sheets of `partners.xlsx`."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.partnering.dependence import Dependence
from planner.partnering.shocks import Avoided

SEVERAL = "several materials"
LEAST = 0.5
"""Half a unit of money: less is rounding."""


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
        return sorted(self.partners, key=lambda partner: (-round(partner.shapley, 2), partner.name))
