"""All faults are found together, each once, and told in words that help."""

import pytest

from tests.workbook.conftest import GOOD


def test_the_good_workbook_has_no_fault(workbook):
    assert workbook.faults() == []
    assert workbook.warnings() == []


def test_all_faults_come_in_one_pass(workbook):
    workbook.put("Suppliers!F2", -120)
    workbook.put("Suppliers!C3", "Grmany")
    workbook.put("Suppliers!O4", 2029)
    workbook.put("Demand!E2", None)
    workbook.put("Policies!C5", "Min day of cover")
    workbook.put("Recovery!C3", 0.9)
    workbook.put("Settings!B6", "5 %")
    del workbook.tables["Materials"]
    assert workbook.faults() == [
        ("Settings!B6", "not-a-number"),
        ("Suppliers!F2", "out-of-range"),
        ("Suppliers!C3", "unknown-name"),
        ("Suppliers!O4", "from-after-to"),
        ("Recovery!C3", "out-of-range"),
        ("Demand!E2", "blank-cell"),
        ("Policies!C5", "unknown-name"),
        ("Materials!", "missing-sheet"),
    ]


@pytest.mark.parametrize("sheet", ["Settings", "Materials", "Suppliers", "Demand"])
def test_a_missing_sheet_is_the_only_fault(workbook, sheet):
    del workbook.tables[sheet]
    assert workbook.faults() == [(f"{sheet}!", "missing-sheet")]


def test_an_option_that_is_absent_costs_nothing(workbook):
    for sheet in ("Countries", "Blocs", "Routes", "Stockpiles", "Scrap", "Recycling", "Recovery", "Policy sets"):
        del workbook.tables[sheet]
    for sheet in ("Contracts", "Ventures", "Substitution", "Scenarios", "Policies", "Profiles", "Sources"):
        del workbook.tables[sheet]
    del workbook.tables["Partnerships"], workbook.tables["Members"]
    workbook.put("Demand!I2", None)
    workbook.put("Demand!I3", None)
    workbook.put("Settings!B9", None)
    workbook.put("Suppliers!I4", "NA 80%, CHN 10%")
    book = workbook.book()
    assert [country.country for country in book.countries] == ["NA", "Germany", "CHN", "Chile"]
    assert not any(country.home for country in book.countries)
    assert book.base_policy == "none"
    assert book.policy_rows("none") == ()
    assert (book.contracts, book.ventures, book.substitution, book.scenarios) == ((), (), (), ())
    assert (book.partnerships, book.members) == ((), ())


def test_sheets_that_are_not_known(workbook):
    workbook.tables["Suplliers"] = workbook.tables.pop("Suppliers")
    workbook.tables["Remarks"] = [["Anything"]]
    assert workbook.faults() == [("Suplliers!", "unknown-sheet")]
    assert workbook.warnings() == [("Remarks!", "unknown-sheet")]


def test_a_sheet_that_is_there_twice(workbook):
    workbook.tables["sup pliers"] = workbook.tables["Suppliers"]
    assert workbook.faults() == [("sup pliers!", "duplicate-sheet")]


def test_a_sheet_without_heads_or_rows(workbook):
    workbook.tables["Materials"] = [["nothing", "of", "use"]]
    workbook.tables["Demand"] = workbook.tables["Demand"][:1]
    assert workbook.faults() == [("Materials!A1", "missing-heads"), ("Demand!A2", "empty-sheet")]


@pytest.mark.parametrize(
    ("sheet", "row"),
    [(sheet, rows[1]) for sheet, rows in GOOD.items() if sheet not in ("Routes", "Scenarios", "Sources")],
)
def test_a_row_that_is_there_twice_is_found_at_its_first_cell(workbook, sheet, row):
    workbook.tables[sheet].append([part.upper() if isinstance(part, str) else part for part in row])
    assert workbook.faults() == [(f"{sheet}!A{len(GOOD[sheet]) + 1}", "duplicate-key")]


def test_a_profile_is_read_where_it_takes_effect(workbook):
    workbook.put("Profiles!E2", "six")
    workbook.put("Profiles!D5", 65)
    assert workbook.faults() == [("Profiles!E2", "not-a-number"), ("Profiles!D5", "out-of-range")]


def test_a_name_that_fits_two_things_can_be_told_apart(workbook):
    workbook.tables["Suppliers"][2][0] = "China"
    workbook.put("Routes!B2", "supplier: China")
    workbook.put("Profiles!B2", "China")
    assert workbook.faults() == [("Routes!A3", "ambiguous-name")]
    workbook.put("Routes!A3", "country: China")
    route, ban = workbook.book().routes[1], workbook.book().policies[1]
    assert (route.from_kind, route.from_) == ("country", "China")
    assert (ban.partner_kind, ban.partner) == ("country", "China")


def test_one_of_several_homes_must_be_named(workbook):
    workbook.put("Countries!D2", "yes")
    assert workbook.faults() == [("Recycling!C2", "blank-cell"), ("Recycling!C3", "blank-cell")]


def test_a_shortage_needs_a_cost(workbook):
    workbook.put("Settings!B11", None)
    assert workbook.faults() == [("Demand!G2", "blank-cell")]


def test_a_shortage_cost_in_prices_needs_a_price(workbook):
    workbook.put("Materials!D2", None)
    assert workbook.faults() == [("Demand!G2", "blank-cell"), ("Policies!M2", "not-a-number")]


@pytest.mark.parametrize(
    ("address", "value", "message", "hint"),
    [
        (
            "Suppliers!F2",
            -120,
            'Capacity is -120; expected a number of at least 0 or "unlimited" (t/yr).',
            "",
        ),
        (
            "Suppliers!G2",
            30,
            "Spot share is 30; expected a number from 0 to 1 (share).",
            "30 % is 0.3, or 30 typed into a cell formatted as a percentage.",
        ),
        (
            "Suppliers!H2",
            "1,200",
            'Unit cost is "1,200"; expected a number of at least 0 (per t).',
            "It is text; the number is likely 1200 or 1.2.",
        ),
        (
            "Suppliers!H2",
            "12,5",
            'Unit cost is "12,5"; expected a number of at least 0 (per t).',
            "It is text; the number is likely 12.5.",
        ),
        (
            "Settings!B6",
            "5 %",
            'Discount rate is "5 %"; expected a number from 0 to 1 (per year).',
            "It is text; the number is likely 0.05.",
        ),
        (
            "Suppliers!C4",
            "Chlie",
            'Country is "Chlie"; expected a country that Countries lists.',
            "Did you mean Chile?",
        ),
        (
            "Suppliers!F1",
            "Capcity",
            'The head is "Capcity", which is no column of this sheet.',
            "Did you mean Capacity?",
        ),
        (
            "Policies!H5",
            "cars",
            'Sector is "cars"; expected a blank: Min days of cover does not use it.',
            "It uses Limit, Material, Stage, Base, From, To, Penalty.",
        ),
    ],
)
def test_a_fault_says_what_was_found_and_what_is_allowed(workbook, address, value, message, hint):
    workbook.put(address, value)
    (problem,) = workbook.read().problems
    assert (problem.message, problem.hint) == (message, hint)
    assert str(problem) == f"{address}: {message} {hint}".strip()
