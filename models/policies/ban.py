"""Nothing may come from a partner at a stage, or nothing of it may reach a sector."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from models.policies.partner import PartnerRule, VolumeRule
from models.policies.row import PolicyRow, Scope
from models.policies.rule import COMMON

if TYPE_CHECKING:
    from models.case import Case


class Ban(VolumeRule):
    """`tonnes of the partner <= what was ordered before the plan`, in every period in force.

    With a sector, `Σ metal delivered to it that the partner sent at the stage <= 0`, through processors and stocks too.
    """

    name = "Ban"
    limit = None
    axes = ("material", "stage", "partner", "sector")
    uses = (COMMON | {"Partner", "Sector"}) - {"Per"}
    fixed_per = "period"
    in_a_shock = "hold"
    bans = True
    members: ClassVar[Mapping[str, int]] = {**VolumeRule.members, "FLOWS": 4}
    says = "Nothing of {material} at {stage} comes from {partner}"
    anybody = "any supplier"

    def with_blanks_meant(self, row: PolicyRow) -> PolicyRow:
        """A blank sector means that nothing comes at all."""
        return replace(super().with_blanks_meant(row), sector=row.sector or "")

    def saying(self, row: PolicyRow) -> str:
        """With a sector, what may not reach it."""
        return "Nothing of {material} from {partner} at {stage} reaches {sector}" if row.sector else self.says

    def protects(self, row: PolicyRow) -> bool:
        """A row with a sector protects it."""
        return bool(row.sector)

    def touches(self, case: "Case", row: PolicyRow, scope: Scope, node: str) -> Mapping[str, list[Any]]:
        """The partner's suppliers and origins at the stage of the ban, members as at the node of delivery."""
        return PartnerRule.counted(self, case, row, scope, [node])

    def counted(self, case: "Case", row: PolicyRow, scope: Scope, window: list[str]) -> dict[str, list[Any]]:
        """The partner's tonnes, or with a sector FLOWS: (origin, destination, class, node) of what came from it."""
        if not row.sector:
            return super().counted(case, row, scope, window) | {"FLOWS": []}
        flows = [flow for n in window for flow in case.touched_deliveries(row, scope, n)]
        return {"SUPPLIERS": [], "ORIGINS": [], "NODES": window, "FLOWS": flows}

    def measured(self, m: Any, block: Any, key: Any) -> Any:
        """Tonnes that come from the partner, or reach the sector."""
        reached = sum(m.class_flow_tonnes[o, d, w, u] for o, d, w, u in block.FLOWS[key])
        return super().measured(m, block, key) + reached
