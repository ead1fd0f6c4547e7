"""What a shock suspends, softens and leaves in force, on small cases worked by hand."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from models.case import Case
from models.policies import PolicyRow, Term
from models.records import Growth
from models.shock import Shock
from models.tree import Tree, chain
from planner.errors import Infeasible
from planner.solve import solve
from tests.models.cases import case, demand, over, rule, ruled, stockpile, supplier, two_stages

QUARTERS = [f"2026Q{q}" for q in (1, 2, 3, 4)] + [f"2027Q{q}" for q in (1, 2)]


def years(count: int) -> Tree:
    labels = [str(2026 + t) for t in range(count)]
    return chain(labels, map(int, labels))


def quarters() -> Tree:
    return chain(QUARTERS, [int(label[:4]) for label in QUARTERS], 0.25)


def shocked(plain: Case, *nodes: str, outages: Mapping[str, frozenset[str]] | None = None) -> Case:
    """The case with "co" in a shock at some nodes."""
    return replace(plain, shock=Shock(dict.fromkeys(nodes, frozenset({"co"})), outages or {}))


def terms(of: Case) -> dict[str, Term]:
    """The constraints of a case of one rule and scope, by the last node of their window."""
    return {term.last: term for term in of.terms}


def test_a_suspended_period_is_in_neither_sum() -> None:
    """Of 2026 the first and the last quarter are left: at most 60 % of 50 t from A, and the other quarters are free."""
    tree = quarters()
    plain = case(tree, supplier(tree, "A", 5.0), supplier(tree, "B", 9.0), demand(tree, 25.0))
    capped = ruled(plain, rule(tree, "Max country share", 0.6, partner="A"))
    found = solve(shocked(capped, "2026Q2", "2026Q3"))
    assert found.cost == pytest.approx(50 * 5 + 0.6 * 50 * 5 + 0.4 * 50 * 9 + 0.6 * 50 * 5 + 0.4 * 50 * 9, rel=1e-9)
    assert found.cost < solve(capped).cost


def test_a_suspended_period_takes_its_part_of_a_limit_with_it() -> None:
    """400 t a year, or over the horizon: a quarter of it, or a third, is left for each period that counts."""
    tree = quarters()
    plain = case(tree, supplier(tree, "A", 5.0), demand(tree, 25.0))
    row = {"partner": "A", "partner_kind": "country", "in_a_shock": "suspend"}
    yearly = shocked(ruled(plain, rule(tree, "Max volume", 400.0, **row)), "2026Q1", "2026Q2")
    whole = shocked(ruled(plain, rule(tree, "Max volume", 600.0, **row, per="horizon")), "2026Q1", "2026Q2")
    assert {n: len(t.members["NODES"]) * t.figures["limit_years"] * 400 for n, t in terms(yearly).items()} == {
        "2026Q4": pytest.approx(200.0), "2027Q2": pytest.approx(200.0),
    }  # fmt: skip
    (term,) = terms(whole).values()
    assert len(term.members["NODES"]) * term.figures["limit_years"] * 600 == pytest.approx(400.0)


def early_nodes(tree: Tree, count: int, courses: tuple[str, ...]) -> Tree:
    """The tree with its first nodes on other courses too."""
    nodes = {n: replace(x, courses=courses if x.period < count else ("ban",)) for n, x in tree.nodes.items()}
    return replace(tree, nodes=nodes)


@pytest.mark.parametrize(("decided", "courses"), [(["2026Q1"], ("ban",)), ([], ("ban", "undisturbed"))])
def test_what_was_decided_before_does_not_count_in_a_window_that_a_shock_cuts(
    decided: list[str], courses: tuple[str, ...]
) -> None:
    """The first quarter is decided, or not of the ban alone, and the second suspended; 2027 counts as it is."""
    tree = early_nodes(quarters(), 1, courses)
    plain = case(tree, supplier(tree, "A", 5.0), demand(tree, 25.0))
    cut = shocked(ruled(plain, rule(tree, "Max country share", 0.6, partner="A")), "2026Q2")
    found = terms(replace(cut, decided=frozenset({*decided, "2027Q1"})))
    assert {last: [n for *_, n in term.members["BASE"]] for last, term in found.items()} == {
        "2026Q4": ["2026Q3", "2026Q4"],
        "2027Q2": ["2027Q1", "2027Q2"],
    }


def test_what_is_left_of_a_window_is_soft() -> None:
    """In the year 25 of 100 t came from A late; its last quarters alone cannot, and lack at ten times the shortage."""
    tree = quarters()
    capacity = over(tree, 25.0) | {"2026Q4": 5.0}
    plain = case(tree, supplier(tree, "A", 5.0, capacity), supplier(tree, "B", 9.0), demand(tree, 25.0, price=30.0))
    row = rule(tree, "Min volume", 60.0, partner="A", partner_kind="country")
    found = solve(shocked(ruled(plain, row), "2026Q1", "2026Q2", "2026Q3"))
    assert found.cost == pytest.approx(5 * 25 * 5 + 5 * 5 + 20 * 9 + 10 * 300, rel=1e-9)


@pytest.mark.parametrize(
    ("row", "in_force"),
    [
        (("Max country share", 0.5, {}), ["2026", "2028"]),
        (("Max country share", 0.5, {"in_a_shock": "hold"}), ["2026", "2027", "2028"]),
        (("Max supplier share", 0.5, {"material": "ni"}), ["2026", "2027", "2028"]),
        (("Max supply risk", 0.5, {}), ["2026", "2028"]),
        (("Min recycled share", 0.0, {}), ["2026", "2028"]),
        (("Min home capacity", 0.0, {}), ["2026", "2028"]),
        (("Min volume", 0.0, {"partner": "A", "partner_kind": "country"}), ["2026", "2028"]),
        (("Min days of cover", 5.0, {}), ["2026", "2028"]),
        (("Max budget", 5.0, {}), ["2026", "2028"]),
        (("Max budget", 5.0, {"per": "horizon"}), ["2028"]),
        (("Max emissions", 5.0, {}), ["2026", "2027", "2028"]),
        (("Max volume", 5.0, {"partner": "A", "partner_kind": "country"}), ["2026", "2027", "2028"]),
        (("Ban", None, {"partner": "A", "partner_kind": "country"}), ["2026", "2027", "2028"]),
        (("Ban", None, {"partner": "A", "partner_kind": "country", "in_a_shock": "suspend"}), ["2026", "2028"]),
        (("Min fill", 0.5, {}), ["2026", "2027", "2028"]),
    ],
    ids=str,
)
def test_which_rules_rest(row: tuple[str, float | None, dict[str, object]], in_force: list[str]) -> None:
    tree = years(3)
    name, limit, more = row
    things = (supplier(tree, "A", 5.0), demand(tree, 25.0), stockpile(tree), supplier(tree, "N", 1.0, material="ni"))
    stages = {"co": ("refined",), "ni": ("refined",)}
    plain = case(tree, *things, stages=stages, governance_risk={"A": 0.5, "N": 0.5}, reference_price={
        "co": over(tree, 1.0), "ni": over(tree, 1.0),
    })  # fmt: skip
    about = {"material": "co"} if "material" not in more and name != "Max budget" else {}
    found = shocked(ruled(plain, rule(tree, name, limit, **about, **more)), "2027")
    assert list(dict.fromkeys(term.last for term in found.terms)) == in_force


def test_a_sum_over_several_materials_rests_where_one_of_them_is_in_a_shock() -> None:
    tree = years(2)
    stages = {"co": ("refined",), "ni": ("refined",)}
    plain = case(tree, supplier(tree, "A", 5.0), supplier(tree, "N", 1.0, material="ni"), stages=stages)
    found = shocked(ruled(plain, rule(tree, "Max supply risk", 0.5)), "2027")
    assert [term.last for term in found.terms] == ["2026"]


def test_a_ban_that_rests_lets_its_partner_reach_the_sector() -> None:
    """All hard rows of a sector form one excluded set, but one that rests has no part in it."""
    tree = years(2)
    plain = case(tree, supplier(tree, "A", 5.0, 10.0), supplier(tree, "B", 6.0, 10.0), supplier(tree, "C", 9.0),
                 demand(tree, 10.0, "cars"))  # fmt: skip
    chain_of = rule(tree, "Clean chain", id="c", partner="A", partner_kind="country", sector="cars")
    ban = rule(tree, "Ban", id="b", partner="B", partner_kind="country", sector="cars", in_a_shock="suspend")
    assert solve(shocked(ruled(plain, chain_of, ban), "2027")).cost == pytest.approx(10 * 9 + 10 * 6, rel=1e-9)


def test_least_fill_is_soft_in_a_shock_at_ten_times_the_highest_shortage_cost() -> None:
    """10 of 100 t come in 2027: 90 are short at 7, and 40 of them lack to the Least fill at 10 · 30."""
    tree = years(2)
    seller = supplier(tree, "A", 5.0, {"2026": 100.0, "2027": 10.0})
    needed = demand(tree, 100.0, price=7.0, least_fill=0.5)
    plain = case(tree, seller, needed, demand(tree, 0.0, "other", price=30.0))
    with pytest.raises(Infeasible):
        solve(plain)
    found = solve(shocked(plain, "2027"))
    assert found.cost == pytest.approx(500 + 50 + 90 * 7 + 40 * 300, rel=1e-9)
    assert found.values(found.model.lacking_tonnes)["all / co", "2027"] == pytest.approx(40.0)


@pytest.mark.parametrize(("own", "penalty"), [(None, 300.0), (2.0, 2.0)])
def test_min_fill_is_soft_in_a_shock(own: float | None, penalty: float) -> None:
    tree = years(2)
    plain = case(tree, supplier(tree, "A", 5.0, {"2026": 100.0, "2027": 10.0}), demand(tree, 100.0, price=30.0))
    filled = shocked(ruled(plain, rule(tree, "Min fill", 0.5, penalty=own)), "2027")
    assert solve(filled).cost == pytest.approx(500 + 50 + 90 * 30 + 40 * penalty, rel=1e-9)
    held = shocked(ruled(plain, rule(tree, "Min fill", 0.5, in_a_shock="hold")), "2027")
    with pytest.raises(Infeasible):
        solve(held)


def test_a_closing_stock_is_not_owed_on_a_course_that_ends_in_a_shock() -> None:
    """The stock of 20 serves first; with 1/2 nothing comes in the second period, else 10 serve and 10 refill it."""
    tree = two_stages({"calm": 0.5, "storm": 0.5})
    capacity = {"now": 10.0, "calm": 30.0, "storm": 0.0}
    pile = stockpile(tree, holding=0.0, opening_tonnes=20.0, closing_tonnes=20.0)
    plain = case(tree, supplier(tree, "A", 5.0, capacity), demand(tree, 10.0, least_fill=1.0), pile)
    with pytest.raises(Infeasible):
        solve(plain)
    assert solve(shocked(plain, "storm")).cost == pytest.approx(0.5 * 20 * 5, rel=1e-9)


@pytest.mark.parametrize(
    ("outage", "growth"),
    [
        (["2027"], {"2027": 0.0, "2028": 1.2 * 64 + 4}),
        (["2027", "2028"], {"2028": 0.0, "2029": 1.2 * 64 + 4}),
        (["2026"], {"2027": 1.2 * 50 + 4}),
        ([], {"2027": 1.2 * 64 + 4, "2028": 1.2 * (1.2 * 64 + 4) + 4}),
    ],
)
def test_growth_after_an_outage_counts_from_before_it(outage: list[str], growth: dict[str, float]) -> None:
    """64 t in 2026 (1.2 · 50 + 4); after the outage again as much and a fifth more; from recent volume at the start."""
    tree = years(4)
    left = {n: 0.0 if n in outage else 1.0 for n in tree}
    grows = Growth(1.2, 50.0, over(tree, 4.0))
    seller = supplier(tree, "A", 5.0, growth=grows, capacity_factor=left)
    plain = case(tree, seller, demand(tree, 500.0))
    found = solve(shocked(plain, outages={"A": frozenset(outage)} if outage else {}))
    offtake = found.values(found.model.offtake_tonnes)
    assert {n: offtake["A", n] for n in growth} == pytest.approx(growth)


def test_a_row_in_no_shock_is_the_row_it_was() -> None:
    tree = years(2)
    row: PolicyRow = rule(tree, "Max country share", 0.5)
    plain = ruled(case(tree, supplier(tree, "A", 5.0), demand(tree, 10.0)), row)
    assert [t.key for t in shocked(plain, "2030").terms] == [t.key for t in plain.terms]
