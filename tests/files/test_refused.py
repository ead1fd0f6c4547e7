"""Files that are no workbook, or one that is made to do harm, are refused with a reason."""

import struct
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZIP_STORED, ZipFile

import pytest

from planner.workbook import read_workbook
from tests.files.spoiling import BOOK, RELATIONS, SHEETS, STYLES, SUPPLIERS, TEXTS, Spoilt, refusal

OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTITIES = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10 if n else b"lol") for n in range(10))


@pytest.fixture
def spoilt(tmp_path):
    return Spoilt(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("missing.xlsx", None, "No such file"),
        ("text.xlsx", b"Supplier;Material", "no Excel workbook"),
        ("nothing.xlsx", b"", "no Excel workbook"),
        ("old.xlsx", OLD_CONTAINER + bytes(600), "old .xls format"),
        ("plan.xls", OLD_CONTAINER, "ends in .xlsx"),
        ("locked.xlsx", OLD_CONTAINER + bytes(900) + "EncryptedPackage".encode("utf-16-le"), "has a password"),
        ("plan.csv", b"Supplier;Material", "ends in .xlsx"),
        ("plan", b"Supplier;Material", "ends in .xlsx"),
        ("zip.xlsx", b"PK\x05\x06" + bytes(18), "no Excel workbook"),
        ("short.xlsx", b"PK\x05\x06", "cut off"),
        ("page.xlsx", b"<html><table><tr><td>Supplier</td></tr></table></html>", "no Excel workbook"),
    ],
)
def test_no_archive(tmp_path, name, content, reason):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert reason in refusal(path)


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("xl/workbook.bin", "binary workbook"),
        ("mimetype", "OpenDocument"),
        ("word/document.xml", "Word"),
        ("ppt/presentation.xml", "PowerPoint"),
        ("readme.txt", "zip archive"),
    ],
)
def test_an_archive_of_something_else(tmp_path, part, reason):
    path = tmp_path / "other.xlsx"
    with ZipFile(path, "w") as archive:
        archive.writestr(part, b"anything")
    assert reason in refusal(path)


def test_a_folder(tmp_path):
    path = tmp_path / "folder.xlsx"
    path.mkdir()
    assert "cannot be opened" in refusal(path)


def test_cut_off_anywhere(spoilt):
    content = spoilt.save().read_bytes()
    for part in range(0, len(content), len(content) // 40):
        spoilt.path.write_bytes(content[:part])
        refusal(spoilt.path)


def test_a_byte_changed_anywhere_is_never_a_traceback(spoilt):
    content = spoilt.save().read_bytes()
    for place in range(0, len(content), len(content) // 60):
        spoilt.path.write_bytes(content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :])
        assert {problem.code for problem in read_workbook(spoilt.path).problems} <= {"not-a-workbook"}


@pytest.mark.parametrize(
    "name", ["../evil.xml", "xl/../../evil.xml", "/etc/passwd", "C:/evil.xml", "xl\\worksheets\\sheet1.xml", "\\\\x\\y"]
)
def test_parts_named_to_leave_the_archive(spoilt, name):
    spoilt.parts[name] = b"<a/>"
    assert "a part named" in refusal(spoilt.save())


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", [SUPPLIERS, SUPPLIERS.upper(), BOOK])
def test_a_part_that_is_there_twice(spoilt, name):
    with ZipFile(spoilt.save(), "a") as archive:
        archive.writestr(name, spoilt.parts[SHEETS["Demand"]])
    assert "twice" in refusal(spoilt.path)


@pytest.mark.parametrize("compression", [ZIP_BZIP2, ZIP_LZMA])
def test_unusual_compression(spoilt, compression):
    assert "unusual way" in refusal(spoilt.save(compression))


def listed(content, number):
    """Where the record of a part stands in the list at the end of an archive."""
    place = content.index(b"PK\x01\x02")
    for _ in range(number):
        place = content.index(b"PK\x01\x02", place + 4)
    return place


@pytest.mark.parametrize(
    ("offset", "value", "reason"),
    [
        (8, struct.pack("<H", 1), "password"),
        (24, struct.pack("<L", 10), "cut off or damaged"),
        (24, struct.pack("<L", 4_000_000_000), "more than 400 MB"),
        (42, struct.pack("<L", 4_000_000_000), "cut off or damaged"),
        (16, struct.pack("<L", 99), "cut off or damaged"),
    ],
    ids=["encrypted", "smaller than it is", "larger than it is", "elsewhere", "checksum"],
)
def test_a_list_of_parts_that_lies(spoilt, offset, value, reason):
    content = spoilt.save().read_bytes()
    with ZipFile(spoilt.path) as archive:
        place = listed(content, archive.namelist().index(SUPPLIERS)) + offset
    spoilt.path.write_bytes(content[:place] + value + content[place + len(value) :])
    assert reason in refusal(spoilt.path)


def test_a_list_of_endlessly_many_parts(spoilt):
    spoilt.parts |= {f"xl/media/{number}": b"" for number in range(20_000)}
    assert "more parts" in refusal(spoilt.save(ZIP_STORED))


@pytest.mark.parametrize("part", [BOOK, RELATIONS, TEXTS, STYLES, SUPPLIERS, "_rels/.rels"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types(spoilt, part, encoding):
    body = spoilt.parts[part].partition(b"?>")[2]
    text = b"<!DOCTYPE x [" + ENTITIES + b'<!ENTITY s SYSTEM "file:///etc/passwd">]>' + body
    spoilt.parts[part] = text.decode().encode(encoding)
    assert "could be an attack" in refusal(spoilt.save())


@pytest.mark.parametrize(
    "markup",
    [
        "<a>" * 2000,
        "<" + "a" * 300_000 + "/>",
        "<!--" + "x" * 300_000 + "-->",
        f'<a b="{"x" * 300_000}"/>',
        "<x><![CDATA[1]]></x>",
    ],
    ids=["deep", "long name", "long comment", "long attribute", "raw text"],
)
def test_markup_that_excel_never_writes(spoilt, markup):
    spoilt.replace(SUPPLIERS, "</worksheet>", markup + "</worksheet>")
    assert "could be an attack" in refusal(spoilt.save())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"</worksheet>", b""),
        (b"<sheetData>", b"<sheetData><row>"),
        (b"<sheetData>", b"\xff\xfe<sheetData>"),
        (b'encoding="UTF-8"', b'encoding="klingon"'),
        (b"<sheetData>", b"&lol;<sheetData>"),
        (b"<sheetData>", b"<sheetData>" + b"x" * 40_000),
    ],
)
def test_broken_markup(spoilt, old, new):
    spoilt.replace(SUPPLIERS, old, new)
    assert "It is damaged" in refusal(spoilt.save())


@pytest.mark.parametrize("number", ["0", "-1", "1048577", "99999999999999999999", "x", "1.5", "3", "²"])
def test_rows_that_are_nowhere(spoilt, number):
    spoilt.add_rows(f'<row r="{number}"><c><v>1</v></c></row>')
    assert "a row numbered" in refusal(spoilt.save())


@pytest.mark.parametrize("address", ["XFE20", "A0", "A21", "a20", "AAAA20", "20", "", "A20:B20", "R20C1"])
def test_cells_that_are_nowhere(spoilt, address):
    spoilt.add_rows(f'<row r="20"><c r="{address}"><v>1</v></c></row>')
    assert "a cell named" in refusal(spoilt.save())


@pytest.mark.parametrize("second", ["A20", "B20"])
def test_a_cell_that_is_there_twice(spoilt, second):
    spoilt.add_rows(f'<row r="20"><c r="B20"><v>1</v></c><c r="{second}"><v>2</v></c></row>')
    assert "a cell named" in refusal(spoilt.save())


def test_cells_with_and_without_an_address(spoilt):
    spoilt.add_rows('<row r="20"><c r="C20" s="1"/><c><v>2</v></c></row>')
    assert "without an address" in refusal(spoilt.save())


@pytest.mark.parametrize("text", ["-1", "100000", "99999999999999999999", "1.0", "", "x"])
def test_texts_that_are_not_there(spoilt, text):
    spoilt.add_rows(f'<row r="20"><c r="AB20" t="s"><v>{text}</v></c></row>')
    assert "Suppliers has a cell, AB20, that refers to what is not there" in refusal(spoilt.save())


@pytest.mark.parametrize("style", ["-1", "1000", "x"])
def test_styles_that_are_not_there(spoilt, style):
    spoilt.add_rows(f'<row r="20"><c r="AB20" s="{style}"><v>1</v></c></row>')
    assert "refers to what is not there" in refusal(spoilt.save())


def test_a_sheet_without_its_cells(spoilt):
    del spoilt.parts[SUPPLIERS]
    assert "sheet5.xml is missing" in refusal(spoilt.save())


@pytest.mark.parametrize(
    ("old", "new"),
    [('name="Suppliers"', 'name="settings"'), ('r:id="rId5"', 'r:id="rId500"'), ('r:id="rId5"', "")],
)
def test_a_list_of_sheets_that_cannot_be(spoilt, old, new):
    spoilt.replace(BOOK, old, new)
    assert "there twice, or its cells are missing" in refusal(spoilt.save())


def test_a_sheet_from_elsewhere_is_not_fetched(spoilt):
    spoilt.replace(RELATIONS, 'Target="worksheets/sheet5.xml"', 'Target="http://127.0.0.1/x.xml" TargetMode="External"')
    assert "its cells are missing" in refusal(spoilt.save())


def test_endlessly_many_sheets(spoilt):
    sheets = "".join(f'<sheet name="x{number}" sheetId="{number}" r:id="rId1"/>' for number in range(50, 1200))
    spoilt.replace(BOOK, "</sheets>", sheets + "</sheets>")
    assert "more than 1000 sheets" in refusal(spoilt.save())


def test_merged_cells_that_are_nowhere(spoilt):
    spoilt.replace(SUPPLIERS, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:?"/></mergeCells>')
    assert "merged cells" in refusal(spoilt.save())
