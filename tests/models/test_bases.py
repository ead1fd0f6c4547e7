"""Of what a limit is a share, worked by hand: each base tells another tonnage apart."""

from dataclasses import replace

import pytest

from models.case import Case
from models.records import Plant, Stream, Venture
from models.tree import chain
from planner.solve import solve
from tests.models.cases import case, demand, over, rule, ruled, stockpile, supplier

ONE = chain(["2026"], [2026])


def market(**more: object) -> Case:
    """100 t needed: up to 30 from home at 0.5, 20 recycled at home for nothing, A at 1, B at 2."""
    return case(
        ONE,
        supplier(ONE, "home", 0.5, 30.0),
        supplier(ONE, "A", 1.0),
        supplier(ONE, "B", 2.0),
        Plant("melt", "used", "home", {"co": 1.0}, opex=over(ONE, 0.0), capacity_tonnes=over(ONE, 20.0)),
        Stream("used", over(ONE, 20.0)),
        demand(ONE, 100.0),
        home=frozenset({"home"}),
        **more,
    )


@pytest.mark.parametrize(("base", "most"), [("consumption", 30), ("supply", 30), ("primary", 24), ("imports", 15)])
def test_thirty_per_cent_of_each_base(base: str, most: float) -> None:
    """Of the 50 t from A and B, 30 % of 100, of 100, of 80 without the recycled and of 50 from outside home are A's."""
    cap = rule(ONE, "Max country share", 0.3, partner="A", partner_kind="country", base=base)
    assert solve(ruled(market(), cap)).cost == pytest.approx(15 + most * 1 + (50 - most) * 2, rel=1e-9)


@pytest.mark.parametrize("base", ["supply", "primary"])
def test_what_nobody_can_use_is_in_no_base(base: str) -> None:
    """60 t must be bought from A and 40 are needed: A's share is 60 of 40, not of more that is bought to be wasted."""
    sectors = [demand(ONE, 10.0, f"sector {k}") for k in range(4)]
    sellers = [supplier(ONE, name, 0.5) for name in "BCD"]
    plain = case(ONE, supplier(ONE, "A", 1.0, minimum_tonnes=over(ONE, 60.0)), *sellers, *sectors)
    cap = rule(ONE, "Max country share", 0.5, partner="A", partner_kind="country", base=base, penalty=3.0)
    assert solve(ruled(plain, cap)).cost == pytest.approx(60 * 1 + 3 * (60 - 20), rel=1e-9)


def test_feed_of_unknown_origin_is_in_the_base_and_in_no_country() -> None:
    """20 t of metal from a trader take 10 t of ore of A, 10 of nobody; with 30 t of A at most half of 60 is A's."""
    plain = case(
        ONE,
        supplier(ONE, "mine", 1.0, country="A", stage="ore"),
        supplier(ONE, "pit", 4.0, country="B", stage="ore"),
        supplier(ONE, "works", 1.0, 40.0),
        supplier(ONE, "trader", 1.0, 20.0, own_feed={"A": 0.5}),
        demand(ONE, 60.0),
        stages={"co": ("ore", "refined")},
    )
    cap = rule(ONE, "Max country share", 0.5, partner="A", partner_kind="country", base="supply", stage="ore")
    assert solve(ruled(plain, cap)).cost == pytest.approx(60 * 1 + 20 * 1 + 20 * 4, rel=1e-9)


def test_cover_of_net_imports_counts_metal_from_abroad_and_what_works_at_home_make_of_foreign_ore() -> None:
    """In 2026 come 20 t of metal, 0.5 · 40 t of ore and 0.6 · 10 t by own feed; 36.5 days of 46 t are 4.6 t of stock.

    The ore of home and the rest of the own feed are no imports. History of before 2026 is 0.
    """
    two = chain(["2026", "2027"], [2026, 2027])
    first = {"2026": 1.0, "2027": 0.0}

    def at_first(tonnes: float) -> dict[str, float]:
        return {n: tonnes * part for n, part in first.items()}

    plain = case(
        two,
        supplier(two, "trader", 1.0, at_first(20.0), minimum_tonnes=at_first(20.0), country="A", own_feed={"A": 1.0}),
        supplier(two, "mine", 1.0, at_first(40.0), minimum_tonnes=at_first(40.0), country="A", stage="ore"),
        supplier(two, "pit", 1.0, at_first(10.0), minimum_tonnes=at_first(10.0), country="home", stage="ore"),
        supplier(two, "works", 1.0, at_first(25.0), minimum_tonnes=at_first(25.0), country="home", yield_share=0.5),
        supplier(two, "own", 1.0, at_first(10.0), minimum_tonnes=at_first(10.0), country="home", own_feed={"A": 0.6}),
        demand(two, at_first(55.0), price=50.0),
        stockpile(two, 100.0, 1.0, net_imports_before={-1: 0.0}),
        stages={"co": ("ore", "refined")},
        home=frozenset({"home"}),
    )
    duty = rule(two, "Min days of cover", 36.5, base="net imports", stage="refined", nodes=frozenset({"2027"}))
    free, held = (solve(of).cost for of in (plain, ruled(plain, duty)))
    stock = 46.0 * 36.5 / 365
    assert held - free == pytest.approx(stock * (50.0 + 2 * 1.0), rel=1e-9)


def test_cover_of_net_imports_in_halves_looks_back_two_of_them() -> None:
    """10 t and 20 t were imported in the two halves before: 36.5 days of 30 t a year are 3 t in stock."""
    halves = chain(["2026H1", "2026H2"], [2026, 2026], 0.5)
    plain = case(
        halves,
        supplier(halves, "A", 1.0),
        demand(halves, 10.0),
        stockpile(halves, 50.0, 0.0, net_imports_before={-1: 10.0, -2: 20.0}),
    )
    duty = rule(halves, "Min days of cover", 36.5, base="net imports", stage="refined", nodes=frozenset({"2026H1"}))
    plan = solve(ruled(plain, duty))
    assert plan.values(plan.model.stock_tonnes)["co / refined", "2026H1"] >= 3.0 - 1e-9


@pytest.mark.parametrize(("stage", "capacity"), [("refined", 2 * 10 + 10), ("recycling", 0.5 * 2 * 10)])
def test_capacity_at_home_is_that_of_a_year_ventures_and_yields_included(stage: str, capacity: float) -> None:
    """Against 40 % of the 100 t of a year; what lacks costs 1 in each half, and all is bought from A at 1."""
    halves = chain(["2026H1", "2026H2"], [2026, 2026], 0.5)
    plain = case(
        halves,
        supplier(halves, "A", 1.0),
        supplier(halves, "home", 5.0, 10.0),
        Venture("joint", ("home",), 10.0, 0.0, 0.0, under_way_tonnes_per_year=over(halves, 10.0)),
        Plant("melt", "used", "home", {"co": 0.5}, over(halves, 1.0), over(halves, 10.0)),
        Stream("used", over(halves, 0.0)),
        demand(halves, 50.0),
        home=frozenset({"home"}),
    )
    row = rule(halves, "Min home capacity", 0.4, stage=stage, material="co", penalty=1.0)
    assert solve(ruled(plain, row)).cost == pytest.approx(100 + 2 * (40 - capacity), rel=1e-9)


def test_ore_in_stock_covers_by_what_is_made_of_it() -> None:
    """36.5 days of 100 t are 10 t of metal, or 20 t of ore of which half becomes metal."""
    ore = replace(stockpile(ONE, 50.0, 0.0, stage="ore"), last_stage_share=over(ONE, 0.5))
    works = supplier(ONE, "works", 0.0, yield_share=0.5)
    plain = case(
        ONE, supplier(ONE, "mine", 1.0, stage="ore"), works, ore, demand(ONE, 100.0), stages={"co": ("ore", "refined")}
    )
    row = rule(ONE, "Min days of cover", 36.5, material="co")
    assert solve(ruled(plain, row)).cost == pytest.approx(200 + 20, rel=1e-9)


def test_what_was_ordered_emits_and_gives_no_more_leave_than_that() -> None:
    """30 t of A come and emit 60, more than the 50 allowed: nothing more of A at 1, but 70 t of B at 5."""
    dirty = {"emissions_tco2e": over(ONE, 2.0), "ordered_tonnes": over(ONE, 30.0)}
    plain = case(ONE, supplier(ONE, "A", 1.0, **dirty), supplier(ONE, "B", 5.0), demand(ONE, 100.0))
    assert solve(ruled(plain, rule(ONE, "Max emissions", 50.0))).cost == pytest.approx(70 * 5, rel=1e-9)


def test_what_a_plant_emits_is_shared_by_what_it_recovers() -> None:
    """Three quarters of what it recovers are co: of 30 allowed for co 40 t of scrap come, and 12 t of co of them."""
    plant = Plant(
        "melt", "used", "home", {"co": 0.3, "ni": 0.1}, over(ONE, 0.0), over(ONE, 100.0), emissions_tco2e=over(ONE, 1.0)
    )
    plain = case(
        ONE, supplier(ONE, "A", 1.0), plant, Stream("used", over(ONE, 100.0)), demand(ONE, 100.0),
        stages={"co": ("refined",), "ni": ("refined",)},
    )  # fmt: skip
    row = rule(ONE, "Max emissions", 30.0, material="co")
    assert solve(ruled(plain, row)).cost == pytest.approx(100 - 12, rel=1e-9)
