"""Rules: reached, slack, price, violation and the sentence."""

import pytest

from models.case import Case
from models.routing import connect
from models.tree import chain
from planner.results.rules import (
    AT_LIMIT,
    BINDS,
    BROKEN,
    HOLDS,
    IDLE,
    lines_by_row,
    row_status,
    rows_that_bind,
    scope_words,
    worst,
)
from tests.results.cases import METAL, demand, everything, keyed, row, solved, supplier


def ladder(*rules, **of_a):
    """Demand 100; A costs 10, B 14 (at most 30), C 20."""
    tree = chain(["2026"], [2026])
    suppliers = [
        supplier(tree, n, METAL, n, c, k, **(of_a if n == "A" else {}))
        for n, c, k in (("A", 10, 200), ("B", 14, 30), ("C", 20, 200))
    ]
    wanted = demand(tree, "P", "cobalt", 100, least_fill=1.0)
    case = Case(tree, {"cobalt": ("processing",)}, keyed(suppliers), keyed([wanted]), rules=rules)
    return solved(connect(case))


TREE = chain(["2026"], [2026])


def only(results, id_="cap"):
    return lines_by_row(results)[f"CRMA / {id_}"]


def test_a_binding_cap_has_its_limit_reached_and_the_price_of_one_more_tonne():
    found = worst(only(ladder(row(TREE, "cap", "Max supplier share", 0.5))))
    assert (found.limit, found.reached, found.slack) == pytest.approx((0.5, 0.5, 0.0))
    assert found.price == pytest.approx(10.0)
    assert (found.status, found.per_unit) == (BINDS, pytest.approx(100.0))


def test_a_soft_cap_is_broken_at_its_penalty():
    found = worst(only(ladder(row(TREE, "cap", "Max supplier share", 0.5, 3.0))))
    assert found.status == BROKEN
    assert found.violation == pytest.approx(50.0)
    assert (found.penalty, found.price) == pytest.approx((150.0, 3.0))
    assert found.reached == pytest.approx(1.0)


def test_a_cap_out_of_reach_holds_and_a_rule_about_nobody_is_idle():
    results = ladder(
        row(TREE, "cap", "Max supplier share", 1.0, partner="B"),
        row(TREE, "none", "Max country share", 0.5, partner="Z"),
    )
    assert row_status(only(results)) == HOLDS
    assert row_status(only(results, "none")) == IDLE
    assert rows_that_bind(results) == []


def test_a_least_volume_has_a_price_of_the_same_sign():
    found = worst(only(ladder(row(TREE, "cap", "Min volume", 40.0, partner="C", partner_kind="supplier"))))
    assert (found.limit, found.reached, found.price) == pytest.approx((40.0, 40.0, 10.0))


def test_a_limit_lowered_to_what_was_ordered_says_by_how_much():
    results = ladder(row(TREE, "cap", "Max country share", 0.1, partner="A"), ordered_tonnes=60.0)
    found = worst(only(results))
    assert found.allowance == pytest.approx(50.0)
    assert (found.limit, found.reached) == pytest.approx((0.1, 0.6))
    assert found.status in (BINDS, AT_LIMIT)


def test_every_constraint_has_a_line_and_agrees_with_its_measure():
    results = everything()
    lines = [line for lines in lines_by_row(results).values() for line in lines]
    assert len(lines) == len(results.case.terms)
    for line in lines:
        short = -min(0.0, line.slack)
        assert line.violation == pytest.approx(short, rel=1e-6, abs=1e-3)
        assert line.price >= 0


def test_reached_days_are_those_of_the_stock():
    found = worst([line for line in only(everything(), "STOCK") if line.term.last == "2033"])
    assert (found.limit, found.reached) == pytest.approx((60.0, 60.0))


def test_whom_a_constraint_is_about():
    assert scope_words(only(everything(), "STOCK")[0].term) == "cobalt, all stages"
    assert scope_words(only(everything(), "CO-50")[0].term) == "cobalt, processing, Canada"


def test_emissions_are_reached_in_their_own_unit():
    emitted = row(TREE, "co2", "Max emissions", 150.0, partner="all")
    results = ladder(emitted, emissions_tco2e=2.0)
    found = worst(only(results, "co2"))
    assert (found.limit, found.reached, found.slack) == pytest.approx((150.0, 150.0, 0.0))
    assert found.price == pytest.approx((14 - 10) / 2)
