"""Costs, cash, investments, prices of demand and what causes a shortage."""

from dataclasses import replace

import pytest

from models.case import Case
from models.cost import KINDS
from models.records import Plant, Stream
from models.routing import connect
from models.tree import chain
from planner.results.costs import cash, costs, expected, outlays, paid_cost, present_value, unpaid_cost
from planner.results.decisions import decisions
from planner.results.indicators import indicators, met_share, worst_shortages
from planner.results.investments import investments
from planner.results.shortages import shortage_lines, surplus_cause, surpluses
from tests.results.cases import METAL, demand, everything, keyed, over, pooled, row, solved, stockpile, supplier


def test_costs_by_hand():
    """Ore 60 · 1 + 30 · 2 + 10 · 3, refining 60 · 1 + 40 · 2; nothing else."""
    results = pooled()
    found = costs(results)
    assert found["Offtake"] == pytest.approx({"2026": 290.0})
    assert sum(sum(by_node.values()) for kind, by_node in found.items() if kind != "Offtake") == 0.0
    assert paid_cost(results) == pytest.approx(290.0)


def test_paid_cost_and_the_rest_are_the_objective_and_never_mixed():
    results = everything()
    whole = sum(present_value(results, costs(results)[kind]) for kind in KINDS)
    assert whole == pytest.approx(results.solution.cost, rel=1e-9)
    found = indicators(results)
    assert found.paid_cost + found.unpaid_cost == pytest.approx(found.total_cost, rel=1e-9)
    assert unpaid_cost(results) == pytest.approx(
        present_value(results, costs(results)["Shortage"]) + present_value(results, costs(results)["Penalties"])
    )


def recycler():
    """Two years of demand 10 at 5 %; 10 t/yr of plant are built in 2026, ready in 2027, at 100 per t/yr, half ours."""
    tree = chain(["2026", "2027"], [2026, 2027], rate=0.05)
    buy = supplier(tree, "A", METAL, "A", 1000, 20)
    plant = Plant(
        "R", "scrap", "Home", {"cobalt": 1.0}, over(tree, 2.0), build_limit_tonnes_per_year=10.0, capex=100.0,
        support_share=0.5, annuity_share=0.1, lead_time_periods=1, life_periods=20,
    )  # fmt: skip
    case = Case(
        tree, {"cobalt": ("processing",)}, keyed([buy]), keyed([demand(tree, "P", "cobalt", 10, 5000.0)]),
        streams={"scrap": Stream("scrap", over(tree, 10.0))}, plants=keyed([plant]), home=frozenset({"Home"}),
    )  # fmt: skip
    return solved(connect(case))


def test_an_investment_is_paid_by_annuities_inside_and_beyond_the_horizon():
    (found,) = investments(recycler())
    assert (found.node, found.ready, found.amount) == ("2026", "2027", pytest.approx(10.0))
    assert (found.outlay, found.support, found.annuity) == pytest.approx((500.0, 500.0, 50.0))
    assert (found.inside, found.beyond) == pytest.approx((50.0, 950.0))


def test_cash_has_the_outlay_when_committed_and_no_annuity():
    results = recycler()
    assert outlays(results) == pytest.approx({"2026": 500.0, "2027": 0.0})
    assert costs(results)["Recycling capacity"] == pytest.approx({"2026": 0.0, "2027": 50.0})
    assert cash(results) == pytest.approx({"2026": 10_000 + 500, "2027": 20.0})
    assert paid_cost(results) == pytest.approx(10_000 * 1.05**-0.5 + 70 * 1.05**-1.5)
    assert expected(results, cash(results)) == pytest.approx(10_520.0)


def test_the_price_of_one_more_tonne_is_in_money_of_its_period():
    """The dearest ore and refiner meet it, at 3 and 2; bought at 1000 in 2026 of the other case, undiscounted."""
    for line in shortage_lines(pooled()):
        assert line.price == pytest.approx({"2026": 5.0})
    (line,) = shortage_lines(recycler())
    assert line.price["2026"] == pytest.approx(1000.0)


def short_of(*rules, capacity=200.0, stock=()):
    """Demand 100 with shortage cost 50; A costs 10."""
    tree = chain(["2026"], [2026])
    suppliers = [supplier(tree, "A", METAL, "A", 10, capacity)]
    case = Case(
        tree,
        {"cobalt": ("processing",)},
        keyed(suppliers),
        keyed([demand(tree, "P", "cobalt", 100, 50.0)]),
        keyed(stock),
        rules=rules,
    )
    return solved(connect(case))


def test_a_shortage_is_a_rules_where_it_holds_back_an_offer():
    (line,) = worst_shortages(short_of(row(["2026"], "cap", "Max country share", 0.3)))
    assert (line.tonnes, line.share, line.cause) == (pytest.approx(70.0), pytest.approx(0.7), "rule (likely): cap")


def test_a_shortage_is_scarcity_where_everything_is_used_or_the_rule_has_no_price():
    (line,) = worst_shortages(short_of(capacity=40.0))
    assert (line.tonnes, line.cause) == (pytest.approx(60.0), "scarcity")
    (line,) = worst_shortages(short_of(row(["2026"], "cap", "Max country share", 0.3), capacity=20.0))
    assert line.cause == "scarcity"


def test_a_shortage_is_a_rules_where_it_holds_stock():
    tree = chain(["2026"], [2026])
    cover = row(tree, "cover", "Min days of cover", 36.5)
    (line,) = worst_shortages(short_of(cover, capacity=40.0, stock=[stockpile(tree, *METAL, 10.0, 100.0)]))
    assert (line.tonnes, line.cause) == (pytest.approx(60.0), "rule (likely): cover")


def test_demand_met_is_told_by_material():
    assert met_share(short_of(capacity=40.0)) == pytest.approx({"cobalt": 0.4})
    assert met_share(pooled()) == {"cobalt": 1.0}


def test_no_shortage_has_no_cause():
    assert worst_shortages(pooled()) == []
    assert {line.cause for line in shortage_lines(pooled())} == {""}


def test_surplus_is_told_with_its_cause():
    tree = chain(["2026"], [2026])
    buys = supplier(tree, "A", METAL, "A", 10, 200, minimum_tonnes=130.0)
    case = Case(tree, {"cobalt": ("processing",)}, keyed([buys]), keyed([demand(tree, "P", "cobalt", 100)]))
    results = solved(connect(case))
    assert surpluses(results) == pytest.approx({("A", "2026"): 30.0})
    assert surplus_cause(results, buys) == "least purchase"
    assert (
        surplus_cause(results, replace(buys, ordered_tonnes={"2026": 5.0}))
        == "least purchase and ordered before the plan"
    )


def test_decisions_of_the_first_year_carry_their_money_and_what_they_serve():
    found = {d.what: d for d in decisions(everything())}
    ordered = found["Murrin Murrin"]
    assert (ordered.amount, ordered.money) == pytest.approx((1800.0, 1800 * 21250))
    assert "least purchase" in ordered.serves
    assert found["Sherritt"].effective == "arrives 2027"
    built = found["Hydromet Bitterfeld"]
    assert (built.action, built.unit, built.effective) == ("Build", "t/yr of scrap", "ready 2028")
    assert built.money == pytest.approx(built.amount * 6000 * 0.75)
    assert {d.node for d in decisions(everything())} == {"2026"}
