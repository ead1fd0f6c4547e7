"""Files made to take endless time or memory are read rightly or refused, each by a process of its own."""

import sys

import pytest

from tests.files.spoiling import BOOK, RELATIONS, STYLES, SUPPLIERS, TEXTS, Spoilt, read_alone

MOST_MEGABYTES = 300
REFUSED = ["not-a-workbook"]
MEGABYTE = 1_000_000
HUNDRED_MILLION = 100 * MEGABYTE


def grown(part, old, piece, times):
    """Put a piece many times before what closes a part."""
    block = piece * (MEGABYTE // len(piece))

    def spoil(spoilt):
        before, found, after = spoilt.parts[part].partition(old.encode())
        assert found
        spoilt.parts[part] = [before, *[block] * (times * len(piece) // len(block)), found + after]

    return spoil


def million_blank_rows(spoilt):
    cells = "".join(f'<c r="{column}{{0}}" s="1"/>' for column in "ABC")
    row = f'<row r="{{0}}" spans="1:3">{cells}</row>'
    spoilt.add_rows("".join(map(row.format, range(10, 1_048_577))))


def very_many_rows(spoilt):
    spoilt.add_rows("".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(10, 70_000)))


def million_cells_in_a_row(spoilt):
    spoilt.add_rows('<row r="20">' + "<c><v>1</v></c>" * 1_000_000 + "</row>")


def many_texts(spoilt):
    texts = ("<si><t>" + "a" * 30_000 + "\U0001f600</t></si>") * 3000
    spoilt.replace(TEXTS, "</sst>", texts + "</sst>")


def many_relations(spoilt):
    relations = "".join(f'<Relationship Id="x{number}"/>' for number in range(700_000))
    spoilt.replace(RELATIONS, "</Relationships>", relations + "</Relationships>")


def a_tag_without_end(spoilt):
    attributes = b"".join(b'a%d="" ' % number for number in range(1_000_000))
    spoilt.replace(SUPPLIERS, "</worksheet>", b"<a " + attributes + b"/></worksheet>")


HEAVY = {
    "zip bomb": (grown(SUPPLIERS, "</worksheet>", b" ", 5 * HUNDRED_MILLION), REFUSED),
    "zip bomb within bounds": (grown(SUPPLIERS, "</worksheet>", b" ", HUNDRED_MILLION), REFUSED),
    "zip bomb in a part that is not read": (grown("docProps/app.xml", "</Properties>", b" ", 5 * HUNDRED_MILLION), []),
    "endless text": (grown(SUPPLIERS, "</sheetData>", b"a", HUNDRED_MILLION), REFUSED),
    "endless depth": (grown(SUPPLIERS, "</worksheet>", b"<a>", 30_000_000), REFUSED),
    "endless elements": (grown(SUPPLIERS, "</worksheet>", b"<a/>", 3_000_000), REFUSED),
    "endless styles": (grown(STYLES, "</cellXfs>", b"<xf/>", 3_000_000), REFUSED),
    "endless sheets": (grown(BOOK, "</sheets>", b'<sheet name="x" r:id="rId1"/>', 1_000_000), REFUSED),
    "million blank formatted rows": (million_blank_rows, []),
    "very many rows": (very_many_rows, REFUSED),
    "million cells in a row": (million_cells_in_a_row, REFUSED),
    "many long texts": (many_texts, REFUSED),
    "many relations": (many_relations, REFUSED),
    "a tag without end": (a_tag_without_end, REFUSED),
}


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux tells it")
@pytest.mark.parametrize(("spoil", "codes"), HEAVY.values(), ids=HEAVY)
def test_within_memory(tmp_path, spoil, codes):
    spoilt = Spoilt(tmp_path)
    spoil(spoilt)
    found, megabytes = read_alone(spoilt.save())
    assert found == codes
    assert megabytes < MOST_MEGABYTES
