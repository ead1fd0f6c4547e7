"""The mean risk of what is supplied must not be too high."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from models.policies.limits import RISK
from models.policies.row import PolicyRow, Scope
from models.policies.rule import ALL, COMMON, Rule

if TYPE_CHECKING:
    from models.case import Case


class MaxSupplyRisk(Rule):
    """`Σ risk · tonnes <= limit · Σ tonnes` over all that arrives, used recycled output and own feed included.

    Within a material by tonnes, across materials by value at the reference price; home counts with its own risk. Blanks
    mean all materials, and all stages, in one sum.
    """

    name = "Max supply risk"
    limit = RISK
    blank_material, blank_stage = ALL, ALL
    uses = COMMON | {"Base"}
    bases = ("governance", "ESG")
    weighs_risk = True
    unit = "t at risk 1"
    members: ClassVar[Mapping[str, int]] = {"BY_TONNES": 6, "BY_VALUE": 6}
    says = "The mean {base} risk of {material} at {stage} is at most {limit}"

    def counted(self, case: "Case", row: PolicyRow, scope: Scope, window: list[str]) -> dict[str, list[Any]]:
        """Origins and nodes under the name of the risk: BY_TONNES within one material, BY_VALUE across several."""
        base = row.base or self.bases[0]
        found = [
            (base, *key, n)
            for n in window
            for key, origin in case.origins.items()
            if (origin.material, origin.stage) in scope.pairs
        ]
        alone = len(scope.materials) == 1
        return {"BY_TONNES": found if alone else [], "BY_VALUE": [] if alone else found}

    def measured(self, m: Any, block: Any, key: Any) -> Any:
        """Tonnes, or value, each times the risk of its country."""
        return sum(m.risk[b, c] * m.origin_tonnes[g, k, s, c, u] for b, g, k, s, c, u in block.BY_TONNES[key]) + sum(
            m.risk[b, c] * m.reference_price[k, u] * m.origin_tonnes[g, k, s, c, u]
            for b, g, k, s, c, u in block.BY_VALUE[key]
        )

    def bound(self, m: Any, block: Any, key: Any) -> Any:
        """The limit's part of all tonnes, or of their value."""
        return sum(
            block.limit[key[0], u] * m.origin_tonnes[g, k, s, c, u] for b, g, k, s, c, u in block.BY_TONNES[key]
        ) + sum(
            block.limit[key[0], u] * m.reference_price[k, u] * m.origin_tonnes[g, k, s, c, u]
            for b, g, k, s, c, u in block.BY_VALUE[key]
        )

    def group(self, scope: Scope) -> str:
        """Across materials both sides are money."""
        return scope.name[0] if len(scope.materials) == 1 else "money"
