"""What Excel lets the user type is what the reader takes: both follow the kinds that the columns declare."""

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from planner.workbook.cells import Cell
from planner.workbook.declare import columns
from planner.workbook.heads import read_head
from planner.workbook.kinds import (
    Choice,
    Count,
    DurationKind,
    Frame,
    Number,
    PenaltyKind,
    PeriodKind,
    Refused,
    Steady,
    YesNo,
)
from planner.workbook.names import Names
from planner.workbook.schema import ROW_TYPES
from planner.workbook.schema.policies import RuleName
from tests.template.conftest import row_type_of

PROBES = (-1, 0, 0.5, 1, 1.5, 3, 61, 1200, 1950, 2026, 2199, 1e15, 2e15, "unlimited", "Unlimited", "a lot")
PROBES += ("2 x price", "18 months", "2 years", "2026Q1")
CHECKED = (Number, Count, Steady, DurationKind, PenaltyKind, PeriodKind, Choice, YesNo, RuleName)
LENIENT = {("not-a-period", str), ("out-of-range", int), ("not-a-period", int)}


class Value:
    """A value that compares as in a formula: any text is more than any number."""

    def __init__(self, value):
        self.value = value

    def key(self):
        return (isinstance(self.value, str), self.value.lower() if isinstance(self.value, str) else self.value)

    def __ge__(self, other):
        return self.key() >= as_value(other).key()

    def __gt__(self, other):
        return self.key() > as_value(other).key()

    def __le__(self, other):
        return self.key() <= as_value(other).key()

    def __eq__(self, other):
        return self.key() == as_value(other).key()

    __hash__ = None


def as_value(value):
    return value if isinstance(value, Value) else Value(value)


def is_text(value):
    return isinstance(value.value, str)


FUNCTIONS = {
    "AND": lambda *parts: all(parts),
    "OR": lambda *parts: any(parts),
    "ISNUMBER": lambda value: value is not None and not is_text(as_value(value)),
    "ISTEXT": is_text,
    "LOWER": lambda value: Value(str(value.value).lower()),
    "TRIM": lambda value: Value(str(value.value).strip()),
    "RIGHT": lambda value, count: Value(str(value.value)[-count:]),
    "SEARCH": lambda part, value: 1 if part in str(value.value).lower() else None,
}


def excel_takes(check, cell, value):
    """Whether a data validation lets a value be typed into the first of its cells."""
    number = not isinstance(value, str)
    if check.type == "decimal":
        return number and float(check.formula1) <= value <= float(check.formula2)
    if check.type == "whole":
        return number and value == int(value) and float(check.formula1) <= value <= float(check.formula2)
    formula = check.formula1.replace('="', '=="').replace(f"{cell}", "x")
    return bool(eval(formula, dict(FUNCTIONS, x=Value(value))))


def reader_takes(column, value):
    try:
        column.kind.read(Cell("", 1, 1, value, percent=True), Frame(Names()))
    except Refused as refusal:
        return refusal
    return None


def validations(book):
    """Every data validation with the column that it is on and its first cell."""
    for page in (page for page in book.worksheets if page.title not in ("Guide", "Lists")):
        declared = columns(row_type_of(page.title))
        for check in page.data_validations.dataValidation:
            across, down, *_ = range_boundaries(str(check.sqref))
            place = page.cell(down, 1) if page.title == "Settings" else page.cell(1, across)
            head = read_head(Cell("", 1, 1, str(place.value)), declared, None)
            yield page.title, head.column, page.cell(down, across).coordinate, check


@pytest.fixture(scope="module")
def found(templates):
    return list(validations(load_workbook(templates["all"])))


def test_every_column_with_a_range_or_a_choice_is_validated(found):
    there = {(sheet, column.head) for sheet, column, _, _ in found}
    for row_type in ROW_TYPES:
        for column in columns(row_type):
            if isinstance(column.kind, CHECKED):
                assert (row_type.SHEET.name, column.head) in there


def test_what_excel_takes_the_reader_takes(found):
    """But for texts that are no period, and numbers that could be a date: these only the reader knows."""
    compared = 0
    for sheet, column, cell, check in found:
        if check.type == "list" or "COUNTIF" in check.formula1 or column.head == "Limit":
            continue
        for value in PROBES:
            refusal = reader_takes(column, value)
            same = excel_takes(check, cell, value) == (refusal is None)
            lenient = isinstance(column.kind, PeriodKind)
            assert same or (lenient and refusal), (sheet, column.head, value, check.formula1)
            compared += 1
    assert compared > 1000


def test_a_limit_is_held_against_the_range_of_its_rule(found, templates):
    (check,) = [check for sheet, column, _, check in found if (sheet, column.head) == ("Policies", "Limit")]
    assert "INDEX(rule_greatest,MATCH(C2,rule_names,0))" in check.formula1
    book = load_workbook(templates["all"])
    names, greatest = (cells_of(book, name) for name in ("rule_names", "rule_greatest"))
    limits = dict(zip(names, greatest, strict=True))
    assert (limits["Max country share"], limits["Max supply risk"], limits["Max volume"]) == (1, 1, 1e15)


def cells_of(book, name):
    """The values of a defined name that is a plain range."""
    sheet, _, cells = book.defined_names[name].attr_text.partition("!")
    return [cell.value for row in book[sheet.strip("'")][cells.replace("$", "")] for cell in row]


def test_every_message_is_titled_and_says_what_is_expected(found):
    for _, column, _, check in found:
        assert check.errorTitle == column.title("" if column.head else "a period")
        assert check.error.startswith("Expected: ")


@pytest.mark.parametrize(
    ("sheet", "head", "style"),
    [
        ("Suppliers", "Capacity", None),
        ("Policies", "Rule", None),
        ("Countries", "Home", None),
        ("Suppliers", "Country", "warning"),
    ],
)
def test_words_and_numbers_are_enforced_and_names_asked_about(found, sheet, head, style):
    (check,) = [check for on, column, _, check in found if (on, column.head) == (sheet, head)]
    assert check.showErrorMessage
    assert check.errorStyle in (style, "stop" if style is None else style)


LISTS = {
    ("Suppliers", "Stage"): ["extraction", "processing", "alloy", "magnet"],
    ("Policies", "Sector"): ["batteries", "alloys", "wind", "each", "all"],
    ("Settings", "Base policy"): [
        *("diversified", "strict", "EU 2030 soft", "EU 2030 hard", "Japan-style stocks", "Korea-style", "US defence"),
        *("Allied share", "India-style", "none"),
    ],
    ("Blocs", "Bloc"): ["partners"],
    ("Routes", "Material"): ["cobalt", "lithium", "magnets", "each"],
    ("Suppliers", "Owner"): ["River delta group"],
}


def test_the_lists_follow_what_is_filled_in(saved_by_libreoffice):
    """Calculated by LibreOffice from the rows that were added."""
    path = saved_by_libreoffice["all"]
    sources = {(sheet, column.head): check for sheet, column, _, check in validations(load_workbook(path))}
    book, values = load_workbook(path), load_workbook(path, data_only=True)
    for place, expected in LISTS.items():
        formula = book.defined_names[sources[place].formula1].attr_text
        sheet, _, cells = formula.partition(":INDEX(")[2].partition(",")[0].partition("!")
        column = values[sheet.strip("'")][cells.replace("$", "")]
        assert [cell.value for (cell,) in column if cell.value] == expected


def test_the_stored_values_of_the_lists_are_those_that_a_calculation_gives(templates):
    """They are shown before anything is calculated."""
    page = load_workbook(templates["all"], data_only=True)["Lists"]
    shown = {
        column[0]: [value for value in column[1:] if value] for column in page.iter_cols(min_row=3, values_only=True)
    }
    assert shown["Sector"][:2] == ["batteries", "alloys"]
    assert shown["Stages in order"][:2] == ["extraction", "processing"]
