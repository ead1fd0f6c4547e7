"""Nothing that a partner touched at any stage may reach a sector."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from models.policies.partner import PARTNERS, PartnerRule
from models.policies.row import PolicyRow, Scope
from models.policies.rule import ALL, EACH

if TYPE_CHECKING:
    from models.case import Case


class CleanChain(PartnerRule):
    """`Σ metal delivered to the sector that the excluded set touched <= 0`, a mass balance by material and period.

    All hard rows of a sector and material in a period form one excluded set; a row with a penalty is a set of its own.
    """

    name = "Clean chain"
    limit = None
    axes = ("material", "partner", "sector")
    uses = frozenset({"Material", "Partner", "Sector", "From", "To", "Penalty"})
    requires = frozenset({"Partner"})
    counts_home = True
    partner_kinds = PARTNERS
    fixed_per = "period"
    in_a_shock = "hold"
    members: ClassVar[Mapping[str, int]] = {"FLOWS": 4}
    says = "Nothing of {material} that {partner} touched at any stage reaches {sector}"
    anybody = "any supplier"

    def with_blanks_meant(self, row: PolicyRow) -> PolicyRow:
        """Nothing together is nothing of each."""
        meant = super().with_blanks_meant(row)
        return replace(
            meant,
            material=EACH if meant.material == ALL else meant.material,
            sector=EACH if meant.sector == ALL else meant.sector,
        )

    def protects(self, row: PolicyRow) -> bool:
        """Every row protects a sector."""
        return True

    def touches(self, case: "Case", row: PolicyRow, scope: Scope, node: str) -> Mapping[str, list[Any]]:
        """The partner's suppliers and origins at every stage, members as at the node of delivery."""
        return super().counted(case, row, scope, [node])

    def counted(self, case: "Case", row: PolicyRow, scope: Scope, window: list[str]) -> dict[str, list[Any]]:
        """FLOWS: (origin, destination, class, node) of what the excluded set touched."""
        return {"FLOWS": [flow for n in window for flow in case.touched_deliveries(row, scope, n)]}

    def measured(self, m: Any, block: Any, key: Any) -> Any:
        """Tonnes delivered that are not clean."""
        return sum(m.class_flow_tonnes[o, d, w, u] for o, d, w, u in block.FLOWS[key])

    def bound(self, m: Any, block: Any, key: Any) -> Any:
        """Nothing."""
        return 0.0
