"""Only so much money may be spent."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from models.policies.limits import MONEY
from models.policies.row import PolicyRow, Scope
from models.policies.rule import Rule

if TYPE_CHECKING:
    from models.case import Case


class MaxBudget(Rule):
    """`Σ money spent <= limit`, undiscounted.

    Base `capex`: outlay net of support in the period of the decision. Base `paid cost`: what the objective pays,
    annuities instead of outlay, without the credit for closing stock.
    """

    name = "Max budget"
    limit = MONEY
    axes = ()
    uses = frozenset({"Base", "Per", "From", "To", "Penalty"})
    bases = ("capex", "paid cost")
    unit = "money"
    members: ClassVar[Mapping[str, int]] = {"SPENT": 2, "NODES": 1}
    figures = ("limit_years",)
    says = "At most {limit} of {base} is spent"

    def counted(self, case: "Case", row: PolicyRow, scope: Scope, window: list[str]) -> dict[str, list[Any]]:
        """SPENT: (base, node); NODES, over which the limit counts."""
        return {"SPENT": [(row.base or self.bases[0], n) for n in window], "NODES": window}

    def reckoned(self, case: "Case", row: PolicyRow, scope: Scope, window: list[str]) -> dict[str, float]:
        """limit_years: how many years of the limit a node stands for."""
        return {"limit_years": self.limit_years(case, row)}

    def measured(self, m: Any, block: Any, key: Any) -> Any:
        """Money spent."""
        return sum(m.spent_money[e, u] for e, u in block.SPENT[key])

    def bound(self, m: Any, block: Any, key: Any) -> Any:
        """The limit over the window."""
        return sum(block.limit[key[0], u] * block.limit_years[key] for u in block.NODES[key])

    def group(self, scope: Scope) -> str:
        """Both sides are money."""
        return "money"
