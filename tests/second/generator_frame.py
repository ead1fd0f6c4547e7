"""What random workbooks share: their calendar and names, and figures drawn at random."""

from dataclasses import dataclass, field
from random import Random

STAGES = ("mine", "refinery", "works")


def table(rows):
    """Rows that name their cells as a sheet with heads."""
    heads = list(dict.fromkeys(head for row in rows for head in row))
    return [heads, *([row.get(head) for head in heads] for row in rows)]


@dataclass
class Frame:
    """The calendar, places and names of a random workbook, and its source of chance."""

    random: Random
    length: str
    count: int
    materials: dict[str, tuple[str, ...]]
    countries: list[str]
    home: list[str]
    blocs: list[str]
    owners: list[str]
    sectors: list[str]
    part: int = 1
    at_home: set[str] = field(default_factory=set)
    suppliers: list[dict] = field(default_factory=list)
    stockpiles: list[dict] = field(default_factory=list)
    demands: list[tuple] = field(default_factory=list)
    plants: list[dict] = field(default_factory=list)

    @classmethod
    def of(cls, random):
        length = random.choice(["year", "year", "quarter", "month"])
        materials = {f"M{n}": STAGES[: random.choice([2, 2, 2, 3])] for n in range(random.choice([1, 1, 2, 3]))}
        countries = [f"C{n}" for n in range(random.randint(3, 5))]
        home = random.choice([[], countries[:1], countries[:1], countries[:2]])
        return cls(
            random,
            length,
            random.randint(2, 6),
            materials,
            countries,
            home,
            [f"B{n}" for n in range(random.randint(1, 2))],
            [f"O{n}" for n in range(random.randint(1, 3))],
            [f"D{n}" for n in range(random.randint(1, 2))],
            random.randint(1, 12),
        )

    def label(self, index, yearly=False):
        """The period at an index, or the year in which it lies."""
        per_year = {"year": 1, "quarter": 4, "month": 12}[self.length]
        place = 2026 * per_year + (self.part - 1) % per_year + index
        year, part = divmod(place, per_year)
        if yearly or self.length == "year":
            return str(year)
        return f"{year}Q{part + 1}" if self.length == "quarter" else f"{year}-{part + 1:02}"

    def number(self, least, most):
        return round(self.random.uniform(least, most), 3)

    def some(self, names, least, most):
        return self.random.sample(names, min(len(names), self.random.randint(least, most)))

    def has(self, _, chance):
        return self.random.random() < chance

    def maybe(self, row, chance, head, draw):
        """Fill a cell by chance."""
        if self.random.random() < chance:
            row[head] = draw()

    def dated(self, head, draw, chance):
        """A figure for all time, by chance another one from a period on."""
        row = {head: draw()}
        if self.random.random() < chance:
            row |= {f"{head} {self.label(t)}": draw() for t in self.some(range(self.count), 1, 2)}
        return row

    def duration(self):
        return self.random.choice([1, 1, 2, "4 months", "1 year"])

    def span(self, chance):
        """From and To: blank, or a part of the plan."""
        if self.random.random() >= chance:
            return None, None
        first, last = sorted(self.random.choices(range(self.count), k=2))
        return self.random.choice([None, self.label(first)]), self.random.choice([None, self.label(last)])

    def building(self, row, chance):
        """Terms of what is built."""
        self.maybe(row, chance, "Life", lambda: self.random.choice([0.5, 1, 2, 3, 2.5, 20]))
        self.maybe(row, chance, "Financing rate", lambda: self.random.choice([0, 0.03, 0.1]))
        self.maybe(row, chance, "Support", lambda: self.number(0, 0.6))

    def sender(self):
        """A place from which metal comes."""
        names = [row["Supplier"] for row in self.suppliers]
        return self.random.choice([self.random.choice(names), *self.countries, *self.blocs])

    def taker(self):
        """A place to which metal goes."""
        names = [row["Supplier"] for row in self.suppliers]
        return self.random.choice(["abroad", *self.sectors, *self.countries, self.random.choice(names)])

    def settings(self):
        rows = [["Setting", "Value"], ["Title", "Random"], ["First period", self.label(0)], ["Periods", self.count]]
        rows += [["Period length", self.length], ["Currency", "EUR"], ["Shortage cost", self.number(2, 5)]]
        rows.append(["Discount rate", self.random.choice([0, 0.05, 0.12])])
        if self.random.random() < 0.4:
            rows.append(["Carbon price", self.number(0, 2)])
        return rows

    def material_rows(self):
        rows = [["Material", "Stages", "Reference price"]]
        return rows + [[name, ", ".join(stages), self.number(20, 40)] for name, stages in self.materials.items()]

    def country_rows(self):
        heads = ["Country", "Home", "Governance risk", "ESG risk"]
        risks = ((self.number(0, 1), self.number(0, 1)) for _ in self.countries)
        rows = zip(self.countries, risks, strict=True)
        return [heads, *([name, "yes" if name in self.home else "no", *risk] for name, risk in rows)]
