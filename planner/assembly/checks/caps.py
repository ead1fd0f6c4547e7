"""Hard caps on partners that must cause shortage, since all others together cannot deliver the rest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import inf

from models.policies import PolicyRow, Scope
from models.policies.partner import PartnerRule, ShareRule, VolumeRule
from planner.assembly.checks.found import Subject, warning
from planner.assembly.checks.reach import Reach
from planner.assembly.rules import policy_row
from planner.problems import Problem
from planner.workbook.schema import Policy

ROUNDING = 1e-6
CONSUMPTION, SUPPLY, IMPORTS = "consumption", "supply", "imports"


def that_must_cause_shortage(subject: Subject) -> Iterator[Problem]:
    """A greatest share or volume, or a ban, leaves enough for demand; told with the tonnes where it is worst."""
    for written in subject.book.policies:
        row = policy_row(written, subject.horizon)
        if isinstance(row.rule, ShareRule | VolumeRule) and _binds(row):
            found = list(of_row(subject, row, row.rule))
            worst = max(found, key=lambda cap: cap.short, default=None)
            if worst is not None and worst.short > ROUNDING * worst.needed:
                yield _told(written, worst)


def _binds(row: PolicyRow) -> bool:
    """Whether a row bounds from above, whatever it costs, what comes from partners."""
    return row.rule.sense == "<=" and row.penalty is None and not row.rule.protects(row)


@dataclass(frozen=True)
class Cap:
    """What a row leaves of a material over a window, of what is needed; `short` is what lacks because of the row."""

    material: str
    window: Sequence[str]
    needed: float
    left: float
    short: float


@dataclass(frozen=True)
class Partner:
    """What can come from one capped partner over a window, and what of it was ordered before the plan."""

    most: float
    ordered: float

    def within(self, bound: float) -> float:
        """What comes from it under a bound, which does not undo orders."""
        return min(self.most, max(bound, self.ordered))


def _told(row: Policy, cap: Cap) -> Problem:
    when = cap.window[0] if len(cap.window) == 1 else f"{cap.window[0]} to {cap.window[-1]}"
    said = (
        f"{row.id} must cause shortage: with it at most {cap.left:,.6g} t of {cap.material} can be delivered in {when},"
        f" and {cap.needed:,.6g} t are needed. All others together lack at least {cap.short:,.6g} t."
    )
    return warning(row, "limit" if row.limit else "rule", "tight-cap", said)


def of_row(subject: Subject, row: PolicyRow, rule: PartnerRule) -> Iterator[Cap]:
    """What a row leaves of each material that it is about, over each window in which that is less than is needed."""
    case, reach = subject.case, subject.reach
    scopes = sorted((s for s in rule.scopes(case, row) if len(s.pairs) == 1), key=lambda scope: scope.pairs)
    for ((material, stage),), own in groupby(scopes, key=lambda scope: scope.pairs):
        capped = list(own)
        for last in case.tree:
            window = [n for n in case.tree.window(last, row.per) or () if n in row.nodes]
            needed = reach.needed(material, window) if window else 0.0
            bounds = _Bounds(reach, row, rule, (material, stage), window).arriving(capped) if needed else {}
            left = reach.delivered(material, window, bounds) if bounds else needed
            if left < needed:
                free = reach.delivered(material, window)
                yield Cap(material, window, needed, left, min(needed, free) - left)


@dataclass(frozen=True)
class _Bounds:
    """What a row bounds of what can arrive at the stages of a material over a window."""

    reach: Reach
    row: PolicyRow
    rule: PartnerRule
    pair: tuple[str, str]
    window: list[str]

    def arriving(self, scopes: Sequence[Scope]) -> Mapping[str, float]:
        """The most that can arrive at the stage, or where it counts in what the next one takes in, at that one."""
        members = [self._members(scope) for scope in scopes]
        partners = [self._partner(scope, own) for scope, own in zip(scopes, members, strict=True)]
        capped = {member: tonnes for own in members for member, tonnes in own.items()}  # blocs may share a country
        free = max(0.0, self._all() - sum(capped.values()))
        if not isinstance(self.rule, ShareRule):
            return {self.pair[1]: free + sum(partner.within(self._volume()) for partner in partners)}
        base, share = self.row.base or self.rule.bases[0], max(self.row.limit[n] for n in self.window)
        case, (material, stage) = self.reach.case, self.pair
        if base == CONSUMPTION and case.is_last(material, stage):
            demand = sum(d.tonnes[n] for d in case.demands.values() if d.material == material for n in self.window)
            return {stage: free + sum(partner.within(share * demand) for partner in partners)}
        if base == CONSUMPTION:
            return self._at_the_next_stage(partners, free, share)
        return self._of_supply(partners, free, share) if base == SUPPLY else {}

    def _of_supply(self, partners: Sequence[Partner], free: float, share: float) -> Mapping[str, float]:
        return {self.pair[1]: greatest_base(partners, free, share)}

    def _at_the_next_stage(self, partners: Sequence[Partner], free: float, share: float) -> Mapping[str, float]:
        """What the next stage takes in is at most what its own cap lets come, and what lies in stock."""
        case, (material, stage) = self.reach.case, self.pair
        following, takers = case.next_stage(material, stage), case.processors_of(material, stage)
        if following is None or any(j.lead_time_periods for j in takers):
            return {}
        taken = greatest_base(partners, free + max(0.0, self.reach.released(material, stage, self.window)), share)
        made = max((j.yield_share for j in takers), default=0.0) * taken
        made += sum(self.reach.ordered(j, self.window) for j in takers)
        recycled = self.reach.all_recycled(material, self.window) if case.is_last(material, following) else 0.0
        return {following: made + recycled}

    def _all(self) -> float:
        """All that can come to the stage, own feed and what plants recover included."""
        case, (material, stage) = self.reach.case, self.pair
        found = sum(self.reach.arriving(i, self.window) for i in case.suppliers_at(material, stage))
        found += sum(self._taken_in(j.name) for j in case.processors_of(material, stage) if j.own_feed)
        return found + (self.reach.all_recycled(material, self.window) if case.is_last(material, stage) else 0.0)

    def _members(self, scope: Scope) -> dict[tuple[str, ...], float]:
        """What can come from each member of the partner of a scope, as the rule itself counts them."""
        case, members = self.reach.case, self.rule.counted(self.reach.case, self.row, scope, self.window)
        found: dict[tuple[str, ...], float] = {}
        found |= {(i, n): self.reach.arriving(case.suppliers[i], [n]) for i, n in members["SUPPLIERS"]}
        for *key, n in members["ORIGINS"]:
            origin = case.origins[tuple(key)]
            tonnes = sum(self.reach.arriving(i, [n]) for i in origin.suppliers)
            tonnes += sum((j.own_feed or {})[origin.country] * self._taken_in(j.name, n) for j in origin.own_feed)
            tonnes += sum(self.reach.recycled(plant, origin.material, [n]) for plant in origin.plants)
            found[*key, n] = tonnes
        return found

    def _partner(self, scope: Scope, members: Mapping[tuple[str, ...], float]) -> Partner:
        ordered = self.rule.ordered_tonnes(self.reach.case, self.row, scope, self.window)
        return Partner(sum(members.values()), ordered)

    def _taken_in(self, supplier: str, node: str = "") -> float:
        """What a supplier takes in of its own feed at most, at a node or over the window."""
        own = self.reach.case.suppliers[supplier]
        return sum(self.reach.offtake(own, n) for n in ([node] if node else self.window)) / own.yield_share

    def _volume(self) -> float:
        """The volume that a row allows over the window: none where it is a ban."""
        years = 1.0 / len(self.window) if self.row.per == "horizon" else self.reach.case.tree.period_years
        return sum(self.row.limit.get(n, 0.0) * years for n in self.window)


def greatest_base(partners: Sequence[Partner], free: float, share: float) -> float:
    """The greatest base S of which each partner sends no more than a share: `S <= free + Σ min(most, share · S)`.

    The right side rises ever more slowly with S; from the greatest it can be, the partners are bound one by one.
    """
    ranked = sorted(partners, key=lambda partner: partner.most)
    for bound in range(len(ranked) + 1):
        unbound = free + sum(partner.most for partner in ranked[: len(ranked) - bound])
        if share * bound >= 1.0:
            return 0.0 if unbound == 0.0 else inf
        base = unbound / (1.0 - share * bound)
        if all(partner.most <= share * base for partner in ranked[: len(ranked) - bound]):
            return base
    return inf
