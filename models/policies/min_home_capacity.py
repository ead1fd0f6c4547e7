"""Capacity at home must be at least a share of consumption, used or not."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from models.policies.row import PolicyRow, Scope
from models.policies.rule import Rule

if TYPE_CHECKING:
    from models.case import Case

RECYCLING = "recycling"


class MinHomeCapacity(Rule):
    """`Σ capacity at home >= limit · consumption`, both in t/yr, at every node in force.

    At a stage the capacity of its home suppliers counts, and the whole of the ventures that stand there. With the
    stage `recycling`, which a blank does not mean, that of recycling plants times their yield counts, against
    consumption at the last stage.
    """

    name = "Min home capacity"
    sense = ">="
    uses = frozenset({"Material", "Stage", "From", "To", "Penalty"})
    extra_stages = (RECYCLING,)
    fixed_per = "period"
    unit = "t/yr"
    members: ClassVar[Mapping[str, int]] = {"SUPPLIERS": 2, "VENTURES": 2, "OUTLETS": 3, "BASE": 4}
    says = "Capacity at home for {material} at {stage} is at least {limit} of consumption"

    def stages(self, case: "Case", material: str) -> tuple[str, ...]:
        """The stages of the material; a plant that recovers it is at one of its own."""
        return case.stages[material]

    def scopes(self, case: "Case", row: PolicyRow) -> Any:
        """With `recycling`, one scope for each material, about its last stage."""
        if row.stage != RECYCLING:
            yield from super().scopes(case, row)
            return
        for label, materials in self._choices("material", row, self.materials(case)):
            pairs = tuple((k, case.stages[k][-1]) for k in materials)
            yield Scope((label, RECYCLING, "", ""), pairs)

    def unmatched(self, case: "Case", row: PolicyRow) -> str | None:
        """Recycling can be asked of any material."""
        return None if row.stage == RECYCLING else super().unmatched(case, row)

    def counted(self, case: "Case", row: PolicyRow, scope: Scope, window: list[str]) -> dict[str, list[Any]]:
        """SUPPLIERS and VENTURES: (name, node) of those at home; OUTLETS: (plant, material, node); BASE."""
        recycled = scope.name[1] == RECYCLING
        base = [("consumption", k, s, n) for k, s in scope.pairs for n in window]
        at_home = [i.name for pair in scope.pairs for i in case.suppliers_at(*pair) if i.country in case.home]
        ventures = [v.name for v in case.ventures.values() if set(v.suppliers) & set(at_home)]
        outlets = [
            (p.name, k, n)
            for k in scope.materials
            for p in case.plants_for(k)
            if p.country in case.home
            for n in window
        ]
        return {
            "SUPPLIERS": [] if recycled else [(i, n) for i in at_home for n in window],
            "VENTURES": [] if recycled else [(v, n) for v in ventures for n in window],
            "OUTLETS": outlets if recycled else [],
            "BASE": base,
        }

    def measured(self, m: Any, block: Any, key: Any) -> Any:
        """Capacity that stands at home, in t/yr."""
        own = sum(m.capacity_tonnes[i, u] / m.period_years for i, u in block.SUPPLIERS[key])
        joint = sum(m.venture_online_tonnes_per_year[v, u] for v, u in block.VENTURES[key])
        return (
            own
            + joint
            + sum(
                m.recovery_share[p, k]
                * (m.plant_capacity_tonnes[p, u] / m.period_years + m.online_tonnes_per_year[p, u])
                for p, k, u in block.OUTLETS[key]
            )
        )

    def bound(self, m: Any, block: Any, key: Any) -> Any:
        """The limit's part of consumption, in t/yr."""
        return sum(
            block.limit[key[0], u] * m.base_tonnes[e, k, s, u] / m.period_years for e, k, s, u in block.BASE[key]
        )
