"""Labels, durations and calendars."""

from datetime import date

import pytest

from planner.workbook import Calendar, Duration, Label, Length, Series

YEARS = Calendar(Label(2026), 3)
QUARTERS = Calendar(Label(2026, 3, Length.QUARTER), 6)
MONTHS = Calendar(Label(2026, 11, Length.MONTH), 4)


@pytest.mark.parametrize(
    ("text", "label", "written"),
    [
        ("2026", Label(2026), "2026"),
        ("2026Q1", Label(2026, 1, Length.QUARTER), "2026Q1"),
        ("2026 q4", Label(2026, 4, Length.QUARTER), "2026Q4"),
        ("2026-01", Label(2026, 1, Length.MONTH), "2026-01"),
        ("2026-12", Label(2026, 12, Length.MONTH), "2026-12"),
    ],
)
def test_labels(text, label, written):
    assert Label.parse(text) == label
    assert str(label) == written
    assert Label.parse(written) == label


@pytest.mark.parametrize("text", ["", "26", "2026Q5", "2026-13", "2026-00", "1905", "2026 to 2027", "Q1", "20266"])
def test_what_is_no_label(text):
    with pytest.raises(ValueError, match="no period"):
        Label.parse(text)


def test_labels_are_sorted_by_time():
    labels = [Label.parse(text) for text in ("2027", "2026-02", "2026Q1", "2026", "2026-01", "2026Q4")]
    assert [str(label) for label in sorted(labels)] == ["2026", "2026Q1", "2026-01", "2026-02", "2026Q4", "2027"]


def test_a_day_lies_in_a_period():
    day = date(2027, 8, 31)
    assert [str(Label.containing(day, length)) for length in Length] == ["2027", "2027Q3", "2027-08"]


@pytest.mark.parametrize(
    ("calendar", "labels", "years", "period_years"),
    [
        (YEARS, "2026 2027 2028", (2026, 2027, 2028), 1),
        (QUARTERS, "2026Q3 2026Q4 2027Q1 2027Q2 2027Q3 2027Q4", (2026, 2026, 2027, 2027, 2027, 2027), 0.25),
        (MONTHS, "2026-11 2026-12 2027-01 2027-02", (2026, 2026, 2027, 2027), 1 / 12),
    ],
)
def test_calendars(calendar, labels, years, period_years):
    assert calendar.labels == tuple(labels.split())
    assert calendar.years == years
    assert calendar.period_years == period_years
    assert [calendar.index(calendar.label(index)) for index in range(-3, 9)] == list(range(-3, 9))


@pytest.mark.parametrize(
    ("text", "span"), [("2025", []), ("2026", [0, 1]), ("2026Q4", [1]), ("2027", [2, 3, 4, 5]), ("2028", [])]
)
def test_the_periods_of_a_label(text, span):
    assert list(QUARTERS.span(Label.parse(text))) == span


@pytest.mark.parametrize(
    ("from_", "to", "periods"),
    [
        (None, None, [0, 1, 2, 3, 4, 5]),
        ("2026", "2026", [0, 1]),
        ("2026Q4", "2027Q2", [1, 2, 3]),
        ("2020", "2024", []),
        ("2027", "2040", [2, 3, 4, 5]),
        ("2030", None, []),
    ],
)
def test_from_and_to_are_cut_to_the_horizon(from_, to, periods):
    ends = [Label.parse(text) if text else None for text in (from_, to)]
    assert list(QUARTERS.cut(*ends)) == periods


@pytest.mark.parametrize(
    ("text", "years", "quarters", "months"),
    [
        ("18 months", 2, 6, 18),
        ("2 years", 2, 8, 24),
        ("1 month", 1, 1, 1),
        ("0.5 years", 1, 2, 6),
        ("3 periods", 3, 3, 3),
    ],
)
def test_durations_are_rounded_up_to_periods(text, years, quarters, months):
    duration = Duration.parse(text)
    assert [calendar.periods_in(duration) for calendar in (YEARS, QUARTERS, MONTHS)] == [years, quarters, months]


def test_the_narrowest_label_wins():
    values = {None: 1.0, Label(2027): 2.0, Label(2027, 2, Length.QUARTER): 3.0}
    assert Series.of(values, QUARTERS).on(QUARTERS) == (1, 1, 2, 3, 2, 2)


def test_history_is_told_by_the_periods_of_the_plan():
    values = {Label(2025): 4.0, Label(2026): 8.0, Label(2026, 1, Length.QUARTER): 6.0}
    series = Series.of(values, QUARTERS)
    assert series.on(QUARTERS) == (8, 8, None, None, None, None)
    assert {str(label): value for label, value in series.history.items()} == {
        "2025Q1": 4,
        "2025Q2": 4,
        "2025Q3": 4,
        "2025Q4": 4,
        "2026Q1": 6,
        "2026Q2": 8,
    }
