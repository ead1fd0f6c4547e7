"""Workbooks that are unusual, or made to do harm, and are read as what they hold: no more, and nothing else happens."""

import re
from datetime import date

import pytest

from planner.workbook.files import read_grids
from planner.workbook.files.looks import Look, look_of
from tests.files.spoiling import BOOK, RELATIONS, SHEETS, STYLES, SUPPLIERS, TEXTS, Spoilt
from tests.workbook.conftest import GOOD
from tests.workbooks import write_workbook

LAST_CELL = '<row r="1048576"><c r="XFD1048576"><v>5</v></c></row>'


@pytest.fixture
def spoilt(tmp_path):
    return Spoilt(tmp_path)


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    return Spoilt(tmp_path_factory.mktemp("good")).read().book


def cells(spoilt, *rows):
    """The values at the end of the sheet of suppliers, after rows of XML."""
    for row in rows:
        spoilt.add_rows(row)
    grids = {grid.name: grid for grid in read_grids(spoilt.save(), "Suppliers".__eq__)}
    found = grids["Suppliers"].cells
    return [cell.value for row in sorted(found) if row > len(GOOD["Suppliers"]) for cell in found[row].values()]


def with_prefixes(xml):
    """The same XML with a prefix for the elements that have none."""
    text = re.sub(r"<(/?)([A-Za-z]+)(?=[ />])", r"<\1x:\2", xml.decode())
    return text.replace("xmlns=", "xmlns:x=").encode()


def strict(xml):
    """The same XML as Excel saves it for "Strict Open XML"."""
    text = xml.decode().replace("schemas.openxmlformats.org/spreadsheetml/2006", "purl.oclc.org/ooxml/spreadsheetml")
    officedocument = "schemas.openxmlformats.org/officeDocument/2006"
    return text.replace(officedocument, "purl.oclc.org/ooxml/officeDocument").encode()


def for_all(change):
    def spoil(spoilt):
        spoilt.parts = {
            name: change(part) if name.endswith((".xml", ".rels")) else part for name, part in spoilt.parts.items()
        }

    return spoil


def replaced(part, old, new):
    return lambda spoilt: spoilt.replace(part, old, new)


def in_utf_16(spoilt):
    spoilt.parts[SUPPLIERS] = spoilt.parts[SUPPLIERS].decode().replace("UTF-8", "UTF-16").encode("utf-16")


def without_addresses(spoilt):
    """No cell of a sheet says where it stands; blank ones stand where others would else move to."""
    countries = spoilt.parts[SHEETS["Countries"]].decode()
    with_blanks = re.sub(r'(<c r="B\d+"[^>]*><v>\d+</v></c>)(?=<c r="D)', r'\1<c r="C0" s="1"/>', countries)
    assert with_blanks != countries
    spoilt.parts[SHEETS["Countries"]] = re.sub(r' r="[A-Z]*\d+"', "", with_blanks).encode()


def renamed(spoilt):
    """The workbook in a part of another name, its sheets in another folder."""
    spoilt.parts["data/Book.xml"] = spoilt.parts.pop(BOOK)
    relations = spoilt.parts.pop(RELATIONS).decode()
    relations = relations.replace('Target="', 'Target="/xl/').replace("sheet5.xml", "../worksheets/SHEET5.xml")
    spoilt.parts["data/_rels/Book.xml.rels"] = relations.encode()
    spoilt.replace("_rels/.rels", "xl/workbook.xml", "data/Book.xml")


def with_a_chart_sheet(spoilt):
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartsheet"
    spoilt.replace(
        RELATIONS, "</Relationships>", f'<Relationship Id="c" Type="{kind}" Target="x.xml"/></Relationships>'
    )
    spoilt.replace(BOOK, "<sheets>", '<sheets><sheet name="Policy Sets 2" sheetId="99" r:id="c"/>')


def with_links_and_macros(spoilt):
    """A macro, a link to another workbook, a query that refreshes itself: parts that are never read."""
    for part in ("vbaProject.bin", "externalLinks/externalLink1.xml", "connections.xml", "queryTables/q.xml"):
        spoilt.parts[f"xl/{part}"] = b'<!DOCTYPE a SYSTEM "http://127.0.0.1/"><a href="http://127.0.0.1/"/>'
    link = '<Relationship Id="l" Type="x/externalLink" Target="http://127.0.0.1/" TargetMode="External"/>'
    spoilt.replace(RELATIONS, "</Relationships>", link + "</Relationships>")


SAME = {
    "the last cell": lambda spoilt: spoilt.add_rows(LAST_CELL),
    "wrong extent": replaced(SUPPLIERS, '<dimension ref="A1:Q6"/>', '<dimension ref="A1:XFD1048576"/>'),
    "no extent": replaced(SUPPLIERS, '<dimension ref="A1:Q6"/>', ""),
    "other extent": replaced(SUPPLIERS, '<dimension ref="A1:Q6"/>', '<dimension ref="?"/>'),
    "strict": for_all(strict),
    "prefixes": for_all(with_prefixes),
    "utf-16": in_utf_16,
    "no addresses": without_addresses,
    "other folders": renamed,
    "chart sheet": with_a_chart_sheet,
    "links and macros": with_links_and_macros,
    "hidden sheet": replaced(BOOK, 'name="Suppliers"', 'state="veryHidden" name="Suppliers"'),
    "comment": replaced(SUPPLIERS, "<sheetData>", "<!-- <c r='A1'/> --><sheetData><?x y?>"),
    "blank formatted rows": lambda spoilt: spoilt.add_rows(
        '<row r="999"><c r="A999" s="1"/><c s="1" r="B999" /></row>'
    ),
    "white space": lambda spoilt: spoilt.add_rows(
        '<row r="999"><c r="A999" t="inlineStr"><is><t> &#160;&#8203;</t></is></c></row>'
    ),
    "no texts of its own": replaced(TEXTS, "<si>", '<si><rPh sb="0" eb="1"><t>not read</t></rPh>'),
    "a part that is never read": lambda spoilt: spoilt.parts.update({"xl/media/image1.png": bytes(1_000_000)}),
}


@pytest.mark.parametrize("spoil", SAME.values(), ids=SAME)
def test_the_same_workbook(spoilt, good, spoil):
    spoil(spoilt)
    reading = spoilt.read()
    assert {problem.code for problem in reading.problems} <= {"unknown-column", "hidden-sheet"}
    assert vars(reading.book) == vars(good)


def test_what_stands_in_the_last_cell_is_told(spoilt):
    spoilt.add_rows(LAST_CELL)
    assert [str(problem) for problem in spoilt.read().problems] == [
        "Suppliers!XFD1: The column has no head; it is not read."
    ]


def test_a_hidden_sheet_is_known(spoilt):
    spoilt.replace(BOOK, 'name="Suppliers"', 'state="hidden" name="Suppliers"')
    assert [grid.name for grid in read_grids(spoilt.save(), lambda _: True) if grid.hidden] == ["Suppliers"]


def test_sheets_that_are_not_asked_for_are_not_read(spoilt):
    spoilt.parts[SUPPLIERS] = b"no XML"
    assert not any(grid.cells for grid in read_grids(spoilt.save(), "Remarks".__eq__))


def test_texts(spoilt):
    texts = [
        "<is><t>plain</t></is>",
        "<is><r><t>in </t></r><r><rPr><b/></rPr><t>parts</t></r><rPh><t>sound</t></rPh></is>",
        '<is><t xml:space="preserve">  around  </t></is>',
        "<is><t>a_x000D__x000a_b_x005F_x0041_</t></is>",
        "<is><t>esc_x001B_[31m, bell_x0007_</t></is>",
        "<is><t>_xD83D__xDE00_ and half _xD83D_</t></is>",
        "<is><t>right&#x202E;left&#x200B;none&#xFEFF;</t></is>",
        "<is><t>Ko&#x308;ln</t></is>",
        "<is><t></t></is>",
    ]
    row = "".join(f'<c r="{"ABCDEFGHIJ"[n]}20" t="inlineStr">{text}</c>' for n, text in enumerate(texts))
    assert cells(spoilt, f'<row r="20">{row}</row>') == [
        *("plain", "in parts", "  around  ", "a\r\nb_x0041_", "esc[31m, bell", "\U0001f600 and half \ufffd"),
        *("rightleftnone", "Köln"),
    ]


@pytest.mark.parametrize(
    ("cell", "value", "spoilt_by"),
    [
        ("<c><v>5</v></c>", 5.0, ""),
        ('<c t="n"><v> -1.5E-3 </v></c>', -0.0015, ""),
        ("<c><v>1e400</v></c>", float("inf"), ""),
        ("<c><v>nan</v></c>", "nan", ""),
        ("<c><v>1_000</v></c>", "1_000", ""),
        ("<c><v>٣</v></c>", "٣", ""),
        ('<c t="b"><v>1</v></c>', True, ""),
        ('<c t="b"><v>0</v></c>', False, ""),
        ('<c t="d"><v>2026-03-01T00:00:00</v></c>', date(2026, 3, 1), ""),
        ('<c t="d"><v>soon</v></c>', "soon", ""),
        ('<c t="str"><f>A1</f><v>text</v></c>', "text", ""),
        ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!", "error-cell"),
        ('<c t="e"><v>#SPILL!</v></c>', "#SPILL!", "error-cell"),
        ("<c><f>[1]Other!A1</f><v>7</v></c>", 7.0, ""),
        ('<c><f t="shared" si="0"/><v>8</v></c>', 8.0, ""),
        ("<c><f>1+1</f></c>", "a formula without a stored value", "formula-without-value"),
        ("<c><f>1+1</f><v></v></c>", "a formula without a stored value", "formula-without-value"),
        ('<c t="str"><f>"x"</f></c>', "a formula without a stored value", "formula-without-value"),
        ('<c t="something"><v>x</v></c>', "x", ""),
    ],
)
def test_values(spoilt, cell, value, spoilt_by):
    spoilt.add_rows(f'<row r="20">{cell}</row>'.replace("<c", '<c r="A20"', 1))
    suppliers = next(grid for grid in read_grids(spoilt.save(), "Suppliers".__eq__) if grid.cells)
    assert (suppliers.at(20, 1).value, suppliers.at(20, 1).spoilt) == (value, spoilt_by)


@pytest.mark.parametrize(
    "cell", ['<c r="A20" t="str"><f>""</f><v></v></c>', '<c r="A20" s="1"/>', '<c r="A20"><v/></c>']
)
def test_cells_in_which_nothing_stands(spoilt, cell):
    assert cells(spoilt, f'<row r="20">{cell}</row>') == []


@pytest.mark.parametrize(
    ("code", "look"),
    [
        ("General", Look.NUMBER),
        ("0.00", Look.NUMBER),
        ('#,##0.00 "days"', Look.NUMBER),
        ("[Red]0;[Blue]-0", Look.NUMBER),
        ("[$EUR] #,##0", Look.NUMBER),
        (r"0\d", Look.NUMBER),
        ("0_y;0*y", Look.NUMBER),
        ("@", Look.NUMBER),
        ("0%", Look.PERCENT),
        ("0.0##%", Look.PERCENT),
        ("[Red]-0.0 %", Look.PERCENT),
        (r"0\%", Look.NUMBER),
        ('0"%"', Look.NUMBER),
        ("yyyy-mm-dd", Look.DATE),
        ("dd/mm/yyyy hh:mm", Look.DATE),
        ("[$-409]mmm-yy;@", Look.DATE),
        ("MMMM", Look.DATE),
        ('yyyy"年"m"月"', Look.DATE),
        ("[$-404]e/m/d", Look.DATE),
        ("hh:mm", Look.TIME),
        ("[h]:mm:ss", Look.TIME),
        ("mm:ss.0", Look.TIME),
    ],
)
def test_number_formats(code, look):
    assert look_of(code) is look


@pytest.mark.parametrize(
    ("format_id", "serial", "since_1904", "value"),
    [
        (14, 46082, "0", date(2026, 3, 1)),
        (14, 44620, "1", date(2026, 3, 1)),
        (14, 46082.75, "0", date(2026, 3, 1)),
        (22, 1, "0", date(1900, 1, 1)),
        (14, 59, "0", date(1900, 2, 28)),
        (14, 61, "0", date(1900, 3, 1)),
        (14, 2958465, "0", date(9999, 12, 31)),
        (14, 2958466, "0", 2958466.0),
        (14, -5, "0", -5.0),
        (14, "1e300", "0", 1e300),
        (14, "1e400", "0", float("inf")),
        (18, 0.5, "0", "12:00:00"),
        (57, 46082, "0", date(2026, 3, 1)),
        (9, 0.3, "0", 0.3),
        (0, 46082, "0", 46082.0),
    ],
)
def test_dates(spoilt, format_id, serial, since_1904, value):
    spoilt.replace(STYLES, "</cellXfs>", f'<xf numFmtId="{format_id}"/></cellXfs>')
    spoilt.replace(BOOK, "<workbookPr ", f'<workbookPr date1904="{since_1904}" ')
    style = spoilt.parts[STYLES].partition(b"<cellXfs")[2].partition(b"</cellXfs>")[0].count(b"<xf ") - 1
    assert cells(spoilt, f'<row r="20"><c r="A20" s="{style}"><v>{serial}</v></c></row>') == [value]


def test_a_workbook_without_styles_or_texts(tmp_path):
    path = write_workbook(tmp_path / "plain.xlsx", {"Numbers": [[1, 2], [None, 3]]})
    (grid,) = read_grids(path, lambda _: True)
    assert {row: {column: cell.value for column, cell in own.items()} for row, own in grid.cells.items()} == {
        1: {1: 1.0, 2: 2.0},
        2: {2: 3.0},
    }
