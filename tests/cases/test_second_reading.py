"""What two readings of the design once disagreed on, settled, each through the whole path and audited."""

from collections.abc import Callable

import pytest

from planner.planning import Plan
from tests.cases.tables import Tables, policies, settings

Planned = Callable[[Tables], Plan]
HOME = [["Country", "Home"], ["A land", "yes"], ["B land", "no"]]
NEEDS = [["Sector", "Material", 2026, "Shortage cost"], ["D", "co", 40, 100]]


def refinery(*suppliers: list[object], **sheets: object) -> Tables:
    heads = ["Supplier", "Material", "Country", "Stage", "Capacity", "Unit cost", "Own feed from", "Spot share"]
    tables: Tables = {
        "Settings": settings(2026, 1),
        "Materials": [["Material", "Stages"], ["co", "mine, refinery"]],
        "Countries": HOME,
        "Suppliers": [heads, *(row + [None] * (len(heads) - len(row)) for row in suppliers)],
        "Demand": NEEDS,
    }
    return tables | sheets  # type: ignore[operator]


def test_own_feed_opens_a_stage_for_rules_and_for_nobody_to_buy_at(planned: Planned) -> None:
    """No mine sells: S's ore is included in its 12, whatever T's feed is."""
    tables = refinery(
        ["S", "co", "A land", "refinery", 100, 12], ["T", "co", "B land", "refinery", 100, 22, "A land 50%"]
    )
    assert planned(tables).total_cost == pytest.approx(480, rel=1e-9)


@pytest.mark.parametrize("share", [0.1, 0.5])
def test_a_part_of_unlimited_is_unlimited(planned: Planned, share: float) -> None:
    tables = refinery(["S", "co", "A land", "refinery", "unlimited", 3, None, share])
    assert planned(tables).total_cost == pytest.approx(120, rel=1e-9)


@pytest.mark.parametrize("column", ["Max fill", "Max release"])
def test_a_limit_on_a_stock_that_nobody_fills_or_uses(planned: Planned, column: str) -> None:
    tables = refinery(
        ["T", "co", "B land", "refinery", 100, 3, "B land 100%"],
        Stockpiles=[["Material", "Stage", "Capacity", "Holding cost", column], ["co", "mine", 10, 0, 3]],
    )
    assert planned(tables).total_cost == pytest.approx(120, rel=1e-9)


def test_a_volume_from_home_holds_for_its_suppliers_and_stocks_together(planned: Planned) -> None:
    """19 t may pass to D: 18 t from stock and 1 t at 14, or all at 14 with the stock kept, which must close full."""
    tables = refinery(
        ["S", "co", "A land", "refinery", 97, 14],
        Stockpiles=[
            ["Material", "Opening stock", "Capacity", "Holding cost", "Closing stock"],
            ["co", 18, 86, 0, 18],
        ],
        Routes=[["From", "To", "Max volume"], ["A land", "D", 19]],
    )
    assert planned(tables).total_cost == pytest.approx(19 * 14 + 21 * 100, rel=1e-9)


def test_own_feed_from_home_counts_in_a_home_share(planned: Planned) -> None:
    tables = refinery(
        ["T", "co", "B land", "refinery", 50, 3, "A land 100%"],
        Policies=policies({"Rule": "Min home share", "Limit": 0.5, "Stage": "mine", "Penalty": 10}),
    )
    assert planned(tables).total_cost == pytest.approx(120, rel=1e-9)


@pytest.mark.parametrize(
    ("rule", "cost"),
    [({"Rule": "Clean chain", "Partner": "pact"}, 4000), ({"Rule": "Max volume", "Limit": 0, "Partner": "pact"}, 120)],
)
def test_home_in_a_bloc_touches_but_is_left_out_of_its_volumes(
    planned: Planned, rule: dict[str, object], cost: float
) -> None:
    tables = refinery(
        ["S", "co", "A land", "refinery", 50, 3],
        ["T", "co", "B land", "refinery", 50, 3],
        Blocs=[["Bloc", "Country"], ["pact", "A land"], ["pact", "B land"]],
        Policies=policies(rule),
    )
    assert planned(tables).total_cost == pytest.approx(cost, rel=1e-9)


def test_what_was_opened_stays_open_and_is_paid_for_over_its_life(planned: Planned) -> None:
    """Half of 40 t a year can be done without at 1 instead of 90, for three years; 10 is paid in the first."""
    tables = refinery(
        ["S", "co", "B land", "refinery", 50, 90],
        Settings=settings(2026, 3),
        Demand=[["Sector", "Material", 2026, 2027, 2028, "Shortage cost"], ["D", "co", 40, 40, 40, 100]],
        Substitution=[["Sector", "Material", "Max share", "Cost", "Capex", "Life"], ["D", "co", 0.5, 1, 10, 1]],
    )
    assert planned(tables).total_cost == pytest.approx(3 * (20 * 90 + 20) + 10, rel=1e-9)
