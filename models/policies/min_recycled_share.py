"""Recycled output must be at least a share of the base."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from models.policies.row import PolicyRow, Scope
from models.policies.rule import COMMON, Rule

if TYPE_CHECKING:
    from models.case import Case


class MinRecycledShare(Rule):
    """`Σ recycled output used >= limit · base` at the last stage of a material."""

    name = "Min recycled share"
    sense = ">="
    axes = ("material",)
    uses = (COMMON | {"Base"}) - {"Stage"}
    bases = ("consumption", "supply")
    members: ClassVar[Mapping[str, int]] = {"PLANTS": 3, "BASE": 4}
    says = "At least {limit} of {base} of {material} is recycled"

    def stages(self, case: "Case", material: str) -> tuple[str, ...]:
        """The last stage only."""
        return case.stages[material][-1:]

    def counted(self, case: "Case", row: PolicyRow, scope: Scope, window: list[str]) -> dict[str, list[Any]]:
        """PLANTS: (plant, material, node); BASE: (base, material, stage, node)."""
        plants = [(p.name, k, n) for k in scope.materials for p in case.plants_for(k) for n in window]
        base = [(row.base or self.bases[0], k, s, n) for k, s in scope.pairs for n in window]
        return {"PLANTS": plants, "BASE": base}

    def measured(self, m: Any, block: Any, key: Any) -> Any:
        """Tonnes recovered and used."""
        return sum(m.recovered_tonnes[p, k, u] for p, k, u in block.PLANTS[key])

    def bound(self, m: Any, block: Any, key: Any) -> Any:
        """The limit's part of the base."""
        return sum(block.limit[key[0], u] * m.base_tonnes[e, k, s, u] for e, k, s, u in block.BASE[key])
