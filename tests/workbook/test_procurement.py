"""Contracts, ventures, substitution and scenarios: what right rows mean, and faults that it takes two cells to make."""

from math import inf

import pytest

from planner.workbook import Calendar, Duration, Label, Length
from tests.workbooks import Percent

MORE = ("Contracts", "Ventures", "Substitution", "Scenarios")


def put_quarters(workbook):
    """The good workbook as a plan of six quarters from the middle of 2026."""
    workbook.put("Settings!B3", "2026Q3")
    workbook.put("Settings!B4", 6)
    workbook.put("Settings!B5", "quarter")


def used(workbook):
    return {(d.sheet, d.column): (d.default, d.rows, d.cell) for d in workbook.read().defaults}


def test_contracts(workbook):
    book = workbook.book()
    deal, option, tender = book.contracts
    assert (deal.contract, deal.supplier, deal.status) == ("Deal", "Mine", "signed")
    assert deal.max_volume.on(book.calendar) == (40, 40, 40)
    assert deal.min_volume.on(book.calendar) == (10, 10, 10)
    assert (deal.price.on(book.calendar), deal.discount) == ((9, 9, 9), None)
    assert (deal.price_floor, deal.take_or_pay, deal.only_with) == (8, 0.5, None)
    assert (deal.from_, deal.to) == (Label(2026), Label(2027))
    assert (option.supplier, option.status, option.price, option.discount) == ("Brine", "candidate", None, 0.1)
    assert (option.price_floor, option.take_or_pay, option.from_, option.to) == (None, 0, None, None)
    assert option.min_volume.on(book.calendar) == (0, 0, 0)
    assert (option.name, option.at("max_volume"), option.sheet_name) == ("Option", "D3", "Contracts")
    assert (option.of_partnership, option.of_members) == ("Chile deal", ())
    assert (tender.of_partnership, tender.of_members) == ("", ("South", "North"))


def test_figures_of_a_contract_are_asked_for_only_while_it_is_in_force(workbook):
    contracts = workbook.tables["Contracts"]
    contracts[0][3:6] = ["Max volume 2026", "Max volume 2027", "Price 2026"]
    contracts[0] += ["Price 2027", "Discount"]
    contracts[0][6] = "Min volume 2027"
    contracts[1][3:7] = [40, 30, 9, 30]
    contracts[1] += [10, None]
    contracts[2:] = []
    deal, calendar = workbook.book().contracts[0], workbook.book().calendar
    assert deal.max_volume.on(calendar)[:2] == (40, 30)
    assert (deal.price.on(calendar), deal.min_volume.on(calendar)) == ((9, 10, None), (0, 30, 0))
    workbook.put("Contracts!L2", None)
    assert workbook.faults() == [("Contracts!A1", "period-missing"), ("Contracts!A1", "period-missing")]


def test_a_contract_that_is_over_needs_no_price(workbook):
    workbook.put("Contracts!F1", "Price 2025")
    workbook.put("Contracts!K2", 2024)
    workbook.put("Contracts!L2", 2025)
    assert workbook.faults() == []
    workbook.put("Contracts!L2", 2026)
    assert workbook.faults() == [("Contracts!A2", "blank-cell")]


def test_a_contract_may_be_unlimited_where_nothing_is_owed(workbook):
    workbook.put("Contracts!D3", " Unlimited ")
    book = workbook.book()
    assert book.contracts[1].max_volume.on(book.calendar) == (inf, inf, inf)


def test_profiles_give_figures_of_contracts_and_of_substitution(workbook):
    workbook.tables["Profiles"] += [
        ["Contracts", "DEAL", "Price", 9, 10, 11],
        ["Contracts", "Option", "Max volume", 50, 60, 70],
        ["Substitution", "cars / cobalt", "Max share", 0.1, 0.2, 0.3],
    ]
    book = workbook.book()
    assert book.contracts[0].price.on(book.calendar) == (9, 10, 11)
    assert book.contracts[1].max_volume.on(book.calendar) == (50, 60, 70)
    assert book.substitution[0].max_share.on(book.calendar) == (0.1, 0.2, 0.3)


def test_a_min_volume_is_at_most_the_max_volume_of_the_same_period(workbook):
    workbook.tables["Profiles"].append(["Contracts", "Deal", "Max volume", 40, 9, 0])
    (problem,) = workbook.read().problems
    assert str(problem) == "Contracts!E2: Min volume is 10; expected at most 9 (t/yr), Max volume in 2027."
    workbook.put("Contracts!L2", 2026)
    assert workbook.faults() == []
    workbook.tables["Profiles"].append(["Contracts", "Deal", "Min volume", 41, 0, 0])
    assert workbook.faults() == [("Profiles!D7", "out-of-range")]


def test_ventures(workbook):
    cluster, shaft = workbook.book().ventures
    assert (cluster.venture, cluster.supplier) == ("Cluster", ("Brine", "Salts"))
    assert (cluster.max_capacity, cluster.capex, cluster.lead_time) == (60, 100, Duration(24, "months"))
    assert (cluster.life, cluster.financing_rate, cluster.support, cluster.equity_share) == (15, 0.03, 0.25, 0.5)
    assert (cluster.under_way, cluster.ready) == (20, Label(2024))
    assert (cluster.earliest, cluster.latest) == (Label(2026), Label(2027))
    assert (shaft.supplier, shaft.lead_time, shaft.life, shaft.financing_rate) == (("Mine",), Duration(0), 20, 0.05)
    assert (shaft.support, shaft.equity_share, shaft.under_way, shaft.ready) == (0, 1, 0, Label(2026))
    assert (shaft.earliest, shaft.latest) == (None, None)


def test_what_is_under_way_is_ready_in_the_first_period_unless_said(workbook):
    put_quarters(workbook)
    workbook.put("Ventures!K2", None)
    assert workbook.book().ventures[0].ready == Label(2026, 3, Length.QUARTER)
    assert used(workbook)["Ventures", "Ready"] == ("the first period", 1, "K2")


def test_the_name_of_a_supplier_may_hold_a_comma(workbook):
    workbook.put("Suppliers!A2", "Mine, Inc.")
    workbook.put("Contracts!B2", "Mine, Inc.")
    workbook.put("Ventures!B3", "mine, INC.")
    assert workbook.book().ventures[1].supplier == ("Mine, Inc.",)


def test_substitution(workbook):
    book = workbook.book()
    (row,) = book.substitution
    assert (row.sector, row.material, row.share_today, row.cost) == ("cars", "cobalt", 0.1, 50)
    assert row.max_share.on(book.calendar) == (0.3, 0.3, 0.4)
    assert (row.max_growth, row.capex, row.lead_time) == (0.05, 900, Duration(1))
    assert (row.life, row.financing_rate) == (10, 0.04)


def test_substitution_is_of_a_demand(workbook):
    workbook.put("Demand!A3", "ships")
    workbook.put("Substitution!B2", "lithium")
    assert workbook.faults() == [("Substitution!B2", "unknown-name")]


def test_scenarios(workbook):
    book = workbook.book()
    first, second, boom = book.scenarios
    assert [row.scenario for row in book.scenarios] == ["embargo", "embargo", "boom"]
    assert [row.probability for row in book.scenarios] == [0.2, None, 0.3]
    assert [row.known_from for row in book.scenarios] == [Label(2027), Label(2028), Label(2026)]
    assert (first.partner_kind, first.partner) == ("owner", "Big Co")
    assert (first.material, first.stage, first.sector) == ("cobalt", "extraction", "each")
    assert (first.capacity_factor, first.cost_factor, first.demand_factor) == (0, 1.5, 1)
    assert (first.from_, first.to) == (Label(2027), Label(2027))
    assert (second.partner_kind, second.partner, second.stage) == ("", "each", "each")
    assert (second.capacity_factor, second.cost_factor) == (1, 2)
    assert (boom.material, boom.sector, boom.demand_factor) == ("each", "cars", 1.3)
    assert (boom.from_, boom.to) == (None, None)
    assert first.at("capacity_factor") == "H2"


@pytest.mark.parametrize(
    ("written", "kind", "name"),
    [
        ("brine", "supplier", "Brine"),
        ("PRC", "country", "China"),
        ("Allies", "bloc", "allies"),
        ("owner: big co", "owner", "Big Co"),
        ("Each", "", "each"),
    ],
)
def test_partners_of_scenarios(workbook, written, kind, name):
    workbook.put("Scenarios!D2", written)
    row = workbook.book().scenarios[0]
    assert (row.partner_kind, row.partner) == (kind, name)


def test_a_partner_that_fits_two_things_must_be_told_apart(workbook):
    workbook.put("Blocs!A2", "Brine")
    workbook.put("Scenarios!D2", "Brine")
    assert workbook.faults() == [("Scenarios!D2", "ambiguous-name")]
    workbook.put("Scenarios!D2", "bloc: brine")
    assert workbook.book().scenarios[0].partner == "Brine"


def test_a_stage_of_a_scenario_is_one_of_its_material(workbook):
    workbook.put("Materials!C2", "mining, processing")
    workbook.put("Suppliers!D2", "mining")
    assert workbook.faults() == [("Scenarios!F2", "unknown-name")]
    workbook.put("Scenarios!E2", None)
    assert workbook.faults() == []


def test_the_first_row_of_a_scenario_alone_has_a_probability(workbook):
    workbook.put("Scenarios!B2", None)
    workbook.put("Scenarios!B3", 0.2)
    (problem,) = workbook.read().problems
    assert str(problem) == "Scenarios!B3: Probability is 0.2; expected a blank, since row 2 is the first of embargo."


def test_probabilities_may_be_one_in_sum(workbook):
    workbook.put("Scenarios!B2", 0.9)
    workbook.put("Scenarios!B4", Percent(0.1))
    assert workbook.faults() == []


@pytest.mark.parametrize("known", ["2027Q1", "2026Q4", 2026])
def test_a_scenario_may_be_known_before_it_begins(workbook, known):
    put_quarters(workbook)
    workbook.put("Scenarios!C2", known)
    book = workbook.book()
    assert book.calendar == Calendar(Label(2026, 3, Length.QUARTER), 6)
    assert book.scenarios[0].known_from == Label.parse(str(known))
    assert workbook.faults() == []


def test_what_lies_before_the_plan_is_known_when_it_begins(workbook):
    put_quarters(workbook)
    workbook.put("Scenarios!K2", 2026)
    workbook.put("Scenarios!C2", "2026Q3")
    assert workbook.faults() == []
    workbook.put("Scenarios!C2", "2026Q4")
    assert workbook.faults() == [("Scenarios!C2", "known-late")]


def test_defaults_are_told(workbook):
    workbook.tables["Substitution"].append(["cars", "lithium", 0.3, 0.3, None, 50])
    told = {place: text for place, text in used(workbook).items() if place[0] in MORE}
    assert told == {
        ("Contracts", "Status"): ("candidate", 2, "C3"),
        ("Contracts", "Min volume"): ("0", 2, "E3"),
        ("Contracts", "Take or pay"): ("0", 2, "I3"),
        ("Ventures", "Lead time"): ("0", 1, "E3"),
        ("Ventures", "Life"): ("20", 1, "F3"),
        ("Ventures", "Financing rate"): ("the discount rate", 1, "G3"),
        ("Ventures", "Support"): ("0", 1, "H3"),
        ("Ventures", "Equity share"): ("1", 1, "I3"),
        ("Ventures", "Under way"): ("0", 1, "J3"),
        ("Substitution", "Share today"): ("0", 1, "E3"),
        ("Substitution", "Capex"): ("0", 1, "H3"),
        ("Substitution", "Lead time"): ("0", 1, "I3"),
        ("Scenarios", "Known from"): ("its From", 2, "C3"),
        ("Scenarios", "Partner"): ("each", 2, "D3"),
        ("Scenarios", "Material"): ("each", 1, "E4"),
        ("Scenarios", "Stage"): ("each", 2, "F3"),
        ("Scenarios", "Sector"): ("each", 2, "G2"),
        ("Scenarios", "Capacity factor"): ("1", 2, "H3"),
        ("Scenarios", "Cost factor"): ("1", 1, "I4"),
        ("Scenarios", "Demand factor"): ("1", 2, "J2"),
        ("Scenarios", "From"): ("the first period", 1, "K4"),
        ("Scenarios", "To"): ("the last period", 2, "L3"),
    }


def test_durations_are_whole_periods(workbook):
    workbook.put("Ventures!E2", "30 months")
    workbook.put("Substitution!I2", "6 months")
    assert workbook.faults() == []
    assert workbook.warnings() == [("Ventures!E2", "duration-rounded"), ("Substitution!I2", "duration-rounded")]
