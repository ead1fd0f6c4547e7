"""From output to offers: what is open to us, what we bought of late, how fast it can grow."""

from functools import cache
from math import floor, log10

from example.facts import FIRST_YEAR, YEARS, Partner, between, materials, partners, recent_shares, rule, table

LAST_YEAR = FIRST_YEAR - 1


def rounded(number: float, figures: int = 3) -> float:
    """Round to so many significant figures: no assumption is sharper than that."""
    if number == 0:
        return 0
    return round(number, figures - 1 - floor(log10(abs(number))))


@cache
def demand_tonnes(material: str, year: int, region: str = "EU") -> float:
    """Give the demand of a region for a material in t/yr."""
    rows = [row for row in table("demand") if (row["material"], row["region"]) == (material, region)]
    return between({int(row["year"]): float(row["tonnes"]) for row in rows}, year)


@cache
def demand_share(material: str) -> float:
    """Give our share of world demand in the base year."""
    return demand_tonnes(material, 2024) / demand_tonnes(material, 2024, "World")


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


def open_tonnes(partner: Partner, year: int) -> float:
    """Give what a partner offers us in t/yr.

    At home it is what is fed with ore and not sold abroad; abroad our share of world demand and some more, or what
    we bought of late and some more, but never more than the output.
    """
    output = output_tonnes(partner, year)
    if partner.country.home:
        return rounded(output * (partner.material.home_open if partner.stage == "processing" else 1))
    openness = partner.terms.get("openness", rule("openness"))
    offered = openness * demand_share(partner.material.name) * output
    return rounded(min(output, max(offered, rule("customer_room") * recent_tonnes(partner))))


def capacities(partner: Partner) -> list[float]:
    """Give what a partner offers us in each year of the plan, in t/yr."""
    return [open_tonnes(partner, year) for year in YEARS]


@cache
def world_tonnes(material: str, stage: str) -> float:
    """Give the output of all partners together in their base years, in t/yr."""
    return sum(
        partner.tonnes[partner.base_year]
        for partner in partners()
        if (partner.material.name, partner.stage) == (material, stage)
    )


def recent_tonnes(partner: Partner) -> float:
    """Give what we took in the year before the plan, in t/yr: our sourcing share of demand, or of the ore it needs."""
    shares = recent_shares(partner.material.name, partner.stage)
    if partner.country.home or not shares:
        return 0
    last = output_tonnes(partner, LAST_YEAR)
    return rounded(min(shares.get(partner.country.iso3, 0) * _taken(partner.material.name, partner.stage), last))


@cache
def _taken(material: str, stage: str) -> float:
    """Give what sourcing shares are shares of, in t/yr: demand, or at extraction what refineries buy for us as ore."""
    if stage == "processing":
        return demand_tonnes(material, LAST_YEAR)
    buyers = [
        partner
        for partner in partners()
        if (partner.material.name, partner.stage) == (material, "processing") and not partner.own_feed
    ]
    worked = (open_tonnes(buyer, LAST_YEAR) if buyer.country.home else recent_tonnes(buyer) for buyer in buyers)
    return sum(worked) / materials()[material].processing_yield


def growth_limit(partner: Partner) -> float:
    """Give the share by which purchases from a partner may grow in a year."""
    return partner.country.widening * rule("growth_limit")


def ramp_tonnes(partner: Partner) -> float:
    """Give what may be added to purchases from a partner in any year, in t/yr."""
    return rounded(partner.country.widening * rule("ramp") * _taken(partner.material.name, partner.stage))


def grows_slowly(partner: Partner) -> bool:
    """Tell whether purchases can only be widened step by step: from what runs abroad and is known to sell to us."""
    known = recent_shares(partner.material.name, partner.stage)
    return bool(known) and not partner.country.home and partner.tonnes[partner.base_year] > 0
