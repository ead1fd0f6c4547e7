"""What partnerships and partner countries are worth, from the workbook on."""

import pytest

from planner.partnering.everybody import Everybody
from planner.partnering.kinds import COUNTRY, PARTNERSHIP
from planner.planning import World
from tests.cases.tables import policies, share_cap_ladder
from tests.cases.test_partnerships import A, B, world

C9 = {"": 10000, "A": 4150, "B": 7420, "C": 4800, "AB": 1570, "AC": 1350, "BC": 2220, "ABC": 1170}


def c9():
    """C9: C6 at 65 %, and a partnership with the country of each supplier that brings all of its capacity."""
    tables = share_cap_ladder(0.65)
    rows = [[f"P {name}", name.lower(), 1] for name in "ABC"]
    return tables | {"Partnerships": [["Partnership", "Partner", "Capacity added"], *rows]}


def by_name(worth):
    return {partner.name: partner for partner in worth.partners}


def test_c9_by_partnership_and_by_country(valued):
    found = valued(c9())
    assert found.total_cost == pytest.approx(1170)
    for kind, name in ((PARTNERSHIP, "P {}".format), (COUNTRY, str.lower)):
        worth = found.worth_of(kind)
        partners = by_name(worth)
        for letter, value, lost in (("A", 3850, 1050), ("B", 1780, 180), ("C", 3200, 400)):
            partner = partners[name(letter)]
            assert partner.shapley == pytest.approx(value)
            assert partner.leave_one_out == pytest.approx(lost)
            assert partner.worth == pytest.approx({"co": value, "several materials": 0})
        assert worth.together == pytest.approx(8830)
        assert (worth.solved, worth.draws) == (8, None)
        assert max(worth.partners, key=lambda partner: partner.leave_one_out).name == name("A")


@pytest.mark.parametrize("kind", [PARTNERSHIP, COUNTRY])
def test_c9_costs_of_all_coalitions(read, kind):
    book = read(c9())
    coalitions = Everybody.of(book, World("S")).coalitions(kind)
    for names, cost in C9.items():
        there = frozenset(player for player in coalitions.kind.players if player[-1].upper() in names)
        (found,) = coalitions.costed([there])
        assert found.parts[0] == pytest.approx(cost)
        assert found.broken == (() if names in ("AC", "ABC") else ("Least fill",))


def test_what_a_partner_does_to_the_largest_share(valued):
    tables = world(1, [A | {"Capacity": 60}, B], {"Capacity added": 0.5})
    found = valued(tables)
    (deal,) = found.worth_of(PARTNERSHIP).partners
    assert found.everybody.largest(("co", "refined")).share == pytest.approx(0.6)
    assert (deal.without.largest(("co", "refined")).country, deal.without.year) == ("B land", "2026")
    assert deal.without.largest(("co", "refined")).share == pytest.approx(0.7)


def test_a_partnership_that_brings_nothing_costs_what_it_costs(valued):
    idle = {"Partnership": "idle", "Partner": "B land", "Tariff cut": 0.1, "Yearly cost": 9}
    dead = {"Partnership": "dead", "Partner": "Nowhere"}
    tables = world(1, [A | {"Tariff": 0.2}, B], {"Tariff cut": 0.05}, idle, dead)
    tables["Countries"] = [["Country"], ["A land"], ["B land"], ["Nowhere"]]
    partners = by_name(valued(tables).worth_of(PARTNERSHIP))
    assert partners["P"].shapley == pytest.approx(50)
    assert (partners["idle"].shapley, partners["idle"].leave_one_out) == pytest.approx((-9, -9))
    assert sum(partners["idle"].worth.values()) == pytest.approx(0)
    assert partners["dead"].shapley == 0.0
    assert not partners["dead"].matters


def test_identical_partnerships_are_worth_the_same(valued):
    twin = {"Tariff cut": 0.1}
    tables = world(1, [A | {"Tariff": 0.2}], twin, twin | {"Partnership": "Q"})
    worth = valued(tables).worth_of(PARTNERSHIP)
    assert [partner.shapley for partner in worth.partners] == pytest.approx([50, 50])
    assert [partner.leave_one_out for partner in worth.partners] == pytest.approx([0, 0])
    assert worth.pairings[0].interplay == pytest.approx(100)


def test_what_goes_short_without_a_partner(valued):
    found = valued(world(1, [A | {"Capacity": 70}, B | {"Capacity": 50}]))
    partners = by_name(found.worth_of(COUNTRY))
    assert partners["A land"].unmet == pytest.approx({"co": 50})
    assert partners["B land"].unmet == pytest.approx({"co": 30})
    assert found.worth_of(PARTNERSHIP) is None


def test_a_rule_that_cannot_be_kept_is_broken_at_the_shortage_cost_and_no_other(valued):
    """Without A nothing comes from the friends, 40 t short of their least share; the cap of 65 % still holds."""
    tables = world(1, [A, B, {"Supplier": "C", "Unit cost": 30}])
    tables["Blocs"] = [["Bloc", "Country"], ["friends", "A land"]]
    tables["Policies"] = policies(
        {"Rule": "Min bloc share", "Limit": 0.4, "Partner": "friends"}, {"Rule": "Max country share", "Limit": 0.65}
    )
    partner = by_name(valued(tables).worth_of(COUNTRY))["A land"]
    assert partner.broken == ("1",)
    assert partner.leave_one_out == pytest.approx(65 * 20 + 35 * 30 + 40 * 1000 - (65 * 10 + 35 * 20))


def test_a_closing_stock_that_nobody_can_bring(valued):
    tables = world(1, [A], Stockpiles=[{"Material": "co", "Capacity": 50, "Holding cost": 0, "Closing stock": 20}])
    partner = by_name(valued(tables).worth_of(COUNTRY))["A land"]
    assert partner.broken == ("Closing stock",)
    assert partner.leave_one_out == pytest.approx(100 * 1000 + 20 * 1000 - 1200)


def test_a_least_purchase_from_a_processor_without_feed_gives_way(valued):
    tables = world(1, [A, B])
    tables["Materials"] = [["Material", "Stages"], ["co", "ore, refined"]]
    tables["Suppliers"] = [
        ["Supplier", "Material", "Country", "Stage", "Capacity", "Unit cost", "Min purchase"],
        ["mine", "co", "A land", "ore", 1000, 10, None],
        ["works", "co", "B land", "refined", 1000, 5, 60],
    ]
    partner = by_name(valued(tables).worth_of(COUNTRY))["A land"]
    assert partner.broken == ("Min purchase and Min volume",)
    assert partner.leave_one_out == pytest.approx(100 * 1000 - 1500)


def test_a_rule_on_squares_stands_on_the_chords_of_each_coalition(valued):
    """Without C, A may have half of the supply and the square root of 0.025 more."""
    tables = world(1, [A, B, {"Supplier": "C", "Unit cost": 30}])
    tables["Policies"] = policies({"Rule": "Max HHI", "Limit": 0.55})
    partners = by_name(valued(tables).worth_of(COUNTRY))
    assert partners["C land"].broken == ()
    without = 1000 + 10 * (50 - 100 * 0.025**0.5)
    assert partners["C land"].leave_one_out == pytest.approx(without - valued(tables).total_cost, abs=0.1)


def test_what_a_partner_avoids_in_a_shock(valued):
    """A sends nothing in 2027: B meets half of the demand then, and without B nobody does."""
    tables = world(2, [A | {"Capacity": 70}, B | {"Capacity": 50}], {"Partner": "B land", "Capacity added": 1})
    tables["Scenarios"] = [
        ["Scenario", "Partner", "Capacity factor", "Known from", "From", "To"],
        ["A gone", "supplier: A", 0, 2027, 2027, 2027],
        ["cheap", None, None, None, None, None],
    ]
    found = valued(tables)
    for kind, name in ((PARTNERSHIP, "P"), (COUNTRY, "B land")):
        partner = by_name(found.worth_of(kind))[name]
        assert partner.unmet == pytest.approx({"co": 60})
        lines = {line.scenario: (line.with_it, line.without_it, line.tonnes) for line in partner.avoided}
        assert lines == {"A gone": pytest.approx((50, 130, 80)), "cheap": pytest.approx((0, 60, 60))}
