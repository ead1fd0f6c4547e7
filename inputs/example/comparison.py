"""The plan of a policy set beside what the facts say of sourcing and prices."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from example.book import union
from planner.facts.costs import freight, tariff, unit_cost
from planner.facts.known import STAGES, Partner, countries, materials, partners, table

MOST_POINTS = 20
FIGURES = ("study_2016_2020", "imports_2024")
Shares = dict[str, float]


@dataclass(frozen=True)
class Comparison:
    """One material and stage: the shares of countries in the plan, in the EU study and in the imports of 2024."""

    material: str
    stage: str
    plan: Shares
    study: Shares
    imports: Shares

    @property
    def largest(self) -> str:
        """Give the largest supplier country of the plan."""
        return max(self.plan, key=self.plan.__getitem__)

    @property
    def known(self) -> Shares:
        """Give the shares to compare with: the study's, or those of imports where it has none."""
        return self.study or self.imports

    def points(self, country: str) -> float:
        """Give by how many points the plan's share of a country lies above that of the facts."""
        return 100 * (self.plan.get(country, 0) - self.known.get(country, 0))

    @property
    def far_off(self) -> list[str]:
        """Give the countries whose share differs by more than twenty points; none where the facts say nothing."""
        named = {**self.plan, **self.known} if self.known else {}
        return [country for country in named if abs(self.points(country)) > MOST_POINTS]


def comparisons(plan_tables: dict[str, pd.DataFrame], year: str) -> Iterator[Comparison]:
    """Give a comparison for every material and stage that the plan reports, shares of consumption in the year."""
    shares = plan_tables["Shares"]
    bought = shares[(shares["Of"] == "country") & (shares["Figure"] == "bought")]
    for material in materials():
        for stage in STAGES:
            lines = bought[(bought["Material"] == material) & (bought["Stage"] == stage)]
            if len(lines):
                plan = {str(line["Partner"]): float(line[year]) for _, line in lines.iterrows()}
                yield Comparison(material, stage, plan, *(_shares(material, stage, figure) for figure in FIGURES))


def _shares(material: str, stage: str, figure: str) -> Shares:
    rows = [row for row in table("sourcing") if (row["material"], row["stage"]) == (material, stage) and row[figure]]
    return {_name(row["iso3"], row["country"]): float(row[figure]) for row in rows}


def _name(iso3: str, otherwise: str) -> str:
    return countries()[iso3].name if iso3 in countries() else otherwise


def bought_tonnes(plan_tables: dict[str, pd.DataFrame], year: str) -> dict[str, float]:
    """Give what is bought from each supplier of the plan in the year, in t."""
    offtake = plan_tables["Offtake"]
    found = {partner.name for partner in partners()}
    lines = offtake[offtake["Supplier"].isin(found) & (offtake["Figure"] == "bought")]
    return {str(line["Supplier"]): float(line[year]) for _, line in lines.iterrows()}


def paid_per_tonne(bought: dict[str, float], material: str) -> float:
    """Give what a refined tonne from mines and refineries costs with its ore, duty and freight, in USD."""
    chain = [partner for partner in partners() if partner.material.name == material]
    paid = sum(bought.get(partner.name, 0) * _price(partner) for partner in chain)
    return paid / sum(bought.get(partner.name, 0) for partner in chain if partner.stage == "processing")


def _price(partner: Partner) -> float:
    buyer = union()
    return unit_cost(buyer, partner) * (1 + (tariff(buyer, partner) or 0)) + freight(buyer, partner)
