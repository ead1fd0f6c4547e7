"""The checked copy: cells marked and commented, problems listed with links, the original as it was."""

from io import BytesIO
from zipfile import ZipFile

import pytest
import xlsxwriter
from openpyxl import load_workbook
from openpyxl.comments import Comment

from planner.checked import checked_copy, losses
from planner.checked.marks import COLOURS
from planner.planning import read
from planner.problems import DefaultUsed, Problem
from tests.workbooks import write_workbook

SEVERITIES = ("fault", "warning", "default")
TABLES = {
    "Suppliers": [["Supplier", "Capacity"], ["=cmd|' /C calc'!A0", -120], ["B", 5], ["C", None]],
    "It's a remark": [["Anything"]],
}


def problem(severity="fault", sheet="Suppliers", cell="B2", message="Capacity is -120; expected more.", hint=""):
    code = {"fault": "out-of-range", "warning": "unused-column", "default": "default-used"}[severity]
    return Problem(severity, sheet, cell, code, message, hint)


@pytest.fixture
def content(tmp_path):
    return write_workbook(tmp_path / "ours.xlsx", TABLES).read_bytes()


def opened(content, problems):
    return load_workbook(BytesIO(checked_copy(content, problems).content))


def fill(cell):
    return cell.fill.fgColor.rgb[2:] if cell.fill.fill_type else None


def rows_of(page):
    """The lines of the sheet of problems below its heads."""
    rows = [row for row in page.iter_rows(values_only=True) if row[0] in SEVERITIES and row[3]]
    return [tuple(value or "" for value in row[:6]) for row in rows]


def test_a_cell_has_the_colour_of_its_gravest_problem_and_a_comment_that_tells_all(content):
    book = opened(content, [problem("warning", message="Odd."), problem(hint="Did you mean 120?"), problem(cell="B9")])
    cell = book["Suppliers"]["B2"]
    assert fill(cell) == COLOURS["fault"]
    assert cell.value == -120
    assert cell.comment.text.split("\n\n")[1:] == [
        "fault: out-of-range\nCapacity is -120; expected more.\nDid you mean 120?",
        "warning: unused-column\nOdd.",
    ]
    assert fill(book["Suppliers"]["B9"]) == COLOURS["fault"]
    assert fill(book["Suppliers"]["B3"]) is None


@pytest.mark.parametrize("severity", SEVERITIES)
def test_each_severity_has_its_colour(content, severity):
    assert fill(opened(content, [problem(severity)])["Suppliers"]["B2"]) == COLOURS[severity]


def test_the_tab_of_a_sheet_has_the_colour_of_its_gravest_problem(content):
    book = opened(content, [problem("warning"), problem(cell="B3"), problem("default", "It's a remark", "A1")])
    assert book["Suppliers"].sheet_properties.tabColor.rgb[2:] == COLOURS["fault"]
    assert book["It's a remark"].sheet_properties.tabColor is None


def test_the_problems_are_listed_gravest_first_with_a_link_to_each_cell(content):
    found = [problem("warning", "It's a remark", "A1", "Odd."), problem(), problem("fault", "Demand", "", "No Demand.")]
    book = opened(content, found)
    page = book["Problems"]
    assert book.sheetnames[0] == "Problems"
    assert book.active.title == "Problems"
    assert [name for name in book.sheetnames if book[name].sheet_view.tabSelected] == ["Problems"]
    assert page["A1"].value.endswith("2 faults, 1 warning and 0 defaults")
    assert rows_of(page) == [
        ("fault", "Suppliers", "B2", "out-of-range", "Capacity is -120; expected more.", ""),
        ("fault", "Demand", "", "out-of-range", "No Demand.", ""),
        ("warning", "It's a remark", "A1", "unused-column", "Odd.", ""),
    ]
    links = {cell.value: cell.hyperlink.location for row in page.rows for cell in row if cell.hyperlink}
    assert links == {"B2": "'Suppliers'!B2", "A1": "'It''s a remark'!A1"}


def test_a_default_is_told_with_the_number_of_its_rows(content):
    used = DefaultUsed("Suppliers", "Capacity", "0", 2, "B4")
    assert rows_of(opened(content, [used.problem])["Problems"]) == [
        ("default", "Suppliers", "B4", "default-used", "Capacity is blank: 0 is used, in 2 rows.", "")
    ]


def test_without_a_problem_the_list_says_so(content):
    page = opened(content, [])["Problems"]
    assert any(row[0] == "Nothing is wrong, and no default was used." for row in page.iter_rows(values_only=True))


def test_comments_formats_and_merged_cells_are_kept(content):
    book = load_workbook(BytesIO(content))
    page = book["Suppliers"]
    page["B2"].comment, page["B2"].number_format = Comment("Ask them again", "An officer"), "0.00"
    page["A3"].comment = Comment("Mine", "An officer")
    page.merge_cells("D2:E3")
    file = BytesIO()
    book.save(file)
    page = opened(file.getvalue(), [problem(), problem(cell="E3")])["Suppliers"]
    assert page["B2"].comment.text.startswith("Ask them again\n\nChecked by the planner")
    assert page["B2"].comment.author == "An officer"
    assert page["B2"].number_format == "0.00"
    assert page["A3"].comment.text == "Mine"
    assert fill(page["D2"]) == COLOURS["fault"]


def test_a_copy_that_is_checked_again_has_the_new_marks_alone(content):
    book = load_workbook(BytesIO(content))
    book["Suppliers"]["B3"].comment = Comment("Ours", "An officer")
    file = BytesIO()
    book.save(file)
    first = checked_copy(file.getvalue(), [problem(), problem(cell="B3")]).content
    again = opened(first, [problem(cell="A2", message="Something else.")])
    page = again["Suppliers"]
    assert (fill(page["B2"]), page["B2"].comment) == (None, None)
    assert (fill(page["B3"]), page["B3"].comment.text) == (None, "Ours")
    assert fill(page["A2"]) == COLOURS["fault"]
    assert [row[4] for row in rows_of(again["Problems"])] == ["Something else."]
    assert len(again.sheetnames) == 3


def test_a_sheet_of_that_name_that_is_the_users_own_stays(tmp_path):
    content = write_workbook(tmp_path / "a.xlsx", TABLES | {"Problems": [["Ours"], ["Rain"]]}).read_bytes()
    book = opened(content, [problem()])
    assert book["Problems"]["A2"].value == "Rain"
    assert len(rows_of(book.worksheets[0])) == 1


def test_text_never_becomes_a_formula(content):
    told = problem(sheet="Suppliers", message="=HYPERLINK(1)", hint="@SUM(1)")
    copy = checked_copy(content, [told]).content
    with ZipFile(BytesIO(copy)) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert not any("<f>" in sheet or "<f " in sheet for sheet in sheets)
    assert opened(content, [told])["Suppliers"]["A2"].value == "=cmd|' /C calc'!A0"


def test_a_hidden_sheet_with_a_problem_is_shown_so_that_its_link_leads_there(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "hidden.xlsx")
    book.add_worksheet("Seen")
    book.add_worksheet("Suppliers").hide()
    book.close()
    content = (tmp_path / "hidden.xlsx").read_bytes()
    assert opened(content, [])["Suppliers"].sheet_state == "hidden"
    assert opened(content, [problem()])["Suppliers"].sheet_state == "visible"


def test_what_is_lost_is_said(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "chart.xlsx")
    page = book.add_worksheet("Suppliers")
    page.write_column("A1", [1, 2, 3])
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Suppliers!$A$1:$A$3"})
    page.insert_chart("C1", chart)
    page.add_sparkline("B1", {"range": "Suppliers!A1:A3"})
    page.data_validation("D1", {"validate": "list", "source": "=Other!$A$1:$A$3"})
    book.add_worksheet("Other")
    book.close()
    copy = checked_copy((tmp_path / "chart.xlsx").read_bytes(), [problem()])
    (said,) = copy.remarks
    assert {"charts", "sparklines"} <= set(said.partition(": ")[2].rstrip(".").split(", "))
    page = load_workbook(BytesIO(copy.content))["Problems"]
    assert said in [row[0] for row in page.iter_rows(values_only=True)]


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (lambda content: b"Supplier;Capacity", "it is damaged"),
        (lambda content: content[: len(content) // 2], "it is damaged"),
    ],
)
def test_of_a_workbook_that_cannot_be_copied_the_list_alone_is_made(content, broken, why):
    copy = checked_copy(broken(content), [problem()])
    assert why in copy.remarks[0]
    book = load_workbook(BytesIO(copy.content))
    assert book.sheetnames == ["Problems"]
    assert rows_of(book["Problems"])[0][:3] == ("fault", "Suppliers", "B2")


def test_a_file_that_is_no_workbook_and_one_that_is_too_large(content, monkeypatch):
    refused = Problem("fault", "", "", "not-a-workbook", "It has a password.")
    assert "it cannot be read as a workbook" in checked_copy(content, [refused]).remarks[0]
    monkeypatch.setattr(losses, "MOST_BYTES", 10)
    assert "it has too many" in checked_copy(content, [problem()]).remarks[0]


def test_the_planner_reads_the_copy_as_it_reads_the_original(tmp_path):
    content = write_workbook(tmp_path / "original.xlsx", TABLES).read_bytes()
    before = read(tmp_path / "original.xlsx").problems
    (tmp_path / "copy.xlsx").write_bytes(checked_copy(content, before).content)
    assert read(tmp_path / "copy.xlsx").problems == before
