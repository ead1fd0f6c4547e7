"""The workbook to fill in: which sheets it has, that it is right as it is, and what it teaches."""

import pytest
from openpyxl import load_workbook

import planner
from planner.errors import PlannerError
from planner.planning import check
from planner.template import ORDINARY, chosen, template
from planner.template.choice import UnknownSheet
from planner.template.example import EXAMPLE
from planner.workbook import read_workbook
from planner.workbook.declare import columns
from planner.workbook.schema import ROW_TYPES

NAMES = {row_type: row_type.SHEET.name for row_type in ROW_TYPES}
TEN = {"Settings", "Materials", "Countries", "Suppliers", "Demand", "Stockpiles", "Scrap", "Recycling", "Recovery"}


def said(path):
    return [str(problem) for problem in check(path)]


def test_ten_sheets_or_all():
    assert {NAMES[row_type] for row_type in chosen()} == TEN | {"Policies"}
    assert chosen(everything=True) == ROW_TYPES


def test_chosen_sheets_come_with_those_that_they_and_every_plan_need():
    found = [NAMES[row_type] for row_type in chosen(only=["recovery", "CONTRACTS"])]
    assert found == [
        *("Settings", "Materials", "Countries", "Suppliers", "Contracts", "Scrap", "Recycling", "Recovery", "Demand")
    ]


def test_a_sheet_that_is_misspelt():
    with pytest.raises(UnknownSheet, match="A template has no sheet Contrats. Did you mean Contracts?"):
        chosen(only=["Contrats"])
    with pytest.raises(PlannerError, match="say one of them"):
        chosen(everything=True, only=["Contracts"])


@pytest.mark.parametrize("name", ["ordinary", "all"])
def test_nothing_is_wrong_with_it(templates, name):
    assert said(templates[name]) == []


@pytest.mark.parametrize("row_type", [row_type for row_type in ROW_TYPES if row_type not in ORDINARY], ids=NAMES.get)
def test_nothing_is_wrong_with_chosen_sheets(tmp_path, row_type):
    path = tmp_path / "chosen.xlsx"
    path.write_bytes(template(chosen(only=[NAMES[row_type]])))
    assert said(path) == []


@pytest.mark.parametrize("name", ["ordinary", "all"])
def test_saved_by_libreoffice_with_more_rows_nothing_is_wrong_either(saved_by_libreoffice, name):
    assert said(saved_by_libreoffice[name]) == []
    book = read_workbook(saved_by_libreoffice[name]).book
    assert book.demand[3].tonnes.on(book.calendar) == (10, 12, 14, 16, 18)


def test_the_example_with_all_sheets_can_be_planned(templates):
    plan = planner.plan(templates["all"])
    assert plan.shortage_tonnes == pytest.approx(0)
    assert plan.total_cost == pytest.approx(plan.paid_cost)


def test_every_sheet_has_an_example_that_fills_its_required_columns():
    for row_type in ROW_TYPES:
        needed = {column.head for column in columns(row_type) if column.required and column.head}
        assert EXAMPLE[row_type], NAMES[row_type]
        assert all(needed <= set(row) for row in EXAMPLE[row_type])


def test_without_the_example_only_values_are_missing(tmp_path):
    path = tmp_path / "blank.xlsx"
    path.write_bytes(template(example=False))
    assert {problem.code for problem in check(path)} == {"blank-cell", "empty-sheet"}


def test_the_same_bytes_every_time():
    assert template() == template()


def test_heads_tell_meaning_unit_and_what_a_blank_means(templates):
    heads = {str(head.value).split("\n")[0]: head for head in load_workbook(templates["ordinary"])["Suppliers"][1]}
    capacity, share = heads["Capacity"], heads["Yield"]
    assert capacity.value == "Capacity\n(t/yr)"
    assert "Must be filled." in capacity.comment.text
    assert "The most that is open to us." in capacity.comment.text
    assert "May stay blank: 1." in share.comment.text
    assert capacity.fill.fgColor.rgb != share.fill.fgColor.rgb


def test_the_guide_leads_to_every_sheet_and_says_which_are_needed(templates):
    book = load_workbook(templates["all"])
    guide = book["Guide"]
    links = {cell.hyperlink.location: cell.row for row in guide.rows for cell in row if cell.hyperlink}
    assert set(links) == {f"'{name}'!A1" for name in NAMES.values()}
    for row_type in ROW_TYPES:
        row = [cell.value for cell in guide[links[f"'{NAMES[row_type]}'!A1"]]]
        assert row[1] == ("required" if row_type.SHEET.required else "optional")
        must = {column.head for column in columns(row_type) if column.required and column.head}
        assert must <= set(row[3].split(", "))
    assert book.sheetnames[0] == "Guide"
    assert book["Lists"].sheet_state == "hidden"
