"""What the cells of a workbook refer to: its list of sheets, its texts, and how its numbers are shown."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from sys import getsizeof

from planner.workbook.cells import cleaned
from planner.workbook.files.budget import NotAWorkbook
from planner.workbook.files.looks import Look, built_in, look_of
from planner.workbook.files.markup import Attributes, Heard, local
from planner.workbook.files.package import MOST_LISTED, Package

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
MOST_SHEETS = 1000
KEPT = 300
"""What a number format takes, in bytes."""


@dataclass(frozen=True)
class SheetPart:
    """A sheet as the workbook lists it, and the part with its cells."""

    name: str
    part: str
    hidden: bool


@dataclass
class Parts:
    """All of it; `looks` is by the number of a cell's style."""

    sheets: list[SheetPart] = field(default_factory=list)
    since_1904: bool = False
    texts: list[str] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)


@dataclass(frozen=True)
class Relation:
    """What a part of the archive refers to: of which kind, and where."""

    kind: str
    target: str


def read_parts(package: Package) -> Parts:
    """The list of sheets, the texts and the looks of a workbook."""
    found = relations(package, "").values()
    book = next((relation.target for relation in found if relation.kind == "officeDocument"), "")
    if not book.endswith(".xml") or book not in package or book.startswith(("word/", "ppt/")):
        package.refuse_other_formats()
    parts, related = Parts(), relations(package, book)
    _read_sheets(package, book, related, parts)
    for relation in related.values():
        if relation.kind == "sharedStrings":
            _read_texts(package, relation.target, parts)
        elif relation.kind == "styles":
            _read_looks(package, relation.target, parts)
    return parts


def relations(package: Package, part: str) -> dict[str, Relation]:
    """What a part of the archive refers to, by the names that it uses; nothing outside the archive."""
    folder, name = posixpath.split(part)
    found: dict[str, Relation] = {}

    def put(attributes: Attributes) -> None:
        if attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = Relation(kind, target)

    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if package.size(listed) > MOST_LISTED:
        raise NotAWorkbook("It refers to more things than any workbook does.")
    if listed in package:
        package.read(listed, Heard({("Relationships", "Relationship"): put}))
    return found


def _read_sheets(package: Package, book: str, related: Mapping[str, Relation], parts: Parts) -> None:
    """Worksheets in their order, hidden ones too; a sheet that is a chart, a dialog or a macro has no cells."""

    def put(attributes: Attributes) -> None:
        name = cleaned(unescaped(attributes.get("name", "")))
        key = next((value for head, value in attributes.items() if local(head) == "id"), "")
        if key not in related or name.casefold() in (sheet.name.casefold() for sheet in parts.sheets):
            raise NotAWorkbook(f"It is damaged: the sheet {name} is there twice, or its cells are missing.")
        if len(parts.sheets) >= MOST_SHEETS:
            raise NotAWorkbook(f"It has more than {MOST_SHEETS} sheets.")
        if related[key].kind == "worksheet":
            hidden = attributes.get("state", "visible") != "visible"
            parts.sheets.append(SheetPart(name, related[key].target, hidden))

    def note(attributes: Attributes) -> None:
        parts.since_1904 = attributes.get("date1904") in ("1", "true")

    package.read(book, Heard({("sheets", "sheet"): put, ("workbook", "workbookPr"): note}))


def _read_texts(package: Package, part: str, parts: Parts) -> None:
    runs: list[str] = []

    def put(_: str) -> None:
        text = cleaned(unescaped("".join(runs)))
        package.budget.hold(getsizeof(text))
        parts.texts.append(text)
        runs.clear()

    package.read(part, Heard(closes={("si", "t"): runs.append, ("r", "t"): runs.append, ("sst", "si"): put}))


def _read_looks(package: Package, part: str, parts: Parts) -> None:
    written: dict[str, Look] = {}

    def define(attributes: Attributes) -> None:
        package.budget.hold(KEPT)
        written[attributes.get("numFmtId", "")] = look_of(attributes.get("formatCode", ""))

    def put(attributes: Attributes) -> None:
        number = attributes.get("numFmtId", "0")
        parts.looks.append(written.get(number) or built_in(number))

    package.read(part, Heard({("numFmts", "numFmt"): define, ("cellXfs", "xf"): put}))


def unescaped(text: str) -> str:
    """A text in which characters that XML cannot hold stand for themselves again (`_x000D_`)."""
    if "_x" not in text:
        return text
    plain = ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
