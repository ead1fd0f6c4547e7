"""Cases with a known optimum that need a tree of two periods, straight on the model."""

import pytest

from models.case import Case
from planner.solution import Solution
from planner.solve import solve
from tests.models.cases import averse, case, demand, rule, ruled, stockpile, supplier, two_stages


def solved(of: Case) -> Solution:
    return solve(of)


def test_gas_stockpile_under_three_prices() -> None:
    """Store 100 at 5 + 1 each: 500 + 600 + (0 + 50 · 6 + 80 · 7.5) / 3 = 1,400, nothing left to hold at the end."""
    tree = two_stages({"normal": 1 / 3, "cold": 1 / 3, "very cold": 1 / 3})
    prices = {"now": 5.0, "normal": 5.0, "cold": 6.0, "very cold": 7.5}
    needs = {"now": 100.0, "normal": 100.0, "cold": 150.0, "very cold": 180.0}
    found = solved(case(tree, supplier(tree, "field", prices), demand(tree, needs), stockpile(tree)))
    assert found.cost == pytest.approx(1400.0, rel=1e-9)
    assert found.values(found.model.stock_tonnes)["co / refined", "now"] == pytest.approx(100.0)


def test_destination_is_decided_at_arrival() -> None:
    """Order 100 for whichever sector will need it: 100 · 10 = 1,000."""
    tree = two_stages({"x needs": 0.5, "y needs": 0.5})
    x = demand(tree, {"now": 0.0, "x needs": 100.0, "y needs": 0.0}, "x")
    y = demand(tree, {"now": 0.0, "x needs": 0.0, "y needs": 100.0}, "y")
    found = solved(case(tree, supplier(tree, "mine", 10.0, lead_time_periods=1), x, y))
    assert found.cost == pytest.approx(1000.0, rel=1e-9)


def test_a_cap_holds_on_every_course_of_events() -> None:
    """Every year, on either course, 60 t at 5 and 40 t at 9: 2 · 660 = 1,320."""
    tree = two_stages({"calm": 0.5, "storm": 0.5})
    plain = case(tree, supplier(tree, "A", 5.0), supplier(tree, "B", 9.0), demand(tree, 100.0))
    found = solved(ruled(plain, rule(tree, "Max country share", 0.6)))
    assert found.cost == pytest.approx(1320.0, rel=1e-9)


@pytest.mark.parametrize(
    ("weight", "level", "stored", "cost"),
    [
        (1.0, 1 / 3, 142.857142857, 1517.857142857),
        (1.0, 2 / 3, 170.588235294, 1594.117647059),
        (0.5, 2 / 3, 100.0, 1550.0),
    ],
)
def test_gas_stockpile_against_risk(weight: float, level: float, stored: float, cost: float) -> None:
    """The dearer courses count more: what is stored against them rises, as published for this case."""
    tree = two_stages({"normal": 1 / 3, "cold": 1 / 3, "very cold": 1 / 3})
    prices = {"now": 5.0, "normal": 5.0, "cold": 6.0, "very cold": 7.5}
    needs = {"now": 100.0, "normal": 100.0, "cold": 150.0, "very cold": 180.0}
    plain = case(tree, supplier(tree, "field", prices), demand(tree, needs), stockpile(tree))
    found = solved(averse(plain, weight, level))
    assert found.cost == pytest.approx(cost, rel=1e-9)
    assert found.values(found.model.stock_tonnes)["co / refined", "now"] == pytest.approx(stored, rel=1e-9)
    paths = found.values(found.model.path_cost)
    assert paths["CVaR", "very cold"] == pytest.approx(max(paths.values()))


def test_what_closing_stock_is_worth_does_not_hide_a_course() -> None:
    """An opening stock that is worth more than all that is paid: the mean and the tail are both -400."""
    tree = two_stages({"calm": 0.5, "storm": 0.5})
    stock = stockpile(tree, opening_tonnes=100.0, closing_value=4.0, holding=0.0)
    found = solved(averse(case(tree, supplier(tree, "A", 5.0), demand(tree, 0.0), stock), 1.0, 0.5))
    assert found.cost == pytest.approx(-400.0, rel=1e-9)
