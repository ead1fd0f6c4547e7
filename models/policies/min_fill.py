"""A share of a sector's demand must be met."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from models.policies.row import PolicyRow, Scope
from models.policies.rule import COMMON, Rule

if TYPE_CHECKING:
    from models.case import Case


class MinFill(Rule):
    """`Σ delivered >= Σ limit · demand` of a sector and material; the demand's own Least fill holds beside it.

    A shock does not suspend it and makes it soft: what it lacks costs ten times the material's highest shortage cost.
    """

    name = "Min fill"
    sense = ">="
    axes = ("material", "sector")
    uses = (COMMON | {"Sector"}) - {"Stage"}
    members: ClassVar[Mapping[str, int]] = {"DEMANDS": 2}
    suspended_means = "is soft, at ten times the material's highest shortage cost"
    says = "At least {limit} of the demand of {sector} for {material} is met"

    def stages(self, case: "Case", material: str) -> tuple[str, ...]:
        """The last stage, where demand is met."""
        return case.stages[material][-1:]

    def holds(self, case: "Case", row: PolicyRow, scope: Scope) -> bool:
        """Only a sector that needs the material has something to fill."""
        return bool(self._demands(case, scope))

    def in_force(self, case: "Case", row: PolicyRow, scope: Scope) -> frozenset[str]:
        """In a shock too, where it is soft."""
        return self.nodes(case, row, scope)

    def counted(self, case: "Case", row: PolicyRow, scope: Scope, window: list[str]) -> dict[str, list[Any]]:
        """DEMANDS: (demand, node)."""
        return {"DEMANDS": [(d, n) for d in self._demands(case, scope) for n in window]}

    def measured(self, m: Any, block: Any, key: Any) -> Any:
        """Tonnes delivered."""
        return sum(m.demand_tonnes[d, u] - m.shortage_tonnes[d, u] for d, u in block.DEMANDS[key])

    def bound(self, m: Any, block: Any, key: Any) -> Any:
        """The limit's part of demand."""
        return sum(block.limit[key[0], u] * m.demand_tonnes[d, u] for d, u in block.DEMANDS[key])

    def _demands(self, case: "Case", scope: Scope) -> list[str]:
        return [d.key for d in case.demands.values() if d.material in scope.materials and d.sector in scope.sectors]
