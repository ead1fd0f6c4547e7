"""A plan that is followed up to a node: what was decided stays, what comes after is decided anew."""

from dataclasses import replace

import pytest

from models.case import Case
from models.shock import Shock
from models.tree import chain
from planner.solve import Program
from tests.models.cases import case, demand, over, rule, ruled, stockpile, supplier
from tests.models.random_cases import random_case

YEARS = chain(["2026", "2027", "2028"], [2026, 2027, 2028])
EARLY = frozenset({"2026"})


def stocked(capacity_2027: float = 100.0) -> Case:
    """A at 10 a tonne, B at 30; a stock of up to 20, of which a fifth of a year's demand of 50 is a duty."""
    seller = supplier(YEARS, "A", 10.0, over(YEARS, 100.0) | {"2027": capacity_2027})
    pile = stockpile(YEARS, room=20.0, opening_tonnes=10.0, closing_tonnes=10.0)
    plain = case(YEARS, seller, supplier(YEARS, "B", 30.0), demand(YEARS, 50.0), pile)
    return ruled(plain, rule(YEARS, "Min days of cover", 73.0))


def test_what_was_decided_stays_and_the_rest_is_decided_anew() -> None:
    """Had it known, the plan would have laid up 20; as it was, 10 are there, and B sends the other 40."""
    plan = Program(stocked()).solve()
    after = replace(stocked(0.0), decided=EARLY, shock=Shock(dict.fromkeys(["2027", "2028"], frozenset({"co"}))))
    found = Program(after, plan=plan).solve()
    bought = found.values(found.model.offtake_tonnes)
    assert {key: tonnes for key, tonnes in bought.items() if tonnes} == pytest.approx(
        {("A", "2026"): 50.0, ("B", "2027"): 40.0, ("A", "2028"): 50.0}
    )
    assert found.cost == pytest.approx((500 + 10) + 40 * 30 + 500, rel=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_a_plan_that_is_followed_is_the_plan_it_was(seed: int) -> None:
    """Nothing happens: from the plan's basis nothing changes, and what was decided is the same to the last digit."""
    plain = random_case(seed)
    program = Program(ruled(plain, rule(plain.tree, "Max country share", 0.5, penalty=200.0, partner_kind="country")))
    plan = program.least_cost()
    early = frozenset(list(plain.tree)[:2])
    followed = Program(replace(program.case, decided=early), program.basis(), plan).least_cost()
    assert followed.cost == pytest.approx(plan.cost, rel=1e-10)
    assert followed.iterations == 0
    for family in plan.form.columns:
        before, after = family.of(plan.column_values), family.of(followed.column_values)
        assert {k: v for k, v in before.items() if k[-1] in early} == {k: after[k] for k in after if k[-1] in early}
