"""Cases with a known optimum that need a tree of two periods, straight on the model."""

import pytest

from models.case import Case
from planner.solution import Solution
from planner.solve import solve
from tests.models.cases import case, demand, rule, ruled, stockpile, supplier, two_stages


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
