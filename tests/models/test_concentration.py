"""Max HHI: the true index keeps its limit and comes to it where the row has a price, at the least cost there is."""

from itertools import pairwise, product

import pytest

from models.case import Case
from models.concentration import GRID, breakpoints
from models.policies.max_hhi import evened
from models.records import Plant, Stream
from models.tree import Tree
from planner.errors import Infeasible
from planner.solution import Solution
from planner.solve import Program
from tests.models.cases import case, chain, demand, over, rule, ruled, stockpile, supplier, two_stages

YEAR = chain(["2026"], [2026])
NEAR = 0.001


def offers(tree: Tree, *things: object, **more: object) -> Case:
    """A at 10 (200 t), B at 14 (30 t), C at 20 (200 t), for a demand of 100 t."""
    prices = {"A": (10.0, 200.0), "B": (14.0, 30.0), "C": (20.0, 200.0)}
    sold = [supplier(tree, name, *figures) for name, figures in prices.items()]
    return case(tree, *sold, demand(tree, 100.0), *things, **more)


def solved(plain: Case, limit: float, **more: object) -> Solution:
    return Program(ruled(plain, rule(plain.tree, "Max HHI", limit, **more))).solve()  # type: ignore[arg-type]


def index(solution: Solution, node: str, whole: float = 100.0) -> float:
    arrived = solution.values(solution.model.arrived_tonnes)
    return sum((tonnes / whole) ** 2 for (_, n), tonnes in arrived.items() if n == node)


def by_grid(limit: float, steps: int = 400) -> float:
    """The least cost of whole quarters of a tonne from A, B and C."""
    points = ((a, b, steps - a - b) for a, b in product(range(steps + 1), range(int(0.3 * steps) + 1)))
    kept = ((a, b, c) for a, b, c in points if c >= 0 and a * a + b * b + c * c <= limit * steps * steps + 1e-9)
    return min((10 * a + 14 * b + 20 * c) * 100.0 / steps for a, b, c in kept)


@pytest.mark.parametrize("limit", [0.9, 0.65, 0.5, 0.45, 0.38, 0.345])
def test_a_plan_costs_what_the_best_point_of_a_grid_costs(limit: float) -> None:
    """No point of the grid is cheaper, and one within half a tonne costs hardly more."""
    found = solved(offers(YEAR), limit)
    assert index(found, "2026") == pytest.approx(limit, abs=1e-6)
    assert index(found, "2026") <= limit + 1e-9
    assert by_grid(limit) - 10.0 <= found.cost <= by_grid(limit) + 1e-4


@pytest.mark.parametrize("limit", [0.3334, 0.34])
def test_a_limit_hardly_above_even_shares_is_kept_though_the_first_chords_shut_it_out(limit: float) -> None:
    wide = case(YEAR, *(supplier(YEAR, name, cost) for name, cost in (("A", 1.0), ("B", 2.0), ("C", 3.0))),
                demand(YEAR, 100.0))  # fmt: skip
    found = solved(wide, limit)
    shortage = found.values(found.model.shortage_tonnes)
    assert max(shortage.values()) == pytest.approx(0.0, abs=1e-6)
    assert limit - NEAR <= index(found, "2026") <= limit + 1e-9


def test_a_limit_that_cannot_be_kept_without_a_shortage_that_may_not_be() -> None:
    """With B's 100 t even shares would be the least, of which a limit below asks for a shortage."""
    full = case(YEAR, supplier(YEAR, "A", 1.0), supplier(YEAR, "B", 2.0), demand(YEAR, 100.0, least_fill=1.0))
    with pytest.raises(Infeasible):
        solved(full, 0.49)


def test_a_tighter_limit_never_costs_less_and_one_of_even_shares_leaves_no_choice() -> None:
    costs = [solved(offers(YEAR), limit / 100).cost for limit in range(100, 34, -6)]
    assert costs == sorted(costs)
    assert costs[0] == pytest.approx(1000.0)


def test_a_soft_limit_is_broken_until_a_unit_more_would_cost_what_it_saves() -> None:
    """At a = 1/2 + d and c = 1/5 - d each tonne moved from C to A saves 10 and adds 2 (a - c) = 0.6 + 4 d to the index
    times base, at 15 a unit: d = 1/60.
    """
    found = solved(offers(YEAR), 0.38, penalty=15.0)
    a, c = 0.5 + 1 / 60, 0.2 - 1 / 60
    broken = a * a + 0.09 + c * c - 0.38
    assert found.cost == pytest.approx(100 * (10 * a + 14 * 0.3 + 20 * c + 15 * broken), rel=1e-5)
    violation = found.values(found.model.max_hhi.violation)
    assert sum(violation.values()) == pytest.approx(100 * (index(found, "2026") - 0.38), rel=1e-4)


@pytest.mark.parametrize(("per", "free"), [("period", False), ("year", False), ("horizon", True)])
def test_windows(per: str, free: bool) -> None:
    """A is cheap in one half-year, B in the other: over the horizon they are even, in each alone there is but one."""
    tree = chain(["1", "2"], [2026, 2026 if per == "period" else 2027], 0.5)
    turn = case(
        tree, supplier(tree, "A", {"1": 1.0, "2": 3.0}), supplier(tree, "B", {"1": 3.0, "2": 1.0}),
        demand(tree, 100.0, least_fill=1.0),
    )  # fmt: skip
    cost = solved(turn, 0.5, per=per).cost
    assert cost == pytest.approx(200.0 if free else 400.0, rel=1e-6)


def test_each_course_of_events_is_measured_by_itself() -> None:
    """The limit binds in the dear course alone; what is bought for it in the first year is no part of it."""
    tree = two_stages({"calm": 0.5, "dear": 0.5})
    plain = case(
        tree, supplier(tree, "A", 10.0), supplier(tree, "B", {"now": 10.0, "calm": 10.0, "dear": 20.0}),
        demand(tree, 100.0, least_fill=1.0),
    )  # fmt: skip
    found = solved(plain, 0.5)
    assert found.cost == pytest.approx(1000.0 + 0.5 * 1000.0 + 0.5 * 1500.0, rel=1e-6)


def test_stock_is_counted_when_it_arrives_and_shares_are_of_consumption() -> None:
    """200 t for two years come in the first from A alone: its share is 2 there, which a hard limit does not let be."""
    tree = chain(["1", "2"], [2026, 2027])
    price = {"A": {"1": 1.0, "2": 9.0}, "B": {"1": 9.0, "2": 9.0}}
    plain = case(tree, *(supplier(tree, i, cost) for i, cost in price.items()), demand(tree, 100.0),
                 stockpile(tree, holding=0.0))  # fmt: skip
    assert solved(plain, 1.0).cost == pytest.approx(100 * 1 + 100 * 9, rel=1e-6)
    free = solved(plain, 1.0, penalty=1.0)
    arrived = free.values(free.model.arrived_tonnes)["A", "1"]
    assert arrived == pytest.approx(200.0)
    assert free.cost == pytest.approx(200 + 100 * (4 - 1), rel=1e-5)


def test_home_recycled_output_and_own_feed_count_for_their_countries() -> None:
    """60 t are recycled at home, beside B: with the home supplier's 10 t home has a share of 0.7, B the rest."""
    things = [
        Stream("scrap", over(YEAR, 60.0)),
        Plant("melt", "scrap", "home", {"co": 1.0}, over(YEAR, 0.0), over(YEAR, 60.0)),
        supplier(YEAR, "works", 1.0, 10.0, country="home"), supplier(YEAR, "B", 5.0), demand(YEAR, 100.0),
    ]  # fmt: skip
    plain = case(YEAR, *things, home=frozenset({"home"}))
    assert solved(plain, 0.7**2 + 0.3**2).cost == pytest.approx(10 + 150, rel=1e-5)
    assert solved(plain, 0.5).cost > 170
    primary = solved(plain, 0.1**2 / 0.4**2 + 0.3**2 / 0.4**2, base="primary")
    assert primary.cost == pytest.approx(160, rel=1e-5)
    imports = solved(plain, 1.0, base="imports")
    assert imports.cost == pytest.approx(160, rel=1e-5)


def test_orders_from_before_raise_the_limit_to_the_least_that_they_leave() -> None:
    """60 t of A are on their way: the rest even is 0.6² + 2 · 0.2² = 0.44 at best, of which B and C send 20 t each."""
    ordered = supplier(YEAR, "A", 10.0, ordered_tonnes={"2026": 60.0})
    plain = case(YEAR, ordered, supplier(YEAR, "B", 14.0), supplier(YEAR, "C", 20.0),
                 demand(YEAR, 100.0, least_fill=1.0))  # fmt: skip
    found = solved(plain, 0.36)
    assert found.cost == pytest.approx(20 * 14 + 20 * 20, rel=1e-9)
    assert index(found, "2026") == pytest.approx(0.44, abs=1e-6)


@pytest.mark.parametrize(
    ("floors", "shares"),
    [
        ([0, 0, 0, 0], [0.25] * 4),
        ([0, 0.6, 0], [0.2, 0.6, 0.2]),
        ([0.5, 0.4, 0], [0.5, 0.4, 0.1]),
        ([0.3, 0.3], [0.5, 0.5]),
        ([1.2, 0.5, 0], [1.2, 0.5, 0]),
        ([], []),
    ],
)
def test_the_most_even_shares_above_floors(floors: list[float], shares: list[float]) -> None:
    assert evened(floors) == pytest.approx(shares)


def test_chords_are_never_below_the_square_and_meet_it_at_breakpoints() -> None:
    program = Program(ruled(offers(YEAR), rule(YEAR, "Max HHI", 0.42)))
    squares = list(program.case.squares)
    program.solve()
    assert any(len(breakpoints(program.case, q)) > len(GRID) for q in squares)
    for points in (breakpoints(program.case, q) for q in squares):
        assert set(GRID) <= set(points)
        pairs = list(pairwise(points))
        for share in [*points, *(k / 997 for k in range(998))]:
            highest = max((a + b) * share - a * b for a, b in pairs)
            assert highest >= share**2 - 1e-12
            assert share not in points or highest == pytest.approx(share**2, abs=1e-12)
