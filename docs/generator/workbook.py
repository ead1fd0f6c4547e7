"""The reference of the input workbook: its sheets and columns, and how what stands in them is read."""

from collections.abc import Iterator

from generator import markdown as md
from generator.reading import READING
from planner.workbook.declare import Column, Row, Spread, column_of, columns
from planner.workbook.schema import ROW_TYPES

HEADS = ("column", "meaning", "unit", "may hold", "blank", "over time")
OVER_TIME = {Spread.ONCE: "", Spread.OVER_TIME: "†"}


def page() -> str:
    """The page."""
    return md.page(
        "The input workbook",
        READING,
        "## The sheets",
        md.table(("sheet", "holds", ""), (_summary(row_type) for row_type in ROW_TYPES)),
        *(part for row_type in ROW_TYPES for part in _sheet(row_type)),
    )


def _summary(row_type: type[Row]) -> tuple[str, str, str]:
    sheet = row_type.SHEET
    return md.link(sheet.name), sheet.about, "every plan needs it" if sheet.required else ""


def _sheet(row_type: type[Row]) -> Iterator[str]:
    yield f"## {row_type.SHEET.name}"
    yield " ".join(filter(None, (row_type.SHEET.about, _key(row_type))))
    yield md.table(HEADS, (_column(row_type, column) for column in columns(row_type)))


def _key(row_type: type[Row]) -> str:
    """What tells the rows of a sheet apart."""
    heads = [column_of(row_type, field).head for field in row_type.SHEET.key]
    if not heads:
        return ""
    named = f"A row is named by its {md.codes(heads)}"
    return f"{named}; several rows may have the same name." if row_type.SHEET.repeats else f"{named}."


def _column(row_type: type[Row], column: Column) -> tuple[str, ...]:
    head = column.head or "*a period*"
    over_time = OVER_TIME.get(column.spread, column.spread.value)
    return (
        f"**{head}**" if column.required else head,
        column.meaning,
        column.unit,
        column.kind.expected,
        _blank(row_type, column),
        over_time,
    )


def _blank(row_type: type[Row], column: Column) -> str:
    """What a blank means."""
    if column.required:
        return "**required**"
    said = [column.default_text or "–"]
    if column.only_with:
        said.append(f"of account only with {column_of(row_type, column.only_with).head}")
    if column.whole:
        said.append("where given at all, in every period")
    return "; ".join(said)
