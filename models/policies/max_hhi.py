"""Tonnes must not be concentrated on few countries."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from models.bases import greatest_base
from models.origins import PRIMARY
from models.policies.limits import HHI
from models.policies.row import PolicyRow, Scope
from models.policies.rule import COMMON, SHARE_BASES, Rule

if TYPE_CHECKING:
    from models.case import Case

TRACE = 1e-9
"""Tonnes that keep a base of nothing from being divided by."""


class MaxHHI(Rule):
    """`Σ squared <= limit · base`: the base times the square of each country's share of it, home countries too.

    A country's tonnes are those of `Max country share`; with base `imports` only countries abroad count. The squares
    are chords between breakpoints (`models/concentration.py`) and never too low: the true index keeps the limit, and
    comes to it where the row has a price.
    """

    name = "Max HHI"
    limit = HHI
    uses = COMMON | {"Base"}
    bases = SHARE_BASES
    squares = True
    members: ClassVar[Mapping[str, int]] = {"SQUARES": 5, "BASE": 4}
    figures = ("allowance_share",)
    says = "The sum of the squared shares of all countries in {base} of {material} at {stage} (HHI) is at most {limit}"

    def counted(self, case: "Case", row: PolicyRow, scope: Scope, window: list[str]) -> dict[str, list[Any]]:
        """SQUARES: (row, material, stage, country, last node in force); BASE: (base, material, stage, node).

        ORIGINS, whose metal is squared: (source, material, stage, country, node).
        """
        base, (material, stage, *_) = row.base or self.bases[0], scope.name
        origins = [key for key in case.origins if self._counts(case, base, scope, key)]
        countries = sorted({country for *_, country in origins})
        return {
            "SQUARES": [(row.key, material, stage, country, window[-1]) for country in countries],
            "ORIGINS": [(*key, n) for key in origins for n in window],
            "BASE": [(base, k, s, n) for k, s in scope.pairs for n in window],
        }

    def least_limit(self, case: "Case", row: PolicyRow, scope: Scope) -> float:
        """One over the number of countries: the index of even shares."""
        return 1.0 / max(1, len(self.counted(case, row, scope, [next(iter(case.tree))])["SQUARES"]))

    def reckoned(self, case: "Case", row: PolicyRow, scope: Scope, window: list[str]) -> dict[str, float]:
        """allowance_share: what the least index that orders from before the plan leave lies above the limit."""
        members = self.counted(case, row, scope, window)
        shares, bases = most_even_shares(case, members), _greatest_bases(case, members)
        if len(set(shares)) <= 1:
            return {"allowance_share": 0.0}
        limit = sum(row.limit[n] * base for n, base in bases) / sum(base for _, base in bases)
        return {"allowance_share": max(0.0, sum(share**2 for share in shares) - limit)}

    def measured(self, m: Any, block: Any, key: Any) -> Any:
        """Tonnes of the base times the squared shares of all countries, by chords."""
        return sum(m.squared_tonnes[r, k, s, c, n] for r, k, s, c, n in block.SQUARES[key])

    def bound(self, m: Any, block: Any, key: Any) -> Any:
        """The limit's part of the base; where orders from before the plan leave no such index, that of the least."""
        return sum(
            (block.limit[key[0], u] + block.allowance_share[key]) * m.base_tonnes[e, k, s, u]
            for e, k, s, u in block.BASE[key]
        )

    def reached(self, m: Any, block: Any, key: Any) -> Any:
        """The same with the squares themselves."""
        whole = sum(m.base_tonnes[e, k, s, u] for e, k, s, u in block.BASE[key])
        tonnes = (sum(m.origin_tonnes[o] for o in m.SQUARED[q]) for q in block.SQUARES[key])
        return sum(part**2 for part in tonnes) / (whole + TRACE)

    def _counts(self, case: "Case", base: str, scope: Scope, key: tuple[str, str, str, str]) -> bool:
        source, material, stage, country = key
        if (material, stage) not in scope.pairs or (base == "primary" and source != PRIMARY):
            return False
        return base != "imports" or country not in case.home


def most_even_shares(case: "Case", members: Mapping[str, Sequence[Any]]) -> list[float]:
    """The shares of the countries that come nearest to even ones, with what was ordered before the plan."""
    whole = sum(base for _, base in _greatest_bases(case, members))
    ordered = dict.fromkeys((country for *_, country, _ in members["SQUARES"]), 0.0)
    for *key, n in members["ORIGINS"]:
        ordered[key[-1]] += sum(i.ordered_tonnes.get(n, 0.0) for i in case.origins[tuple(key)].suppliers)
    return evened([tonnes / whole if whole else 0.0 for tonnes in ordered.values()])


def evened(floors: Sequence[float]) -> list[float]:
    """The most even shares that add up to 1, each at least its floor; the floors, where those are more than 1."""
    left, level = 1.0, 0.0
    for rest, floor in zip(range(len(floors), 0, -1), sorted(floors, reverse=True), strict=True):
        level = max(0.0, left / rest)
        if floor <= level:
            break
        left -= floor
    return [max(floor, level) for floor in floors]


def _greatest_bases(case: "Case", members: Mapping[str, Sequence[Any]]) -> list[tuple[str, float]]:
    return [(n, greatest_base(case, base, k, s, n)) for base, k, s, n in members["BASE"]]
