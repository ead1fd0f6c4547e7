"""The same said in other words: another order, other names, another sheet, another rule that means as much."""

import re
from collections.abc import Callable
from random import Random
from typing import Any

from tests.relations.sheets import (
    Row,
    Tables,
    each_cell,
    each_row,
    labels_of,
    renamed,
    rows_of,
    with_rows,
    without_rules,
)

Saying = Callable[[Tables, Random], Tables]
RULE = {"ID": "added", "Policy set": "the set"}


def shuffled_rows(tables: Tables, chance: Random) -> Tables:
    """Every sheet but Settings and Countries' heads with its rows in another order."""
    return {name: [rows[0], *chance.sample(rows[1:], len(rows) - 1)] for name, rows in tables.items()}


def shuffled_columns(tables: Tables, chance: Random) -> Tables:
    """Every sheet with its columns in another order, and the sheets too."""
    found = {}
    for name in chance.sample(list(tables), len(tables)):
        order = chance.sample(range(len(tables[name][0])), len(tables[name][0])) if name != "Settings" else [0, 1]
        found[name] = [[row[place] for place in order] for row in tables[name]]
    return found


def named_anew(sheet: str, head: str) -> Saying:
    """Names that sort the other way round."""
    return lambda tables, chance: renamed(tables, sheet, head, lambda name: f"{'zyxwvutsrq'[int(name[-1])]} {name} new")


def in_other_letters(tables: Tables, chance: Random) -> Tables:
    """Names in capitals and with spaces around them wherever another sheet refers to them."""

    def change(sheet: str, head: str, row: Row, value: Any) -> Any:
        own = {"Materials": "Material", "Countries": "Country", "Suppliers": "Supplier", "Partnerships": "Partnership"}
        refers = head in (*own.values(), "Partner", "Sector", "Stage") and own.get(sheet) != head and sheet != "Demand"
        return f"  {value.swapcase()} " if refers and isinstance(value, str) else value

    return each_cell(tables, change)


def ten_years_later(tables: Tables, chance: Random) -> Tables:
    """Every year in every head and cell is another."""

    def later(value: Any) -> Any:
        return re.sub(r"\b20\d\d", lambda year: str(int(year[0]) + 10), value) if isinstance(value, str) else value

    return {name: [[later(value) for value in row] for row in rows] for name, rows in tables.items()}


def figure_by_figure(tables: Tables, chance: Random) -> Tables:
    """Capacities, prices and limits in a column for each period that the Demand sheet has."""
    labels = labels_of(tables)

    def row(old: Row, *heads: str) -> Row:
        new = {key: value for key, value in old.items() if key not in heads}
        for head in heads:
            if head in old:
                new |= {f"{head} {label}": old.get(f"{head} {label}", old[head]) for label in labels}
        return new

    tables = each_row(tables, "Suppliers", lambda old: row(old, "Capacity", "Unit cost", "Tariff", "Freight"))
    return each_row(tables, "Policies", lambda old: row(old, "Limit"))


def in_profiles(tables: Tables, chance: Random) -> Tables:
    """The unit costs of all suppliers on the sheet Profiles."""
    profiles = [
        {"Table": "Suppliers", "Row": row["Supplier"], "Column": "Unit cost"}
        | dict.fromkeys(labels_of(tables), row["Unit cost"])
        for row in rows_of(tables["Suppliers"])
    ]
    blanked = each_row(tables, "Suppliers", lambda row: row | {"Unit cost": 1e6})
    return with_rows(blanked, "Profiles", profiles)


def from_a_parent(tables: Tables, chance: Random) -> Tables:
    """The rules taken over from another set; one of the parent's is replaced by the child's of the same ID."""
    if "Policies" not in tables:
        return tables
    rows = rows_of(tables["Policies"])
    replaced = [{"ID": rows[0]["ID"], "Policy set": "above", "Rule": "Max budget", "Limit": 0}]
    taken_over = [row | {"Policy set": "above"} for row in rows[1:]]
    sets = [{"Policy set": "the set", "Extends": "above"}, {"Policy set": "above"}]
    return with_rows(with_rows(tables, "Policies", [rows[0], *taken_over, *replaced]), "Policy sets", sets)


def said_twice(tables: Tables, chance: Random) -> Tables:
    """Every rule said twice, each time at half its penalty."""

    def twice(row: Row) -> list[Row]:
        penalty = row.get("Penalty")
        if isinstance(penalty, str):
            return [row]
        half = {} if penalty is None else {"Penalty": penalty / 2}
        return [row | half, row | half | {"ID": f"{row['ID']} again"}]

    return each_row(tables, "Policies", twice)


def for_each_by_name(tables: Tables, chance: Random) -> Tables:
    """Rules about each material said for one material after the other."""
    materials = [row["Material"] for row in rows_of(tables["Materials"])]

    def apart(row: Row) -> Row | list[Row]:
        if row.get("Material") != "each" or row.get("Stage") not in (None, "each"):
            return row
        return [row | {"Material": m, "ID": f"{row['ID']} {m}"} for m in materials]

    return each_row(tables, "Policies", apart)


def all_allowed(rule: str) -> Saying:
    """A maximum of a share of supply at 100 %."""

    def second(tables: Tables, chance: Random) -> Tables:
        row = RULE | {"Rule": rule, "Limit": 1, "Base": "supply", "Per": "period"}
        return with_rows(tables, "Policies", [*rows_of(tables.get("Policies", [[]])), row])

    return second


def capped_by(rule: str, **more: Any) -> Saying:
    """A rule about one thing that stands for another; see `SAME_RULES`."""

    def saying(tables: Tables, chance: Random) -> Tables:
        country = sorted(
            {row["Country"] for row in rows_of(tables["Suppliers"]) if not _at_home(tables, row["Country"])}
        )
        plain = without_rules(tables, "Max HHI")
        if not country:
            return plain
        plain = with_rows(
            plain, "Blocs", [*rows_of(plain.get("Blocs", [[]])), {"Bloc": "alone", "Country": country[0]}]
        )
        plain = each_row(plain, "Suppliers", lambda row: row | {"Owner": f"of {row['Supplier']}"})
        first = rows_of(plain["Suppliers"])[0]
        names = {"country": country[0], "bloc": "alone", "supplier": first["Supplier"], "owner": first["Owner"]}
        partner = {"Partner": names[rule]} if rule in names else {}
        row = RULE | {"Limit": 0.5, "Penalty": 7.5} | more | partner
        kept = [old for old in rows_of(plain.get("Policies", [[]])) if "Partner" not in old]
        return with_rows(plain, "Policies", [*kept, row])

    return saying


def _at_home(tables: Tables, country: str) -> bool:
    return any(row["Country"] == country and row["Home"] == "yes" for row in rows_of(tables["Countries"]))
