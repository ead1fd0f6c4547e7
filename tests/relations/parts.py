"""Cut in two, shut, or put together of parts that could be planned alone."""

import re
from random import Random
from typing import Any

from tests.relations.sheets import DATED, Row, Tables, each_row, labels_of, rows_of, with_rows, without, without_rules
from tests.relations.words import RULE, Saying

LINKED = ("Stockpiles", "Contracts", "Ventures", "Recycling", "Substitution", "Partnerships")
"""What ties one period to the next."""
RATE = 0.21


def with_nothing_unwanted(tables: Tables, chance: Random) -> Tables:
    """Without what comes whether it is wanted or not, of which more may come than is supplied to anybody."""
    heads = ("Ordered", "Min purchase")
    plain = each_row(tables, "Suppliers", lambda row: {h: v for h, v in row.items() if not h.startswith(heads)})
    return without_rules(without(plain, "Contracts"), "Min volume", "Min bloc share", "Min home share")


def cut_in_two(tables: Tables, chance: Random) -> Tables:
    """The last supplier in two of half the size."""
    last = rows_of(tables["Suppliers"])[-1]["Supplier"]
    tonnes = ("Capacity", "Ordered", "Recent volume", "Ramp", "Min purchase")

    def halves(row: Row) -> Row | list[Row]:
        if row["Supplier"] != last:
            return row
        half = {h: v / 2 if h.startswith(tonnes) and not isinstance(v, str) else v for h, v in row.items()}
        return [half, half | {"Supplier": f"{last} too"}]

    return each_row(tables, "Suppliers", halves)


def apart_from_names(tables: Tables, chance: Random) -> Tables:
    """Without what speaks of a supplier by name or counts suppliers one by one."""
    plain = without(tables, "Contracts", "Ventures", "Routes")
    named = {row["Supplier"] for row in rows_of(tables["Suppliers"])}
    rows = [row for row in rows_of(plain.get("Policies", [[]])) if row.get("Partner") not in named]
    counted = ("Max supplier share", "Ban", "Max volume", "Min volume")
    return without_rules(with_rows(plain, "Policies", rows), *counted)


def sector_in_two(tables: Tables, chance: Random) -> Tables:
    """Every demand in two sectors of half the size."""

    def halves(row: Row) -> list[Row]:
        half = {head: value / 2 if DATED.match(head) else value for head, value in row.items()}
        return [half, half | {"Sector": f"{row['Sector']} too"}]

    return each_row(tables, "Demand", halves)


def without_sectors(tables: Tables, chance: Random) -> Tables:
    """Without what speaks of a sector."""
    plain = without(tables, "Substitution", "Recycling", "Routes")
    rows = [
        row for row in rows_of(plain.get("Policies", [[]])) if row["Rule"] not in ("Min fill", "Clean chain", "Ban")
    ]
    return with_rows(plain, "Policies", rows)


def open_and_free(tables: Tables, chance: Random) -> Tables:
    """A free way from everywhere to everywhere, which the model then tells apart instead of pooling it."""
    countries = sorted({row["Country"] for row in rows_of(tables["Suppliers"])})
    sectors = sorted({row["Sector"] for row in rows_of(tables["Demand"])})
    ways = [{"From": c, "To": to, "Max volume": 1e5} for c in countries for to in sectors]
    return with_rows(tables, "Routes", [*rows_of(tables.get("Routes", [[]])), *ways])


def banned(tables: Tables, chance: Random) -> Tables:
    """The last supplier banned."""
    row = RULE | {"Rule": "Ban", "Partner": f"supplier: {rows_of(tables['Suppliers'])[-1]['Supplier']}"}
    return with_rows(tables, "Policies", [*rows_of(tables.get("Policies", [[]])), row])


def shut(tables: Tables, chance: Random) -> Tables:
    """The last supplier with nothing to sell."""
    last = rows_of(tables["Suppliers"])[-1]["Supplier"]

    def none(row: Row) -> Row:
        return {h: 0 if h.startswith("Capacity") else v for h, v in row.items()} if row["Supplier"] == last else row

    return each_row(tables, "Suppliers", none)


def with_nobody_bound(tables: Tables, chance: Random) -> Tables:
    """Without duties to buy from a supplier, and without rules that ask what capacity there is."""
    plain = without_rules(without(tables, "Contracts", "Ventures", "Partnerships"), "Min home capacity")
    return each_row(plain, "Suppliers", lambda row: {h: v for h, v in row.items() if h != "Min purchase"})


def unlinked(tables: Tables, chance: Random) -> Tables:
    """Years of which each could be planned alone, without discount."""
    plain = without(without(tables, *LINKED), "Policies", "Routes")
    later = ("Ordered", "Recent volume", "Max growth", "Ramp", "Lead time", "From", "To")
    plain = each_row(plain, "Suppliers", lambda row: {h: v for h, v in row.items() if not h.startswith(later)})
    plain = each_row(plain, "Blocs", lambda row: {h: v for h, v in row.items() if h not in ("From", "To")})
    return _of_one_year(plain)


def in_quarters(tables: Tables, chance: Random) -> Tables:
    """The same year in quarters."""
    values = {"First period": "2026Q1", "Periods": 4, "Period length": "quarter"}
    return _set(unlinked(tables, chance), values)


def at_a_rate(tables: Tables, chance: Random) -> Tables:
    """The same year at a rate of which its middle has half."""
    return _set(unlinked(tables, chance), {"Discount rate": RATE})


def one_material(number: int) -> Saying:
    """One of the materials of a workbook that says the same of all of them."""

    def saying(tables: Tables, chance: Random) -> Tables:
        plain = unlinked(tables, chance)
        heads = {"Materials", "Suppliers", "Demand"}
        first = rows_of(plain["Materials"])[0]["Material"]
        for name in heads:
            kept = [row for row in rows_of(plain[name]) if row["Material"] == first]
            again = [row | {"Material": f"{first}b"} for row in kept] if number == 2 else []
            again = [row | ({"Supplier": f"{row['Supplier']}b"} if "Supplier" in row else {}) for row in again]
            plain = with_rows(plain, name, [*kept, *again])
        return plain

    return saying


def _set(tables: Tables, values: dict[str, Any]) -> Tables:
    rows = {row[0]: row[1] for row in tables["Settings"][1:]} | values
    return tables | {"Settings": [["Setting", "Value"], *map(list, rows.items())]}


def _of_one_year(tables: Tables) -> Tables:
    """The first period's figures for the year 2026."""
    first = labels_of(tables)[0]

    def row(old: Row) -> Row:
        held = {head: value for head, value in old.items() if not re.search(r"\b20\d\d", head)}
        dated = {head: value for head, value in old.items() if DATED.search(head) and head.endswith(first)}
        return held | {re.sub(r"\s*\b20\d\d\S*$", "", head) or "2026": value for head, value in dated.items()}

    for name in ("Suppliers", "Demand"):
        tables = each_row(tables, name, row)
    values = {"First period": "2026", "Periods": 1, "Period length": "year", "Discount rate": 0}
    return _set(tables, values)
