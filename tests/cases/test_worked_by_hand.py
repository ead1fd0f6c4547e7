"""Small plans worked by hand, through the whole path."""

from collections.abc import Callable

import pytest

from planner.planning import Plan
from tests.cases.tables import Tables, policies, settings, two_tiers

ONE_STAGE = [["Material", "Stages"], ["co", "refined"]]
Planned = Callable[[Tables], Plan]


def one_stage(suppliers: list[list[object]], demand: list[list[object]], periods: int = 1, **sheets: object) -> Tables:
    tables: Tables = {
        "Settings": settings(2026, periods),
        "Materials": ONE_STAGE,
        "Suppliers": suppliers,
        "Demand": demand,
    }
    return tables | sheets  # type: ignore[operator]


def test_three_stages_with_yields(planned: Planned) -> None:
    """100 t of metal need 100 / 0.5 = 200 t of oxide, and those 200 / 0.8 = 250 t of ore: 2500 + 400 + 300."""
    tables: Tables = {
        "Settings": settings(2026, 1),
        "Materials": [["Material", "Stages"], ["ree", "ore, oxide, metal"]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Stage", "Capacity", "Unit cost", "Yield"],
            ["mine", "ree", "a", "ore", 300, 10, 1],
            ["separator", "ree", "b", "oxide", 300, 2, 0.8],
            ["smelter", "ree", "c", "metal", 300, 3, 0.5],
        ],
        "Demand": [["Sector", "Material", 2026, "Shortage cost"], ["all", "ree", 100, 1000]],
    }
    assert planned(tables).total_cost == pytest.approx(3200, rel=1e-9)


def test_own_feed_counts_at_the_stage_above(planned: Planned) -> None:
    """The trader is cheapest at 12, but 80 % of its feed comes from COD, which may give 40 of the 100 t of ore
    taken in: 50 t from the trader, 50 t refined from AU ore at 10 + 5. Without the rule all 100 t come from the trader.
    """
    tables: Tables = {
        "Settings": settings(2026, 1),
        "Materials": [["Material"], ["co"]],
        "Countries": [["Country"], ["AU"], ["X"], ["Y"], ["COD"]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Stage", "Capacity", "Unit cost", "Own feed from"],
            ["ore", "co", "AU", "extraction", 500, 10, None],
            ["works", "co", "X", "processing", 500, 5, None],
            ["trader", "co", "Y", "processing", 500, 12, "COD 80%"],
        ],
        "Demand": [["Sector", "Material", 2026, "Shortage cost"], ["all", "co", 100, 1000]],
    }
    assert planned(tables).total_cost == pytest.approx(1200, rel=1e-9)
    rule = {"Rule": "Max country share", "Limit": 0.4, "Stage": "extraction", "Partner": "COD"}
    assert planned(tables | {"Policies": policies(rule)}).total_cost == pytest.approx(1350, rel=1e-9)


def test_cover_of_net_imports_of_the_year_before(planned: Planned) -> None:
    """73 t were imported in 2025: 50 days of them are 10 t, bought and held in 2026, so 110 t are imported; 50 days of
    those are 15.0685 t in 2027, for which 105.0685 t are bought.
    """
    tables = one_stage(
        [["Supplier", "Material", "Country", "Capacity", "Unit cost"], ["A", "co", "a", 1000, 10]],
        [["Sector", "Material", 2026, 2027, "Shortage cost"], ["all", "co", 100, 100, 1000]],
        periods=2,
        Stockpiles=[
            ["Material", "Stage", "Capacity", "Holding cost", "Net imports 2025"],
            ["co", "refined", 100, 1, 73],
        ],
        Policies=policies({"Rule": "Min days of cover", "Limit": 50, "Base": "net imports"}),
    )
    second = 50 * 110 / 365
    cost = 10 * (110 + 100 + second - 10) + 10 + second
    assert planned(tables).total_cost == pytest.approx(cost, rel=1e-9)


def test_least_purchase_that_nobody_can_use_is_surplus(planned: Planned) -> None:
    """30 t must be bought at 10 though only 10 t are needed."""
    tables = one_stage(
        [["Supplier", "Material", "Country", "Capacity", "Unit cost", "Min purchase"], ["A", "co", "a", 100, 10, 30]],
        [["Sector", "Material", 2026, "Shortage cost"], ["all", "co", 10, 1000]],
    )
    assert planned(tables).total_cost == pytest.approx(300, rel=1e-9)


@pytest.mark.parametrize(
    "rule",
    [
        {"Rule": "Ban", "Partner": "supplier: A"},
        {"Rule": "Max volume", "Limit": 40, "Partner": "supplier: A"},
        {"Rule": "Max supplier share", "Limit": 0.4, "Partner": "A"},
    ],
)
def test_a_maximum_gives_way_to_what_was_ordered_before(planned: Planned, rule: dict[str, object]) -> None:
    """60 t of A arrive in 2026 and are paid; more than that A may not send, so B sends 40 t at 15."""
    tables = one_stage(
        [
            ["Supplier", "Material", "Country", "Capacity", "Unit cost", "Ordered 2026"],
            ["A", "co", "a", 100, 10, 60],
            ["B", "co", "b", 100, 15, None],
        ],
        [["Sector", "Material", 2026, "Shortage cost"], ["all", "co", 100, 1000]],
        Policies=policies(rule),
    )
    assert planned(tables).total_cost == pytest.approx(600, rel=1e-9)


def test_a_soft_share_pays_its_penalty_in_prices(planned: Planned) -> None:
    """A cap of 50 % on A at 10 against B at 18, and a penalty of 0.5 x price 10 = 5: to break it by 50 t is cheaper."""
    tables = one_stage(
        [
            ["Supplier", "Material", "Country", "Capacity", "Unit cost"],
            ["A", "co", "a", 100, 10],
            ["B", "co", "b", 100, 18],
        ],
        [["Sector", "Material", 2026, "Shortage cost"], ["all", "co", 100, 1000]],
        Materials=[["Material", "Stages", "Reference price"], ["co", "refined", 10]],
        Policies=policies({"Rule": "Max country share", "Limit": 0.5, "Penalty": "0.5 x price"}),
    )
    plan = planned(tables)
    assert plan.total_cost == pytest.approx(1250, rel=1e-9)
    assert plan.paid_cost == pytest.approx(1000, rel=1e-9)


def test_a_budget_over_the_horizon(planned: Planned) -> None:
    """Two years of 100 t at 10 cost 2000; 1500 buy 150 t, and 50 t are short at 30 each."""
    tables = one_stage(
        [["Supplier", "Material", "Country", "Capacity", "Unit cost"], ["A", "co", "a", 200, 10]],
        [["Sector", "Material", 2026, 2027, "Shortage cost"], ["all", "co", 100, 100, 30]],
        periods=2,
        Policies=policies({"Rule": "Max budget", "Limit": 1500, "Base": "paid cost", "Per": "horizon"}),
    )
    plan = planned(tables)
    assert plan.total_cost == pytest.approx(3000, rel=1e-9)
    assert plan.paid_cost == pytest.approx(1500, rel=1e-9)
    assert plan.shortage_tonnes == pytest.approx(50, rel=1e-9)


def test_recycling_is_built_when_it_pays(planned: Planned) -> None:
    """Scrap of 50 t a year at a yield of 0.8 saves 40 t at 10. A plant of 50 t/yr, ready after a year, costs
    100 x 50 x (1 - 0.2) of capex, over 10 years without interest 400 a year, and 50 to run: 2 x (40 x 20 - 450) saved.
    """
    tables = one_stage(
        [["Supplier", "Material", "Country", "Capacity", "Unit cost"], ["A", "co", "a", 200, 20]],
        [["Sector", "Material", 2026, 2027, 2028, "Shortage cost"], ["all", "co", 100, 100, 100, 1000]],
        periods=3,
        Countries=[["Country", "Home"], ["a", "no"], ["home", "yes"]],
        Scrap=[["Stream", 2026, 2027, 2028], ["old", 50, 50, 50]],
        Recycling=[
            ["Plant", "Stream", "Max build", "Capex", "Opex", "Lead time", "Life", "Support"],
            ["melt", "old", 50, 100, 1, 1, 10, 0.2],
        ],
        Recovery=[["Plant", "Material", "Yield"], ["melt", "co", 0.8]],
    )
    assert planned(tables).total_cost == pytest.approx(6000 - 2 * (40 * 20 - 450), rel=1e-9)


def test_a_tariff_and_freight_are_paid_on_every_tonne(planned: Planned) -> None:
    """100 t at 10 with a tariff of 5 % and freight of 2, and 3 tCO2e per tonne at 0.5: 100 x (10.5 + 2 + 1.5)."""
    tables = one_stage(
        [
            ["Supplier", "Material", "Country", "Capacity", "Unit cost", "Tariff", "Freight", "Emissions"],
            ["A", "co", "a", 200, 10, 0.05, 2, 3],
        ],
        [["Sector", "Material", 2026, "Shortage cost"], ["all", "co", 100, 1000]],
        Settings=settings(2026, 1, **{"Carbon price": 0.5}),
    )
    assert planned(tables).total_cost == pytest.approx(1400, rel=1e-9)


def test_a_closed_and_a_limited_route(planned: Planned) -> None:
    """At most 30 t of ore leave a, and none for c: 30 t go to the refiner in b, 70 t are the dearer ore of d."""
    tables: Tables = {
        "Settings": settings(2026, 1),
        "Materials": [["Material"], ["co"]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Stage", "Capacity", "Unit cost"],
            ["a ore", "co", "a", "extraction", 100, 1],
            ["d ore", "co", "d", "extraction", 100, 6],
            ["b works", "co", "b", "processing", 100, 2],
            ["c works", "co", "c", "processing", 100, 1],
        ],
        "Routes": [
            ["From", "To", "Open", "Max volume"],
            ["a", "abroad", None, 30],
            ["a ore", "c works", "no", None],
        ],
        "Demand": [["Sector", "Material", 2026, "Shortage cost"], ["all", "co", 100, 1000]],
    }
    assert planned(tables).total_cost == pytest.approx(30 * (1 + 2) + 70 * (6 + 1), rel=1e-9)


def ores(*rules: dict[str, object], **sheets: object) -> Tables:
    """C15 as a workbook: ore of CN and RU at 1, 50 t each, ore of AU at 10; sectors Y and Z of 50 t each."""
    tables: Tables = {
        "Settings": settings(2026, 1),
        "Materials": [["Material", "Reference price"], ["co", 10]],
        "Countries": [
            ["Country", "Home", "Governance risk"],
            ["CN", "no", 0.6],
            ["RU", "no", 0.8],
            ["AU", "no", 0.2],
            ["EU", "yes", 0.1],
        ],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Stage", "Capacity", "Unit cost", "Emissions"],
            ["CN ore", "co", "CN", "extraction", 50, 1, 2],
            ["RU ore", "co", "RU", "extraction", 50, 1, 1],
            ["AU ore", "co", "AU", "extraction", 100, 10, 0],
            ["works", "co", "EU", "processing", 500, 0, 0],
        ],
        "Demand": [["Sector", "Material", 2026, "Shortage cost"], ["Y", "co", 50, 1000], ["Z", "co", 50, 1000]],
    }
    return tables | sheets | ({"Policies": policies(*rules)} if rules else {})  # type: ignore[operator]


def test_c15_clean_chain_of_two_partners(planned: Planned) -> None:
    rows = [{"Rule": "Clean chain", "Partner": partner, "Sector": "Z"} for partner in ("CN", "RU")]
    assert planned(ores(*rows)).total_cost == pytest.approx(550, rel=1e-9)
    stock = [
        ["Material", "Opening stock", "Capacity", "Holding cost", "Closing stock"],
        ["co", 50, 50, 0, 0],
    ]
    assert planned(ores(*rows, Stockpiles=stock)).total_cost == pytest.approx(500, rel=1e-9)


def test_emissions_are_limited_in_all_or_by_partner(planned: Planned) -> None:
    """Unlimited, CN and RU ore emit 2 x 50 + 50 = 150. At most 90 in all: 50 t of RU ore emit 50, 20 t of CN
    ore 40, and 30 t are AU ore: 50 + 20 + 300. CN alone at most 60: 30 t of CN ore, 50 of RU, 20 of AU.
    """
    assert planned(ores({"Rule": "Max emissions", "Limit": 90})).total_cost == pytest.approx(370, rel=1e-9)
    by_partner = {"Rule": "Max emissions", "Limit": 60, "Partner": "CN"}
    assert planned(ores(by_partner)).total_cost == pytest.approx(30 + 50 + 200, rel=1e-9)


def test_mean_risk_of_a_stage(planned: Planned) -> None:
    """CN and RU ore have risks 0.6 and 0.8, AU ore 0.2. A mean of 0.5 over 100 t: 50 CN, 16.667 RU and 33.333 AU give
    30 + 13.333 + 6.667 = 50; every other mix of them with less AU ore is riskier.
    """
    rule = {"Rule": "Max supply risk", "Limit": 0.5, "Stage": "extraction", "Material": "co"}
    assert planned(ores(rule)).total_cost == pytest.approx(50 + 50 / 3 + 1000 / 3, rel=1e-9)


def test_supply_risk_over_two_materials_goes_by_value(planned: Planned) -> None:
    """Co at 10 and ni at 30 from A (risk 0.8) at 1, or B (risk 0.2) at 3, 100 t of each. The value is 1000 + 3000; a
    mean of 0.5 needs half of it from B: 66.667 t of ni, which bring most value per tonne, at 2 more each.
    """
    tables: Tables = {
        "Settings": settings(2026, 1),
        "Materials": [["Material", "Stages", "Reference price"], ["co", "refined", 10], ["ni", "refined", 30]],
        "Countries": [["Country", "Governance risk"], ["A", 0.8], ["B", 0.2]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Capacity", "Unit cost"],
            *([f"{c} {k}", k, c, 200, price] for k in ("co", "ni") for c, price in (("A", 1), ("B", 3))),
        ],
        "Demand": [
            ["Sector", "Material", 2026, "Shortage cost"],
            ["all", "co", 100, 1000],
            ["all", "ni", 100, 1000],
        ],
        "Policies": policies({"Rule": "Max supply risk", "Limit": 0.5}),
    }
    assert planned(tables).total_cost == pytest.approx(200 + 2 * 2000 / 30, rel=1e-9)


def test_home_capacity_with_a_recycling_plant(planned: Planned) -> None:
    """40 % of 100 t: a plant of 20 t of scrap at a yield of 0.5 gives 10, so 60 t/yr more are built at 100 / 10 a year
    each, used or not; there is no scrap. 100 t of AU metal at 10 are bought besides.
    """
    tables: Tables = {
        "Settings": settings(2026, 1),
        "Materials": [["Material", "Stages"], ["co", "refined"]],
        "Countries": [["Country", "Home"], ["AU", "no"], ["EU", "yes"]],
        "Suppliers": [["Supplier", "Material", "Country", "Capacity", "Unit cost"], ["A", "co", "AU", 200, 10]],
        "Scrap": [["Stream", 2026], ["old", 0]],
        "Recycling": [
            ["Plant", "Stream", "Capacity", "Max build", "Capex", "Opex", "Life"],
            ["melt", "old", 20, 500, 100, 1, 10],
        ],
        "Recovery": [["Plant", "Material", "Yield"], ["melt", "co", 0.5]],
        "Demand": [["Sector", "Material", 2026, "Shortage cost"], ["all", "co", 100, 1000]],
        "Policies": policies({"Rule": "Min home capacity", "Limit": 0.4, "Stage": "recycling"}),
    }
    assert planned(tables).total_cost == pytest.approx(1000 + 60 * 100 / 10, rel=1e-9)


def test_home_share_and_home_capacity_of_suppliers(planned: Planned) -> None:
    """The refinery at home costs 9 against 5: a share of 40 % makes it 40 t, a capacity of 40 % is there already."""
    share = {"Rule": "Min home share", "Limit": 0.4, "Stage": "processing"}
    capacity = {"Rule": "Min home capacity", "Limit": 0.4, "Stage": "processing"}
    assert planned(two_tiers(share)).total_cost == pytest.approx(1300 + 40 * 4, rel=1e-9)
    assert planned(two_tiers(capacity)).total_cost == pytest.approx(1300, rel=1e-9)


def test_a_local_content_rule_limits_the_ore_that_leaves(planned: Planned) -> None:
    """Ore of a at 1 may leave it for 30 t/yr; 70 t are refined in a at 4 instead of 2 in b: 100 + 30 x 2 + 70 x 4."""
    tables: Tables = {
        "Settings": settings(2026, 1),
        "Materials": [["Material"], ["ni"]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Stage", "Capacity", "Unit cost"],
            ["a ore", "ni", "a", "extraction", 500, 1],
            ["a works", "ni", "a", "processing", 500, 4],
            ["b works", "ni", "b", "processing", 500, 2],
        ],
        "Routes": [["From", "To", "Max volume"], ["a ore", "abroad", 30]],
        "Demand": [["Sector", "Material", 2026, "Shortage cost"], ["all", "ni", 100, 1000]],
    }
    assert planned(tables).total_cost == pytest.approx(100 + 60 + 280, rel=1e-9)


def test_a_least_volume_beyond_all_need_is_surplus(planned: Planned) -> None:
    """2000 t must come from A at 10 though only 10 t are needed, and A's capacity is not the limit."""
    tables = one_stage(
        [["Supplier", "Material", "Country", "Capacity", "Unit cost"], ["A", "co", "a land", "unlimited", 10]],
        [["Sector", "Material", 2026, "Shortage cost"], ["all", "co", 10, 1000]],
        Policies=policies({"Rule": "Min volume", "Limit": 2000, "Partner": "A"}),
    )
    assert planned(tables).total_cost == pytest.approx(20000, rel=1e-9)


def test_own_feed_of_unknown_origin_is_in_the_base_of_supply(planned: Planned) -> None:
    """The trader's 100 t at 12 have 50 t of COD feed and 50 t of nobody's: 50 % of supply, which the cap allows."""
    tables: Tables = {
        "Settings": settings(2026, 1),
        "Materials": [["Material"], ["co"]],
        "Countries": [["Country"], ["AU"], ["Y"], ["COD"]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Stage", "Capacity", "Unit cost", "Own feed from"],
            ["ore", "co", "AU", "extraction", 500, 10, None],
            ["works", "co", "AU", "processing", 500, 5, None],
            ["trader", "co", "Y", "processing", 500, 12, "COD 50%"],
        ],
        "Demand": [["Sector", "Material", 2026, "Shortage cost"], ["all", "co", 100, 1000]],
        "Policies": policies({"Rule": "Max country share", "Limit": 0.5, "Base": "supply", "Stage": "extraction"}),
    }
    assert planned(tables).total_cost == pytest.approx(1200, rel=1e-9)


def test_names_may_hold_slashes_and_colons(planned: Planned) -> None:
    """Nd / Pr, refined / split, wind / sun: 10 t from scrap at 1, 90 t at 5, kept in no stock."""
    material = "Nd / Pr: oxide"
    tables: Tables = {
        "Settings": settings(2026, 1),
        "Materials": [["Material", "Stages"], [material, "ore, refined / split"]],
        "Countries": [["Country", "Home"], ["a: land", "no"], ["home / EU", "yes"]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Stage", "Capacity", "Unit cost"],
            ["mine / one", material, "a: land", "ore", 500, 2],
            ["works / one", material, "a: land", "refined / split", 500, 3],
        ],
        "Stockpiles": [["Material", "Stage", "Capacity", "Holding cost"], [material, "refined / split", 50, 1]],
        "Scrap": [["Stream", 2026], ["old / new", 20]],
        "Recycling": [["Plant", "Stream", "Capacity", "Opex"], ["melt / shop", "old / new", 20, 0.5]],
        "Recovery": [["Plant", "Material", "Yield"], ["melt / shop", material, 0.5]],
        "Demand": [["Sector", "Material", 2026, "Shortage cost"], ["wind / sun", material, 100, 1000]],
        "Policies": policies({"Rule": "Clean chain", "Partner": "mine / one", "Sector": "wind / sun", "Penalty": 0}),
    }
    plan = planned(tables)
    assert plan.total_cost == pytest.approx(20 * 0.5 + 90 * 5, rel=1e-9)
    assert set(plan.tables["Flows"]["Material"]) == {material}


def test_a_material_that_nobody_offers_goes_short(planned: Planned) -> None:
    tables = one_stage(
        [["Supplier", "Material", "Country", "Capacity", "Unit cost"], ["A", "co", "a land", 100, 10]],
        [["Sector", "Material", 2026, "Shortage cost"], ["all", "co", 10, 1000], ["all", "ni", 7, 50]],
        Materials=[["Material", "Stages"], ["co", "refined"], ["ni", "refined"]],
    )
    plan = planned(tables)
    assert plan.total_cost == pytest.approx(100 + 350, rel=1e-9)
    assert plan.worst_shortages(1) == [("all", "ni", pytest.approx(7), pytest.approx(1))]
    assert "ni" in plan.tables["Shortages"]["Material"].to_list()


def test_a_share_above_the_last_stage_gives_way_to_what_was_ordered(planned: Planned) -> None:
    """60 t of A ore were ordered; its cap of 20 % at extraction would be 16 of 80 t, so A sends the 60 and B 20 t."""
    tables: Tables = {
        "Settings": settings(2026, 1),
        "Materials": [["Material"], ["co"]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Stage", "Capacity", "Unit cost", "Ordered 2026"],
            ["A", "co", "a land", "extraction", 100, 10, 60],
            ["B", "co", "b land", "extraction", 100, 15, None],
            ["works", "co", "c land", "processing", 200, 1, None],
        ],
        "Demand": [["Sector", "Material", 2026, "Shortage cost"], ["all", "co", 80, 1000]],
        "Policies": policies({"Rule": "Max supplier share", "Limit": 0.2, "Stage": "extraction", "Partner": "A"}),
    }
    assert planned(tables).total_cost == pytest.approx(20 * 15 + 80, rel=1e-9)


def test_a_plant_abroad_is_no_capacity_at_home(planned: Planned) -> None:
    """40 % of 100 t are asked for at 2 a tonne, and the plant stands abroad: 40 x 2 besides 1000 for metal."""
    tables = one_stage(
        [["Supplier", "Material", "Country", "Capacity", "Unit cost"], ["A", "co", "AU", 200, 10]],
        [["Sector", "Material", 2026, "Shortage cost"], ["all", "co", 100, 1000]],
        Countries=[["Country", "Home"], ["AU", "no"], ["EU", "yes"]],
        Scrap=[["Stream", 2026], ["old", 0]],
        Recycling=[["Plant", "Stream", "Country", "Capacity", "Opex"], ["melt", "old", "AU", 100, 1]],
        Recovery=[["Plant", "Material", "Yield"], ["melt", "co", 0.5]],
        Policies=policies({"Rule": "Min home capacity", "Limit": 0.4, "Stage": "recycling", "Penalty": 2}),
    )
    assert planned(tables).total_cost == pytest.approx(1080, rel=1e-9)


def test_a_route_names_the_members_that_a_bloc_has_in_the_period(planned: Planned) -> None:
    """A is a member in 2026 only: then its way is closed and B sends 10 t at 4, later A at 1."""
    tables = one_stage(
        [
            ["Supplier", "Material", "Country", "Capacity", "Unit cost"],
            ["A", "co", "a land", 100, 1],
            ["B", "co", "b land", 100, 4],
        ],
        [["Sector", "Material", 2026, 2027, "Shortage cost"], ["all", "co", 10, 10, 1000]],
        periods=2,
        Blocs=[["Bloc", "Country", "To"], ["pact", "a land", 2026]],
        Routes=[["From", "To", "Open"], ["pact", "all", "no"]],
    )
    assert planned(tables).total_cost == pytest.approx(50, rel=1e-9)
