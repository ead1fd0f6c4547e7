"""Stocks must cover so many days of demand."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from models.policies.limits import DAYS
from models.policies.row import PolicyRow, Scope
from models.policies.rule import ALL, Rule

if TYPE_CHECKING:
    from models.case import Case

DAYS_PER_YEAR = 365


class MinDaysOfCover(Rule):
    """`Σ stock in last-stage tonnes >= days · daily demand` at the close of every period in force.

    Stock above the last stage counts times the lowest yield of each later stage. With base `net imports` the daily
    figure is that of the twelve months before, history included, and the duty begins when all of those are known. A
    blank material means each that has a stockpile.
    """

    name = "Min days of cover"
    sense = ">="
    limit = DAYS
    uses = frozenset({"Material", "Stage", "Base", "From", "To", "Penalty"})
    bases = ("consumption", "net imports")
    blank_stage = ALL
    fixed_per = "period"
    members: ClassVar[Mapping[str, int]] = {"STOCKS": 2, "DEMANDS": 2, "IMPORTS": 2}
    figures = ("imported_before_tonnes", "daily_share")
    says = "Stocks of {material} at {stage} cover at least {limit} of {base}"

    def materials(self, case: "Case") -> tuple[str, ...]:
        """The materials that have a stockpile; the others are not covered."""
        return tuple(k for k in case.stages if self.stages(case, k))

    def stages(self, case: "Case", material: str) -> tuple[str, ...]:
        """The stages of a material that have a stockpile."""
        return tuple(s for s in case.stages[material] if f"{material} / {s}" in case.stockpiles)

    def nodes(self, case: "Case", row: PolicyRow, scope: Scope) -> frozenset[str]:
        """With base `net imports`, only the nodes whose twelve months before are known."""
        if row.base != "net imports":
            return row.nodes
        known = case.net_imports_before(scope.name[0])
        return frozenset(n for n in row.nodes if all(p in known for p in case.months_before_plan(n)))

    def counted(self, case: "Case", row: PolicyRow, scope: Scope, window: list[str]) -> dict[str, list[Any]]:
        """STOCKS: (stockpile, node); DEMANDS: (demand, node); IMPORTS: (material, node) of the twelve months before."""
        material = scope.name[0]
        stocks = [(f"{k} / {s}", n) for k, s in scope.pairs for n in window]
        if row.base == "net imports":
            imports = [(material, u) for n in window for u in case.year_before(n)]
            return {"STOCKS": stocks, "DEMANDS": [], "IMPORTS": imports}
        demands = [(d.key, n) for d in case.demands.values() if d.material == material for n in window]
        return {"STOCKS": stocks, "DEMANDS": demands, "IMPORTS": []}

    def reckoned(self, case: "Case", row: PolicyRow, scope: Scope, window: list[str]) -> dict[str, float]:
        """imported_before_tonnes: from history; daily_share: part of the summed tonnes that is one day's."""
        if row.base != "net imports":
            return {"imported_before_tonnes": 0.0, "daily_share": 1.0 / (DAYS_PER_YEAR * case.tree.period_years)}
        known = case.net_imports_before(scope.name[0])
        before = sum(known[p] for n in window for p in case.months_before_plan(n))
        return {"imported_before_tonnes": before, "daily_share": 1.0 / DAYS_PER_YEAR}

    def measured(self, m: Any, block: Any, key: Any) -> Any:
        """Stock in tonnes of the last stage."""
        return sum(m.last_stage_share[h, u] * m.stock_tonnes[h, u] for h, u in block.STOCKS[key])

    def bound(self, m: Any, block: Any, key: Any) -> Any:
        """Days of cover times the daily demand or the daily net imports."""
        days = block.daily_share[key] * block.limit[key[0], key[-1]]
        return days * (
            block.imported_before_tonnes[key]
            + sum(m.demand_tonnes[d, u] for d, u in block.DEMANDS[key])
            + sum(m.net_imports_tonnes[k, u] for k, u in block.IMPORTS[key])
        )
