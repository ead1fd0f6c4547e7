"""Contracts, ventures and substitution in the results: worked by hand."""

import pytest

from models.records import Contract, Venture
from planner.report.frames import tables
from planner.results.contracts import contract_lines, excess, taken_from, why
from planner.results.costs import cash, costs, expected, outlays
from planner.results.decisions import decisions
from planner.results.indicators import met_share, recycled_share, worst_shortages
from planner.results.investments import investments, outlays_by_kind
from planner.results.shortages import shortage_lines, surplus_cause, surpluses
from planner.results.ventures import added_capacity, capacity, our_output
from planner.results.wording import figure, some_periods
from tests.models.cases import full_case, two_stages
from tests.results.cases import METAL, keyed, over, row, solved, supplier
from tests.results.procurement import candidate, in_part, joint, procured, small, untaken, without, years


def reason(results, start="2026"):
    return why(results, "K", start)


def test_a_contract_signed_in_part():
    results = in_part()
    line = contract_lines(results)["K"]
    assert line.shares == pytest.approx({"2026": 0.5})
    assert line.contracted == pytest.approx({"2026": 25.0, "2027": 25.0})
    assert line.taken == pytest.approx({"2026": 10.0, "2027": 25.0})
    assert taken_from(results) == pytest.approx({("A", "2026"): 10.0, ("A", "2027"): 25.0})
    found = costs(results)
    assert found["Contracts"] == pytest.approx({"2026": 50.0, "2027": 125.0})
    assert found["Offtake"] == pytest.approx({"2026": 0.0, "2027": 150.0})


def test_a_tonne_saves_what_it_costs_less_and_the_share_balances_the_years():
    """In 2027 it saves 6 - 5 on 50 t; 20 t must be taken in 2026 for each of those, so that a tonne costs 2.5 more."""
    assert excess(in_part()) == pytest.approx({("K", "2026"): 2.5, ("K", "2027"): -1.0})
    assert reason(in_part()) == (
        "sign 50.0 %: more of it would have to be taken or paid for in 2026, where it costs more than it is worth"
    )


def test_why_a_candidate_is_signed_or_not():
    assert reason(candidate(12.0)) == "sign in full"
    dear = "no tonne of it would pay; nearest to it in 2026, where it costs 21 EUR/t and is worth at most 15.2"
    assert reason(candidate(21.0)) == f"do not sign: {dear}"
    owed = "do not sign: what it would save is outweighed by what must be taken or paid for in 2026"
    assert reason(candidate(12.0, (0.0, 60.0), least=50.0, spot=0.0)) == owed
    assert reason(untaken(), "2026Q2") == "signed before the plan"


def test_the_reason_stands_beside_what_is_contracted():
    offtake = tables(in_part())["Offtake"].set_index("Figure")
    assert offtake.loc["contracted", "Remark"] == reason(in_part())
    assert offtake.loc["of it spot", "Whole plan"] == 0.0
    assert offtake.loc["taken", ["2026", "2027"]].tolist() == pytest.approx([10.0, 25.0])


def test_rules_on_the_supplier_are_named():
    cap = row(years(2), "cap", "Max country share", 0.3, partner="A", partner_kind="country")
    ban = row(years(2), "ban", "Ban", partner="A", partner_kind="country")
    found = reason(candidate(5.0, rules=(cap,)))
    assert found == "sign 60.0 %: beyond that, a tonne of it costs as much as it is worth; cap on this supplier binds"
    found = reason(candidate(5.0, rules=(ban,)))
    assert found == "do not sign: at its price no tonne of it would lower the cost; ban on this supplier binds"


def test_what_is_paid_and_not_taken():
    line = contract_lines(untaken())["K"]
    assert line.taken == pytest.approx({"2026Q2": 4.0, "2026Q3": 4.0, "2026Q4": 4.0})
    assert line.unused == pytest.approx({"2026Q2": 0.0, "2026Q3": 0.0, "2026Q4": 12.0})
    assert costs(untaken())["Take or pay"] == pytest.approx({"2026Q1": 0, "2026Q2": 0, "2026Q3": 0, "2026Q4": 120.0})
    offtake = tables(untaken())["Offtake"].set_index("Figure")
    assert offtake.loc["paid, not taken", ["2026Q3", "2026Q4", "Whole plan"]].tolist() == pytest.approx([0, 12, 12])
    (paid,) = [d for d in decisions(untaken()) if d.action == "Pay untaken"]
    assert (paid.node, paid.amount, paid.money) == ("2026Q4", pytest.approx(12.0), pytest.approx(120.0))


def test_a_signature_says_what_it_commits_to():
    (signed,) = [d for d in decisions(in_part()) if d.action == "Sign"]
    assert (signed.node, signed.amount, signed.unit, signed.money) == ("2026", pytest.approx(25.0), "t/yr", 0.0)
    assert signed.terms == "50.0 % of it, at 5 EUR/t; at least 10 t/yr taken"
    assert (signed.effective, signed.serves) == ("from 2026 to 2027", "P 100%")


def test_contract_metal_bears_tariff_and_freight_on_its_own_price():
    """40 t at 8 and 50 t at 12, with a quarter on top and 1 of freight: 440 and 800; the last 10 t at 20."""
    money = {(d.action, d.what): d.money for d in decisions(candidate(12.0)) if d.node == "2026"}
    assert money == pytest.approx({("Sign", "K"): 0.0, ("Order", "A"): 440, ("Take", "K"): 800, ("Order", "B"): 200})


def test_we_pay_our_part_of_a_venture_inside_and_beyond_the_horizon():
    (found,) = investments(joint())
    assert (found.kind, found.node, found.ready, found.amount) == ("Venture", "2026", "2027", pytest.approx(60.0))
    assert (found.outlay, found.support, found.annuity) == pytest.approx((180.0, 60.0, 18.0))
    assert (found.inside, found.beyond) == pytest.approx((18.0, 162.0))
    assert cash(joint()) == pytest.approx({"2026": 500 + 180, "2027": 24 + 76 * 5})
    (built,) = [d for d in decisions(joint()) if d.action == "Build"]
    assert (built.money, built.terms) == (pytest.approx(180.0), "40.0 % is ours; support of 60 EUR")
    assert (built.effective, built.serves) == ("ready 2027", "P 100%")


def test_our_output_is_part_of_the_capacity():
    assert capacity(joint(), "A", "2026") == 0.0
    assert capacity(joint(), "A", "2027") == pytest.approx(24.0)
    offtake = tables(joint())["Offtake"].set_index(["Supplier", "Figure"])
    assert offtake.loc[("A", "bought"), "Of capacity"] == pytest.approx(1.0)
    assert offtake.loc[("A", "adds capacity"), "2027"] == pytest.approx(24.0)


def test_a_cluster_adds_our_output_once():
    results = procured()
    for (v, n), whole in our_output(results).items():
        parts = [tonnes for (w, _, u), tonnes in added_capacity(results).items() if (w, u) == (v, n)]
        assert sum(parts) == pytest.approx(whole)


def test_what_is_done_without_is_neither_short_nor_delivered():
    results = without()
    (line,) = shortage_lines(results)
    assert line.substituted == pytest.approx({"2026": 40.0, "2027": 40.0})
    assert line.delivered == pytest.approx({"2026": 60.0, "2027": 60.0})
    assert line.open_share == pytest.approx({"2026": 0.4, "2027": 0.4})
    assert (line.tonnes, met_share(results)) == (0.0, {"cobalt": 1.0})
    shown = tables(results)["Shortages"].set_index("Figure")
    assert shown.loc["substituted", "Whole plan"] == pytest.approx(80.0)
    assert shown.loc["open to substitution", "2027"] == pytest.approx(0.4)


def test_only_what_was_delivered_returns_as_scrap():
    """A tenth of the 60 t that were used, not of the 100 t that were needed."""
    treated = tables(without())["Recycling"].set_index("Figure").loc["recovered and used", "2027"]
    assert treated == pytest.approx(6.0)
    assert recycled_share(without())["cobalt", "2027"] == pytest.approx(0.06)


def test_research_is_paid_like_a_plant():
    (found,) = investments(without())
    assert (found.kind, found.amount, found.unit) == ("Substitution", pytest.approx(0.4), "of demand")
    assert (found.outlay, found.support, found.annuity) == pytest.approx((800.0, 0.0, 200.0))
    assert (found.inside, found.beyond) == pytest.approx((400.0, 400.0))
    assert cash(without()) == pytest.approx({"2026": 60 * 20 + 40 * 12 + 800, "2027": 54 * 20 + 40 * 12})
    opened = {d.action: d for d in decisions(without())}
    assert (opened["Open"].money, opened["Substitute"].money) == pytest.approx((800.0, 480.0))


def test_outlays_by_kind_are_all_outlays():
    by_kind = outlays_by_kind(procured())
    assert list(by_kind) == ["Recycling plant", "Venture", "Substitution"]
    assert {n: sum(by_node[n] for by_node in by_kind.values()) for n in procured().periods} == pytest.approx(
        outlays(procured())
    )


def test_the_money_of_the_decisions_is_that_of_the_first_year():
    results, found = procured(), costs(procured())
    kinds = ("Offtake", "Contracts", "Take or pay", "Tariff", "Freight", "Substitution")
    money = sum(d.money for d in decisions(results) if d.action != "Put in stock")
    assert money == pytest.approx(sum(found[kind]["2026"] for kind in kinds) + outlays(results)["2026"])


def test_annuities_are_no_cash():
    results, found = procured(), costs(procured())
    annuities = (
        "Recycling capacity",
        "Venture capacity",
        "Substitution research",
        "Closing stock",
        "Shortage",
        "Penalties",
    )
    paid = sum(expected(results, by_node) for kind, by_node in found.items() if kind not in annuities)
    assert expected(results, cash(results)) == pytest.approx(paid + expected(results, outlays(results)))


def short(*rules, spot=1.0, **more):
    """Demand 100 with shortage cost 1000; A sells up to 80 t at 10, a part of it at spot."""
    offers = [supplier(years(1), "A", METAL, "A", 10, 80, spot_share=spot)]
    return worst_shortages(small(years(1), offers, 100.0, rules=rules, **more))[0]


def test_what_contracts_would_still_give_is_an_offer_held_back():
    """At spot 24 t are sold, below the cap of 30 t; under the contract there would be more."""
    cap = row(["2026"], "cap", "Max country share", 0.3)
    contract = Contract("K", "A", {"2026": 60.0}, {"2026": 12.0}, frozenset({"2026"}))
    assert short(cap, spot=0.3).cause == "scarcity"
    assert short(cap, spot=0.3, contracts=keyed([contract])).cause == "rule (likely): cap"


def test_a_budget_that_keeps_a_venture_small_causes_a_shortage():
    venture = Venture("V", ("A",), 50.0, 10.0, 0.1, life_periods=9, decision_nodes=frozenset({"2026"}))
    budget = row(["2026"], "money", "Max budget", 100.0, base="capex")
    assert short(budget, ventures=keyed([venture])).cause == "rule (likely): money"
    assert short(budget, ventures=keyed([venture])).tonnes == pytest.approx(10.0)


def test_a_contract_may_leave_a_surplus():
    tree = years(1)
    contract = Contract("K", "A", over(tree, 50.0), over(tree, 5.0), frozenset(tree), over(tree, 30.0), signed=True)
    results = small(tree, [supplier(tree, "A", METAL, "A", 9, 50)], 10.0, contracts=keyed([contract]))
    assert surpluses(results) == pytest.approx({("A", "2026"): 20.0})
    assert surplus_cause(results, results.case.suppliers["A"]) == "least volume of a contract"


def test_the_summary_has_a_line_of_each():
    summary = tables(procured())["Summary"].set_index("Figure")
    assert summary.loc["Contracts to sign", ["Value", "Against"]].tolist() == [2, "of 3 candidates"]
    assert summary.loc["Contracts to sign", "Remark"] == "Sherritt renewal 100.0 %, Kolwezi quota 16.9 %"
    assert summary.loc["Ventures to build", "Remark"] == "Lithium cluster, Goulamina stake"
    assert "Substitution, most for Batteries: cobalt" in summary.index
    plain = tables(in_part())["Summary"]["Figure"]
    assert not plain.str.contains("Ventures|Substitution").any()


def test_a_contract_is_told_for_every_course_on_which_it_begins():
    """It begins after courses part, where 100 t are needed or none: signed on one of them only."""
    tree = two_stages({"boom": 0.5, "bust": 0.5})
    late = frozenset({"boom", "bust"})
    contract = Contract("K", "A", over(tree, 100.0), over(tree, 5.0), late, over(tree, 100.0))
    results = small(tree, [supplier(tree, "A", METAL, "A", 50, 100)], [0, 100, 0], contracts=keyed([contract]))
    assert contract_lines(results)["K"].shares == pytest.approx({"boom": 1.0, "bust": 0.0})
    offtake = tables(results)["Offtake"].set_index("Figure")
    assert offtake.loc["contracted", ["boom", "bust"]].tolist() == pytest.approx([100.0, 0.0])
    assert offtake.loc["contracted", "Remark"].startswith("from boom: sign in full; from bust: do not sign: ")
    assert [d for d in decisions(results) if d.action == "Sign"] == []


def test_every_family_and_rule_on_a_tree_has_its_sheets():
    results = solved(full_case())
    found = tables(results)
    costs = found["Costs"][found["Costs"]["Group"].isin(["paid cost", "not paid"])]
    assert costs["Present value"].sum() == pytest.approx(results.solution.cost)
    assert {"candidate", "signed", "joint works"} <= set(found["Offtake"]["Contract or venture"])


def test_figures_read_well():
    assert [figure(x) for x in (12_500.4, 15.25, 15.2, 5.0, 0.0)] == ["12,500", "15.25", "15.2", "5", "0"]
    assert some_periods(["2026", "2027"]) == "2026, 2027"
    assert some_periods(str(2026 + t) for t in range(5)) == "2026, 2027, 2028 and 2 more"
