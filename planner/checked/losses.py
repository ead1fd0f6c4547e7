"""What a copy of a workbook cannot carry over as it is, and when a workbook is too large to be copied."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from zipfile import ZipFile

PARTS: Mapping[str, str] = {
    "xl/charts/": "charts",
    "xl/chartsheets/": "chart sheets",
    "xl/media/": "pictures",
    "xl/drawings/drawing": "drawings",
    "xl/diagrams/": "diagrams",
    "xl/pivotTables/": "pivot tables",
    "xl/slicers/": "slicers",
    "xl/ctrlProps/": "form controls",
    "xl/activeX/": "form controls",
    "xl/embeddings/": "embedded files",
    "xl/threadedComments/": "threads of comments",
    "xl/vbaProject": "macros",
}
"""What the parts of a workbook hold that are lost or come out otherwise, by the beginning of their names."""

EXTENSIONS: Mapping[bytes, str] = {
    b"x14:dataValidation ": "some drop-downs",
    b"x14:conditionalFormatting ": "some conditional formats",
    b"x14:sparkline>": "sparklines",
}
"""The same for what newer versions of Excel put into the sheets themselves."""

SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
MOST_BYTES = 40_000_000
"""Sheets larger than this (some million cells) would take minutes and gigabytes to copy."""


def losses(content: bytes) -> list[str]:
    """What of a workbook is not in a copy, or looks different there, each once."""
    with ZipFile(BytesIO(content)) as archive:
        return list(dict.fromkeys(_losses(archive)))


def is_too_large(content: bytes) -> bool:
    """Whether a workbook has too many cells to be copied."""
    with ZipFile(BytesIO(content)) as archive:
        return sum(part.file_size for part in archive.infolist() if SHEET.fullmatch(part.filename)) > MOST_BYTES


def _losses(archive: ZipFile) -> Iterator[str]:
    for name in archive.namelist():
        yield from (said for start, said in PARTS.items() if name.startswith(start))
        if SHEET.fullmatch(name):
            sheet = archive.read(name)
            yield from (said for mark, said in EXTENSIONS.items() if mark in sheet)
