"""Contracts, ventures and substitution, straight on the model."""

import pytest

from models.case import Case
from models.records import Contract, Substitution, Venture
from models.tree import Tree, chain
from planner.solution import Solution
from planner.solve import solve
from tests.models.cases import case, demand, over, rule, ruled, supplier, two_stages


def years(count: int) -> Tree:
    labels = [str(2026 + t) for t in range(count)]
    return chain(labels, map(int, labels))


def quarters(count: int, rate: float = 0.0) -> Tree:
    labels = [f"{2026 + t // 4}Q{t % 4 + 1}" for t in range(count)]
    return chain(labels, [2026 + t // 4 for t in range(count)], 0.25, rate)


def solved(of: Case) -> Solution:
    return solve(of)


def annuity(rate: float, life_years: float) -> float:
    return rate / (1 - (1 + rate) ** -life_years)


def test_c11_a_venture_of_half_a_year_to_build() -> None:
    tree = quarters(4, rate=0.05)
    venture = Venture(
        "joint", ("A",), 40.0, 100.0, annuity(0.08, 10), lead_time_periods=2, life_periods=40,
        support_share=0.25, decision_nodes=frozenset(tree),
    )  # fmt: skip
    of = case(tree, supplier(tree, "A", 2.0, 0.0), supplier(tree, "B", 30.0, 250.0), demand(tree, 25.0), venture)
    assert solved(of).cost == pytest.approx(2603.599927162, rel=1e-9)


@pytest.mark.parametrize(("least", "cost"), [(30.0, 1000.0), (0.0, 1000.0)])
def test_c16_a_candidate_that_does_not_pay_is_not_signed(least: float, cost: float) -> None:
    tree = years(1)
    contract = Contract("K", "A", over(tree, 50.0), over(tree, 12.0), frozenset(tree), least_tonnes=over(tree, least))
    of = case(tree, supplier(tree, "A", 5.0, 50.0, spot_share=0.0), supplier(tree, "B", 10.0), demand(tree, 100.0))
    of = case(tree, *of.suppliers.values(), *of.demands.values(), contract)
    found = solved(of)
    assert found.cost == pytest.approx(cost, rel=1e-9)
    assert found.values(found.model.contracted_share)["K", "2026"] == pytest.approx(0.0)


def test_a_candidate_is_signed_in_part_with_its_minimum() -> None:
    """Years of 10 and 50 t; A under contract at 5, of 20 to 50 t a year, B at 6. Signing half means 10 to 25 t a year:
    10 x 5, then 25 x 5 + 25 x 6; more would have to be taken in the first year and is worth nothing.
    """
    tree = years(2)
    contract = Contract("K", "A", over(tree, 50.0), over(tree, 5.0), frozenset(tree), least_tonnes=over(tree, 20.0))
    needs = demand(tree, {"2026": 10.0, "2027": 50.0})
    low = case(tree, supplier(tree, "A", 9.0, 50.0, spot_share=0.0), supplier(tree, "B", 6.0), needs, contract)
    found = solved(low)
    assert found.values(found.model.contracted_share)["K", "2026"] == pytest.approx(0.5)
    assert found.cost == pytest.approx(50 + 125 + 25 * 6, rel=1e-9)


def test_take_or_pay_is_settled_by_calendar_year() -> None:
    """Signed for 40 t/yr at 10 from the second quarter, 80 % to be paid: 30 t lie in the year, 24 are owed, 12 taken
    (the demand of 4 t a quarter); 12 more are paid in the fourth quarter. In the next year 40, 32 and 16.
    """
    tree = quarters(8)
    life = frozenset(list(tree)[1:])
    contract = Contract("K", "A", over(tree, 10.0), over(tree, 10.0), life, signed=True, take_or_pay_share=0.8)
    of = case(tree, supplier(tree, "A", 20.0, 100.0), supplier(tree, "B", 3.0), demand(tree, 4.0), contract)
    found = solved(of)
    unused = found.values(found.model.unused_tonnes)
    assert set(unused) == {("K", "2026Q4"), ("K", "2027Q4")}
    assert sum(unused.values()) == pytest.approx(24 + 32 - 12 - 16)
    assert found.cost == pytest.approx(4 * 3 + 24 * 10 + 32 * 10, rel=1e-9)


def test_a_ban_of_ours_lifts_the_minimum_but_not_take_or_pay() -> None:
    """50 t at 5 signed with a minimum of 20 and half to be paid: banned, nothing is taken and 25 x 5 are paid."""
    tree = years(1)
    contract = Contract(
        "K", "A", over(tree, 50.0), over(tree, 5.0), frozenset(tree), over(tree, 20.0), signed=True,
        take_or_pay_share=0.5,
    )  # fmt: skip
    plain = case(tree, supplier(tree, "A", 5.0, 50.0), supplier(tree, "B", 10.0), demand(tree, 40.0), contract)
    banned = ruled(plain, rule(tree, "Ban", partner="A", partner_kind="supplier"))
    assert solved(plain).cost == pytest.approx(200, rel=1e-9)
    assert solved(banned).cost == pytest.approx(400 + 125, rel=1e-9)


def test_we_pay_our_equity_share_and_get_it() -> None:
    """A plant of 60 t/yr at 10 per t/yr over 10 years without interest; 40 % is ours: 24 t a year for 24 a year."""
    tree = years(2)
    venture = Venture("V", ("A",), 60.0, 10.0, 0.1, life_periods=10, equity_share=0.4, decision_nodes=frozenset(tree))
    of = case(tree, supplier(tree, "A", 1.0, 0.0), supplier(tree, "B", 5.0), demand(tree, 100.0), venture)
    assert solved(of).cost == pytest.approx(2 * (24 * 1 + 24 + 76 * 5), rel=1e-9)


def test_a_venture_ends_with_its_life() -> None:
    """Two years of life from the year after the decision: 50 t at 1 in 2027 and 2028 for 10 a year each, else at 5."""
    tree = years(4)
    venture = Venture(
        "V", ("A",), 50.0, 20.0, 0.5 * 0.02, lead_time_periods=1, life_periods=2, decision_nodes=frozenset({"2026"})
    )
    of = case(tree, supplier(tree, "A", 1.0, 0.0), supplier(tree, "B", 5.0), demand(tree, 50.0), venture)
    assert solved(of).cost == pytest.approx(2 * 250 + 2 * (50 + 50 * 20 * 0.01), rel=1e-9)


def test_suppliers_of_a_cluster_share_its_capacity_once() -> None:
    tree = years(1)
    venture = Venture("V", ("A", "B"), 30.0, 0.0, 0.1, life_periods=5, decision_nodes=frozenset(tree))
    traders = [supplier(tree, "A", 1.0, 0.0), supplier(tree, "B", 2.0, 0.0), supplier(tree, "C", 9.0)]
    found = solved(case(tree, *traders, demand(tree, 100.0), venture))
    assert found.cost == pytest.approx(30 * 1 + 70 * 9, rel=1e-9)


def test_what_is_under_way_costs_nothing_more_and_counts_against_the_most() -> None:
    tree = years(1)
    venture = Venture(
        "V", ("A",), 30.0, 10.0, 0.1, life_periods=5, under_way_tonnes_per_year=over(tree, 20.0),
        decision_nodes=frozenset(tree),
    )  # fmt: skip
    of = case(tree, supplier(tree, "A", 1.0, 0.0), supplier(tree, "B", 9.0), demand(tree, 100.0), venture)
    assert solved(of).cost == pytest.approx(30 * 1 + 10 * 1 + 70 * 9, rel=1e-9)


def test_substitution_grows_by_points_of_share() -> None:
    """Metal at 100, doing without at 10, 5 % open today, 10 points more a year after a year's lead: 5, 15, 25, then
    30 % at most. Opening costs nothing here.
    """
    tree = years(5)
    substitution = Substitution(
        "all", "co", over(tree, 0.3), 10.0, share_today=0.05, growth_share_per_year=0.1, lead_time_periods=1,
        life_periods=20,
    )  # fmt: skip
    found = solved(case(tree, supplier(tree, "A", 100.0), demand(tree, 100.0), substitution))
    without = found.values(found.model.substituted_tonnes)
    assert [without["all / co", n] for n in tree] == pytest.approx([5, 15, 25, 30, 30])
    assert found.cost == pytest.approx(100 * 500 - 90 * 105, rel=1e-9)


def test_opening_a_substitution_pays_for_research() -> None:
    """The full share of 40 % costs 800, over 4 years without interest 200 a year, so 5 a year for each of 40 points,
    each of which saves a tonne at 20 against 12.
    """
    tree = years(2)
    substitution = Substitution("all", "co", over(tree, 0.4), 12.0, capex=800.0, annuity_share=0.25, life_periods=4)
    found = solved(case(tree, supplier(tree, "A", 20.0), demand(tree, 100.0), substitution))
    assert found.cost == pytest.approx(2 * (60 * 20 + 40 * 12 + 200), rel=1e-9)


def test_a_contract_is_decided_where_it_begins_on_every_course() -> None:
    """The contract begins in 2027, when it is known whether 100 t or none are needed: signed on one course only."""
    tree = two_stages({"boom": 0.5, "bust": 0.5})
    needs = demand(tree, {"now": 0.0, "boom": 100.0, "bust": 0.0})
    contract = Contract("K", "A", over(tree, 100.0), over(tree, 5.0), frozenset({"boom", "bust"}), over(tree, 100.0))
    of = case(tree, supplier(tree, "A", 50.0, 100.0), needs, contract)
    assert solved(of).cost == pytest.approx(0.5 * 500, rel=1e-9)
