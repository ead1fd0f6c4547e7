"""Who can be planned for: the European Union, a country, or one of the blocs of the facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from planner.errors import PlannerError
from planner.facts.known import countries, table

UNION = "EU"
UNION_NAME = "European Union"


class UnknownFact(PlannerError):
    """Something was asked for that the tables of facts do not have."""

    def __init__(self, kind: str, asked: str, known: Mapping[str, str]) -> None:
        """`known` are the things that there are, by code, with their names."""
        words = ((word, pair) for pair in known.items() for word in (*pair[1].split(), *pair))
        said = {word.casefold(): _said(*pair) for word, pair in words}
        near = get_close_matches(asked.casefold(), said, n=1)
        guess = f" Did you mean {said[near[0]]}?" if near else ""
        listed = ", ".join(_said(*pair) for pair in known.items())
        super().__init__(f"The facts know no {kind} {asked}.{guess} They know: {listed}.")


class UnknownFacts(PlannerError):
    """Several things were asked for that the tables of facts do not have; a sentence for each."""

    def __init__(self, faults: Sequence[UnknownFact]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))


def _said(code: str, name: str) -> str:
    return code if code == name else f"{code} ({name})"


@dataclass(frozen=True)
class Importer:
    """A country or bloc: the ISO3 codes of its countries, the region they lie in, its share of world income.

    `code` is the region of `demand.csv` under which its own use stands, if it does.
    """

    code: str
    name: str
    home: frozenset[str]
    region: str
    income_share: float
    population: float

    @property
    def sourcing_known(self) -> bool:
        """Tell whether `sourcing.csv` says where it buys: those tables are the Union's."""
        return self.code == UNION


@cache
def importers() -> Mapping[str, Importer]:
    """Give every importer by its code: "EU", the ISO3 code of a country, the name of a bloc."""
    economies = {row["iso3"]: row["country"] for row in table("economies")}
    union = [row["iso3"] for row in table("economies") if row["eu"] == "yes"]
    blocs: dict[str, list[str]] = {}
    for row in table("blocs"):
        blocs.setdefault(row["bloc"], []).append(row["iso3"])
    return {
        UNION: _importer(UNION, UNION_NAME, union),
        **{bloc: _importer(bloc, bloc, members) for bloc, members in blocs.items()},
        **{iso3: _importer(iso3, name, [iso3]) for iso3, name in economies.items()},
    }


def importer(asked: str) -> Importer:
    """Give the importer of a code or name, whatever its case. Raises `UnknownFact`."""
    found = _by_name().get(asked.strip().casefold())
    if found is None:
        raise UnknownFact("country or bloc", asked, {code: i.name for code, i in importers().items()})
    return importers()[found]


@cache
def _by_name() -> Mapping[str, str]:
    """The code of each importer by everything that it is called."""
    also = {alias: c.iso3 for c in countries().values() if c.iso3 for alias in (c.name, *c.aliases)}
    called = {**also, **{i.name: code for code, i in importers().items()}, **{code: code for code in importers()}}
    return {name.casefold(): code for name, code in called.items()}


def _importer(code: str, name: str, home: Sequence[str]) -> Importer:
    rows = [row for row in table("economies") if row["iso3"] in home]
    largest = max(rows, key=lambda row: float(row["gdp"]))
    return Importer(
        code,
        name,
        frozenset(home),
        largest["region"],
        sum(float(row["gdp"]) for row in rows) / world("gdp"),
        sum(float(row["population"]) for row in rows),
    )


@cache
def world(head: str) -> float:
    """Give the sum of all economies: `gdp` in million USD a year, `population` in heads."""
    return sum(float(row[head]) for row in table("economies"))
