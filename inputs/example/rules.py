"""The rules that turn facts into offers: what is open to us, what it costs, how fast it can grow."""

from functools import cache
from math import floor, log10

from example.facts import YEARS, Material, Partner, between, partners, rule, table


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
    """Give what a partner offers us in t/yr: at home all, abroad our share of world demand and some more."""
    if partner.country.home:
        return rounded(output_tonnes(partner, year))
    openness = partner.terms.get("openness", rule("openness"))
    return rounded(openness * demand_share(partner.material.name) * output_tonnes(partner, year))


def fair_tonnes(partner: Partner) -> float:
    """Give our proportionate part of a partner's output in its base year, in t/yr."""
    share = 1 if partner.country.home else demand_share(partner.material.name)
    return rounded(share * partner.tonnes[partner.base_year])


@cache
def world_tonnes(material: str, stage: str) -> float:
    """Give the output of all partners together in their base years, in t/yr."""
    return sum(
        partner.tonnes[partner.base_year]
        for partner in partners()
        if (partner.material.name, partner.stage) == (material, stage)
    )


def stage_price(material: Material, stage: str) -> float:
    """Give what a stage adds to a tonne, in USD: with ore times yield the stages add up to the price."""
    if stage == "extraction":
        return material.reference_price * material.extraction_share * material.processing_yield
    return material.reference_price * (1 - material.extraction_share)


def unit_cost(partner: Partner) -> float:
    """Give a partner's unit cost in USD per t: the stage's price times a position on the cost curve."""
    world_share = partner.tonnes[partner.base_year] / world_tonnes(partner.material.name, partner.stage)
    position = (
        rule("cost_level")
        - rule("risk_discount") * partner.country.risk
        - rule("scale_discount") * world_share
        - rule("home_discount") * partner.country.home
        + partner.terms.get("position", 0)
    )
    return rounded(stage_price(partner.material, partner.stage) * position)


def freight(partner: Partner) -> float:
    """Give freight to us in USD per t of contained material: the region's rate over the grade shipped."""
    rate = next(float(row["freight"]) for row in table("regions") if row["region"] == partner.country.region)
    return rounded(rate / partner.material.grades[partner.stage], 2)


def recovered_share(partner: Partner) -> float:
    """Give the yield of a stage: t out per t in."""
    if partner.stage == "extraction":
        return 1
    return partner.terms.get("yield", partner.material.processing_yield)


def tariff(partner: Partner) -> float:
    """Give the duty as a share of the unit cost: it is due on the whole value of the refined metal."""
    if partner.stage == "extraction" or partner.country.duty_free:
        return 0
    value_over_cost = 1 / (1 - partner.material.extraction_share)
    return round(partner.material.duty * value_over_cost, 3)


def grows_slowly(partner: Partner) -> bool:
    """Tell whether purchases can only be widened step by step: refineries abroad that are in operation."""
    return partner.stage == "processing" and not partner.country.home and fair_tonnes(partner) > 0


def capacities(partner: Partner) -> list[float]:
    """Give what a partner offers us in each year of the plan, in t/yr."""
    return [open_tonnes(partner, year) for year in YEARS]
