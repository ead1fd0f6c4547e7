"""What must hold of random workbooks in random shocks."""

from dataclasses import replace
from itertools import combinations
from random import Random

import pytest

from planner.assembly import assemble
from planner.assembly.futures import Course, Event, Futures
from planner.errors import Infeasible
from planner.planning import open_input
from planner.progress import silent
from planner.solve import Program
from planner.stressing import Replanning
from planner.stressing import ranking as ranked
from planner.stressing.courses import loss, loss_periods, partners
from planner.stressing.ranking import Losing
from tests.second.test_second import random_path

SEEDS = (1, 2, 3, 6, 8, 11, 13, 15, 16, 17)
SHOCKS = 2


def planned(seed, folder):
    """The workbook of a seed and its plan; skipped where it has none."""
    given = open_input(random_path(seed, folder))
    try:
        return given, given.plan(given.world(), silent)
    except Infeasible:
        pytest.skip("no plan keeps its rules")


def random_course(random, book):
    """An event about anybody, from any period on, that is known when it begins or before."""
    periods = sorted(random.choices(range(book.calendar.count), k=3))
    who = random.choice(
        [("country", row.country) for row in book.countries]
        + [("supplier", row.supplier) for row in book.suppliers]
        + [("", "each")]
    )
    event = Event(
        periods[0],
        range(periods[1], periods[2] + 1),
        who[1],
        who[0],
        random.choice(["each", *{row.material for row in book.suppliers}]),
        capacity_factor=random.choice([0.0, 0.5, 1.0]),
        cost_factor=random.choice([1.0, 2.0]),
        demand_factor=random.choice([0.0, 0.5, 1.0, 1.5]),
    )
    return Course("shock", (event,) if event.changes_something else ())


def fails_without_what_rests(given, plan, course):
    """Whether there is no plan in a shock even if rules that a shock suspends are left out for all time."""
    known = course.events[0].known
    case = assemble(given.book, plan.policy, Futures((course,), decided=known))
    bare = replace(case, rules=tuple(row for row in case.rules if not row.rule.rests(row)))
    try:
        Program(bare, plan=plan.results.solution).least_cost()
    except Infeasible:
        return True
    return False


@pytest.mark.parametrize("seed", SEEDS)
def test_no_shock_breaks_a_plan_by_a_rule_that_it_suspends(seed, tmp_path):
    """And what was decided before is what the plan said."""
    given, plan = planned(seed, tmp_path)
    random, before = Random(seed), plan.results
    for recovery in (0, given.book.calendar.count)[:SHOCKS]:
        book = replace(given.book, settings=given.book.settings.with_values(recovery_periods=recovery))
        course = random_course(random, book)
        replanning = Replanning(replace(plan, results=replace(before, book=book)))
        try:
            after = replanning.results(course)
        except Infeasible:
            assert fails_without_what_rests(given, plan, course)
            continue
        early = before.periods[: course.events[0].known] if course.events else before.periods
        for name in ("offtake_tonnes", "stock_tonnes", "contracted_share", "built_tonnes_per_year", "flow_tonnes"):
            was = before.solution.values(getattr(before.model, name))
            now = after.solution.values(getattr(after.model, name))
            assert {k: v for k, v in was.items() if k[-1] in early} == {k: now[k] for k in now if k[-1] in early}


@pytest.mark.parametrize("seed", SEEDS[:5])
def test_the_worst_pairs_are_the_worst_of_all(seed, tmp_path, monkeypatch):
    """The few pairs that are solved are those that solving every pair finds."""
    monkeypatch.setattr(ranked, "LISTED_PAIRS", 2)
    given, plan = planned(seed, tmp_path)
    replanning, periods = Replanning(plan), loss_periods(given.book.calendar)
    found = Losing(replanning, periods, silent).ranking(2)
    every = []
    for pair in combinations(partners(plan.results.case), 2):
        try:
            every.append(replanning.least_cost(loss(pair, periods)).cost)
        except Infeasible:
            every.append(None)
    costs = sorted((cost for cost in every if cost is not None), reverse=True)
    listed = [pair.cost for pair in found.pairs if pair.cost is not None]
    assert listed == pytest.approx(costs[: len(listed)], rel=1e-7)
    assert len(found.pairs) - len(listed) == min(2, every.count(None))
