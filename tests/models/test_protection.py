"""What may not reach a sector: clean chains, bans for a sector, and closed ways past a stockpile."""

import pytest

from models.build import build
from models.case import Case
from models.policies import PolicyRow
from models.records import Plant, Stream
from models.routing import RouteRow
from models.tree import chain
from planner.solution import Solution
from planner.solve import solve
from tests.models.cases import case, demand, over, rule, ruled, stockpile, supplier

ONE = chain(["2026"], [2026])
STAGES = {"co": ("ore", "refined")}


def solved(of: Case) -> Solution:
    return solve(of)


def clean(partner: str, sector: str, **more: object) -> PolicyRow:
    kind = {"partner_kind": "country"} | more
    return rule(ONE, "Clean chain", partner=partner, sector=sector, id=f"{partner} {sector}", **kind)


def ores(*things: object, rules: tuple[PolicyRow, ...] = (), price: float = 1000.0) -> Case:
    """C15: ore of CN and RU at 1, 50 t of each, ore of AU at 10, one processor, sectors Y and Z of 50 t each."""
    return case(
        ONE,
        supplier(ONE, "CN ore", 1.0, 50.0, stage="ore", country="CN"),
        supplier(ONE, "RU ore", 1.0, 50.0, stage="ore", country="RU"),
        supplier(ONE, "AU ore", 10.0, 100.0, stage="ore", country="AU"),
        supplier(ONE, "works", 0.0, 500.0),
        demand(ONE, 50.0, "Y", price),
        demand(ONE, 50.0, "Z", price),
        *things,
        stages=STAGES,
        rules=rules,
    )


def test_c15_two_rows_exclude_both_partners() -> None:
    found = solved(ores(rules=(clean("CN", "Z"), clean("RU", "Z"))))
    assert found.cost == pytest.approx(550, rel=1e-9)


def test_c15_stock_of_unknown_origin_is_not_clean() -> None:
    stock = stockpile(ONE, 50.0, 0.0, opening_tonnes=50.0)
    found = solved(ores(stock, rules=(clean("CN", "Z"), clean("RU", "Z"))))
    assert found.cost == pytest.approx(500, rel=1e-9)


def test_what_a_stock_loses_it_loses_of_every_class() -> None:
    """Of the 50 t 40 are left, 16 of them clean: Z takes these and 34 t of AU ore, Y the other 24 and 26 at 1."""
    stock = stockpile(ONE, 50.0, 0.0, opening_tonnes=50.0, clean_share=0.4, kept_share=0.8)
    found = solved(ores(stock, rules=(clean("CN", "Z"), clean("RU", "Z"))))
    assert found.cost == pytest.approx(34 * 10 + 26 * 1, rel=1e-9)


def test_and_again_in_every_later_period() -> None:
    """Nothing is needed in the first of two years; of the 50 t 32 are left in the second, 12.8 of them clean."""
    two = chain(["2026", "2027"], [2026, 2027])
    later = {"2026": 0.0, "2027": 50.0}
    plain = case(
        two,
        supplier(two, "CN ore", 1.0, later, country="CN"),
        supplier(two, "AU ore", 10.0, later, country="AU"),
        demand(two, later, "Y"),
        demand(two, later, "Z"),
        stockpile(two, 50.0, 0.0, opening_tonnes=50.0, clean_share=0.4, kept_share=0.8),
    )
    row = rule(two, "Clean chain", partner="CN", sector="Z", partner_kind="country")
    assert solved(ruled(plain, row)).cost == pytest.approx((50 - 12.8) * 10 + (50 - 19.2) * 1, rel=1e-9)


def test_what_a_plant_of_an_excluded_country_recovers_is_not_clean() -> None:
    """The 50 t that it recovers for nothing go to Y, and Z takes ore of AU."""
    melt = Plant("melt", "used", "CN", {"co": 1.0}, opex=over(ONE, 0.0), capacity_tonnes=over(ONE, 50.0))
    used = Stream("used", over(ONE, 50.0))
    assert solved(ores(melt, used, rules=(clean("CN", "Z"),))).cost == pytest.approx(50 * 1, rel=1e-9)
    assert solved(ores(melt, used, rules=(clean("CN", "Z"), clean("RU", "Z")))).cost == pytest.approx(500, rel=1e-9)


def test_stock_with_a_clean_share() -> None:
    """Of the 50 t in stock 20 are clean and go to Z, which takes 30 t of AU ore; Y takes the other 30 and 20 at 1."""
    stock = stockpile(ONE, 50.0, 0.0, opening_tonnes=50.0, clean_share=0.4)
    found = solved(ores(stock, rules=(clean("CN", "Z"), clean("RU", "Z"))))
    assert found.cost == pytest.approx(30 * 10 + 20 * 1, rel=1e-9)


def test_two_sectors_with_nested_sets() -> None:
    """Y may have no CN, Z neither CN nor RU: Y takes the 50 t of RU ore at 1, Z 50 t of AU ore at 10."""
    of = ores(rules=(clean("CN", "Y"), clean("CN", "Z"), clean("RU", "Z")))
    assert solved(of).cost == pytest.approx(550, rel=1e-9)
    assert of.splits["co"].classes == ("00", "01", "11")


def test_overlapping_sets_need_the_product() -> None:
    """Y may have no RU, Z no CN: each takes the other's excluded ore, 100 t at 1."""
    found = solved(ores(rules=(clean("RU", "Y"), clean("CN", "Z"))))
    assert found.cost == pytest.approx(100, rel=1e-9)


def test_soft_rows_are_sets_of_their_own() -> None:
    """RU is excluded softly at 4 per tonne: cheaper than 9 more for AU ore, so Z takes 50 t of RU ore and pays 200."""
    found = solved(ores(rules=(clean("CN", "Z"), clean("RU", "Z", penalty=4.0))))
    assert found.cost == pytest.approx(100 + 200, rel=1e-9)


def test_own_feed_of_mixed_origin() -> None:
    """A trader at 6 has feed that is 60 % AU, 20 % CN and the rest of unknown origin: Z gets the clean 60 % of its 50 t
    and 20 t of AU ore; Y gets its other 20 t and 30 t of CN ore. 50 x 6 + 20 x 10 + 30 x 1.
    """
    trader = supplier(ONE, "trader", 6.0, 50.0, country="T", own_feed={"AU": 0.6, "CN": 0.2})
    found = solved(ores(trader, rules=(clean("CN", "Z"), clean("RU", "Z"))))
    assert found.cost == pytest.approx(530, rel=1e-9)


def test_recycled_output_is_clean_where_its_plant_is_outside() -> None:
    from models.records import Plant, Stream
    from tests.models.cases import over

    plant = Plant("melt", "old", "home", {"co": 1.0}, over(ONE, 2.0), over(ONE, 30.0))
    of = ores(plant, Stream("old", over(ONE, 30.0)), rules=(clean("CN", "Z"), clean("RU", "Z")))
    assert solved(of).cost == pytest.approx(30 * 2 + 20 * 10 + 50 * 1, rel=1e-9)


def test_what_a_processor_was_ordered_before_is_other() -> None:
    """30 t were ordered from the works: Y takes them and 20 t at 1, Z needs 50 t of AU ore."""
    works = supplier(ONE, "old works", 0.0, 0.0, ordered_tonnes={"2026": 30.0})
    found = solved(ores(works, rules=(clean("CN", "Z"), clean("RU", "Z"))))
    assert found.cost == pytest.approx(20 + 500, rel=1e-9)


def test_a_ban_for_a_sector_counts_the_partner_at_its_stage_only() -> None:
    """Refined metal of A at 1 is banned for Z, ore of A worked by B at 3 + 1 is not: Y 50 x 1, Z 50 x 4."""
    of = case(
        ONE,
        supplier(ONE, "A ore", 3.0, stage="ore", country="A"),
        supplier(ONE, "A works", 0.0, country="A", own_feed={"A": 1.0}),
        supplier(ONE, "B works", 1.0, country="B"),
        supplier(ONE, "C works", 9.0, country="C", own_feed={"C": 1.0}),
        demand(ONE, 50.0, "Y"),
        demand(ONE, 50.0, "Z"),
        stages=STAGES,
        rules=(rule(ONE, "Ban", partner="A", partner_kind="country", sector="Z", stage="refined"),),
    )
    assert solved(of).cost == pytest.approx(200, rel=1e-9)
    chained = (clean("A", "Z"),)
    of = case(ONE, *of.suppliers.values(), *of.demands.values(), stages=STAGES, rules=chained)
    assert solved(of).cost == pytest.approx(450, rel=1e-9)


@pytest.mark.parametrize(("limit", "cost"), [(0.0, 50 * 1 + 50 * 8), (20.0, 70 * 1 + 30 * 8)])
def test_a_limited_way_to_a_sector_holds_through_the_stockpile(limit: float, cost: float) -> None:
    """A at 1 may bring Z so many tonnes, directly or from stock; the rest of Z comes from B at 8."""
    row = RouteRow(
        "Routes!2", None, frozenset({"supplier: A"}), frozenset({"demand: Z / co"}), False,
        closed=frozenset(ONE) if limit == 0 else frozenset(), limit_tonnes={"2026": limit} if limit else None,
    )  # fmt: skip
    of = case(
        ONE, supplier(ONE, "A", 1.0), supplier(ONE, "B", 8.0), demand(ONE, 50.0, "Y"), demand(ONE, 50.0, "Z"),
        stockpile(ONE, 100.0, 0.0), row,
    )  # fmt: skip
    assert solved(of).cost == pytest.approx(cost, rel=1e-9)


def test_opening_stock_counts_as_coming_from_nobody_on_a_closed_way() -> None:
    row = RouteRow("R", None, frozenset({"supplier: A"}), frozenset({"demand: Z / co"}), False, frozenset(ONE))
    stock = stockpile(ONE, 100.0, 0.0, opening_tonnes=50.0)
    of = case(ONE, supplier(ONE, "A", 1.0), supplier(ONE, "B", 8.0), demand(ONE, 50.0, "Z"), stock, row)
    assert solved(of).cost == pytest.approx(0, abs=1e-9)


def test_nothing_is_split_where_nothing_is_protected() -> None:
    m = build(ores())
    assert len(m.class_flow_tonnes) == len(m.class_stock_tonnes) == len(m.class_shipment) == 0
