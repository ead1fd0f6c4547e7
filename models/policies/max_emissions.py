"""Only so much may be emitted."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from models.policies.limits import EMISSIONS
from models.policies.partner import BLOC, COUNTRY, OWNER, SUPPLIER, PartnerRule
from models.policies.row import PolicyRow, Scope
from models.policies.rule import ALL

if TYPE_CHECKING:
    from models.case import Case


class MaxEmissions(PartnerRule):
    """`Σ emissions · offtake + Σ emissions · scrap treated <= limit`, counted at departure.

    Blanks mean all materials, stages and countries in one sum. Of a plant that recovers several materials each carries
    its part of the yield. What was ordered before the plan counts when it arrives.
    """

    name = "Max emissions"
    limit = EMISSIONS
    blank_material, blank_stage, blank_partner = ALL, ALL, ALL
    counts_home = True
    partner_kinds = (COUNTRY, SUPPLIER, BLOC, OWNER)
    unit = "tCO2e"
    in_a_shock = "hold"
    members: ClassVar[Mapping[str, int]] = {"SUPPLIERS": 2, "OUTLETS": 3, "NODES": 1}
    figures = ("ordered_tco2e", "allowance_tco2e", "limit_years")
    says = "At most {limit} are emitted for {material} at {stage} by {partner}"
    anybody = "any one country"

    def counted(self, case: "Case", row: PolicyRow, scope: Scope, window: list[str]) -> dict[str, list[Any]]:
        """SUPPLIERS: (supplier, node); OUTLETS: (plant, material, node); NODES, over which the limit counts."""
        partners = super().counted(case, row, scope, window)
        origins = [(case.origins[tuple(key)], n) for *key, n in partners["ORIGINS"]]
        senders = partners["SUPPLIERS"] + [(i.name, n) for origin, n in origins for i in origin.suppliers]
        outlets = [(p.name, origin.material, n) for origin, n in origins for p in origin.plants]
        return {"SUPPLIERS": senders, "OUTLETS": outlets, "NODES": window}

    def reckoned(self, case: "Case", row: PolicyRow, scope: Scope, window: list[str]) -> dict[str, float]:
        """Emissions of what was ordered before, what of them exceeds the limit, years of the limit per node."""
        senders = [(case.suppliers[i], n) for i, n in self.counted(case, row, scope, window)["SUPPLIERS"]]
        ordered = sum(i.ordered_tonnes.get(n, 0.0) * i.emissions_tco2e.get(n, 0.0) for i, n in senders)
        years = self.limit_years(case, row)
        over = ordered - sum(row.limit[n] * years for n in window)
        return {"ordered_tco2e": ordered, "allowance_tco2e": max(0.0, over), "limit_years": years}

    def measured(self, m: Any, block: Any, key: Any) -> Any:
        """Tonnes of CO2 equivalent."""
        return (
            block.ordered_tco2e[key]
            + sum(m.emissions_tco2e[i, u] * m.offtake_tonnes[i, u] for i, u in block.SUPPLIERS[key])
            + sum(
                m.recovery_part[p, k] * m.recycling_emissions[p, u] * m.treated_scrap_tonnes[p, u]
                for p, k, u in block.OUTLETS[key]
            )
        )

    def bound(self, m: Any, block: Any, key: Any) -> Any:
        """The limit over the window, and what was ordered before beyond it."""
        return block.allowance_tco2e[key] + sum(
            block.limit[key[0], u] * block.limit_years[key] for u in block.NODES[key]
        )

    def group(self, scope: Scope) -> str:
        """Emissions have the size of all materials together."""
        return "all"
