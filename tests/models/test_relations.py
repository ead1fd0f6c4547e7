"""What must hold between two plans, whatever the case."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from models.case import Case
from models.policies import PolicyRow
from models.records import Supplier
from models.routing import connect
from planner.solution import Solution
from planner.solve import solve
from tests.models.cases import rule, ruled
from tests.models.random_cases import random_case

SEEDS = range(3)
CAP = {"penalty": 200.0, "partner_kind": "country"}


def solved(case: Case) -> Solution:
    return solve(case)


def capped(seed: int, limit: float = 0.5) -> Case:
    plain = random_case(seed)
    return ruled(plain, rule(plain.tree, "Max country share", limit, **CAP))


def with_suppliers(case: Case, change: Callable[[Supplier], Supplier | list[Supplier]]) -> Case:
    """The case with every supplier changed, or replaced by several, and connected anew."""
    made = [change(i) for i in case.suppliers.values()]
    flat = [i for found in made for i in (found if isinstance(found, list) else [found])]
    return connect(replace(case, suppliers={i.name: i for i in flat}, routes=(), route_limits=()))


def times(series: dict[str, float], factor: float) -> dict[str, float]:
    return {n: factor * value for n, value in series.items()}


@pytest.mark.parametrize("seed", SEEDS)
def test_order_of_suppliers_changes_nothing(seed: int) -> None:
    first = capped(seed)
    turned = replace(first, suppliers=dict(reversed(first.suppliers.items())))
    plans = [solved(first), solved(connect(replace(turned, routes=(), route_limits=())))]
    assert plans[0].cost == pytest.approx(plans[1].cost, rel=1e-9)
    volumes = [plan.values(plan.model.offtake_tonnes) for plan in plans]
    assert volumes[0] == pytest.approx(volumes[1], abs=1e-6)


@pytest.mark.parametrize("seed", SEEDS)
def test_currency_scales_the_cost(seed: int) -> None:
    case = random_case(seed)

    def dearer(i: Supplier) -> Supplier:
        return replace(i, unit_cost=times(i.unit_cost, 8.5), freight_cost=times(i.freight_cost, 8.5))

    other = with_suppliers(case, dearer)
    demands = {key: replace(d, shortage_cost=times(d.shortage_cost, 8.5)) for key, d in case.demands.items()}
    stocks = {key: replace(h, holding_cost=times(h.holding_cost, 8.5)) for key, h in case.stockpiles.items()}
    plants = {p: replace(x, opex=times(x.opex, 8.5), capex=8.5 * x.capex) for p, x in case.plants.items()}
    other = replace(other, demands=demands, stockpiles=stocks, plants=plants)
    assert solved(other).cost == pytest.approx(8.5 * solved(case).cost, rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_rule_that_allows_all_changes_nothing(seed: int) -> None:
    plain = random_case(seed)
    loose = ruled(plain, rule(plain.tree, "Max country share", 1.0, base="supply"))
    assert solved(loose).cost == pytest.approx(solved(plain).cost, rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_hard_rule_said_twice_is_said_once(seed: int) -> None:
    plain = random_case(seed)
    rows = [rule(plain.tree, "Max country share", 0.9, id=name, base="supply", stage="refined") for name in "ab"]
    assert solved(ruled(plain, *rows)).cost == pytest.approx(solved(ruled(plain, rows[0])).cost, rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_ban_is_a_capacity_of_nothing(seed: int) -> None:
    plain = random_case(seed)
    ban = rule(plain.tree, "Ban", partner="mine 0", partner_kind="supplier")
    shut = with_suppliers(
        plain, lambda i: replace(i, capacity_tonnes=times(i.capacity_tonnes, 0.0)) if i.name == "mine 0" else i
    )
    assert solved(ruled(plain, ban)).cost == pytest.approx(solved(shut).cost, rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_supplier_in_two_halves_is_one_under_a_country_cap(seed: int) -> None:
    case = capped(seed)

    def halves(i: Supplier) -> list[Supplier]:
        if i.growth or i.name != "works 0":
            return [i]
        half = replace(i, capacity_tonnes=times(i.capacity_tonnes, 0.5), ordered_tonnes=times(i.ordered_tonnes, 0.5))
        return [half, replace(half, name="works 0 b")]

    assert solved(with_suppliers(case, halves)).cost == pytest.approx(solved(case).cost, rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cap_at_the_plans_own_volume_changes_nothing(seed: int) -> None:
    plain = random_case(seed)
    free = solved(plain)
    arrived = free.values(free.model.arrived_tonnes)
    cap = {n: arrived["works 0", n] for n in plain.tree}
    row = rule(plain.tree, "Max volume", cap, partner="works 0", partner_kind="supplier")
    assert solved(ruled(plain, row)).cost == pytest.approx(free.cost, rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_one_more_on_a_price_costs_the_volume_bought(seed: int) -> None:
    plain, step = random_case(seed), 1e-6
    free = solved(plain)
    bought = free.values(free.model.offtake_tonnes)
    tariff = plain.suppliers["works 1"].tariff_share

    def dearer(i: Supplier) -> Supplier:
        return replace(i, unit_cost={n: v + step for n, v in i.unit_cost.items()}) if i.name == "works 1" else i

    weight = {n: node.weight for n, node in plain.tree.nodes.items()}
    expected = sum(weight[n] * (1 + tariff[n]) * bought["works 1", n] for n in plain.tree)
    assert (solved(with_suppliers(plain, dearer)).cost - free.cost) / step == pytest.approx(expected, abs=1e-2)


@pytest.mark.parametrize("seed", SEEDS)
def test_cost_is_convex_in_a_cap(seed: int) -> None:
    """At the last stage, whose base is fixed, and after the orders from before the plan have arrived."""
    plain = random_case(seed)
    later = frozenset(list(plain.tree)[2:])
    rows = [rule(plain.tree, "Max country share", x, stage="refined", nodes=later, **CAP) for x in (0.2, 0.35, 0.5)]
    costs = [solved(ruled(plain, row)).cost for row in rows]
    assert costs[0] + costs[2] >= 2 * costs[1] * (1 - 1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_cost_kinds_add_up_to_the_objective(seed: int) -> None:
    from models.cost import KINDS

    case = capped(seed)
    plan = solved(case)
    kinds = [plan.evaluate(kind, case.tree) for kind in KINDS.values()]
    total = sum(case.tree.nodes[n].weight * values[n,] for values in kinds for n in case.tree)
    assert total == pytest.approx(plan.cost, rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_minimum_that_the_plan_keeps_changes_nothing(seed: int) -> None:
    plain = random_case(seed)
    free = solved(plain)
    arrived = free.values(free.model.arrived_tonnes)
    least = {n: arrived["mine 1", n] for n in plain.tree}
    row: PolicyRow = rule(plain.tree, "Min volume", least, partner="mine 1", partner_kind="supplier")
    assert solved(ruled(plain, row)).cost == pytest.approx(free.cost, rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_two_materials_apart_cost_what_they_cost_together(seed: int) -> None:
    first, second = random_case(seed), random_case(seed + 50)
    renamed = {
        i.name + " 2": replace(i, name=i.name + " 2", material="ni", own_feed=i.own_feed)
        for i in second.suppliers.values()
    }
    other = {f"{d.key} 2": replace(d, material="ni") for d in second.demands.values()}
    stocks = {f"ni / {h.stage}": replace(h, material="ni") for h in second.stockpiles.values()}
    together = replace(
        first,
        suppliers=first.suppliers | renamed,
        demands=first.demands | {d.key: d for d in other.values()},
        stockpiles=first.stockpiles | stocks,
        stages=first.stages | {"ni": first.stages["co"]},
        routes=(),
    )
    apart = replace(second, plants={}, streams={}, routes=())
    cost = solved(first).cost + solved(connect(apart)).cost
    assert solved(connect(together)).cost == pytest.approx(cost, rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_everything_doubled_costs_double(seed: int) -> None:
    case = random_case(seed)

    def double(i: Supplier) -> Supplier:
        growth = i.growth and replace(
            i.growth, recent_tonnes=2 * i.growth.recent_tonnes, ramp_tonnes=times(i.growth.ramp_tonnes, 2.0)
        )
        return replace(
            i, capacity_tonnes=times(i.capacity_tonnes, 2.0), ordered_tonnes=times(i.ordered_tonnes, 2.0), growth=growth
        )

    doubled = replace(
        case,
        suppliers={name: double(i) for name, i in case.suppliers.items()},
        demands={key: replace(d, tonnes=times(d.tonnes, 2.0)) for key, d in case.demands.items()},
        stockpiles={
            key: replace(
                h,
                opening_tonnes=2 * h.opening_tonnes,
                closing_tonnes=2 * h.closing_tonnes,
                capacity_tonnes=times(h.capacity_tonnes, 2.0),
            )
            for key, h in case.stockpiles.items()
        },
        streams={w: replace(s, tonnes=times(s.tonnes, 2.0)) for w, s in case.streams.items()},
        plants={
            p: replace(
                x,
                capacity_tonnes=times(x.capacity_tonnes, 2.0),
                build_limit_tonnes_per_year=2 * x.build_limit_tonnes_per_year,
            )
            for p, x in case.plants.items()
        },
    )
    assert solved(doubled).cost == pytest.approx(2 * solved(case).cost, rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_signed_as_contracts_costs_the_same(seed: int) -> None:
    from models.records import Contract

    plain = random_case(seed)
    free = solved(plain)
    bought = free.values(free.model.offtake_tonnes)
    signed = {}
    for i, supplier in plain.suppliers.items():
        volumes = {n: bought[i, n] for n in plain.tree}
        signed[i] = Contract(
            i, i, volumes, supplier.unit_cost, frozenset(plain.tree), volumes, signed=True, take_or_pay_share=1.0
        )
    assert solved(replace(plain, contracts=signed)).cost == pytest.approx(free.cost, rel=1e-8)
