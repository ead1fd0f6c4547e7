"""Only so much of demand may go unmet when a country is lost for a year."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from models.policies.row import PolicyRow, Scope
from models.policies.rule import COMMON, Rule

if TYPE_CHECKING:
    from models.case import Case
    from models.records import Supplier


class MaxUnmetAfterLoss(Rule):
    """`Σ unmet in the emergency <= Σ limit · demand`, for the loss of each country that the plan can use, home too.

    All sectors of a material together. What an emergency can draw on says `models/losses.py`: the other suppliers up
    to their capacity, stock on hand, recycled output as planned, and substitution up to the share that stands open.
    """

    name = "Max unmet after losing a partner"
    axes = ("material", "partner")
    uses = COMMON - {"Stage"}
    members: ClassVar[Mapping[str, int]] = {"UNMET": 3, "DEMANDS": 2}
    says = "At most {limit} of the demand for {material} goes unmet when any one country is lost for a year"

    def stages(self, case: "Case", material: str) -> tuple[str, ...]:
        """The last stage, where demand is met."""
        return case.stages[material][-1:]

    def partners(self, case: "Case", row: PolicyRow, pairs: Sequence[tuple[str, str]]) -> tuple[str, ...]:
        """The countries that the plan can use at any stage, home countries too."""
        materials = [material for material, _ in pairs]
        found = {i.country for i in case.suppliers.values() if i.material in materials}
        return tuple(sorted(found | {p.country for k in materials for p in case.plants_for(k)}))

    def nodes(self, case: "Case", row: PolicyRow, scope: Scope) -> frozenset[str]:
        """Those of years in which anything can come from the country."""
        years = _years_of_use(case, scope.partners[0], scope.materials)
        return frozenset(n for n in row.nodes if case.tree.nodes[n].year in years)

    def holds(self, case: "Case", row: PolicyRow, scope: Scope) -> bool:
        """Only a material that somebody needs can be missed."""
        return any(d.material in scope.materials for d in case.demands.values())

    def counted(self, case: "Case", row: PolicyRow, scope: Scope, window: list[str]) -> dict[str, list[Any]]:
        """UNMET: (lost country, demand, node); DEMANDS: (demand, node)."""
        needs = [(d.key, n) for d in case.demands.values() if d.material in scope.materials for n in window]
        return {"UNMET": [(scope.partners[0], d, n) for d, n in needs], "DEMANDS": needs}

    def measured(self, m: Any, block: Any, key: Any) -> Any:
        """Tonnes that go unmet in the emergency."""
        return sum(m.unmet_tonnes[c, d, u] for c, d, u in block.UNMET[key])

    def bound(self, m: Any, block: Any, key: Any) -> Any:
        """The limit's part of demand."""
        return sum(block.limit[key[0], u] * m.demand_tonnes[d, u] for d, u in block.DEMANDS[key])


def _years_of_use(case: "Case", country: str, materials: Sequence[str]) -> set[int]:
    """The years in which anything of some materials can come from a country."""
    nodes = case.tree.nodes
    if any(p.country == country for k in materials for p in case.plants_for(k)):
        return {node.year for node in nodes.values()}
    own = [i for i in case.suppliers.values() if i.country == country and i.material in materials]
    return {nodes[n].year for i in own for n in nodes if i.ordered_tonnes.get(n) or _opens(case, i, n)}


def _opens(case: "Case", supplier: "Supplier", node: str) -> bool:
    """Whether anything that is bought from a supplier can arrive at a node."""
    joint = any(supplier.name in venture.suppliers for venture in case.ventures.values())
    departed = case.departures(supplier, node)
    return any(case.open_capacity(supplier, u) > 0 or (joint and u in supplier.open_nodes) for u in departed)
