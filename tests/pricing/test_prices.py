"""What rules cost, in figures worked by hand and against the changed workbook planned from nothing."""

import pytest

import planner
from planner.audit import verify
from planner.pricing.steps import looser, tighter
from tests.audit.workbooks import rich
from tests.cases import tables as cases
from tests.pricing.changed import cold_cost, moved, sound_tables, without
from tests.workbooks import write_workbook

SEEDS = (3, 21, 28, 31, 35, 38, 57)
"""Bans, clean chains, budgets, recycling, home, capacity, volumes, blocs; hard and soft; limits over time."""


@pytest.fixture
def priced(tmp_path):
    """The prices of the rules of a workbook by the ID of their row, and the plan."""

    def of(tables):
        plan = planner.plan(write_workbook(tmp_path / "case.xlsx", tables), prices=True)
        return {key.split(" / ")[1]: price for key, price in plan.results.rule_prices.items()}, plan

    return of


def ladder(*rows, **demand):
    """C6 under any rules."""
    tables = cases.share_cap_ladder(None) | {"Policies": cases.policies(*rows)}
    row = dict(zip(*tables["Demand"], strict=True)) | demand
    return tables | {"Demand": [list(row), list(row.values())]}


CAP = {"Rule": "Max supplier share"}


@pytest.mark.parametrize(
    ("cap", "tighter", "looser"),
    [(1.0, 4, "at its end, 100.0 %"), (0.8, 4, -4), (0.7, 10, -4), (0.5, 10, -10), (0.35, "infeasible", -10)],
)
def test_c6_one_point_of_the_cap(priced, cap, tighter, looser):
    """10 a point for 35 to 70 %, 4 for 70 to 100 %, and two prices where they meet."""
    prices, plan = priced(cases.share_cap_ladder(cap))
    price = prices["1"]
    assert price.tighter.cost == pytest.approx(tighter) if tighter != "infeasible" else price.tighter.why == tighter
    assert price.looser.cost == pytest.approx(looser) if cap < 1 else price.looser.why == looser
    assert price.worth.total_cost == pytest.approx(plan.total_cost - 1000)
    assert price.worth.paid_cost == pytest.approx(plan.total_cost - 1000)
    assert price.worth.held.mean_top - price.worth.without.mean_top == pytest.approx(cap - 1)


def test_a_step_that_ends_at_the_end_of_the_range_is_shorter_and_its_price_per_point_the_same(priced):
    prices, plan = priced(cases.share_cap_ladder(0.995))
    looser, kind = prices["1"].looser, plan.results.case.rules[0].rule.limit
    assert (looser.step, looser.cost) == (pytest.approx(0.005), pytest.approx(-2))
    assert looser.each(kind) == pytest.approx(-4)


def test_limits_that_change_over_time_move_together_and_stop_at_their_range(priced):
    tables = cases.ordered_before() | {
        "Policies": cases.policies(CAP | {"Limit 2026": 1, "Limit 2027": 0.6, "Penalty": 1})
    }
    _, plan = priced(tables)
    (row,) = plan.results.case.rules
    assert looser(row).row.limit == pytest.approx({"2026": 1, "2027": 0.61})
    assert tighter(row).row.limit == pytest.approx({"2026": 0.99, "2027": 0.59})
    assert looser(row).step == tighter(row).step == 0.01


def test_a_step_in_tonnes_is_a_hundredth_of_the_limit(priced):
    """50 t from A: every tonne less is one of C at 20 in place of one at 10."""
    prices, plan = priced(ladder({"Rule": "Max volume", "Limit": 50, "Partner": "supplier: A"}))
    price, kind = prices["1"], plan.results.case.rules[0].rule.limit
    assert (price.tighter.step, price.tighter.cost) == (pytest.approx(0.5), pytest.approx(5))
    assert price.tighter.each(kind) == pytest.approx(10)
    assert price.looser.each(kind) == pytest.approx(-10)


def test_a_limit_of_0_in_tonnes_has_no_step(priced):
    prices, _ = priced(ladder({"Rule": "Max volume", "Limit": 0, "Partner": "supplier: A"}, **{"Least fill": 0}))
    assert prices["1"].tighter.why == prices["1"].looser.why == "no step: the limit is 0"
    assert prices["1"].worth.total_cost > 0


def test_c8_one_day_of_cover(priced):
    prices, _ = priced(cases.cover(60))
    assert (prices["1"].tighter.step, prices["1"].tighter.cost) == (1, pytest.approx(13))
    assert prices["1"].looser.cost == pytest.approx(-13)


def test_a_ban_has_no_steps_and_costs_what_the_plan_without_it_saves(priced):
    prices, _ = priced(cases.two_tiers({"Rule": "Ban", "Partner": "CN", "Stage": "processing"}))
    price = prices["1"]
    assert price.tighter is None
    assert price.looser is None
    assert price.worth.total_cost == pytest.approx(400)
    assert price.worth.most_moved == ("co", "processing")
    assert price.worth.without.tops["co", "processing"].country == "CN"


def test_a_soft_rule_is_priced_by_the_objective_and_in_money_paid(priced):
    """50 A, 30 B and 20 more of A at a penalty of 6: 1240, of which 1120 is paid."""
    prices, plan = priced(ladder(CAP | {"Limit": 0.5, "Penalty": 6}))
    assert (plan.total_cost, plan.paid_cost) == pytest.approx((1240, 1120))
    price = prices["1"]
    assert (price.tighter.cost, price.looser.cost) == pytest.approx((6, -6))
    worth = price.worth
    assert (worth.total_cost, worth.paid_cost, worth.penalties, worth.real_cost) == pytest.approx((240, 120, 120, 120))
    assert plan.dearest_rules()[0].endswith("the dearest: 1 120 money.")


def test_a_rule_may_cost_a_shortage_and_then_less_is_paid(priced):
    """A shortage at 18 is cheaper than C at 20: 50 A, 30 B, 20 short."""
    demand = {"Least fill": 0, "Shortage cost": 18}
    prices, plan = priced(ladder(CAP | {"Limit": 0.5}, **demand))
    worth = prices["1"].worth
    assert (worth.held.short_tonnes, worth.without.short_tonnes) == pytest.approx((20, 0))
    assert (worth.total_cost, worth.paid_cost) == pytest.approx((280, -80))
    assert plan.dearest_rules()[0].endswith("the dearest: 1 -80.0 money paid and 360 money in shortages.")
    assert prices["1"].tighter.cost == pytest.approx(8)


def test_one_row_for_several_materials_moves_all_of_them(priced):
    """Nickel at twice the price of cobalt: a point costs 10 and 20."""
    tables = ladder(CAP | {"Limit": 0.5})
    tables["Materials"].append(["ni", "refined"])
    tables["Suppliers"] += [[f"{s} ni", "ni", c, most, 2 * cost] for s, _, c, most, cost in tables["Suppliers"][1:]]
    tables["Demand"].append(["all", "ni", 100, 100, 1])
    prices, plan = priced(tables)
    price = prices["1"]
    assert plan.total_cost == pytest.approx(3 * 1320)
    assert (price.tighter.cost, price.looser.cost) == pytest.approx((30, -30))
    assert price.worth.total_cost == pytest.approx(3 * 320)
    assert price.worth.held.mean_top - price.worth.without.mean_top == pytest.approx(-0.5)
    assert price.worth.held.mean_concentration - price.worth.without.mean_concentration == pytest.approx(-0.62)


def test_a_rule_that_is_never_in_force_costs_nothing(priced):
    prices, _ = priced(ladder(CAP | {"Limit": 0.5, "From": 2030}))
    price = prices["1"]
    assert (price.worth.total_cost, price.tighter.why, price.looser.why) == (0, "never in force", "never in force")


def test_prices_of_one_rule_leave_those_of_the_next_alone(priced):
    alone, _ = priced(ladder(CAP | {"Limit": 0.5}))
    two, _ = priced(ladder({"Rule": "Max volume", "Limit": 70, "Partner": "supplier: A"}, CAP | {"Limit": 0.5}))
    assert two["1"].worth.total_cost == 0
    assert (two["2"].tighter.cost, two["2"].looser.cost) == pytest.approx((10, -10))
    assert two["2"].worth.total_cost == pytest.approx(alone["1"].worth.total_cost - 120)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_price_is_that_of_the_changed_workbook(priced, tmp_path, seed):
    tables = sound_tables(seed, tmp_path / "sound.xlsx")
    prices, plan = priced(tables)
    rules = {row.id: row.rule for row in plan.results.case.rules}

    def again(changed):
        cost = cold_cost(changed, tmp_path / "changed.xlsx")
        return None if cost is None else pytest.approx(cost - plan.total_cost, abs=1e-7 * plan.total_cost)

    for id_, price in prices.items():
        sign = -1 if rules[id_].sense == "<=" else 1
        for step, direction in ((price.tighter, sign), (price.looser, -sign)):
            assert step is None or step.step is None or step.cost == again(moved(tables, id_, direction * step.step))
        assert -price.worth.total_cost == again(without(tables, id_))


def test_the_rules_sheet_shows_them_on_the_line_of_the_row(priced):
    _, plan = priced(ladder(CAP | {"Limit": 0.7}, {"Rule": "Ban", "Partner": "country: b"}, **{"Least fill": 0}))
    cap, detail, *_ = plan.tables["Rules"].to_dict("records")
    assert (cap["Line"], cap["Tighter by"], cap["Looser by"]) == ("rule", 0.01, 0.01)
    assert (cap["Having it costs"], cap["Tighter costs"], cap["Looser, each"]) == pytest.approx((300, 10, 10))
    assert cap["Most moved"] == "co at refined: a 100.0 % without it, a 70.0 % with it"
    assert detail["Line"] == "detail"
    assert detail["Having it costs"] is None or detail["Having it costs"] != detail["Having it costs"]


def test_a_plan_with_prices_holds(priced, tmp_path):
    _, plan = priced(rich(periods=3, seed=3, rules=0.2))
    (tmp_path / "case.xlsx").rename(tmp_path / "input.xlsx")
    plan.write(tmp_path / "plan.xlsx")
    assert [str(finding) for finding in verify(tmp_path / "plan.xlsx").findings] == []


def test_a_point_of_concentration_is_priced_with_squares_exact_at_either_end(priced):
    """From 0.5, 0.3 and 0.2 a point moves shares by d with 2 (0.3 d + d²) = 0.01 or -0.01, at 10 a tonne."""
    prices, plan = priced(ladder({"Rule": "Max HHI", "Limit": 0.38}))
    assert plan.total_cost == pytest.approx(1320, rel=1e-6)
    looser, tighter = (0.11**0.5 - 0.3) / 2, (0.3 - 0.07**0.5) / 2
    assert prices["1"].looser.cost == pytest.approx(-1000 * looser, rel=1e-3)
    assert prices["1"].tighter.cost == pytest.approx(1000 * tighter, rel=1e-3)
