"""The input as the audit understands it: an own reading of what the workbook's figures mean in each period."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import ceil, inf, prod

from planner.workbook import Book, Label
from planner.workbook.schema import Demand, Partnership, Plant, Scenario, Stockpile, Substitution, Supplier, Venture
from planner.workbook.series import Series

Pair = tuple[str, str]
DEFAULT_RAMP = 0.1


@dataclass(frozen=True)
class Facts:
    """A workbook's figures by index of the period; volumes are tonnes of the period, rates as in the sheet."""

    book: Book
    assumed: str = ""

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """The labels of the periods."""
        return self.book.calendar.labels

    @cached_property
    def every(self) -> range:
        """The indexes of all periods."""
        return range(self.book.calendar.count)

    @cached_property
    def step(self) -> float:
        """The length of a period in years."""
        return self.book.calendar.period_years

    @cached_property
    def years(self) -> dict[str, list[int]]:
        """The periods of each calendar year, by its label."""
        found: dict[str, list[int]] = {}
        for t, year in enumerate(self.book.calendar.years):
            found.setdefault(str(year), []).append(t)
        return found

    @cached_property
    def weights(self) -> list[float]:
        """The discount factor from the middle of each period to the beginning of the first."""
        rate = self.book.settings.discount_rate
        return [(1.0 + rate) ** (-(t + 0.5) * self.step) for t in self.every]

    def rates(self, series: Series[float] | None) -> list[float]:
        """Figures as they stand, 0 where there is none."""
        if series is None:
            return [0.0 for _ in self.every]
        if id(series) not in self._known:
            stated = series.on(self.book.calendar)
            self._known[id(series)] = [0.0 if value is None else float(value) for value in stated]
        return self._known[id(series)]

    @cached_property
    def _known(self) -> dict[int, list[float]]:
        """Figures by the series of the book that they come from: most are asked for many times."""
        return {}

    def tonnes(self, series: Series[float] | None) -> list[float]:
        """Yearly volumes as tonnes of each period."""
        return [value * self.step for value in self.rates(series)]

    def before(self, series: Series[float]) -> dict[int, float]:
        """Yearly volumes of the past as tonnes, by index of the period (-1, -2, ...)."""
        return {self.book.calendar.index(label): value * self.step for label, value in series.history.items()}

    def span(self, from_: Label | None, to: Label | None) -> range:
        """The periods from one label to another."""
        return self.book.calendar.cut(from_, to)

    @cached_property
    def home(self) -> frozenset[str]:
        """The countries that are home."""
        return frozenset(row.country for row in self.book.countries if row.home)

    def members(self, bloc: str, t: int) -> frozenset[str]:
        """The countries of a bloc in a period."""
        rows = (row for row in self.book.blocs if row.bloc == bloc)
        return frozenset(row.country for row in rows if t in self.span(row.from_, row.to))

    @cached_property
    def blocs(self) -> tuple[str, ...]:
        """The names of all blocs."""
        return tuple(dict.fromkeys(row.bloc for row in self.book.blocs))

    @cached_property
    def stages(self) -> dict[str, tuple[str, ...]]:
        """The stages that each material has: those with a supplier, a stockpile or a supplier's own feed."""
        found = {}
        for material in self.book.materials:
            name, order = material.material, list(material.stages)
            used = {row.stage for row in self.book.suppliers if row.material == name}
            used |= {row.stage for row in self.book.stockpiles if row.material == name}
            fed = [row.stage for row in self.book.suppliers if row.material == name and row.own_feed_from]
            used |= {order[order.index(stage) - 1] for stage in fed if order.index(stage)}
            if self.demands(name):
                used = used or {order[-1]}  # nobody offers it: it goes short
            if used:
                found[name] = tuple(stage for stage in order if stage in used)
        return found

    @cached_property
    def pairs(self) -> list[Pair]:
        """Every material and stage."""
        return [(material, stage) for material, stages in self.stages.items() for stage in stages]

    def is_last(self, pair: Pair) -> bool:
        """Whether a stage is its material's last."""
        return self.stages[pair[0]][-1] == pair[1]

    def next_stage(self, pair: Pair) -> str | None:
        """The stage after one."""
        stages = self.stages[pair[0]]
        place = stages.index(pair[1]) + 1
        return stages[place] if place < len(stages) else None

    @cached_property
    def suppliers(self) -> dict[str, Supplier]:
        """Every supplier by its name."""
        return {row.supplier: row for row in self.book.suppliers}

    def suppliers_at(self, pair: Pair) -> list[Supplier]:
        """The suppliers of a stage."""
        return [row for row in self.book.suppliers if (row.material, row.stage) == pair]

    def takers(self, pair: Pair) -> list[Supplier]:
        """The suppliers of the next stage, which work on what this one sends or on feed of their own."""
        later = self.next_stage(pair)
        return self.suppliers_at((pair[0], later)) if later else []

    @cached_property
    def _events(self) -> list[list[Scenario]]:
        """What the assumed scenario brings in each period."""
        rows = [row for row in self.book.scenarios if row.scenario == self.assumed]
        return [[row for row in rows if t in self.span(row.from_, row.to)] for t in self.every]

    def _touches(self, event: Scenario, row: Supplier, t: int) -> bool:
        if event.material not in ("each", row.material) or event.stage not in ("each", row.stage):
            return False
        members = self.members(event.partner, t) if event.partner_kind == "bloc" else {event.partner}
        whose = {"supplier": row.supplier, "owner": row.owner}.get(event.partner_kind, row.country)
        return event.partner_kind == "" or whose in members

    def left(self, row: Supplier, t: int) -> float:
        """The part of a supplier's capacity that the assumed scenario leaves."""
        return prod(event.capacity_factor for event in self._events[t] if self._touches(event, row, t))

    def unit_cost(self, row: Supplier) -> list[float]:
        """A supplier's unit cost in the world that is assumed."""
        stated = self.rates(row.unit_cost)
        return [
            stated[t] * prod(event.cost_factor for event in self._events[t] if self._touches(event, row, t))
            for t in self.every
        ]

    def needs(self, row: Demand) -> list[float]:
        """What a sector needs in the world that is assumed."""
        stated = self.tonnes(row.tonnes)
        return [
            stated[t]
            * prod(
                event.demand_factor
                for event in self._events[t]
                if event.material in ("each", row.material) and event.sector in ("each", row.sector)
            )
            for t in self.every
        ]

    def lead(self, row: Supplier | Plant | Venture | Substitution) -> int:
        """The lead time in periods."""
        return self.book.calendar.periods_in(row.lead_time)

    def partnerships(self, country: str, t: int) -> list[Partnership]:
        """The partnerships with a country that are in force in a period."""
        rows = [row for row in self.book.partnerships if t in self.span(row.from_, row.to)]
        return [
            row
            for row in rows
            if country in (self.members(row.partner, t) if row.partner_kind == "bloc" else {row.partner})
        ]

    def lead_from(self, row: Supplier, t: int) -> int:
        """The lead time in periods of what is ordered from a supplier in a period."""
        cuts = [self.book.calendar.periods_in(each.lead_time_cut) for each in self.partnerships(row.country, t)]
        return max(0, self.lead(row) - max(cuts, default=0))

    def capacity(self, row: Supplier) -> list[float]:
        """What a supplier can deliver, nothing outside its From and To."""
        able, in_use = self.tonnes(row.capacity), self.span(row.from_, row.to)
        return [able[t] * self.left(row, t) if t in in_use else 0.0 for t in self.every]

    def orderable(self, row: Supplier) -> list[int]:
        """The periods in which an order is open and still arrives inside the horizon."""
        return [t for t in self.span(row.from_, row.to) if t + self.lead_from(row, t) < len(self.every)]

    def ramp(self, row: Supplier, t: int, ventures: float) -> float:
        """Tonnes that may always be added to the period before; `ventures` are tonnes of our share that stands."""
        yearly = (self.rates(row.capacity)[t] + ventures / self.step) * DEFAULT_RAMP if row.ramp is None else row.ramp
        return yearly * self.step * self.step

    def sector(self, material: str, place: str) -> str:
        """The sector of a demand by the name of its place: the sector, with the member behind it if there is one."""
        rows = self.demands(material)
        named = {" / ".join(part for part in (row.sector, row.member) if part): row.sector for row in rows}
        return named.get(place, "")

    def demands(self, material: str) -> list[Demand]:
        """The demands for a material."""
        return [row for row in self.book.demand if row.material == material]

    def replaceable(self, row: Substitution) -> list[Demand]:
        """The demands that can do without, as a row of Substitution says: one for each member."""
        return [demand for demand in self.demands(row.material) if demand.sector == row.sector]

    def needed(self, material: str) -> list[float]:
        """What all sectors need of a material."""
        rows = [self.needs(row) for row in self.demands(material)]
        return [sum(row[t] for row in rows) for t in self.every]

    def size(self, material: str) -> float:
        """A sensible size for tonnes of a material: what all sectors need in the period that needs most."""
        return self._sizes.get(material, 0.0)

    @cached_property
    def _sizes(self) -> dict[str, float]:
        return {material: max(self.needed(material), default=0.0) for material in self.stages}

    @cached_property
    def recovered_by(self) -> dict[Pair, float]:
        """The yield of each plant and material."""
        return {(row.plant, row.material): row.yield_ for row in self.book.recovery}

    def sending(self, materials: Collection[str]) -> list[str]:
        """The countries that have a supplier or a recycling plant of some materials."""
        found = {row.country for row in self.book.suppliers if row.material in materials}
        return sorted(found | {row.country or "" for material in materials for row in self.plants_of(material)})

    def plants_of(self, material: str) -> list[Plant]:
        """The plants that recover a material."""
        return [row for row in self.book.recycling if (row.plant, material) in self.recovered_by]

    def is_sold(self, pair: Pair) -> bool:
        """Whether anybody sells or keeps a stage: one that only own feed comes from exists for rules alone."""
        kept = any((row.material, row.stage) == pair for row in self.book.stockpiles)
        return kept or bool(self.suppliers_at(pair))

    def life(self, row: Plant | Venture | Substitution) -> int:
        """The life of what is built or opened, in periods."""
        return ceil(row.life / self.step - 1e-9)

    def under_way(self, row: Plant | Venture) -> list[float]:
        """Capacity already paid for, in t/yr, while it stands."""
        ready = 0 if row.ready is None else self.book.calendar.index(row.ready)
        return [row.under_way if ready <= t < ready + self.life(row) else 0.0 for t in self.every]

    def kept(self, row: Stockpile) -> float:
        """What a period leaves of a tonne in stock."""
        return float((1.0 - row.loss) ** self.step)

    def as_last_stage(self, row: Stockpile, t: int) -> float:
        """Tonnes of the last stage that a tonne in stock counts for: times the lowest yield at each later stage."""
        stages = self.stages[row.material]
        later = stages[stages.index(row.stage) + 1 :]
        return prod(self._lowest_yield((row.material, stage), t) for stage in later)

    def _lowest_yield(self, pair: Pair, t: int) -> float:
        buyers = [row for row in self.suppliers_at(pair) if not row.own_feed_from]
        working = [row.yield_ for row in buyers if t in self.span(row.from_, row.to)]
        return min(working or [row.yield_ for row in buyers], default=0.0)

    def feeds(self, pair: Pair) -> Iterator[tuple[Supplier, str, float]]:
        """Own feed that counts at a stage: the supplier that works on it, the country, tonnes of it per tonne sold."""
        for row in self.takers(pair):
            for country, share in (row.own_feed_from or {}).items():
                yield row, country, share / row.yield_


def is_unlimited(figures: list[float]) -> bool:
    """Whether a figure is without limit in any period."""
    return inf in figures
