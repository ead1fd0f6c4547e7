"""The fact tables of `inputs/facts` as typed rows: what is known, what is assumed, and who says so."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "inputs" / "facts"
"""The tables lie beside the package, in the repository as where it is installed."""

BASE_YEAR = 2024
"""The year whose demand and output are known."""

STAGES = ("extraction", "processing")

Row = Mapping[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    """Give the rows of the fact table `name`.csv, every cell as text."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def rule(name: str) -> float:
    """Give a number of `rules.csv`, in the unit that stands there."""
    return next(float(row["value"]) for row in table("rules") if row["rule"] == name)


@dataclass(frozen=True)
class Material:
    """What the rules need to know of one material: price in USD per t, all else shares and grades."""

    name: str
    reference_price: float
    extraction_share: float
    processing_yield: float
    new_projects: float
    home_open: float
    grades: Mapping[str, float]
    duty: float


@cache
def materials() -> Mapping[str, Material]:
    """Give the materials by name, in the order of the table."""
    return {row["material"]: _material(row) for row in table("materials")}


def _material(row: Row) -> Material:
    return Material(
        name=row["material"],
        reference_price=float(row["reference_price"]),
        extraction_share=float(row["extraction_share"]),
        processing_yield=float(row["processing_yield"]),
        new_projects=float(row["new_projects"]),
        home_open=float(row["home_open"]),
        grades={stage: float(row[f"{stage}_grade"]) for stage in STAGES},
        duty=float(row["duty"]),
    )


@dataclass(frozen=True)
class Country:
    """A country, its place in the freight table, its governance risk (0 best, 1 worst), how far buyers widen (0, 1)."""

    name: str
    iso3: str
    aliases: tuple[str, ...]
    region: str
    risk: float
    duty_free: bool
    widening: float


@cache
def countries() -> Mapping[str, Country]:
    """Give the countries by ISO3 code; those that the sources lump together stand under no code."""
    return {row["iso3"]: _country(row) for row in table("countries")}


def _country(row: Row) -> Country:
    return Country(
        name=row["country"],
        iso3=row["iso3"],
        aliases=tuple(alias.strip() for alias in row["aliases"].split(",") if alias),
        region=row["region"],
        risk=float(row["governance_risk"]),
        duty_free=row["duty_free"] == "yes",
        widening=float(row["widening"]),
    )


@dataclass(frozen=True)
class Partner:
    """The output of one country at one stage of one material, in t/yr of contained material."""

    material: Material
    stage: str
    country: Country
    base_year: int
    tonnes: Mapping[int, float]
    origin: Row

    @property
    def name(self) -> str:
        """Give the name under which the country's supply stands in the workbook."""
        return f"{self.country.name} {self.material.name.lower()} {self.stage}"

    @property
    def terms(self) -> Mapping[str, float]:
        """Give the special terms of this offer by name."""
        return _terms().get((self.material.name, self.stage, self.country.iso3), {})

    @property
    def feed_row(self) -> Row | None:
        """Give the row of `own_feed.csv` of a refinery that is bought from with its ore, else None."""
        found = (row for row in table("own_feed") if self.stage == "processing" and self._is(row))
        return next(found, None)

    @property
    def own_feed(self) -> Mapping[str, float]:
        """Give the countries of a refinery's own feed by ISO3 code with their shares; empty where it buys ours."""
        row = self.feed_row
        parts = (part.split() for part in row["feed"].split(",")) if row else ()
        return {iso3: float(share.removesuffix("%")) / 100 for iso3, share in parts}

    def _is(self, row: Row) -> bool:
        return (row["material"], row["iso3"]) == (self.material.name, self.country.iso3)

    def has(self, terms: Row) -> bool:
        """Tell whether a row of a table by material, stage and country is about this offer."""
        return terms["stage"] == self.stage and self._is(terms)


@cache
def _terms() -> Mapping[tuple[str, str, str], Mapping[str, float]]:
    """Give the rows of `offer_terms.csv` by material, stage and ISO3 code."""
    found: dict[tuple[str, str, str], dict[str, float]] = {}
    for row in table("offer_terms"):
        found.setdefault((row["material"], row["stage"], row["iso3"]), {})[row["term"]] = float(row["value"])
    return found


@cache
def recent_shares(material: str, stage: str) -> Mapping[str, float]:
    """Give the share of each country, by ISO3 code, in what we took of late; empty where nothing is known."""
    return {
        row["iso3"]: float(row["recent_share"])
        for row in table("sourcing")
        if row["recent_share"] and (row["material"], row["stage"]) == (material, stage)
    }


@cache
def partners() -> tuple[Partner, ...]:
    """Give all partners by material, stage and falling output."""
    found = [_partner(row) for row in table("partners")]
    order = list(materials())
    return tuple(
        sorted(
            found,
            key=lambda partner: (
                order.index(partner.material.name),
                STAGES.index(partner.stage),
                -partner.tonnes[partner.base_year],
                partner.name,
            ),
        )
    )


def _partner(row: Row) -> Partner:
    base_year = int(row["base_year"])
    return Partner(
        material=materials()[row["material"]],
        stage=row["stage"],
        country=countries()[row["iso3"]],
        base_year=base_year,
        tonnes={
            base_year: float(row["tonnes_base"]),
            2030: float(row["tonnes_2030"]),
            2035: float(row["tonnes_2035"]),
        },
        origin=row,
    )


def between(points: Mapping[int, float], year: int) -> float:
    """Give the value in a year on straight lines between the known years; beyond them it stays level."""
    known = sorted(points)
    year = min(max(year, known[0]), known[-1])
    before = max(point for point in known if point <= year)
    after = min(point for point in known if point >= year)
    if before == after:
        return points[before]
    return points[before] + (points[after] - points[before]) * (year - before) / (after - before)
