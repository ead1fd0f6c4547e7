"""Where a solve ended as the start of another: what is carried over, and how the new is completed."""

from dataclasses import replace

import pytest

from models.tree import chain
from planner.solve import Program
from planner.solve.basis import Basis
from planner.solved import Solved
from tests.models.cases import case, demand, over, rule, ruled, supplier
from tests.models.random_cases import random_case, under_random_rules

YEARS = chain(["2026", "2027"], [2026, 2027])


def trade(*rules):
    prices = {"A": 10.0, "B": 14.0, "C": 20.0}
    offers = [supplier(YEARS, name, price, over(YEARS, 80.0)) for name, price in prices.items()]
    return ruled(case(YEARS, *offers, demand(YEARS, 100.0)), *rules)


def cap(limit, partner):
    return rule(YEARS, "Max supplier share", limit, partner=partner)


def solved(*cases):
    found = Solved()
    for one in cases:
        program = Program(one, found.nearest(one))
        found.keep(one, program.solve(), program.basis())
    return found


@pytest.mark.parametrize("seed", range(5))
def test_a_program_that_starts_where_the_same_one_ended_is_there_already(seed):
    first = Program(random_case(seed))
    first.solve()
    again = Program(random_case(seed), first.basis()).least_cost()
    assert again.iterations == 0


@pytest.mark.parametrize("seed", range(5))
def test_a_basis_can_be_sent_as_numbers(seed):
    program = Program(random_case(seed))
    program.least_cost()
    sent = Basis.from_numbers(program.form, program.basis().numbers)
    for one, other in zip(sent.on(program.form), program.basis().on(program.form), strict=True):
        assert one.tolist() == other.tolist()


@pytest.mark.parametrize("seed", range(8))
def test_with_rules_or_without_the_plan_is_that_of_a_program_that_starts_from_nothing(seed):
    ruled_case = under_random_rules(seed)
    free = replace(ruled_case, rules=())
    for start, end in ((free, ruled_case), (ruled_case, free)):
        before = Program(start)
        before.solve()
        cold, warm = Program(end).solve(), Program(end, before.basis()).solve()
        assert warm.cost == pytest.approx(cold.cost, rel=1e-9)
        assert warm.column_values == pytest.approx(cold.column_values, rel=1e-7, abs=1e-6)


def test_a_total_that_a_new_rule_counts_costs_no_step():
    """The rule asks for the consumption that it takes a share of; that it is kept already takes no iteration."""
    before = Program(trade())
    before.least_cost()
    after = Program(trade(rule(YEARS, "Max supplier share", 0.9)), before.basis()).least_cost()
    assert after.iterations == 0


def test_the_nearest_is_the_one_that_has_the_fewest_dear_rules_too_many_and_then_too_few():
    loose, tight, both = trade(cap(0.9, "A")), trade(cap(0.5, "A")), trade(cap(0.5, "A"), cap(0.95, "B"))
    assert Solved().nearest(loose) is None
    free, tight_first = solved(trade(), tight), solved(tight, trade())
    for found in (free, tight_first):
        ended = {e.rows.total(): e.basis for e in found._ended}
        assert found.nearest(trade()) is ended[0]
        assert found.nearest(tight) is ended[len(tight.terms)]
        assert found.nearest(both) is ended[len(tight.terms)]


def test_a_plan_for_other_periods_is_not_near():
    other = chain(["2026"], [2026])
    alone = case(other, supplier(other, "A", 10.0, 80.0), demand(other, 50.0))
    assert solved(alone).nearest(trade()) is None


def test_what_was_solved_is_not_sent():
    assert Solved.__reduce__(solved(trade())) == (Solved, ())
