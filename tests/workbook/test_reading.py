"""What a right workbook means."""

from datetime import date
from math import inf

import pytest

from planner.workbook import Duration, Label, Penalty, read_workbook
from planner.workbook.declare import columns
from planner.workbook.schema import ROW_TYPES
from tests.workbook.conftest import GOOD
from tests.workbooks import Percent, write_workbook


def labelled(series):
    return {str(label): value for label, value in series.history.items()}


def quarterly(workbook):
    """The good workbook as a plan of six quarters from the middle of 2026."""
    workbook.put("Settings!B3", "2026Q3")
    workbook.put("Settings!B4", 6)
    workbook.put("Settings!B5", "Quarter")
    return workbook


def test_every_sheet_is_read(workbook):
    book = workbook.book()
    assert book.settings.title == "A plan"
    assert book.settings.carbon_price.on(book.calendar) == (1, 2, 3)
    assert [material.stages for material in book.materials] == [("extraction", "processing")] * 2
    assert [country.country for country in book.countries if country.home] == ["Germany"]
    assert [(bloc.country, bloc.from_) for bloc in book.blocs] == [("Chile", None), ("Namibia", Label(2027))]
    mine, refinery, trader = book.suppliers[:3]
    assert (mine.owner, mine.max_growth, mine.recent_volume, mine.ramp) == ("Big Co", 1.2, 20, None)
    assert mine.ordered.on(book.calendar) == (40, 0, 0)
    assert mine.lead_time == Duration(1)
    assert refinery.unit_cost.on(book.calendar) == (5, 6, 7)
    assert trader.capacity.on(book.calendar) == (inf, inf, inf)
    assert trader.own_feed_from == {"Namibia": 0.8, "China": 0.1}
    assert [(route.from_kind, route.from_, route.to_kind, route.to) for route in book.routes] == [
        ("country", "Namibia", "supplier", "Refinery"),
        ("country", "China", "stockpile", "cobalt / processing"),
        ("country", "Chile", "abroad", "abroad"),
        ("supplier", "Salts", "sector", "cars"),
    ]
    assert book.routes[1].open.on(book.calendar) == (False, False, False)
    assert [route.material for route in book.routes] == ["cobalt", "each", "lithium", "each"]
    assert labelled(book.stockpiles[0].net_imports) == {"2025": 70}
    assert book.scrap[0].tonnes.on(book.calendar) == (5, 6, 7)
    assert (book.scrap[1].tonnes, book.scrap[1].from_sector) == (None, "cars")
    assert labelled(book.recycling[0].treated) == {"2025": 3}
    assert [row.yield_ for row in book.recovery] == [0.4, 0.3, 0.9]
    assert labelled(book.demand[0].tonnes) == {"2025": 50}
    assert [str(source.source) for source in book.sources] == ["A yearbook"]


def test_policy_sets_take_over_the_rows_of_their_parents(workbook):
    workbook.put("Policies!A2", "R0")
    book = workbook.book()
    assert book.policy_set_names == ("mild", "strict")
    assert book.base_policy == "strict"
    assert [row.id for row in book.policy_rows("mild")] == ["R0"]
    assert [row.id for row in book.policy_rows("strict")] == ["R0", "R1", "R2", "R3", "R4"]


def test_a_row_replaces_its_parents_row_of_the_same_id(workbook):
    row = workbook.book().policy_rows("strict")[0]
    assert (row.id, row.policy_set, row.partner_kind, row.partner) == ("R1", "strict", "country", "China")
    assert (row.base, row.per, row.in_a_shock) == ("supply", "year", "hold")
    assert workbook.book().policy_rows("mild")[0].penalty == Penalty(2, times_price=True)


def test_blanks_become_their_defaults(workbook):
    book = workbook.book()
    assert book.settings.recovery_periods == 1
    assert (book.stockpiles[0].stage, book.stockpiles[0].closing_stock) == ("processing", 10)
    smelter = book.recycling[0]
    assert (smelter.country, smelter.financing_rate, smelter.life, smelter.support) == ("Germany", 0.05, 20, 0)
    assert book.demand[0].shortage_cost.on(book.calendar) == (150, 150, 150)
    assert book.demand[1].shortage_cost.on(book.calendar) == (1000, 1000, 1000)
    assert book.policies[0].base == "consumption"


def test_every_default_used_is_told_once_per_column(workbook):
    used = {(d.sheet, d.column): (d.default, d.rows, d.cell) for d in workbook.read().defaults}
    assert used["Suppliers", "Yield"] == ("1", 1, "K2")
    assert used["Suppliers", "Freight"] == ("0", 5, "")
    assert used["Suppliers", "Ramp"] == ("10 % of the capacity open to us", 1, "")
    assert used["Stockpiles", "Stage"] == ("the material's last", 1, "B2")
    assert used["Recycling", "Country"] == ("the one home country", 2, "C2")
    assert used["Policies", "Base"] == ("the rule's", 1, "I2")
    assert used["Policies", "Per"] == ("year", 1, "J2")
    for sheet, column in [
        ("Suppliers", "Lead time"),
        ("Suppliers", "Ordered"),
        ("Scrap", "Lag"),
        ("Recycling", "Opex"),
    ]:
        assert (sheet, column) not in used


def test_a_closing_stock_has_room_at_the_end(workbook):
    for cell, room in (("D3", 50), ("E3", 40), ("F3", 8)):
        workbook.put(f"Profiles!{cell}", room)
    assert workbook.book().stockpiles[0].closing_stock == 8


def test_names_are_matched_without_case_and_spaces_and_spelt_as_they_are_defined(workbook):
    workbook.put("Suppliers!B2", "  COBALT ")
    workbook.put("Suppliers!C4", "prc")
    workbook.put("Demand!B2", "Cobalt")
    workbook.put("Policies!C2", "max COUNTRY share")
    workbook.put("Stockpiles!B2", "Processing")
    workbook.tables["POLICY_sets"] = workbook.tables.pop("Policy sets")
    workbook.put("Suppliers!H1", "UNIT_cost")
    book = workbook.book()
    assert [supplier.material for supplier in book.suppliers[:3]] == ["cobalt"] * 3
    assert book.suppliers[2].country == "China"
    assert book.demand[0].material == "cobalt"
    assert book.policies[0].rule == "Max country share"
    assert book.stockpiles[0].stage == "processing"


def test_namibia_is_no_blank(workbook):
    assert workbook.book().suppliers[0].country == "Namibia"
    del workbook.tables["Countries"], workbook.tables["Blocs"], workbook.tables["Routes"]
    del workbook.tables["Partnerships"]
    workbook.put("Contracts!J3", None)
    workbook.put("Policies!G3", None)
    for cell, country in (("C2", "NA"), ("C3", "None"), ("C4", "nan"), ("C5", "NULL"), ("C6", "inf"), ("I4", None)):
        workbook.put(f"Suppliers!{cell}", country)
    assert [supplier.country for supplier in workbook.book().suppliers] == ["NA", "None", "nan", "NULL", "inf"]


def test_a_percentage_is_known_by_its_format(workbook):
    workbook.put("Suppliers!J2", Percent(1.5))
    workbook.put("Suppliers!G2", Percent(0.3))
    mine = workbook.book().suppliers[0]
    assert (mine.tariff.on(workbook.book().calendar), mine.spot_share) == ((1.5, 1.5, 1.5), 0.3)


def test_the_narrowest_column_wins_and_a_profile_replaces(workbook):
    quarterly(workbook)
    rows = workbook.tables["Suppliers"]
    for row, extra in zip(rows, (["Capacity 2027", "Capacity 2027Q2"], [80, 70], [], [], [], []), strict=True):
        row.extend([None] * (17 - len(row)) + extra)
    workbook.tables["Demand"][0][5] = "2027 Q4"
    workbook.tables["Demand"][0][4] = "2027"
    book = workbook.book()
    assert book.calendar.labels == ("2026Q3", "2026Q4", "2027Q1", "2027Q2", "2027Q3", "2027Q4")
    assert book.suppliers[0].capacity.on(book.calendar) == (100, 100, 80, 70, 80, 80)
    assert book.suppliers[1].capacity.on(book.calendar) == (90,) * 6
    assert book.suppliers[1].unit_cost.on(book.calendar) == (5, 5, 6, 6, 6, 6)
    assert book.demand[0].tonnes.on(book.calendar) == (60, 60, 70, 70, 70, 80)
    assert labelled(book.demand[0].tonnes) == {
        **{f"2025Q{part}": 50 for part in (1, 2, 3, 4)},
        **{f"2026Q{part}": 60 for part in (1, 2)},
    }
    assert book.suppliers[0].ordered.on(book.calendar) == (40, 40, 0, 0, 0, 0)
    assert book.settings.recovery_periods == 4


def test_a_plan_by_month(workbook):
    workbook.put("Settings!B3", date(2027, 12, 24))
    workbook.put("Settings!B4", 2)
    workbook.put("Settings!B5", "month")
    workbook.tables["Demand"][0][5] = "2028-01"
    book = workbook.book()
    assert book.calendar.labels == ("2027-12", "2028-01")
    assert book.demand[0].tonnes.on(book.calendar) == (70, 80)
    assert book.calendar.periods_in(book.recycling[0].lead_time) == 12


def test_a_date_is_the_period_it_lies_in(workbook):
    workbook.put("Demand!D1", date(2026, 6, 30))
    workbook.put("Suppliers!O4", date(2026, 2, 1))
    workbook.put("Settings!B3", date(2026, 1, 1))
    book = workbook.book()
    assert book.demand[0].tonnes.on(book.calendar) == (60, 70, 80)
    assert book.suppliers[2].from_ == Label(2026)
    assert book.settings.first_period == Label(2026)


def test_figures_are_asked_for_only_while_a_row_is_in_force(workbook):
    workbook.tables["Suppliers"][0][5] = "Capacity 2027"
    workbook.tables["Suppliers"][0].append("Capacity 2026")
    for number, row in enumerate(workbook.tables["Suppliers"][1:]):
        row.extend([50] if number else [None])
    workbook.put("Suppliers!O2", 2027)
    workbook.put("Suppliers!P2", 2027)
    workbook.put("Suppliers!P3", 2027)
    workbook.put("Suppliers!P4", 2027)
    workbook.put("Suppliers!P5", 2027)
    workbook.put("Suppliers!P6", 2027)
    assert workbook.book().suppliers[0].capacity.on(workbook.book().calendar)[1] == 100


def test_the_heads_may_stand_below_a_title(workbook):
    workbook.tables["Suppliers"][:0] = [["Our suppliers"], [], ["as of", date(2026, 1, 1)]]
    assert len(workbook.book().suppliers) == 5
    assert workbook.warnings() == [("Suppliers!A1", "above-heads")]


def test_the_unit_of_a_column_may_follow_its_head(workbook):
    workbook.put("Suppliers!F1", "Capacity (t per year)")
    workbook.put("Suppliers!H1", "Unit\ncost [EUR/t]")
    workbook.put("Demand!D1", "2026 (t/yr)")
    assert workbook.book().suppliers[0].capacity.on(workbook.book().calendar) == (100, 100, 100)


def test_what_is_not_read_is_told(workbook):
    workbook.put("Suppliers!R1", "Telephone")
    workbook.put("Demand!J1", 2035)
    workbook.put("Demand!K1", 2024)
    workbook.put("Suppliers!Q1", "Ordered 2025")
    workbook.put("Settings!A12", "Our own remark")
    workbook.put("Suppliers!N2", "18 months")
    assert workbook.faults() == []
    assert workbook.warnings() == [
        ("Settings!A12", "unknown-setting"),
        ("Suppliers!Q1", "outside-horizon"),
        ("Suppliers!R1", "unknown-column"),
        ("Suppliers!N2", "duration-rounded"),
        ("Demand!J1", "outside-horizon"),
    ]


def test_figures_without_a_head_are_told(workbook):
    workbook.put("Demand!J3", 40)
    assert workbook.faults() == []
    assert workbook.warnings() == [("Demand!J1", "unknown-column")]


def test_missing_history_is_told(workbook):
    workbook.put("Demand!C1", 2024)
    workbook.put("Stockpiles!H1", "Net imports 2027")
    workbook.tables["Recycling"][0].append("Delay")
    workbook.tables["Recycling"][2].append(1)
    assert workbook.warnings() == [
        ("Stockpiles!H1", "outside-horizon"),
        ("Scrap!G3", "missing-history"),
        ("Recycling!J3", "missing-history"),
        ("Policies!I5", "missing-history"),
    ]


def test_rows_keep_their_cells(workbook):
    workbook.tables["Materials"][1:1] = [[], [None, "  "]]
    book = workbook.book()
    assert (book.materials[0].at("reference_price"), book.materials[0].sheet_name) == ("D4", "Materials")
    assert book.suppliers[1].at("unit_cost") == "Profiles!D2"
    assert book.suppliers[1].at("freight") == "A3"
    assert book.settings.at("discount_rate") == "B6"
    assert book.countries[2].name == "Namibia"


@pytest.mark.parametrize("row_type", ROW_TYPES, ids=lambda row_type: row_type.SHEET.name)
def test_every_column_is_declared_in_full(row_type):
    declared = columns(row_type)
    assert row_type.SHEET.about.endswith(".")
    assert {column.field for column in declared} >= set(row_type.SHEET.key)
    assert len({column.head for column in declared}) == len(declared)
    for column in declared:
        assert column.meaning.endswith(".")
        assert column.kind.expected
        assert not column.required or not column.default


def test_a_hidden_sheet_is_read_and_told(tmp_path):
    from openpyxl import load_workbook

    path = write_workbook(tmp_path / "hidden.xlsx", GOOD | {"Remarks": [["Ours"]], "Lists": [["Ours"]]})
    book = load_workbook(path)
    for name in ("Suppliers", "Remarks", "Lists"):
        book[name].sheet_state = "veryHidden"
    book.save(path)
    reading = read_workbook(path)
    assert len(reading.book.suppliers) == 5
    assert [(p.severity, p.sheet, p.code) for p in reading.problems] == [
        ("warning", "Suppliers", "hidden-sheet"),
        ("warning", "Remarks", "unknown-sheet"),
    ]
