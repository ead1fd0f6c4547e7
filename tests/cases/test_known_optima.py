"""Cases with a known optimum, through the whole path: workbook in, plan out."""

import pytest

from planner.errors import Infeasible
from planner.planning import Plan
from tests.cases import tables

CAP = {"Rule": "Max country share", "Limit": 0.65}


def prices_of_demand(plan: Plan) -> dict[tuple[str, ...], float]:
    return plan.results.solution.duals(plan.results.model.demand_balance)


def test_c1_transport(planned) -> None:
    plan = planned(tables.transport())
    assert plan.total_cost == pytest.approx(153.675, rel=1e-6)
    prices = prices_of_demand(plan)
    assert prices["New York / cases", "2026"] == pytest.approx(0.225)
    assert prices["Chicago / cases", "2026"] == pytest.approx(0.153)
    assert prices["Topeka / cases", "2026"] == pytest.approx(0.126)


def test_c2_sailboats(planned) -> None:
    plan = planned(tables.sailboats())
    assert plan.total_cost == pytest.approx(78450, rel=1e-6)
    assert list(prices_of_demand(plan).values()) == pytest.approx([430, 450, 450, 400])


def test_c5_caterer(planned) -> None:
    assert planned(tables.caterer()).total_cost == pytest.approx(14800, rel=1e-6)


@pytest.mark.parametrize(
    ("cap", "cost"), [(None, 1000), (0.7, 1120), (0.65, 1170), (0.5, 1320), (0.4, 1420), (0.35, 1470)]
)
def test_c6_share_cap_ladder(planned, cap: float | None, cost: float) -> None:
    assert planned(tables.share_cap_ladder(cap)).total_cost == pytest.approx(cost, rel=1e-6)


def test_c6_no_plan_below_35_per_cent(planned) -> None:
    with pytest.raises(Infeasible):
        planned(tables.share_cap_ladder(0.30))


@pytest.mark.parametrize(
    ("rules", "cost"),
    [
        ([], 1300),
        ([CAP | {"Stage": "processing"}], 1440),
        ([CAP], 1510),
        ([CAP, {"Rule": "Min bloc share", "Limit": 0.4, "Partner": "home bloc", "Stage": "processing"}], 1530),
        ([CAP, {"Rule": "Min home share", "Limit": 0.4, "Stage": "processing"}], 1530),
        ([{"Rule": "Clean chain", "Partner": "CN"}], 1900),
    ],
)
def test_c7_two_tiers(planned, rules: list[dict[str, object]], cost: float) -> None:
    assert planned(tables.two_tiers(*rules)).total_cost == pytest.approx(cost, rel=1e-6)


def test_c8_days_of_cover(planned) -> None:
    assert planned(tables.cover(60)).total_cost == pytest.approx(8675, rel=1e-6)
    assert planned(tables.cover(61)).total_cost == pytest.approx(8688, rel=1e-6)


@pytest.mark.parametrize(
    ("rules", "cost"),
    [([], 1500), ([CAP | {"Stage": "processing"}], 1601.1111111), ([CAP], 1685.2083333)],
)
def test_c12_yields(planned, rules: list[dict[str, object]], cost: float) -> None:
    plan = planned(tables.two_tiers(*rules, yields=(0.8, 0.9)))
    assert plan.total_cost == pytest.approx(cost, rel=1e-6)


def test_c13_ordered_before(planned) -> None:
    assert planned(tables.ordered_before()).total_cost == pytest.approx(1600, rel=1e-6)


@pytest.mark.parametrize(("cap", "cost"), [(1.0, 1000), (0.65, 1175)])
def test_orders_beyond_all_use_do_not_break_a_cap_on_supply(planned, cap: float, cost: float) -> None:
    """150 t of A come in the first year, of which 100 are used; in the second 100 from A, or 65 and 35 from B."""
    ordered = tables.ordered_before()
    ordered["Suppliers"][1][-1] = 150
    ordered["Policies"] = tables.policies({"Rule": "Max country share", "Limit": cap, "Base": "supply"})
    assert planned(ordered).total_cost == pytest.approx(cost, rel=1e-6)


def test_c14_growth(planned) -> None:
    plan = planned(tables.growth())
    assert plan.total_cost == pytest.approx(4360, rel=1e-6)
    bought = plan.results.solution.values(plan.results.model.offtake_tonnes)
    assert [bought["A", str(year)] for year in range(2026, 2030)] == pytest.approx([70, 94, 100, 100])


def test_quarters_with_rate_yield_holding_and_loss(planned) -> None:
    """Each quarter needs 25 t. What is stored for the second loses (1 - 0.19)^(1/4), so 25 / 0.81^(1/4) = 26.3523 t
    lie there at the close of the first, at 4 / 4 = 1 each. All is bought in the first: 51.3523 t refined at 5, from
    51.3523 / 0.8 = 64.1904 t of ore at 10, discounted from the middle of the quarter, 1.05^(-1/8) = 0.993920.
    """
    stored = 25 / 0.81**0.25
    refined = 25 + stored
    cost = (refined / 0.8 * 10 + refined * 5 + stored * 1) * 1.05 ** (-1 / 8)
    assert planned(tables.two_quarters()).total_cost == pytest.approx(cost, rel=1e-9)
