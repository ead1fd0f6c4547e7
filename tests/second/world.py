"""What the second formulation looks up in a workbook: stages, places, membership, figures per period."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from planner.workbook import Book
from tests.second.program import Line, Program, total


@dataclass(frozen=True)
class Place:
    """Where metal comes from or goes to: a supplier, plant, stockpile or sector, for one material."""

    kind: str
    name: str
    material: str
    stage: str
    countries: frozenset[str]


@dataclass
class World:
    """A book, the program that grows from it, and the money spent in each period by kind.

    Limits of Max HHI are lower by `closer`.
    """

    book: Book
    policy: str
    kept: frozenset[str] | None = None
    closer: float = 0.0
    program: Program = field(default_factory=Program)
    spent: dict[str, dict[int, Line]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Line)))
    outlay: dict[int, Line] = field(default_factory=lambda: defaultdict(Line))
    open_shares: dict[tuple, Line] = field(default_factory=dict)

    @cached_property
    def periods(self):
        return range(self.book.calendar.count)

    @cached_property
    def length(self):
        return self.book.calendar.period_years

    @cached_property
    def years(self):
        return self.book.calendar.years

    def factor(self, t):
        """Discount factor from the middle of a period to the start of the first one."""
        return (1 + self.book.settings.discount_rate) ** (-(t + 0.5) * self.length)

    def pay(self, kind, t, line):
        self.spent[kind][t] = self.spent[kind][t] + line

    def cost(self):
        """Present value of everything paid."""
        return total(line * self.factor(t) for lines in self.spent.values() for t, line in lines.items())

    def on(self, series, otherwise=None):
        """A figure per period."""
        if series is None:
            return [otherwise] * len(self.periods)
        return list(series.on(self.book.calendar))

    def wait(self, duration):
        return self.book.calendar.periods_in(duration)

    def cut(self, row):
        return self.book.calendar.cut(row.from_, row.to)

    @cached_property
    def rules(self):
        return self.book.policy_rows(self.policy)

    @cached_property
    def home(self):
        return frozenset(row.country for row in self.book.countries if row.home)

    @cached_property
    def listed(self):
        """The stages of each material, as listed."""
        return {row.material: row.stages for row in self.book.materials}

    @cached_property
    def present(self):
        """The stages of each material that have a supplier or a stockpile."""
        rows = [*self.book.suppliers, *self.book.stockpiles]
        there = {(row.material, row.stage) for row in rows}
        return {m: tuple(s for s in stages if (m, s) in there) for m, stages in self.listed.items()}

    @cached_property
    def ruled(self):
        """The stages of each material that rules see: those present, and those of which own feed comes."""
        fed = {(row.material, self.above(row)) for row in self.book.suppliers if row.own_feed_from is not None}
        return {
            m: tuple(s for s in stages if s in self.present[m] or (m, s) in fed) for m, stages in self.listed.items()
        }

    def above(self, supplier):
        """The stage whose output a supplier works on."""
        stages = self.listed[supplier.material]
        number = stages.index(supplier.stage)
        return stages[number - 1] if number else None

    def last(self, material):
        return self.present[material][-1]

    def after(self, material, stage):
        """The next stage in the list; None after the last."""
        stages = self.listed[material]
        number = stages.index(stage) + 1
        return stages[number] if number < len(stages) else None

    def buys_feed(self, supplier):
        return supplier.own_feed_from is None and supplier.stage != self.present[supplier.material][0]

    def suppliers(self, material, stage):
        return [row for row in self.book.suppliers if (row.material, row.stage) == (material, stage)]

    def open(self, supplier):
        return self.cut(supplier)

    def plants_of(self, material):
        """Plants that recover a material, with the country of each."""
        recovers = {row.plant for row in self.book.recovery if row.material == material}
        return [row for row in self.book.recycling if row.plant in recovers]

    def demand(self, material, t):
        """Tonnes that all sectors need in a period."""
        rows = [row for row in self.book.demand if row.material == material]
        return sum(self.on(row.tonnes)[t] for row in rows) * self.length

    def members(self, bloc, t):
        """The countries of a bloc in a period."""
        rows = [row for row in self.book.blocs if row.bloc == bloc]
        return frozenset(row.country for row in rows if t in self.book.calendar.cut(row.from_, row.to))

    def countries(self, kind, name, t):
        """The countries that a partner is, in a period; none where it is a supplier or owner."""
        if kind == "country":
            return frozenset([name])
        return self.members(name, t) if kind == "bloc" else frozenset()

    def is_partner(self, supplier, kind, name, t):
        if kind == "supplier":
            return supplier.supplier == name
        if kind == "owner":
            return supplier.owner == name
        return supplier.country in self.countries(kind, name, t)

    def price(self, material, t):
        series = next(row.reference_price for row in self.book.materials if row.material == material)
        return self.on(series)[t]

    @cached_property
    def senders(self):
        """All places that metal leaves, at their stage."""
        found = [place_of(row) for row in self.book.suppliers]
        found += [
            Place("plant", row.plant, m, self.last(m), frozenset([row.country]))
            for m in self.listed
            for row in self.plants_of(m)
        ]
        return found + self.stocks

    @cached_property
    def stocks(self):
        return [
            Place("stockpile", f"{row.material} / {row.stage}", row.material, row.stage, self.home)
            for row in self.book.stockpiles
        ]

    @cached_property
    def sectors(self):
        return [Place("sector", row.sector, row.material, "", self.home) for row in self.book.demand]

    def takers(self, sender):
        """The places to which metal may go from a sender."""
        m, s = sender.material, sender.stage
        found = [place for place in self.stocks if (place.material, place.stage) == (m, s) and place != sender]
        if s == self.last(m):
            return found + [place for place in self.sectors if place.material == m]
        return found + [place_of(row) for row in self.suppliers(m, self.after(m, s)) if self.buys_feed(row)]


def place_of(supplier):
    """The place that a row of Suppliers is."""
    return Place("supplier", supplier.supplier, supplier.material, supplier.stage, frozenset([supplier.country]))


def annuity(rate, life):
    """What one unit of capex costs per year standing."""
    return 1 / life if rate == 0 else rate / (1 - (1 + rate) ** -life)
