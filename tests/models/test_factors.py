"""What a shock leaves of plants and ventures, what substitution keeps from coming back, and what a credit is worth."""

import pytest

from models.records import Plant, Returns, Stream, Substitution, Venture
from models.tree import chain
from planner.solve import solve
from tests.models.cases import averse, case, demand, over, stockpile, supplier

ONE = chain(["2026"], [2026])
TWO = chain(["2026", "2027"], [2026, 2027])
DISCOUNTED = chain(["2026", "2027"], [2026, 2027], rate=0.1)


def test_half_a_plant_recovers_half() -> None:
    """10 of 20 t are recovered for nothing, the other 90 of 100 are bought at 1."""
    half = {"capacity_factor": over(ONE, 0.5)}
    melt = Plant("melt", "used", "home", {"co": 1.0}, over(ONE, 0.0), over(ONE, 20.0), **half)
    plain = case(ONE, supplier(ONE, "A", 1.0), melt, Stream("used", over(ONE, 50.0)), demand(ONE, 100.0))
    assert solve(plain).cost == pytest.approx(90, rel=1e-9)


def test_half_a_supplier_gives_half_of_what_ventures_added() -> None:
    """20 of the 40 t of the venture come from A at 1, the other 80 of 100 from B at 2."""
    joint = Venture("joint", ("A",), 40.0, 0.0, 0.0, under_way_tonnes_per_year=over(ONE, 40.0))
    shaken = supplier(ONE, "A", 1.0, 0.0, capacity_factor=over(ONE, 0.5))
    plain = case(ONE, shaken, supplier(ONE, "B", 2.0), joint, demand(ONE, 100.0))
    assert solve(plain).cost == pytest.approx(20 * 1 + 80 * 2, rel=1e-9)


def test_what_is_done_without_does_not_come_back_as_scrap() -> None:
    """Each year 40 of 100 t are done without; half of the other 60 of 2026 come back in 2027 and save as many at 1."""
    instead = Substitution("all", "co", over(TWO, 0.4), 0.0, share_today=0.4)
    melt = Plant("melt", "used", "home", {"co": 1.0}, over(TWO, 0.0), over(TWO, 100.0))
    used = Stream("used", over(TWO, 0.0), returns=Returns("all", "co", 1, 0.5))
    plain = case(TWO, supplier(TWO, "A", 1.0), instead, melt, used, demand(TWO, 100.0))
    assert solve(plain).cost == pytest.approx(60 + 30, rel=1e-9)


def test_on_a_single_course_nothing_is_averse_to_risk_whatever_the_stock_is_worth() -> None:
    """A credit for closing stock is in the cost of a course: the dearest one is the only one."""
    stock = stockpile(DISCOUNTED, 30.0, 0.1, opening_tonnes=20.0, closing_value=0.5)
    plain = case(DISCOUNTED, supplier(DISCOUNTED, "A", 1.0), stock, demand(DISCOUNTED, 100.0))
    assert solve(averse(plain)).cost == pytest.approx(solve(plain).cost, rel=1e-9)
