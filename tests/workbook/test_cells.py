"""What single heads and cells mean."""

from math import inf

import pytest

from planner.workbook.cells import Cell
from planner.workbook.heads import same_unit
from planner.workbook.kinds import CAPACITY, GROWTH, SHARE, Frame, Number, PenaltyKind, Refused
from planner.workbook.kinds.numbers import number_meant
from planner.workbook.kinds.texts import Penalty
from planner.workbook.names import Names, nearest

FRAME = Frame(Names())


def cell(value, percent=False):
    return Cell("Sheet", 2, 3, value, percent)


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("", "t/yr"),
        ("t / year", "t/yr"),
        ("T per yr", "t/yr"),
        ("EUR per t", "per t"),
        ("€/t", "per t"),
        ("per t", "per t"),
        ("tCO2e/t", "tCO2e per t"),
        ("EUR/t and year", "per t and year"),
        ("Share", "share"),
        ("EUR", "money"),
        ("€", "money"),
        ("Money", "money"),
    ],
)
def test_units_that_are_the_columns(written, unit):
    assert same_unit(written, unit)


@pytest.mark.parametrize(
    ("written", "unit"),
    [("kt/yr", "t/yr"), ("t", "t/yr"), ("EUR/kg", "per t"), ("%", "share"), ("EUR/t/yr", "per t"), ("t", "")]
    + [("EUR/t", "money"), ("%", "money"), ("kEUR", "money"), ("EUR", "share")],
)
def test_units_that_are_not(written, unit):
    assert not same_unit(written, unit)


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("120", "120"),
        (" 1 200 ", "1200"),
        ("1,200", "1200 or 1.2"),
        ("1,200,300", "1200300"),
        ("12,5", "12.5"),
        ("30%", "0.3"),
        ("1e3", "1000"),
        ("-4.5", "-4.5"),
    ],
)
def test_the_number_that_a_text_seems_to_mean(text, likely):
    assert number_meant(cell(text)) == f"It is text; the number is likely {likely}."


@pytest.mark.parametrize("text", ["inf", "nan", "None", "NA", "12 t", "1.200,5", "0x1F", "١٢", ""])
def test_texts_that_mean_no_number(text):
    assert number_meant(cell(text)) == ""


@pytest.mark.parametrize("value", [inf, -inf, float("nan"), True, "5", None])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(Refused):
        CAPACITY.read(cell(value), FRAME)


def test_ranges_are_exact():
    assert [SHARE.read(cell(value), FRAME) for value in (0, 1)] == [0, 1]
    assert CAPACITY.read(cell(1e15), FRAME) == 1e15
    assert CAPACITY.read(cell(" Unlimited "), FRAME) == inf
    assert GROWTH.read(cell(1.5, percent=True), FRAME) == 1.5
    for kind, value in ((SHARE, 1.0000001), (SHARE, -1e-9), (GROWTH, 1.5), (Number(above=True), 0)):
        with pytest.raises(Refused, match="out-of-range"):
            kind.read(cell(value), FRAME)


@pytest.mark.parametrize(
    ("value", "penalty"),
    [(50, Penalty(50)), ("2 x price", Penalty(2, True)), ("1.5X PRICE", Penalty(1.5, True)), (0, Penalty(0))],
)
def test_penalties(value, penalty):
    assert PenaltyKind().read(cell(value), FRAME) == penalty


def test_the_nearest_name_is_one_that_is_near():
    assert nearest("Cobolt", ["Cobalt", "Lithium"]) == "Cobalt"
    assert nearest("Tungsten", ["Cobalt", "Lithium"]) == ""
