"""Workbooks that say the same in other words, or something whose price is known beforehand."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.relations import parts, words
from tests.relations.sheets import DATED, Row, Tables, measured, rows_of, with_rows


@dataclass(frozen=True)
class Equal:
    """Two ways to say one workbook, and how many times as much the plan of the second costs."""

    name: str
    second: words.Saying
    first: words.Saying = lambda tables, chance: tables
    times: float = 1.0


def of_no_account(name: str, sheet: str, row: Callable[[Tables], Row]) -> Equal:
    """A row that is added to a sheet and changes nothing."""

    def second(tables: Tables, chance: Random) -> Tables:
        return with_rows(tables, sheet, [*rows_of(tables.get(sheet, [[]])), row(tables)])

    return Equal(name, second)


def _nothing_to_sell(tables: Tables) -> Row:
    known = rows_of(tables["Suppliers"])[0]
    place = {head: known[head] for head in ("Material", "Country", "Stage")}
    return place | {"Supplier": "nobody", "Capacity": 0, "Unit cost": 0}


def _no_room(tables: Tables) -> Row:
    kept = {(row["Material"], row["Stage"]) for row in rows_of(tables.get("Stockpiles", [[]]))}
    sold = [(row["Material"], row["Stage"]) for row in rows_of(tables["Suppliers"])]
    material, stage = next((place for place in sold if place not in kept), ("", ""))
    row = {"Material": material, "Stage": stage, "Capacity": 0, "Holding cost": 0, "Max fill": 0}
    return row if material else {}


def _no_need(tables: Tables) -> Row:
    row = {"Sector": "nobody", "Material": rows_of(tables["Materials"])[0]["Material"]}
    return row | {head: 0 for head in tables["Demand"][0] if DATED.match(head)}


def _nothing_to_build(tables: Tables) -> Row:
    supplier = rows_of(tables["Suppliers"])[0]["Supplier"]
    return {"Venture": "nothing", "Supplier": supplier, "Max capacity": 0, "Capex": 1}


def _nothing_to_sign(tables: Tables) -> Row:
    supplier = rows_of(tables["Suppliers"])[0]["Supplier"]
    return {"Contract": "nothing", "Supplier": supplier, "Max volume": 0, "Price": 1000}


def _no_part(tables: Tables) -> Row:
    partner = rows_of(tables["Countries"])[0]["Country"]
    return {"Partnership": "nothing", "Partner": partner, "Yearly cost": 0}


RELATIONS = (
    Equal("rows in another order", words.shuffled_rows),
    Equal("columns and sheets in another order", words.shuffled_columns),
    Equal("materials by other names", words.named_anew("Materials", "Material")),
    Equal("suppliers by other names", words.named_anew("Suppliers", "Supplier")),
    Equal("countries by other names", words.named_anew("Countries", "Country")),
    Equal("sectors by other names", words.named_anew("Demand", "Sector")),
    Equal("names in other letters", words.in_other_letters),
    Equal("ten years later", words.ten_years_later),
    Equal("a column for each period", words.figure_by_figure),
    Equal("prices in profiles", words.in_profiles),
    Equal("rules of a parent set", words.from_a_parent),
    Equal("kilograms", lambda tables, chance: measured(1000.0, 1.0)(tables)),
    Equal("kilotonnes", lambda tables, chance: measured(0.001, 1.0)(tables)),
    Equal("cents", lambda tables, chance: measured(1.0, 100.0)(tables), times=100.0),
    Equal("everything doubled", lambda tables, chance: measured(2.0, 2.0)(tables), times=2.0),
    Equal("every rule twice at half its penalty", words.said_twice),
    Equal("each material by name", words.for_each_by_name),
    Equal(
        "a maximum of 100 % for suppliers",
        lambda t, c: words.all_allowed("Max supplier share")(parts.with_nothing_unwanted(t, c), c),
        parts.with_nothing_unwanted,
    ),
    Equal(
        "a maximum of 100 % for countries",
        lambda t, c: words.all_allowed("Max country share")(parts.with_nothing_unwanted(t, c), c),
        parts.with_nothing_unwanted,
    ),
    Equal(
        "a bloc of one country",
        words.capped_by("bloc", Rule="Max bloc share"),
        words.capped_by("country", Rule="Max country share"),
    ),
    Equal(
        "an owner of one supplier",
        words.capped_by("owner", Rule="Max owner share"),
        words.capped_by("supplier", Rule="Max supplier share"),
    ),
    Equal(
        "each owner of one supplier",
        words.capped_by("", Rule="Max owner share"),
        words.capped_by("", Rule="Max supplier share"),
    ),
    Equal(
        "a supplier cut in two", lambda t, c: parts.cut_in_two(parts.apart_from_names(t, c), c), parts.apart_from_names
    ),
    Equal(
        "sectors cut in two", lambda t, c: parts.sector_in_two(parts.without_sectors(t, c), c), parts.without_sectors
    ),
    Equal("free ways told apart", parts.open_and_free),
    Equal(
        "a ban is a capacity of nothing",
        lambda t, c: parts.shut(parts.with_nobody_bound(t, c), c),
        lambda t, c: parts.banned(parts.with_nobody_bound(t, c), c),
    ),
    Equal("a year in quarters", parts.in_quarters, parts.unlinked),
    Equal("a year at a rate", parts.at_a_rate, parts.unlinked, times=(1 + parts.RATE) ** -0.5),
    Equal("two materials alike", parts.one_material(2), parts.one_material(1), times=2.0),
    of_no_account("a supplier with nothing to sell", "Suppliers", _nothing_to_sell),
    of_no_account("a stockpile without room", "Stockpiles", _no_room),
    of_no_account("a sector without needs", "Demand", _no_need),
    of_no_account("a venture without capacity", "Ventures", _nothing_to_build),
    of_no_account("a contract about nothing", "Contracts", _nothing_to_sign),
    of_no_account("a partnership that brings nothing", "Partnerships", _no_part),
)
