"""The workbook on disk: bytes, text, layout and return codes."""

from dataclasses import replace
from types import SimpleNamespace
from zipfile import ZipFile

import openpyxl
import pytest

from planner.errors import Unwritten
from planner.layout import palette
from planner.layout.paper import Paper, lines_of
from planner.report import write_plan
from planner.report.drawing import in_readable_unit
from planner.report.page import checked, fitted, repeated, shown
from planner.report.sheet import Chart, Column, Row, Series
from planner.report.sheets import SHEETS
from planner.report.words import amount
from planner.report.writer import plan_bytes
from planner.results.wording import percent
from tests.results.cases import book, everything, pooled


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("plan") / "plan.xlsx"
    write_plan(everything(), path)
    return path


@pytest.fixture(scope="module")
def workbook(path):
    return openpyxl.load_workbook(path)


def test_the_same_results_give_the_same_bytes(path):
    assert plan_bytes(everything()) == path.read_bytes()


def test_a_plan_is_never_overwritten(path):
    with pytest.raises(Unwritten, match="never overwritten|no file is ever overwritten"):
        write_plan(everything(), path)


def test_sheets_have_titles_heads_filters_and_print_setup(workbook):
    assert workbook.sheetnames == [sheet.name for sheet in SHEETS]
    for sheet in workbook:
        assert sheet["A1"].value == f"{sheet.title}: A plan, policy set CRMA"
        assert sheet.freeze_panes
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddFooter.right.text == "Page &[Page] of &N" or "of" in sheet.oddFooter.right.text
        if sheet.title != "Summary":
            assert sheet.page_setup.orientation == "landscape"
            assert sheet.print_title_rows
            assert sheet.auto_filter.ref


def test_the_summary_is_one_page_with_three_sentences(workbook):
    summary = workbook["Summary"]
    assert (summary.page_setup.fitToHeight, summary.page_setup.fitToWidth) in ((1, 1), (None, None))
    sentences = [summary.cell(r, 1).value for r in (3, 4, 5)]
    assert all(text.endswith(".") for text in sentences)
    assert "meets all demand for 1 of 2 materials and at least 96.5 % of that for each other" in sentences[0]
    assert "in present value" in sentences[0]
    assert "stay unmet" in sentences[1]
    assert "depends most on China" in sentences[2]


def test_charts_are_native(path):
    names = ZipFile(path).namelist()
    results = everything()
    declared = sum(len([c for c in sheet.charts(results) if c.series]) for sheet in SHEETS)
    assert declared > 10
    assert sum(name.startswith("xl/charts/chart") for name in names) == declared


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    sources = [
        SimpleNamespace(
            sheet="=1+1", row_or_cell="@x", source="+SUM(A1)", confidence="-low", note="https://example.org"
        )
    ]
    results = replace(pooled(), book=book(pooled().case, sources=sources))
    write_plan(results, tmp_path / "plan.xlsx")
    run = openpyxl.load_workbook(tmp_path / "plan.xlsx")["Run"]
    cells = [cell for cell in list(run.rows)[-1] if cell.value]
    assert [cell.value for cell in cells] == ["source", "=1+1 @x", "+SUM(A1)", "-low", "https://example.org"]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)


def test_a_text_too_long_for_a_cell_is_an_error(tmp_path):
    sources = [SimpleNamespace(sheet="S", row_or_cell="", source="x" * 40_000, confidence=None, note=None)]
    results = replace(pooled(), book=book(pooled().case, sources=sources))
    with pytest.raises(Unwritten, match="Run"):
        write_plan(results, tmp_path / "plan.xlsx")
    assert not (tmp_path / "plan.xlsx").exists()


@pytest.mark.parametrize("code", [-1, -2])
def test_negative_return_codes_raise(code):
    with pytest.raises(Unwritten, match="Offtake"):
        checked(code, "Offtake")
    checked(0, "Offtake")
    checked(None, "Offtake")


def test_totals_are_formulas_with_their_value(path):
    formulas = openpyxl.load_workbook(path)["Decisions"]
    values = openpyxl.load_workbook(path, data_only=True)["Decisions"]
    last = max(r for r in range(1, formulas.max_row + 1) if formulas.cell(r, 1).value == "Total")
    money = [cell.column for cell in formulas[last] if cell.data_type == "f"]
    (column,) = money
    heads = next(r for r in range(1, 12) if values.cell(r, 1).value == "Decision")
    lines = [values.cell(r, column).value for r in range(heads + 1, last)]
    assert values.cell(last, column).value == pytest.approx(sum(lines))


def test_the_last_periods_are_shaded(workbook):
    """The longest lead time is two years: the last two of eight columns."""
    sheet = workbook["Costs"]
    heads = next(r for r in range(1, 12) if sheet.cell(r, 1).value == "Group")
    shaded = [cell.value for cell in sheet[heads + 1] if cell.fill.fgColor.rgb == f"FF{palette.SHADE}"]
    columns = [cell.value for cell in sheet[heads] if cell.fill.fgColor.rgb == "FF7F7F7F"]
    assert columns == ["2032", "2033"]
    assert len(shaded) == 2
    assert "2032 to 2033" in sheet["A3"].value


def test_details_of_rules_are_folded_away(workbook):
    sheet = workbook["Rules"]
    folded = [r for r in range(1, sheet.max_row + 1) if sheet.row_dimensions[r].hidden]
    assert len(folded) == len(everything().case.terms)
    assert {sheet.row_dimensions[r].outlineLevel for r in folded} == {1}


def test_lines_of_keeps_words_whole():
    assert lines_of("", 10) == 1
    assert lines_of("aaaa bbbb cc", 9) == 2
    assert lines_of("a" * 25, 10) == 3


def test_columns_are_as_wide_as_what_they_hold():
    columns = [Column("Name", width=20), Column("Money", format="money", width=8)]
    rows = [Row(("a" * 50, 1_234_567_890.0)), Row(("b", None))]
    assert fitted(columns, rows) == [20.0, 15.0]
    assert fitted(columns, [Row(("abcdefghij", 1.0))]) == [12.0, 8.0]
    assert (shown(None), shown(-1234.0), shown("x")) == (0, 6, 1)


def test_a_group_begins_where_one_of_its_leading_cells_changes():
    assert repeated(("a", "b", 1), ("a", "b", 2), 2) == 2
    assert repeated(("a", "b", 1), ("a", "c", 2), 2) == 0


def test_a_chart_is_not_cut_by_the_edge_of_a_page():
    paper = Paper([140.0], is_single=False, repeated=range(2))
    rows_of_a_page = int(paper.room // 20)
    assert paper.fits(5, 15) == 5
    assert paper.fits(rows_of_a_page - 5, 15) == rows_of_a_page
    assert paper.tops == {rows_of_a_page}
    assert Paper([140.0], is_single=True).fits(1000, 15) == 1000


def test_a_long_horizon_is_printed_over_several_pages():
    assert Paper([10.0] * 20, is_single=False).pages_wide == 1
    assert Paper([10.0] * 130, is_single=False).pages_wide == 6
    assert Paper([10.0] * 130, is_single=True).pages_wide == 1


def test_large_money_is_drawn_in_millions():
    chart = Chart("Cost", "EUR per year", ("2026",), (Series("a", (5e8,)), Series("b", (None,))), "money")
    drawn = in_readable_unit(chart)
    assert drawn.unit == "million EUR per year"
    assert drawn.series[0].values == (500.0,)
    assert in_readable_unit(drawn) is drawn


def test_colours_are_the_same_in_every_chart_and_differ_within_one():
    order = [f"country {i}" for i in range(20)]
    one, other = palette.colours(order[:3], order), palette.colours([order[15], order[2]], order)
    assert one[order[2]] == other[order[2]]
    assert len(set(palette.colours([order[0], order[12], order[13]], order).values())) == 3
    assert palette.pale("000000") == "7F7F7F"


def test_amounts_read_well():
    assert amount(3_425_199_569.0, "EUR") == "3,425.2 million EUR"
    assert amount(76_336_220_384.0, "USD") == "76.3 billion USD"
    assert amount(29_878.0, "EUR") == "29,878 EUR"
    assert amount(12.34, "t") == "12.3 t"
    assert percent(0.65) == "65.0 %"
