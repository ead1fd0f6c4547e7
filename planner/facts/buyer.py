"""Who buys: from output to offers - what is open to a buyer, what it bought of late, how fast it can buy more."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import floor, log10

from planner.facts.importers import Importer
from planner.facts.known import (
    BASE_YEAR,
    Country,
    Partner,
    Row,
    between,
    materials,
    partners,
    recent_shares,
    rule,
    table,
)


def rounded(number: float, figures: int = 3) -> float:
    """Round to so many significant figures: no assumption is sharper than that."""
    if number == 0:
        return 0
    return round(number, figures - 1 - floor(log10(abs(number))))


@cache
def demand_tonnes(material: str, year: int, region: str) -> float:
    """Give the demand of a region of `demand.csv` for a material in t/yr; `KeyError` where the table has none."""
    rows = [row for row in table("demand") if (row["material"], row["region"]) == (material, region)]
    if not rows:
        raise KeyError(region)
    return between({int(row["year"]): float(row["tonnes"]) for row in rows}, year)


@cache
def world_tonnes(material: str, stage: str) -> float:
    """Give the output of all partners together in their base years, in t/yr."""
    return sum(
        partner.tonnes[partner.base_year]
        for partner in partners()
        if (partner.material.name, partner.stage) == (material, stage)
    )


def output_tonnes(partner: Partner, year: int) -> float:
    """Give a partner's output in t/yr: a quota where one is known, else the path of the facts.

    After 2030 it does not fall behind the output of 2030 grown by the projects that no list names yet.
    """
    quota = partner.terms.get(f"output {year}")
    if quota is not None:
        return quota
    listed = between(partner.tonnes, year)
    if year <= 2030:
        return listed
    return max(listed, partner.tonnes[2030] * (1 + partner.material.new_projects) ** (year - 2030))


@dataclass(frozen=True)
class Buyer:
    """An importer that plans some materials, by their names in the facts, over the years of a plan."""

    importer: Importer
    materials: tuple[str, ...]
    years: range

    @property
    def first_year(self) -> int:
        """Give the first year of the plan."""
        return self.years[0]

    @property
    def last_year(self) -> int:
        """Give the last year of the plan."""
        return self.years[-1]

    @property
    def year_before(self) -> int:
        """Give the year before the plan, in which recent purchases were made."""
        return self.years[0] - 1

    def partners(self) -> Sequence[Partner]:
        """Give all partners for the materials."""
        return [partner for partner in partners() if partner.material.name in self.materials]

    def can_sell(self, partner: Partner) -> bool:
        """Tell whether a partner has anything for us in any year, and a way to us: ore that stays is worked there.

        Of one from which we buy nothing nothing can be had where purchases are not widened at all.
        """
        shut = self.grows_slowly(partner) and not partner.country.widening and not self.recent_tonnes(partner)
        if shut or not any(self.capacities(partner)):
            return False
        key = (partner.material.name, partner.country.iso3)
        kept = {(row["material"], row["iso3"]) for row in table("ore_kept")} if partner.stage == "extraction" else set()
        return key not in kept or any(
            (other.material.name, other.country.iso3) == key and other.stage == "processing" and not other.own_feed
            for other in partners()
        )

    def at_home(self, country: Country) -> bool:
        """Tell whether a country is the importer or one of its own."""
        return country.iso3 in self.importer.home

    def has_demand(self, material: str) -> bool:
        """Tell whether the facts know what the importer uses of a material."""
        return any((row["material"], row["region"]) == (material, self.importer.code) for row in table("demand"))

    def import_share(self, material: str) -> Row | None:
        """Give the row of `import_shares.csv` on our part of the world's imports of a material, if any."""
        key = (material, self.importer.code)
        return next((row for row in table("import_shares") if (row["material"], row["iso3"]) == key), None)

    def demand_share(self, material: str) -> float:
        """Give our share of world demand in the base year.

        Where our demand is not known it is our share of world imports, and where that is not known of world income.
        """
        if not self.has_demand(material):
            imports = self.import_share(material)
            return float(imports["share"]) if imports else self.importer.income_share
        return demand_tonnes(material, BASE_YEAR, self.importer.code) / demand_tonnes(material, BASE_YEAR, "World")

    def demand_tonnes(self, material: str, year: int) -> float:
        """Give our demand in t/yr; where it is not known our share of what the world used in the base year."""
        if not self.has_demand(material):
            return self.demand_share(material) * demand_tonnes(material, BASE_YEAR, "World")
        return demand_tonnes(material, year, self.importer.code)

    def open_tonnes(self, partner: Partner, year: int) -> float:
        """Give what a partner offers us in t/yr.

        At home it is what is fed with ore and not sold abroad; abroad our share of world demand and some more, or what
        we bought of late and some more, but never more than the output.
        """
        output = output_tonnes(partner, year)
        if self.at_home(partner.country):
            return rounded(output * (partner.material.home_open if partner.stage == "processing" else 1))
        openness = partner.terms.get("openness", rule("openness"))
        offered = openness * self.demand_share(partner.material.name) * output
        return rounded(min(output, max(offered, rule("customer_room") * self.recent_tonnes(partner))))

    def capacities(self, partner: Partner) -> list[float]:
        """Give what a partner offers us in each year of the plan, in t/yr."""
        return [self.open_tonnes(partner, year) for year in self.years]

    def recent_tonnes(self, partner: Partner) -> float:
        """Give what we took in the year before the plan, in t/yr: our sourcing share of demand, or of the ore it needs.

        Where no sourcing shares are known it is our share of world demand, of the output of a partner that is as open
        as others; of one that is less so as much less.
        """
        if self.at_home(partner.country):
            return 0
        last = output_tonnes(partner, self.year_before)
        if not self.importer.sourcing_known:
            as_open = min(1, partner.terms.get("openness", rule("openness")) / rule("openness"))
            return rounded(as_open * self.demand_share(partner.material.name) * last)
        shares = recent_shares(partner.material.name, partner.stage)
        if not shares:
            return 0
        taken = shares.get(partner.country.iso3, 0) * _taken(self, partner.material.name, partner.stage)
        return rounded(min(taken, last))

    def growth_limit(self, partner: Partner) -> float:
        """Give the share by which purchases from a partner may grow in a year."""
        return partner.country.widening * rule("growth_limit")

    def ramp_tonnes(self, partner: Partner) -> float:
        """Give what may be added to purchases from a partner in any year, in t/yr."""
        return rounded(partner.country.widening * rule("ramp") * _taken(self, partner.material.name, partner.stage))

    def grows_slowly(self, partner: Partner) -> bool:
        """Tell whether purchases can only be widened step by step: from what runs abroad and is known to sell to us."""
        known = not self.importer.sourcing_known or recent_shares(partner.material.name, partner.stage)
        return bool(known) and not self.at_home(partner.country) and partner.tonnes[partner.base_year] > 0


@cache
def _taken(buyer: Buyer, material: str, stage: str) -> float:
    """Give what sourcing shares are shares of, in t/yr: demand, or at extraction what refineries buy as ore."""
    if stage == "processing":
        return buyer.demand_tonnes(material, buyer.year_before)
    refineries = [
        partner
        for partner in partners()
        if (partner.material.name, partner.stage) == (material, "processing") and not partner.own_feed
    ]
    worked = (
        buyer.open_tonnes(partner, buyer.year_before)
        if buyer.at_home(partner.country)
        else buyer.recent_tonnes(partner)
        for partner in refineries
    )
    return sum(worked) / materials()[material].processing_yield
