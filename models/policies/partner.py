"""What rules about partners share: whose tonnes count, as a supplier or an owner, a country or a bloc."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any, ClassVar

from models.bases import greatest_base
from models.policies.row import PolicyRow, Scope
from models.policies.rule import ALL, COMMON, EACH, SHARE_BASES, Rule

if TYPE_CHECKING:
    from models.case import Case
    from models.records import Supplier

SUPPLIER, COUNTRY, BLOC, OWNER = "supplier", "country", "bloc", "owner"
PARTNERS = (SUPPLIER, COUNTRY, BLOC, OWNER)


class PartnerRule(Rule):
    """A rule on the tonnes that partners send: `Σ arrived of suppliers + Σ origins of countries`.

    A supplier or an owner counts by what arrives from it, a country or a bloc by its origins: its suppliers, the used
    output of its recycling plants and the own feed that comes from it. A bloc's maximum leaves home out.
    """

    counts_home: ClassVar[bool] = False
    axes: ClassVar[tuple[str, ...]] = ("material", "stage", "partner")
    uses = COMMON | {"Partner"}
    members: ClassVar[Mapping[str, int]] = {"SUPPLIERS": 2, "ORIGINS": 5}

    def partners(self, case: "Case", row: PolicyRow, pairs: Sequence[tuple[str, str]]) -> tuple[str, ...]:
        """The suppliers, owners, countries or blocs active at the given materials and stages."""
        kind = row.partner_kind or self.partner_kinds[0]
        suppliers = [i for pair in pairs for i in case.suppliers_at(*pair)]
        if kind == SUPPLIER:
            return tuple(i.name for i in suppliers)
        if kind == OWNER:
            return tuple(sorted({i.owner for i in suppliers if i.owner}))
        countries = {origin.country for origin in case.origins.values() if (origin.material, origin.stage) in pairs}
        if kind == COUNTRY:
            leaves_home_out = row.partner in (EACH, ALL) and not self.counts_home
            return tuple(sorted(countries - case.home if leaves_home_out else countries))
        return tuple(bloc for bloc in case.blocs if countries & self.bloc_members(case, bloc, row.nodes))

    def bloc_members(self, case: "Case", bloc: str, nodes: "frozenset[str] | list[str]") -> frozenset[str]:
        """The countries of a bloc at any of the nodes; without home for a maximum of shares or volumes."""
        members = frozenset(country for node in nodes for country in case.blocs[bloc][node])
        return members - case.home if self.sense == "<=" and not self.counts_home else members

    def counted(self, case: "Case", row: PolicyRow, scope: Scope, window: list[str]) -> dict[str, list[Any]]:
        """SUPPLIERS: (supplier, node); ORIGINS: (source, material, stage, country, node)."""
        kind = row.partner_kind or self.partner_kinds[0]
        if kind in (SUPPLIER, OWNER):
            suppliers = [(i.name, n) for i in self._suppliers(case, scope, kind) for n in window]
            return {"SUPPLIERS": suppliers, "ORIGINS": []}
        return {"SUPPLIERS": [], "ORIGINS": list(self._origins(case, row, scope, window, kind))}

    def ordered_tonnes(self, case: "Case", row: PolicyRow, scope: Scope, window: list[str]) -> float:
        """Tonnes that count and were ordered before the plan: no rule can change them."""
        members = self.counted(case, row, scope, window)
        ordered = sum(case.suppliers[i].ordered_tonnes.get(n, 0.0) for i, n in members["SUPPLIERS"])
        for *key, n in members["ORIGINS"]:
            ordered += sum(i.ordered_tonnes.get(n, 0.0) for i in case.origins[tuple(key)].suppliers)
        return ordered

    def measured(self, m: Any, block: Any, key: Any) -> Any:
        """Tonnes that arrive from the partners."""
        return sum(m.arrived_tonnes[i, u] for i, u in block.SUPPLIERS[key]) + sum(
            m.origin_tonnes[g, k, s, c, u] for g, k, s, c, u in block.ORIGINS[key]
        )

    def _suppliers(self, case: "Case", scope: Scope, kind: str) -> Iterator["Supplier"]:
        for pair in scope.pairs:
            for i in case.suppliers_at(*pair):
                if (i.name if kind == SUPPLIER else i.owner) in scope.partners:
                    yield i

    def _origins(
        self, case: "Case", row: PolicyRow, scope: Scope, window: list[str], kind: str
    ) -> Iterator[tuple[str, str, str, str, str]]:
        sources = ("primary",) if row.base == "primary" else ("primary", "recycled")
        for n in window:
            countries = set(scope.partners)
            if kind == BLOC:
                countries = {c for bloc in scope.partners for c in self.bloc_members(case, bloc, [n])}
            for source, pair, country in product(sources, scope.pairs, sorted(countries)):
                if (source, *pair, country) in case.origins:
                    yield (source, *pair, country, n)


class ShareRule(PartnerRule):
    """A share of a base: `Σ tonnes of the partners <= Σ limit · base`, the limit beside each term.

    What was ordered before the plan counts. Where it alone breaks a maximum, whatever the base may come to, the row is
    lowered to it: `limit_kept` is then 0 and `allowance_tonnes` what was ordered.
    """

    uses = COMMON | {"Partner", "Base"}
    bases = SHARE_BASES
    members: ClassVar[Mapping[str, int]] = {"SUPPLIERS": 2, "ORIGINS": 5, "BASE": 4}
    figures = ("allowance_tonnes", "limit_kept")

    def counted(self, case: "Case", row: PolicyRow, scope: Scope, window: list[str]) -> dict[str, list[Any]]:
        """The partners' tonnes and BASE: (base, material, stage, node)."""
        return super().counted(case, row, scope, window) | {
            "BASE": [(row.base or self.bases[0], k, s, n) for k, s in scope.pairs for n in window]
        }

    def reckoned(self, case: "Case", row: PolicyRow, scope: Scope, window: list[str]) -> dict[str, float]:
        """limit_kept: 1, or 0 where orders from before the plan exceed the greatest bound of a maximum."""
        ordered = self.ordered_tonnes(case, row, scope, window) if self.sense == "<=" else 0.0
        base = row.base or self.bases[0]
        greatest = sum(row.limit[n] * greatest_base(case, base, k, s, n) for k, s in scope.pairs for n in window)
        lowered = ordered > greatest
        return {"allowance_tonnes": ordered if lowered else 0.0, "limit_kept": 0.0 if lowered else 1.0}

    def bound(self, m: Any, block: Any, key: Any) -> Any:
        """The limit's part of the base, or what was ordered before where that is more."""
        return block.allowance_tonnes[key] + sum(
            block.limit_kept[key] * block.limit[key[0], u] * m.base_tonnes[e, k, s, u] for e, k, s, u in block.BASE[key]
        )


class VolumeRule(PartnerRule):
    """Tonnes against a limit in t/yr, in proportion to the part of the year in force; over the horizon the total."""

    partner_kinds = PARTNERS
    requires = frozenset({"Partner"})
    members: ClassVar[Mapping[str, int]] = {"SUPPLIERS": 2, "ORIGINS": 5, "NODES": 1}
    figures = ("allowance_tonnes", "limit_years")

    def counted(self, case: "Case", row: PolicyRow, scope: Scope, window: list[str]) -> dict[str, list[Any]]:
        """The partners' tonnes and NODES, over which the limit counts."""
        return super().counted(case, row, scope, window) | {"NODES": window}

    def reckoned(self, case: "Case", row: PolicyRow, scope: Scope, window: list[str]) -> dict[str, float]:
        """limit_years: how many years of the limit a node stands for; allowance_tonnes: what was ordered beyond it."""
        years = self.limit_years(case, row)
        ordered = self.ordered_tonnes(case, row, scope, window) if self.sense == "<=" else 0.0
        over = ordered - sum(row.limit.get(n, 0.0) * years for n in window)
        return {"limit_years": years, "allowance_tonnes": max(0.0, over)}

    def bound(self, m: Any, block: Any, key: Any) -> Any:
        """The limit over the window, where there is one, and what was ordered before beyond it."""
        return block.allowance_tonnes[key] + sum(
            block.limit[key[0], u] * block.limit_years[key] for u in block.NODES[key]
        )
