"""Pastes the rows of a changes workbook into an input workbook, as a user would."""

import re
from pathlib import Path
from typing import Any

import openpyxl

BLOCK = re.compile(r"(.*): \d+ rows? to paste from column C on")


def paste(changes: Path, sheet: str, source: Path, target: Path, settings: dict[str, Any] | None = None) -> Path:
    """The source with the blocks of one sheet pasted into it, and some settings changed, as a new file."""
    book = openpyxl.load_workbook(source)
    for name, heads, lines in blocks(changes, sheet):
        page = book[name]
        for column, head in enumerate(heads, start=1):
            page.cell(1, column, head)
        for place, cells in lines:
            row = page.max_row + 1 if place == "new row" else int(place.removeprefix("row "))
            for column, value in enumerate(cells, start=1):
                page.cell(row, column).value = value
    for setting, value in (settings or {}).items():
        row = next(row for row in book["Settings"].iter_rows() if row[0].value == setting)
        row[1].value = value
    book.save(target)
    return target


def blocks(changes: Path, sheet: str) -> list[tuple[str, list[Any], list[tuple[str, list[Any]]]]]:
    """Name, heads and lines (place and cells) of every block."""
    found: list[tuple[str, list[Any], list[tuple[str, list[Any]]]]] = []
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(changes)[sheet].iter_rows()]
    for number, row in enumerate(rows):
        title = BLOCK.fullmatch(str(row[0] or ""))
        if title:
            heads = rows[number + 1][2:]
            width = max(place for place, head in enumerate(heads, start=1) if head is not None)
            lines = []
            for line in rows[number + 2 :]:
                if not line[0]:
                    break
                lines.append((line[0], line[2 : 2 + width]))
            found.append((title[1], heads[:width], lines))
    return found
