"""The second workbook: five members that could buy their battery and magnet metals together.

It is made from the sheets of the first: those of five metals, with every demand divided among the members.
"""

from collections.abc import Callable
from dataclasses import replace

from example.procurement import tenders
from planner.facts.buyer import rounded
from planner.facts.known import Row, table
from planner.facts.sheets import Column, Share, Sheet, Source, Value, sourced

METALS = ("Lithium", "Cobalt", "Nickel", "Magnet rare earths", "Graphite")
STREAMS = ("End-of-life batteries", "End-of-life magnets")
SETS = ("unrestricted", "today", "EU 2030 soft", "EU 2030 hard")
TITLE = "Battery and magnet metals of five members"
LEFT_OUT = ("Partnerships", "Scenarios")

Record = dict[str, Value]
Change = Callable[[Sheet], list[Record]]


def joint(content: list[Sheet]) -> list[Sheet]:
    """Give the sheets of the second workbook, made from those of the first."""
    found = [_changed(sheet, content) for sheet in content if sheet.name not in LEFT_OUT]
    place = [sheet.name for sheet in found].index("Policy sets")
    return [*found[:place], _members(), *found[place:]]


def _changed(sheet: Sheet, content: list[Sheet]) -> Sheet:
    records = [dict(zip((column.head for column in sheet.columns), row, strict=True)) for row in sheet.rows]
    kept = [record for record in records if _belongs(sheet.name, record, content)]
    columns, sources = list(sheet.columns), [source for source in sheet.sources if not _of_another_metal(source)]
    if sheet.name == "Settings":
        kept = [{**record, "Value": TITLE} if record["Setting"] == "Title" else record for record in kept]
    elif sheet.name == "Contracts":
        kept, sources = [{**record, "Only with": None} for record in kept] + _tenders(), sources + _tender_sources()
    elif sheet.name == "Demand":
        columns.insert(2, Column("Member", width=16))
        kept, sources = [part for record in kept for part in _divided(record)], sources + _share_sources()
    return replace(sheet, columns=columns, rows=[[r.get(c.head) for c in columns] for r in kept], sources=sources)


def _belongs(name: str, record: Record, content: list[Sheet]) -> bool:
    """Whether a row is about one of the metals, and about a policy set and scrap that stay."""
    if record.get("Material") not in (None, *METALS):
        return False
    if name in ("Policies", "Policy sets"):
        return record["Policy set"] in SETS
    if name in ("Scrap", "Recycling"):
        return record["Stream"] in STREAMS
    if name == "Recovery":
        return str(record["Plant"]) in {row["plant"] for row in table("recycling") if row["stream"] in STREAMS}
    if name in ("Contracts", "Ventures"):
        return all(supplier in _suppliers(content) for supplier in str(record["Supplier"]).split(", "))
    return True


def _suppliers(content: list[Sheet]) -> set[Value]:
    sheet = next(sheet for sheet in content if sheet.name == "Suppliers")
    return {row[0] for row in sheet.rows if row[1] in METALS}


def _of_another_metal(source: Source) -> bool:
    others = {row["material"] for row in table("materials")} - set(METALS)
    return any(metal.casefold() in source.place.casefold() for metal in others)


def _divided(record: Record) -> list[Record]:
    """Give the demand of each member: its part of that of the sector, the same in every year."""
    shares = {row["member"]: float(row["share"]) for row in table("member_shares") if row["sector"] == record["Sector"]}
    return [
        {**{head: _part(head, value, share) for head, value in record.items()}, "Member": member}
        for member, share in shares.items()
    ]


def _part(head: str, value: Value, share: float) -> Value:
    return rounded(value * share, 5) if head.isdecimal() and isinstance(value, float | int) else value


def _members() -> Sheet:
    rows = table("members")
    return Sheet(
        "Members",
        [Column("Member", width=20), Column("Access share", "decimal", 14)],
        [[row["member"], Share(row["access_share"])] for row in rows],
        [sourced("Members", f"{row['member']}: Access share", row) for row in rows],
    )


def _tenders() -> list[Record]:
    sheet = tenders()
    return [dict(zip((column.head for column in sheet.columns), row, strict=True)) for row in sheet.rows]


def _tender_sources() -> list[Source]:
    return tenders().sources


def _share_sources() -> list[Source]:
    return [sourced("Demand", _place(row), row) for row in table("member_shares")]


def _place(row: Row) -> str:
    return f"{row['sector']}, {row['member']}: {float(row['share']):.0%} of the sector's demand"
