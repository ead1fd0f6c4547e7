"""A sheet of a workbook as plain data, before anything is written."""

from dataclasses import dataclass, field

from planner.facts.importers import UNION
from planner.facts.known import Row, table

Value = str | float | None
OTHERS = "others"
"""What stands under `importer` in the tables for all but the Union."""


class Share(float):
    """A number that is shown as a percentage."""


@dataclass(frozen=True)
class Column:
    """A head, the style of its cells (text, number, decimal, year) and its width in characters."""

    head: str
    style: str = "text"
    width: int = 12


@dataclass(frozen=True)
class Source:
    """Who says a figure: the sheet, the row or column it stands in, the source and how far to trust it."""

    sheet: str
    place: str
    source: str
    confidence: str
    note: str


@dataclass(frozen=True)
class Sheet:
    """One table: its name, columns and rows, and where its figures come from."""

    name: str
    columns: list[Column]
    rows: list[list[Value]]
    sources: list[Source] = field(default_factory=list)


def year_columns(years: range, prefix: str = "") -> list[Column]:
    """Give one column of tonnes per year."""
    return [Column(f"{prefix} {year}".strip(), "number", 11 + len(prefix) // 3) for year in years]


def sourced(sheet: str, place: str, row: Row) -> Source:
    """Give the source of a figure from the columns that every fact table has."""
    address = row.get("address", "")
    source = f"{row['source']} ({address})" if address else row["source"]
    return Source(sheet, place, source, row["confidence"], row.get("note", ""))


def column_sources(sheet: str, importer: str) -> list[Source]:
    """Give the sources of whole columns: what `columns.csv` and `rules.csv` say of the sheet, to an importer's code."""
    said = [
        sourced(sheet, row["column"], row)
        for row in table("columns")
        if row["sheet"] == sheet and is_for(row, importer)
    ]
    ruled = [
        Source(sheet, row["column"], f"{row['rule']}: {row['value']} {row['unit']}", "assumption", row["note"])
        for row in table("rules")
        if row["sheet"] == sheet
    ]
    return said + ruled


def is_for(row: Row, importer: str) -> bool:
    """Tell whether a row of the facts concerns an importer: every one where `importer` is blank, or the one named."""
    return row["importer"] in ("", importer) or (row["importer"] == OTHERS and importer != UNION)


def editions() -> list[Source]:
    """Give the figures that are often quoted with their edition, beside the newer ones."""
    return [
        Source(
            "Suppliers",
            f"{row['figure']}: {row['seed']}",
            row["seed_edition"],
            row["confidence"],
            f"An older edition, kept for comparison. {row['newer']}",
        )
        for row in table("editions")
    ]


def cell(text: str) -> Value:
    """Give a cell of a fact table as a number where it is one, as text, or as nothing where it is blank."""
    try:
        return float(text)
    except ValueError:
        return text or None
