"""A partner must send at least so many tonnes."""

from typing import TYPE_CHECKING

from models.policies.limits import TONNES
from models.policies.partner import VolumeRule
from models.policies.row import PolicyRow, Scope
from models.policies.rule import ALL, EACH

if TYPE_CHECKING:
    from models.case import Case


class MinVolume(VolumeRule):
    """`tonnes of the partner >= limit`, at every material and stage where the partner has a supplier."""

    name = "Min volume"
    sense = ">="
    limit = TONNES
    says = "At least {limit} of {material} at {stage} comes from {partner}"
    anybody = "each supplier"

    def forced_tonnes(self, case: "Case", row: PolicyRow, pair: tuple[str, str]) -> float:
        """The limit, as far as it could fall into one period."""
        years = case.tree.period_years if row.per == "period" else 1.0
        scopes = [scope for scope in self.scopes(case, row) if pair in scope.pairs]
        return len(scopes) * years * max(row.limit.values(), default=0.0)

    def holds(self, case: "Case", row: PolicyRow, scope: Scope) -> bool:
        """With a blank stage, only where the partner has a supplier: own feed and recycling plants make none."""
        if row.stage not in (None, EACH, ALL):
            return True
        members = self.counted(case, row, scope, list(row.nodes))
        return bool(members["SUPPLIERS"]) or any(case.origins[key[:4]].suppliers for key in members["ORIGINS"])
