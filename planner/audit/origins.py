"""Where metal counts: by country, supplier and stage in each period, and the bases that shares are taken of."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from planner.audit.audit import Audit
from planner.audit.facts import Pair
from planner.audit.shortages import surplus
from planner.audit.volumes import TO_PROCESSOR, TO_SECTOR, UNKNOWN

PRIMARY, RECYCLED = "primary", "recycled"


@dataclass(frozen=True)
class Origin:
    """Tonnes that count at a stage by period: what arrives of a supplier, its own feed, or a plant's used output."""

    pair: Pair
    country: str
    source: str
    tonnes: list[float]
    ordered: list[float]
    supplier: str = ""
    plant: str = ""


@dataclass(frozen=True)
class Origins:
    """What the plan brings to each stage, from where."""

    audit: Audit

    @cached_property
    def all(self) -> list[Origin]:
        """Every origin, also of what brings nothing."""
        return [*self._suppliers(), *self._own_feed(), *self._plants()]

    def at(self, pair: Pair) -> list[Origin]:
        """The origins of a stage."""
        return [origin for origin in self.all if origin.pair == pair]

    def base(self, name: str, pair: Pair) -> list[float]:
        """A base of shares by period: consumption, supply, primary or imports."""
        facts = self.audit.facts
        if name == "consumption":
            return self.consumption(pair)
        origins = [o for o in self.at(pair) if name != "primary" or o.source == PRIMARY]
        origins = [o for o in origins if name != "imports" or o.country not in facts.home]
        known, unknown = summed(self.audit, origins), self._unknown_feed(pair)
        whole = [known[t] + unknown[t] for t in facts.every]
        if name == "imports":
            return whole
        unused = [surplus(self.audit, row.supplier) for row in facts.suppliers_at(pair)]
        return [whole[t] - sum(left[t] for left in unused) for t in facts.every]

    def consumption(self, pair: Pair) -> list[float]:
        """What sectors need at the last stage; above it, what the suppliers of the next stage take in."""
        facts = self.audit.facts
        if facts.is_last(pair):
            return facts.needed(pair[0])
        bought = self.audit.volumes.bought
        return [sum(bought[row.supplier][t] / row.yield_ for row in facts.takers(pair)) for t in facts.every]

    def traced(self, pair: Pair) -> dict[str, list[float]]:
        """What the next stage or sectors use, by the country it came from at its stage; own feed among it."""
        facts = self.audit.facts
        found: dict[str, list[float]] = {}

        def count(country: str, tonnes: Iterable[float]) -> None:
            before = found.get(country, [0.0 for _ in facts.every])
            found[country] = [one + other for one, other in zip(before, tonnes, strict=True)]

        for flow in self.audit.volumes.flows:
            if flow.pair == pair and flow.end in (TO_SECTOR, TO_PROCESSOR):
                count(flow.country, flow.tonnes)
        for row in facts.takers(pair):
            if row.own_feed_from:
                feed = [tonnes / row.yield_ for tonnes in self.audit.volumes.bought[row.supplier]]
                rest = 1.0 - sum(row.own_feed_from.values())
                for country, share in {**row.own_feed_from, UNKNOWN: rest}.items():
                    count(country, [share * tonnes for tonnes in feed])
        return found

    def _unknown_feed(self, pair: Pair) -> list[float]:
        """Own feed that works at the next stage and comes from nobody knows where: in no country, but in every base."""
        found = [0.0 for _ in self.audit.facts.every]
        for row in self.audit.facts.takers(pair):
            rest = 1.0 - sum((row.own_feed_from or {"": 1.0}).values())
            for t, bought in enumerate(self.audit.volumes.bought[row.supplier]):
                found[t] += rest * bought / row.yield_
        return found

    def _suppliers(self) -> Iterable[Origin]:
        for name, row in self.audit.facts.suppliers.items():
            pair, ordered = (row.material, row.stage), self.audit.facts.tonnes(row.ordered)
            yield Origin(pair, row.country, PRIMARY, self.audit.volumes.arrived[name], ordered, supplier=name)

    def _own_feed(self) -> Iterable[Origin]:
        facts = self.audit.facts
        for pair in facts.pairs:
            for row, country, each in facts.feeds(pair):
                tonnes = [each * bought for bought in self.audit.volumes.bought[row.supplier]]
                yield Origin(pair, country, PRIMARY, tonnes, [0.0 for _ in facts.every])

    def _plants(self) -> Iterable[Origin]:
        facts, periods = self.audit.facts, self.audit.periods
        for row in facts.book.recycling:
            for material in (m for plant, m in facts.recovered_by if plant == row.plant and m in facts.stages):
                made = self.audit.volumes.recovered(row.plant, row.stream, material, periods)
                pair, none = (material, facts.stages[material][-1]), [0.0 for _ in facts.every]
                yield Origin(pair, row.country or "", RECYCLED, made, none, plant=row.plant)


def summed(audit: Audit, origins: Iterable[Origin]) -> list[float]:
    """Tonnes of several origins in one sum, by period."""
    rows = [origin.tonnes for origin in origins]
    return [sum(row[t] for row in rows) for t in audit.facts.every]
