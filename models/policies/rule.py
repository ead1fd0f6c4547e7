"""What a policy rule is: `measured <= bound` or `>=`, one row per scope and window of each row of the `Policies` sheet.

A rule's file says its name in Excel, the columns it uses, whom its rows are about and the two sides of its inequality.
It imports nothing of Pyomo: `models/rules.py` makes the sets, the figures and the constraint.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from models.policies.limits import SHARE, LimitKind
from models.policies.row import PolicyRow, Scope, Term
from models.shock import LACK_FACTOR, SUSPEND

if TYPE_CHECKING:
    from models.case import Case

EACH, ALL = "each", "all"
COMMON = frozenset({"Material", "Stage", "Per", "From", "To", "Penalty"})
SHARE_BASES = ("consumption", "supply", "primary", "imports")


class Rule:
    """A kind of policy rule. Subclasses set the class attributes and write the members of their sums and the algebra.

    `axes` are the columns that tell whom a row is about, `members` the ragged sets of the sums with the width of their
    elements, `figures` the numbers per row. With `needs_somebody` a named partner who is not active somewhere makes no
    row there; without it the row stands: a least share that nobody can fill is violated or infeasible, never absent.
    """

    name: ClassVar[str]
    sense: ClassVar[str] = "<="
    limit: ClassVar[LimitKind | None] = SHARE
    uses: ClassVar[frozenset[str]] = COMMON
    requires: ClassVar[frozenset[str]] = frozenset()
    bases: ClassVar[tuple[str, ...]] = ()
    partner_kinds: ClassVar[tuple[str, ...]] = ()
    axes: ClassVar[tuple[str, ...]] = ("material", "stage")
    members: ClassVar[Mapping[str, int]] = {}
    figures: ClassVar[tuple[str, ...]] = ()
    needs_somebody: ClassVar[bool] = True
    blank_material: ClassVar[str] = EACH
    blank_stage: ClassVar[str] = EACH
    blank_partner: ClassVar[str] = EACH
    extra_stages: ClassVar[tuple[str, ...]] = ()
    bans: ClassVar[bool] = False
    weighs_risk: ClassVar[bool] = False
    squares: ClassVar[bool] = False
    fixed_per: ClassVar[str | None] = None
    unit: ClassVar[str] = "t"
    in_a_shock: ClassVar[str] = SUSPEND
    suspended_means: ClassVar[str] = "is suspended"
    says: ClassVar[str]
    anybody: ClassVar[str] = ""

    @property
    def key(self) -> str:
        """Name of the rule's block on the model, such as `max_country_share`."""
        return self.name.lower().replace(" ", "_")

    def terms(self, case: "Case", row: PolicyRow) -> Iterator[Term]:
        """The constraints of a row: one for every scope and window that has nodes in force."""
        for scope in self.scopes(case, row):
            in_force, suspended = self.in_force(case, row, scope), self.suspended(case, row, scope)
            for last in case.tree:
                whole = case.tree.window(last, row.per) or []
                cut = [n for n in whole if n in suspended]
                window = [n for n in whole if n in in_force and case.is_left(n, cut)]
                if window:
                    members = self.counted(case, row, scope, window)
                    figures = self.reckoned(case, row, scope, window)
                    penalty = self.penalty(case, row, scope, last)
                    lenient = self.lack_cost(case, scope) if penalty is None and cut else penalty
                    yield Term(row, scope, last, members, figures, lenient)

    def in_force(self, case: "Case", row: PolicyRow, scope: Scope) -> frozenset[str]:
        """The nodes at which the row holds for a scope."""
        return self.nodes(case, row, scope) - self.suspended(case, row, scope)

    def suspended(self, case: "Case", row: PolicyRow, scope: Scope) -> frozenset[str]:
        """The nodes at which a shock of any of the scope's materials suspends the row."""
        if not case.shock.materials or not self.rests(row):
            return frozenset()
        return frozenset(n for n in self.nodes(case, row, scope) if case.shock.touches(n, scope.materials))

    def rests(self, row: PolicyRow) -> bool:
        """Whether a shock suspends the row: as the row says, else as its rule does."""
        return (row.in_a_shock or self.in_a_shock) == SUSPEND

    def scopes(self, case: "Case", row: PolicyRow) -> Iterator[Scope]:
        """Whom the row is about: one scope for each name, or one for `all` together."""
        row = self.with_blanks_meant(row)
        for material, materials in self._choices("material", row, self.materials(case)):
            for stage, pairs in self._stage_choices(case, row, materials):
                for partner, partners in self._partner_choices(case, row, pairs):
                    for sector, sectors in self._choices("sector", row, self.sectors(case, materials)):
                        scope = Scope((material, stage, partner, sector), pairs, partners, sectors)
                        if self.holds(case, row, scope):
                            yield scope

    def with_blanks_meant(self, row: PolicyRow) -> PolicyRow:
        """The row with `each` or `all` in place of blanks, as the rule means them."""
        return replace(
            row,
            material=row.material or self.blank_material,
            stage=row.stage or self.blank_stage,
            partner=row.partner or self.blank_partner,
            sector=row.sector or EACH,
        )

    def unmatched(self, case: "Case", row: PolicyRow) -> str | None:
        """The first axis at which a row that names something matches nothing, or None where it matches."""
        materials = self._narrow(row.material, self.materials(case))
        if "material" in self.axes and not materials:
            return "material" if row.material else None
        pairs = tuple((k, s) for k in materials for s in self.stages(case, k) if row.stage in (None, EACH, ALL, s))
        if "stage" in self.axes and not pairs:
            return "stage" if row.stage else None
        if row.partner and "partner" in self.axes and not self._narrow(row.partner, self.partners(case, row, pairs)):
            return "partner"
        if row.sector and "sector" in self.axes and not self._narrow(row.sector, self.sectors(case, materials)):
            return "sector"
        return None

    def materials(self, case: "Case") -> tuple[str, ...]:
        """The materials that a blank means."""
        return tuple(case.stages)

    def stages(self, case: "Case", material: str) -> tuple[str, ...]:
        """The stages of a material that a blank means."""
        return case.stages[material]

    def partners(self, case: "Case", row: PolicyRow, pairs: Sequence[tuple[str, str]]) -> tuple[str, ...]:
        """The partners that a blank means among those active at the given materials and stages."""
        return ()

    def sectors(self, case: "Case", materials: Sequence[str]) -> tuple[str, ...]:
        """The sectors that need one of the materials."""
        return tuple(dict.fromkeys(d.sector for d in case.demands.values() if d.material in materials))

    def nodes(self, case: "Case", row: PolicyRow, scope: Scope) -> frozenset[str]:
        """The nodes at which the row is in force for a scope: those of its From and To."""
        return row.nodes

    def saying(self, row: PolicyRow) -> str:
        """The sentence of a row with the names of its parts in braces."""
        return self.says

    def protects(self, row: PolicyRow) -> bool:
        """Whether a row keeps metal that a partner touched from a sector."""
        return False

    def touches(self, case: "Case", row: PolicyRow, scope: Scope, node: str) -> Mapping[str, Sequence[Any]]:
        """The members of the excluded set of a row that protects a sector, at the node of delivery."""
        raise NotImplementedError

    def holds(self, case: "Case", row: PolicyRow, scope: Scope) -> bool:
        """Whether a scope makes a constraint at all; most rules hold even where nobody counts."""
        return True

    def forced_tonnes(self, case: "Case", row: PolicyRow, pair: tuple[str, str]) -> float:
        """Tonnes of a material and stage in a period that a row may force on us, whether they are of use or not."""
        return 0.0

    def least_limit(self, case: "Case", row: PolicyRow, scope: Scope) -> float:
        """The least limit that could be kept at all, whatever is bought from whom."""
        return 0.0

    def penalty(self, case: "Case", row: PolicyRow, scope: Scope, last: str) -> float | None:
        """Money of the last period per unit of violation, None where the row is hard."""
        if row.penalty is None or not row.penalty_times_price:
            return row.penalty
        return row.penalty * max(case.reference_price[k][last] for k in scope.materials)

    def lack_cost(self, case: "Case", scope: Scope) -> float:
        """Penalty of a hard row for what is left of a window that a shock cuts; of money, ten times the money."""
        if self.group(scope) == "money":
            return LACK_FACTOR
        return max((case.lack_cost(k) for k in scope.materials), default=LACK_FACTOR)

    def limit_years(self, case: "Case", row: PolicyRow) -> float:
        """How many years of a limit a node stands for; of a total over the horizon, each of its periods an equal part.

        A period that a shock suspends takes its part with it.
        """
        if row.per != "horizon":
            return case.tree.period_years
        return 1.0 / len({case.tree.nodes[n].period for n in row.nodes})

    def counted(self, case: "Case", row: PolicyRow, scope: Scope, window: list[str]) -> dict[str, list[Any]]:
        """The members of each of the rule's sums over the nodes of a window."""
        raise NotImplementedError

    def reckoned(self, case: "Case", row: PolicyRow, scope: Scope, window: list[str]) -> dict[str, float]:
        """The rule's figures for a scope and window."""
        return {}

    def measured(self, m: Any, block: Any, key: Any) -> Any:
        """Left side: what the plan does."""
        raise NotImplementedError

    def bound(self, m: Any, block: Any, key: Any) -> Any:
        """Right side: what the row allows or asks for."""
        raise NotImplementedError

    def reached(self, m: Any, block: Any, key: Any) -> Any:
        """What the plan does, where the left side only comes near to it: for reports, and no linear program."""
        return self.measured(m, block, key)

    def group(self, scope: Scope) -> str:
        """The group of quantities whose size both sides have: a material, or "money"."""
        return scope.name[0] if len(scope.materials) == 1 else "all"

    def _choices(self, axis: str, row: PolicyRow, candidates: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
        written = getattr(row, axis)
        if axis not in self.axes or written == "":
            yield "", candidates if axis not in self.axes else ()
            return
        if written == ALL:
            yield ALL, candidates
        else:
            yield from ((name, (name,)) for name in self._narrow(written, candidates))

    def _partner_choices(
        self, case: "Case", row: PolicyRow, pairs: tuple[tuple[str, str], ...]
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        active = self.partners(case, row, pairs)
        if self.needs_somebody or row.partner in (None, EACH, ALL):
            yield from self._choices("partner", row, active)
        else:
            yield row.partner, (row.partner,)

    def _narrow(self, written: str | None, candidates: tuple[str, ...]) -> tuple[str, ...]:
        if written in (None, EACH, ALL):
            return candidates
        return tuple(name for name in candidates if name == written)

    def _stage_choices(
        self, case: "Case", row: PolicyRow, materials: tuple[str, ...]
    ) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
        stages = tuple(dict.fromkeys(stage for k in materials for stage in self.stages(case, k)))
        for label, chosen in self._choices("stage", row, stages):
            pairs = tuple((k, s) for k in materials for s in self.stages(case, k) if s in chosen)
            if pairs:
                yield label, pairs
