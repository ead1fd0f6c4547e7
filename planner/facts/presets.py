"""The policy sets that ship, as far as a workbook can say them: each rule with the law or plan that it comes from."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from planner.facts.buyer import Buyer
from planner.facts.importers import importer
from planner.facts.known import Row, countries, table
from planner.facts.sheets import is_for

BASE = "today"
UNRESTRICTED = "unrestricted"
NO_RECYCLING = "the workbook has no recycling: add Scrap, Recycling and Recovery, then this row"


@dataclass(frozen=True)
class Presets:
    """The sets and rules of `policies.csv` that a workbook can say; those left out, each with the reason."""

    sets: Sequence[Row]
    rules: Sequence[Row]
    left_out: Sequence[tuple[Row, str]]


def presets(buyer: Buyer, sectors: Collection[tuple[str, str]]) -> Presets:
    """Give the presets for a buyer without recycling; `sectors` are those of its demand, each with its material.

    A rule that the workbook cannot say is left out, and with it a set of which nothing can be said.
    """
    reasons = [(row, next(_reasons(row, buyer, sectors), "")) for row in table("policies")]
    rules = [_within(row, buyer) for row, reason in reasons if not reason]
    left_out = [(row, reason) for row, reason in reasons if reason]
    return Presets(list(_sets(rules, left_out)), rules, left_out)


def sectors_named(material: str) -> list[str]:
    """Give the sectors that rules on a material name."""
    named = (row["sector"] for row in table("policies") if row["material"] == material and row["sector"])
    return list(dict.fromkeys(named))


def named_countries(rules: Sequence[Row]) -> set[str]:
    """Give the ISO3 codes of the countries that rules name as partners."""
    by_name = {country.name: country.iso3 for country in countries().values()}
    return {by_name[row["partner"]] for row in rules if row["partner"] in by_name}


def _reasons(row: Row, buyer: Buyer, sectors: Collection[tuple[str, str]]) -> Iterator[str]:
    """Tell why a workbook cannot say a rule, if it cannot."""
    materials = {row["material"]} if row["material"] else set(buyer.materials)
    if not is_for(row, buyer.importer.code):
        yield f"it is a law of {importer(row['importer']).name}"
    if not materials <= set(buyer.materials):
        yield f"it is about {row['material']}"
    if "recycl" in row["rule"] + row["stage"]:
        yield NO_RECYCLING
    if row["from"] and int(row["from"]) > buyer.last_year:
        yield f"it begins in {row['from']}, after the plan"
    if row["to"] and int(row["to"]) < buyer.first_year:
        yield f"it ends in {row['to']}, before the plan"
    if row["sector"] and not any((row["sector"], material) in sectors for material in materials):
        yield f"no demand has the sector {row['sector']}"
    if not _sells(row, buyer, materials):
        who, what = (row["partner"], "none") if row["partner"] else ("nobody", "any")
        yield f"{who} sells {what} of these materials" + (f" at {row['stage']}" if row["stage"] else "")


def _sells(row: Row, buyer: Buyer, materials: Collection[str]) -> bool:
    """Tell whether a partner, a country or a bloc, has a supplier for a rule to be about, at its stage."""
    members = {line["iso3"] for line in table("blocs") if line["bloc"] == row["partner"]}
    return any(
        (not row["partner"] or partner.country.iso3 in members or partner.country.name == row["partner"])
        and partner.material.name in materials
        and row["stage"] in ("", partner.stage)
        for partner in buyer.partners()
    )


def _within(row: Row, buyer: Buyer) -> Row:
    """Give a rule with what lies outside the plan's years left blank, which means from the first or to the last."""
    begins = "" if row["from"] and int(row["from"]) <= buyer.first_year else row["from"]
    ends = "" if row["to"] and int(row["to"]) >= buyer.last_year else row["to"]
    return {**row, "from": begins, "to": ends}


def _sets(rules: Sequence[Row], left_out: Sequence[tuple[Row, str]]) -> Iterator[Row]:
    """Give the sets that have a rule of their own, those that they extend, and what they do not say here."""
    rows = {row["policy_set"]: row for row in table("policy_sets")}
    kept = {UNRESTRICTED, BASE, *(rule["policy_set"] for rule in rules)}
    for name, row in rows.items():
        if name in kept:
            parent = row["extends"]
            while parent and parent not in kept:
                parent = rows[parent]["extends"]
            missing = ", ".join(rule["id"] for rule, _ in left_out if rule["policy_set"] == name)
            more = f". Not said here (see Sources): {missing}" if missing else ""
            yield {**row, "extends": parent, "description": row["description"] + more}
