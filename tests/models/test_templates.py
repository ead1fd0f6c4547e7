"""Every law reads the same for every index: its template is, coefficient by coefficient, the row built there."""

import pyomo.environ as pyo
import pytest
from pyomo.core.expr.template_expr import resolve_template
from pyomo.repn import generate_standard_repn

from models.build import build
from models.policies import RULES
from planner.arrays.templates import template_of
from tests.models.cases import averse, full_case, shaken


def linear(expression: object) -> tuple[dict[str, float], float]:
    """Coefficients by variable and the constant of a linear expression, the same whatever the order of its terms."""
    form = generate_standard_repn(expression, compute_values=True)
    coefficients: dict[str, float] = {}
    for var, value in zip(form.linear_vars, form.linear_coefs, strict=True):
        coefficients[var.name] = round(coefficients.get(var.name, 0.0) + value, 9)
    return {name: value for name, value in coefficients.items() if value}, round(form.constant, 9)


@pytest.mark.parametrize("per", ["period", "year", "horizon"])
def test_every_law_is_a_template(per: str) -> None:
    m = build(averse(shaken(full_case(per))))
    for law in m.component_objects(pyo.Constraint):
        assert len(law) > 0, f"{law.name} does not occur in the case"
        template, index = template_of(law)
        for key, row in law.items():
            for place, value in zip(index, key if isinstance(key, tuple) else (key,), strict=True):
                place.set_value(value)
            left, right = resolve_template(template).args
            assert linear(left - right) == linear(row.expr.args[0] - row.expr.args[1]), (law.name, key)


def test_the_objective_is_a_template() -> None:
    m = build(averse(full_case()))
    template, _ = template_of(m.total_cost)
    assert linear(resolve_template(template)) == linear(m.total_cost.expr)


def test_every_sum_of_a_family_has_members_somewhere() -> None:
    m = build(full_case())
    for members in m.component_objects(pyo.Set, descend_into=False):
        if members.is_indexed():
            assert any(members.source.values()), f"{members.name} is empty at every index"


def test_every_rule_occurs() -> None:
    assert {row.rule.name for row in full_case().rules} == set(RULES)
