"""Max unmet after losing a partner, worked by hand through the whole path and audited."""

from collections.abc import Callable
from typing import Any

import pytest

from planner.errors import Infeasible
from planner.planning import Plan
from tests.cases.tables import Table, Tables, policies, settings

Planned = Callable[[Tables], Plan]
HEADS = ["Supplier", "Material", "Country", "Capacity", "Unit cost"]


def rule(limit: float, **more: Any) -> dict[str, Any]:
    return {"Rule": "Max unmet after losing a partner", "Limit": limit} | more


def two(*rows: dict[str, Any], periods: int = 1, of_b: dict[str, Any] | None = None, **sheets: Table) -> Tables:
    """100 t a year from A at 10, or B at 14, of which there are 60 t a year."""
    extra = of_b or {}
    years = [2026 + t for t in range(periods)]
    tables: Tables = {
        "Settings": settings(2026, periods),
        "Materials": [["Material", "Stages"], ["co", "refined"]],
        "Suppliers": [
            [*HEADS, *extra],
            ["A", "co", "a", 200, 10, *(None for _ in extra)],
            ["B", "co", "b", 60, 14, *extra.values()],
        ],
        "Demand": [["Sector", "Material", *years, "Shortage cost"], ["all", "co", *(100 for _ in years), 1000]],
    }
    return tables | ({"Policies": policies(*rows)} if rows else {}) | sheets


def reached(plan: Plan) -> dict[tuple[str, str], float]:
    """What each loss leaves unmet as a share of demand, by whom it is about and when."""
    rules = plan.tables["Rules"]
    lines = rules[rules["Line"] == "detail"]
    return {(row["Understood as"], row["Period"]): row["Reached"] for _, row in lines.iterrows()}


STOCK: Table = [["Material", "Stage", "Capacity", "Holding cost"], ["co", "refined", 100, 1]]


def test_a_stock_for_the_loss_of_a_year(planned: Planned) -> None:
    """Without A, B sends 60 t: 30 t of stock leave 10 unmet. They are bought in 2026, held twice and used in 2028."""
    plan = planned(two(rule(0.1, From=2027), periods=3, Stockpiles=STOCK))
    assert plan.total_cost == pytest.approx(10 * 300 + 30 + 30, rel=1e-9)
    found = reached(plan)
    assert {key: found[key] for key in found if key[0] == "co, a"} == pytest.approx(
        {("co, a", "2027"): 0.1, ("co, a", "2028"): 0.1}
    )
    assert found["co, b", "2027"] == pytest.approx(0.0)
    line = plan.tables["Rules"].iloc[0]
    assert (line["State"], line["Counted in"]) == ("binds", "t")
    assert line["Understood as"] == (
        "At most 10 % of the demand for each material goes unmet when any one country is lost for a year, per year,"
        " from 2027 to 2028."
    )
    losses = plan.tables["Losses"].set_index(["Lost", "Who", "Figure"])["2027"]
    assert losses["a", "all sectors", "unmet"] == pytest.approx(10.0)
    assert losses["a", "B", "sent"] == pytest.approx(60.0)
    assert losses["a", "stockpile", "taken from stock"] == pytest.approx(30.0)
    summary = plan.tables["Summary"].set_index("Figure")
    assert summary.loc["co: a lost in 2027", "Value"] == pytest.approx(0.1)
    assert summary.loc["co: a lost in 2027", "Against"] == "at most 10.0 %"


def test_a_release_limit_holds_in_an_emergency(planned: Planned) -> None:
    """20 t a year at most leave the stock: 20 t are unmet, whatever is in it; to break that by 10 t costs 3 each."""
    slow = [[*STOCK[0], "Max release"], [*STOCK[1], 20]]
    plan = planned(two(rule(0.1, From=2027, Penalty=3), periods=2, Stockpiles=slow))
    assert plan.total_cost == pytest.approx(10 * 200 + 20 + 30, rel=1e-9)
    assert reached(plan)["co, a", "2027"] == pytest.approx(0.2)


def test_contracts_of_others_count_as_far_as_they_are_signed(planned: Planned) -> None:
    """B sells under contract only. Half of demand without A needs 50 of its 60 t signed, half of them to be taken."""
    contract = [["Contract", "Supplier", "Max volume", "Price", "Take or pay"], ["K", "B", 60, 14, 0.5]]
    plan = planned(two(rule(0.5), of_b={"Spot share": 0}, Contracts=contract))
    assert plan.total_cost == pytest.approx(25 * 14 + 75 * 10, rel=1e-9)
    assert reached(plan)["co, a", "2026"] == pytest.approx(0.5)


def test_growth_holds_in_an_emergency_and_counts_from_the_plan(planned: Planned) -> None:
    """B may double: to send 30 t in 2027 it must have sent 15 t in 2026, of the 20 t that it could."""
    grows = {"Recent volume": 10, "Max growth": 1, "Ramp": 0}
    plan = planned(two(rule(0.7, From=2027), periods=2, of_b=grows))
    assert plan.total_cost == pytest.approx(2000 + 15 * 4, rel=1e-9)


def test_orders_under_way_come_and_orders_of_the_year_come_too_late(planned: Planned) -> None:
    """B needs a year: of 2027's demand half must be on its way from B at the end of 2026."""
    plan = planned(two(rule(0.5, From=2027), periods=2, of_b={"Lead time": "1 year"}))
    assert plan.total_cost == pytest.approx(1000 + 50 * 14 + 50 * 10, rel=1e-9)


def test_what_is_under_way_from_the_lost_country_does_not_come(planned: Planned) -> None:
    """All comes from B, ordered a year before; nothing of that counts when b is lost."""
    tables = two(rule(0.4, From=2027, Penalty=1), periods=2, of_b={"Lead time": "1 year"})
    tables["Suppliers"][1][3] = 50
    plan = planned(tables)
    assert reached(plan)["co, b", "2027"] == pytest.approx(0.5)


def test_a_banned_supplier_is_no_help(planned: Planned) -> None:
    plan = planned(two(rule(0.5, Penalty=1), {"Rule": "Ban", "Partner": "supplier: B"}))
    assert reached(plan)["co, a", "2026"] == pytest.approx(1.0)
    assert plan.total_cost == pytest.approx(1000 + 50, rel=1e-9)


CHAIN: Tables = {
    "Settings": settings(2026, 1),
    "Materials": [["Material", "Stages"], ["co", "ore, metal"]],
    "Countries": [["Country", "Home"], *([c, "no"] for c in "abxyz"), ["h", "yes"]],
    "Suppliers": [
        ["Supplier", "Material", "Country", "Stage", "Capacity", "Unit cost", "Yield"],
        ["A mine", "co", "a", "ore", 200, 1, 1],
        ["B mine", "co", "b", "ore", 50, 3, 1],
        ["X works", "co", "x", "metal", 100, 2, 0.5],
        ["Y works", "co", "y", "metal", 30, 9, 1],
    ],
    "Demand": [["Sector", "Material", 2026, "Shortage cost"], ["all", "co", 50, 1000]],
}


def test_stage_by_stage_with_yields(planned: Planned) -> None:
    """Without a, 50 t of ore make 30 t at Y and 20 · 0.5 = 10 t at X: a fifth is unmet. Without x, Y makes 30 t."""
    plan = planned(CHAIN | {"Policies": policies(rule(0.4))})
    assert plan.total_cost == pytest.approx(100 * 1 + 50 * 2, rel=1e-9)
    expected = {"co, a": 0.2, "co, b": 0.0, "co, x": 0.4, "co, y": 0.0}
    assert reached(plan) == pytest.approx({(scope, "2026"): share for scope, share in expected.items()})


def test_recycled_output_as_planned_and_substitution_that_is_open(planned: Planned) -> None:
    """The plant's 10 t at 3 are dearer than metal at 4 / t ..."""
    sheets: Tables = {
        "Scrap": [["Stream", 2026], ["old", 20]],
        "Recycling": [["Plant", "Stream", "Capacity", "Opex"], ["melt", "old", 20, 30]],
        "Recovery": [["Plant", "Material", "Yield"], ["melt", "co", 0.5]],
        "Substitution": [["Sector", "Material", "Max share", "Share today", "Cost"], ["all", "co", 0.2, 0.2, 90]],
    }
    plan = planned(CHAIN | sheets | {"Policies": policies(rule(0.1, Penalty=100))})
    assert plan.total_cost == pytest.approx(45 * 4 + 10 * 30, rel=1e-9)
    assert reached(plan)["co, x", "2026"] == pytest.approx(0.1)
    losses = plan.tables["Losses"].set_index(["Lost", "Who", "Figure"])["2026"]
    assert losses["x", "melt", "recycled, used"] == pytest.approx(5.0)
    assert losses["x", "all", "substituted"] == pytest.approx(10.0)


def test_home_is_a_country_that_can_be_lost(planned: Planned) -> None:
    tables = two(rule(0.5, Penalty=1), Countries=[["Country", "Home"], ["a", "yes"], ["b", "no"]])
    plan = planned(tables)
    assert ("co, a", "2026") in reached(plan)
    assert reached(plan)["co, a", "2026"] == pytest.approx(0.4)


@pytest.mark.parametrize("stock", [{}, {"Stockpiles": [["Material", "Capacity", "Holding cost"], ["co", 5, 1]]}])
def test_a_limited_way_is_limited_in_an_emergency(planned: Planned, stock: dict[str, Table]) -> None:
    """Of the 60 t of B 40 can come: 60 of 100 t go unmet, or 55 with a stock of 5 t, and no plan leaves but 50."""
    ways: Table = [["From", "To", "Max volume"], ["supplier: B", "all", 40]]
    assert planned(two(rule(0.6), Routes=ways, **stock)).total_cost == pytest.approx(1000, rel=1e-9)
    with pytest.raises(Infeasible):
        planned(two(rule(0.5), Routes=ways, **stock))
