"""Every kind of fault is found at its cell, once, and together with all others."""

from datetime import date

import pytest

from planner.problems import CODES
from planner.workbook import read_workbook
from tests.workbook.conftest import GOOD
from tests.workbooks import ExcelError, Formula, Percent

SPOILT = {
    "out-of-range": [
        ("Suppliers!F2", -120),
        ("Suppliers!F2", 2e15),
        ("Suppliers!G2", 30),
        ("Suppliers!J2", 1.1),
        ("Suppliers!M2", 1.2),
        ("Suppliers!K2", 0),
        ("Suppliers!K2", 1.01),
        ("Suppliers!N2", -1),
        ("Suppliers!I4", "NAM 80%, China 30%"),
        ("Settings!B6", 1.5),
        ("Settings!B4", 0),
        ("Settings!B4", 2.5),
        ("Stockpiles!F2", Percent(1.2)),
        ("Stockpiles!C2", 60),
        ("Stockpiles!G2", 80),
        ("Countries!E2", 1.1),
        ("Demand!D2", -1),
        ("Demand!C2", -1),
        ("Recovery!C2", 1.1),
        ("Recovery!C3", 0.7),
        ("Scrap!G3", 0),
        ("Policies!D2", 65),
        ("Policies!M2", -5),
        ("Contracts!E2", 41),
        ("Contracts!G3", 1.1),
        ("Contracts!H2", -1),
        ("Contracts!I2", 1.5),
        ("Contracts!D2", "unlimited", "Contracts!I2"),
        ("Ventures!C2", -60),
        ("Ventures!F2", 0),
        ("Ventures!G2", 1.1),
        ("Ventures!H2", 1.1),
        ("Ventures!I2", 1.1),
        ("Ventures!J2", 61),
        ("Substitution!C2", 1.1),
        ("Substitution!D2", 0.05, "Substitution!E2"),
        ("Substitution!E2", 0.35),
        ("Substitution!G2", 5),
        ("Substitution!H2", -1),
        ("Substitution!I2", -1),
        ("Substitution!J2", 0),
        ("Scenarios!B2", 1.1),
        ("Scenarios!B4", 0.81),
        ("Scenarios!H2", -0.1),
        ("Scenarios!I3", 2e15),
        ("Scenarios!J4", -1),
        ("Partnerships!C2", 1.1),
        ("Partnerships!D2", 1.1),
        ("Partnerships!F2", -0.1),
        ("Partnerships!G2", -1),
        ("Members!B2", 0.5, "Members!B3"),
    ],
    "not-a-number": [
        ("Suppliers!F2", "120"),
        ("Suppliers!F2", "1,200"),
        ("Suppliers!F2", True),
        ("Suppliers!F2", date(2026, 1, 1)),
        ("Suppliers!H2", "unlimited"),
        ("Policies!M2", "twice the price"),
        ("Contracts!F2", "unlimited"),
        ("Ventures!C2", "unlimited"),
        ("Substitution!F2", "dear"),
        ("Scenarios!H2", "none"),
    ],
    "blank-cell": [
        ("Suppliers!A2", None),
        ("Suppliers!H4", None),
        ("Suppliers!H4", "   "),
        ("Suppliers!L2", None),
        ("Demand!E2", None),
        ("Demand!A3", None),
        ("Demand!I3", None),
        ("Members!B2", None),
        ("Partnerships!B2", None),
        ("Scrap!C2", None),
        ("Scrap!F3", None),
        ("Settings!A2", None),
        ("Settings!B2", None),
        ("Settings!B3", None),
        ("Policies!D2", None),
        ("Policies!G4", None),
        ("Profiles!E2", None),
        ("Contracts!A2", None),
        ("Contracts!B2", None),
        ("Contracts!D2", None),
        ("Contracts!F2", None),
        ("Contracts!G3", None, "Contracts!F3"),
        ("Ventures!B2", None),
        ("Ventures!C2", None),
        ("Ventures!D3", None),
        ("Substitution!C2", None),
        ("Substitution!F2", None),
        ("Scenarios!A3", None),
    ],
    "formula-without-value": [("Suppliers!F2", Formula("=1+1")), ("Demand!D2", Formula("=SUM(C2)"))],
    "error-cell": [("Suppliers!F2", ExcelError("#REF!")), ("Suppliers!A1", ExcelError("#NAME?"))],
    "not-a-choice": [
        ("Countries!D2", "perhaps"),
        ("Countries!D2", True),
        ("Settings!B5", "week"),
        ("Policies!I2", "net imports"),
        ("Policies!J2", "decade"),
        ("Policies!N2", "stop"),
        ("Contracts!C2", "sined"),
    ],
    "not-a-text": [("Suppliers!B2", date(2026, 1, 1)), ("Materials!B2", 1.5)],
    "not-a-list": [
        ("Materials!C2", "extraction, extraction"),
        ("Suppliers!I4", "COD"),
        ("Suppliers!I3", "NAM 0.5, NA 0.4"),
        ("Ventures!B2", "Brine, BRINE"),
        ("Ventures!B2", ","),
        ("Contracts!J4", "North, north"),
    ],
    "unknown-name": [
        ("Suppliers!B2", "cobolt"),
        ("Suppliers!C2", "Chlie"),
        ("Suppliers!D2", "mining"),
        ("Suppliers!I4", "NAM 80%, Narnia 10%"),
        ("Blocs!B2", "Narnia"),
        ("Recycling!B2", "pucks"),
        ("Recovery!A2", "Smelters"),
        ("Scrap!E3", "ships"),
        ("Routes!A2", "Nambia"),
        ("Routes!B2", "cobalt / extraction"),
        ("Routes!A5", "cars"),
        ("Settings!B9", "stric"),
        ("Policy sets!B3", "mld"),
        ("Profiles!A2", "Supplier"),
        ("Profiles!B2", "Refinry"),
        ("Profiles!C2", "Yield"),
        ("Sources!A2", "Supplers"),
        ("Policies!C2", "Max contry share"),
        ("Policies!G2", "Narnia"),
        ("Contracts!B2", "Mines"),
        ("Ventures!B2", "Brine, Salt"),
        ("Substitution!A2", "ships"),
        ("Substitution!B2", "cobolt"),
        ("Scenarios!D2", "Narnia"),
        ("Scenarios!D2", "all"),
        ("Scenarios!D2", "Smelter"),
        ("Scenarios!E2", "cobolt"),
        ("Scenarios!F2", "mining"),
        ("Scenarios!G4", "ships"),
        ("Profiles!A2", "Scenarios"),
        ("Policies!G2", "Big Co"),
        ("Partnerships!B2", "Narnia"),
        ("Partnerships!B2", "Mine"),
        ("Demand!I2", "East"),
        ("Contracts!J3", "allies"),
        ("Contracts!J4", "North, East"),
    ],
    "ambiguous-name": [
        ("Countries!B2", "NA", "Countries!C4"),
        ("Countries!C2", "China"),
        ("Blocs!A2", "cobalt / processing", "Routes!B3"),
        ("Policies!B2", "none"),
        ("Members!A4", "Chile deal", "Contracts!J3"),
    ],
    "lookalike-name": [
        ("Suppliers!E4", "Big \N{CYRILLIC CAPITAL LETTER ES}o"),
    ],
    "duplicate-key": [
        ("Settings!A8", "title"),
        ("Recovery!B3", "cobalt", "Recovery!A3"),
        ("Demand!B3", "cobalt", "Demand!A3"),
        ("Policies!A4", "r1"),
    ],
    "not-a-period": [
        ("Suppliers!O4", "soon"),
        ("Suppliers!O4", 2026.5),
        ("Suppliers!O4", date(1905, 7, 18)),
        ("Settings!B3", "next year"),
        ("Suppliers!F1", "Capacity 2027Q5"),
        ("Suppliers!Q1", "Ordered"),
        ("Ventures!K2", "soon"),
        ("Scenarios!C2", "in time"),
    ],
    "period-too-fine": [
        ("Suppliers!O4", "2026Q1"),
        ("Settings!B3", "2026-01"),
        ("Suppliers!F1", "Capacity 2027Q1"),
        ("Settings!C1", "Value 2027-03"),
    ],
    "from-after-to": [
        ("Suppliers!O4", 2029),
        ("Blocs!D3", 2026, "Blocs!C3"),
        ("Policies!K4", 2029),
        ("Contracts!K2", 2028),
        ("Partnerships!H3", 2029),
        ("Ventures!L2", 2028),
        ("Scenarios!K2", 2028),
    ],
    "not-a-duration": [
        ("Suppliers!N2", "a while"),
        ("Recycling!H2", "12 moons"),
        ("Ventures!E2", "a while"),
        ("Substitution!I2", "soon"),
        ("Partnerships!E3", "soon"),
    ],
    "overlapping": [("Partnerships!H4", 2027), ("Partnerships!H4", None)],
    "unknown-column": [("Suppliers!F1", "Capcity"), ("Suppliers!B1", "Materail")],
    "missing-column": [("Suppliers!B1", None, "Suppliers!A1"), ("Suppliers!F1", None, "Suppliers!A1")],
    "wrong-unit": [("Suppliers!F1", "Capacity (kt)"), ("Suppliers!J1", "Tariff [%]")],
    "duplicate-column": [("Suppliers!G1", "unit_COST", "Suppliers!H1"), ("Demand!D1", 2027, "Demand!E1")],
    "demand-missing": [("Demand!F1", None, "Demand!A1")],
    "period-missing": [("Scrap!D1", None, "Scrap!A1")],
    "unknown-setting": [("Settings!A10", "Carbn price")],
    "missing-setting": [("Settings!A2", "A remark of ours", "Settings!")],
    "stage-gap": [("Materials!C2", "extraction, refining, processing")],
    "unused-column": [
        ("Settings!C6", 0.1),
        ("Suppliers!I2", "NAM 0.5"),
        ("Policies!D4", 0.5),
        ("Policies!H2", "cars"),
        ("Policies!J4", "year"),
        ("Policies!F6", "processing"),
        ("Contracts!G2", 0.1),
        ("Scenarios!B3", 0.2),
    ],
    "known-late": [("Scenarios!C2", 2028), ("Scenarios!C4", 2027)],
    "extends-cycle": [("Policy sets!B2", "strict")],
    "not-yet": [("Policies!C2", "Max unmet after losing a partner")],
}
CASES = [(code, *case[:2], case[-1] if len(case) > 2 else case[0]) for code, cases in SPOILT.items() for case in cases]


@pytest.mark.parametrize(("code", "address", "value", "found_at"), CASES)
def test_one_fault_is_found_at_its_cell_and_nothing_else(workbook, code, address, value, found_at):
    workbook.put(address, value)
    assert workbook.faults() == [(found_at, code)]


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
    assert workbook.faults() == [("Materials!", "missing-heads"), ("Demand!", "empty-sheet")]


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
    ("name", "content"),
    [
        ("missing.xlsx", None),
        ("text.xlsx", b"Supplier;Material"),
        ("old.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("zip.xlsx", b"PK\x05\x06" + bytes(18)),
        ("plan.csv", b"Supplier;Material"),
        ("plan.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ],
)
def test_what_is_no_workbook_is_one_fault(tmp_path, name, content):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    (problem,) = read_workbook(path).problems
    assert (problem.severity, problem.sheet, problem.cell, problem.code) == ("fault", "", "", "not-a-workbook")


def test_a_workbook_cut_off_at_any_point_is_one_fault(workbook):
    workbook.read()
    content = workbook.path.read_bytes()
    for part in (10, len(content) // 2, len(content) - 30):
        workbook.path.write_bytes(content[:part])
        assert [problem.code for problem in read_workbook(workbook.path).problems] == ["not-a-workbook"]


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


def test_every_kind_of_fault_is_tested():
    of_the_file = {
        "not-a-workbook",
        "missing-sheet",
        "empty-sheet",
        "unknown-sheet",
        "duplicate-sheet",
        "missing-heads",
        "merged-cells",
    }
    warnings = {"above-heads", "duration-rounded", "outside-horizon", "missing-history", "unclaimed"}
    of_the_case = {"matches-nothing", "too-many-classes"}
    assert set(SPOILT) | of_the_file | warnings | of_the_case == set(CODES)
