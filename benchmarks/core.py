"""The program that every way of building has to build: the core of a plan, with a ragged sum in every family.

Suppliers of each material send to some of its sectors or into its stock; a country's share of what is bought is capped;
sectors draw on the stock or go short. Materials share nothing.
"""

from dataclasses import dataclass
from functools import cached_property
from random import Random

CAP = 0.4
COUNTRIES = 8


@dataclass(frozen=True)
class Core:
    """A program of so many materials, suppliers and sectors of each, and periods; its figures are drawn."""

    materials: int
    suppliers: int
    periods: int
    sectors: int = 6

    @cached_property
    def material_of_supplier(self) -> list[int]:
        """The material of every supplier."""
        return [k for k in range(self.materials) for _ in range(self.suppliers)]

    @cached_property
    def material_of_sector(self) -> list[int]:
        """The material of every sector."""
        return [k for k in range(self.materials) for _ in range(self.sectors)]

    @cached_property
    def routes(self) -> list[tuple[int, int]]:
        """Which supplier sends to which sectors: to two of six, to all, or something between."""
        r, found = Random(1), list[tuple[int, int]]()
        for supplier, material in enumerate(self.material_of_supplier):
            sectors = range(material * self.sectors, (material + 1) * self.sectors)
            count = r.randint(2, self.sectors)
            found += [(supplier, sector) for sector in sorted(r.sample(sectors, count))]
        return found

    @cached_property
    def country(self) -> list[int]:
        """The country of every supplier."""
        return [Random(i).randrange(COUNTRIES) for i in range(len(self.material_of_supplier))]

    @cached_property
    def capped(self) -> list[tuple[int, int]]:
        """The countries and materials of which there is a supplier."""
        return sorted(set(zip(self.country, self.material_of_supplier, strict=True)))

    @cached_property
    def capacity(self) -> list[list[float]]:
        """By supplier and period."""
        r = Random(2)
        bases = [r.uniform(20, 120) for _ in self.material_of_supplier]
        return [[base * (1 + 0.01 * t) for t in range(self.periods)] for base in bases]

    @cached_property
    def price(self) -> list[list[float]]:
        """By supplier and period."""
        r = Random(3)
        bases = [r.uniform(5, 30) for _ in self.material_of_supplier]
        return [[base * (1 + 0.2 * Random(i * 1000 + t).random()) for t in range(self.periods)]
                for i, base in enumerate(bases)]  # fmt: skip

    @cached_property
    def freight(self) -> list[float]:
        """By route."""
        r = Random(4)
        return [r.uniform(0.5, 4.0) for _ in self.routes]

    @cached_property
    def demand(self) -> list[list[float]]:
        """By sector and period."""
        r = Random(5)
        bases = [r.uniform(50, 400) * self.suppliers / 30 for _ in self.material_of_sector]
        return [[base * (1 + 0.02 * t) for t in range(self.periods)] for base in bases]

    @property
    def most(self) -> float:
        """What nothing can exceed."""
        return 1e6


HOLDING, SHORTAGE = 0.3, 200.0
