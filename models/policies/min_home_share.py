"""Home suppliers must send at least a share of the base."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from models.origins import PRIMARY
from models.policies.row import PolicyRow, Scope
from models.policies.rule import COMMON, SHARE_BASES, Rule

if TYPE_CHECKING:
    from models.case import Case


class MinHomeShare(Rule):
    """`Σ primary origins at home >= Σ limit · base`: home suppliers, and own feed that comes from home at its stage.

    Recycling plants are no suppliers and do not count.
    """

    name = "Min home share"
    sense = ">="
    uses = COMMON | {"Base"}
    bases = SHARE_BASES
    members: ClassVar[Mapping[str, int]] = {"ORIGINS": 5, "BASE": 4}
    says = "At least {limit} of {base} of {material} at {stage} comes from suppliers at home"

    def counted(self, case: "Case", row: PolicyRow, scope: Scope, window: list[str]) -> dict[str, list[Any]]:
        """ORIGINS: (primary, material, stage, home country, node); BASE: (base, material, stage, node)."""
        at_home = [
            key
            for key, origin in case.origins.items()
            if origin.source == PRIMARY
            and (origin.material, origin.stage) in scope.pairs
            and origin.country in case.home
        ]
        base = [(row.base or self.bases[0], k, s, n) for k, s in scope.pairs for n in window]
        return {"ORIGINS": [(*key, n) for key in at_home for n in window], "BASE": base}

    def measured(self, m: Any, block: Any, key: Any) -> Any:
        """Tonnes that come from home."""
        return sum(m.origin_tonnes[g, k, s, c, u] for g, k, s, c, u in block.ORIGINS[key])

    def bound(self, m: Any, block: Any, key: Any) -> Any:
        """The limit's part of the base."""
        return sum(block.limit[key[0], u] * m.base_tonnes[e, k, s, u] for e, k, s, u in block.BASE[key])
