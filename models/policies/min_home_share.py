"""Home suppliers must send at least a share of the base."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from models.policies.rule import COMMON, SHARE_BASES, PolicyRow, Rule, Scope

if TYPE_CHECKING:
    from models.case import Case


class MinHomeShare(Rule):
    """`Σ arrived of home suppliers >= Σ limit · base`; recycling plants are no suppliers and do not count."""

    name = "Min home share"
    sense = ">="
    uses = COMMON | {"Base"}
    bases = SHARE_BASES
    members: ClassVar[Mapping[str, int]] = {"SUPPLIERS": 2, "BASE": 4}
    says = "At least {limit} of {base} of {material} at {stage} comes from suppliers at home"

    def counted(self, case: "Case", row: PolicyRow, scope: Scope, window: list[str]) -> dict[str, list[Any]]:
        """SUPPLIERS: (supplier, node) of those at home; BASE: (base, material, stage, node)."""
        at_home = [i.name for pair in scope.pairs for i in case.suppliers_at(*pair) if i.country in case.home]
        base = [(row.base or self.bases[0], k, s, n) for k, s in scope.pairs for n in window]
        return {"SUPPLIERS": [(i, n) for i in at_home for n in window], "BASE": base}

    def measured(self, m: Any, block: Any, key: Any) -> Any:
        """Tonnes that arrive from home suppliers."""
        return sum(m.arrived_tonnes[i, u] for i, u in block.SUPPLIERS[key])

    def bound(self, m: Any, block: Any, key: Any) -> Any:
        """The limit's part of the base."""
        return sum(block.limit[key[0], u] * m.base_tonnes[e, k, s, u] for e, k, s, u in block.BASE[key])
