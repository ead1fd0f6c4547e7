"""What cannot be read at once is refused by name, and Pyomo writes the model out row by row."""

import functools

import numpy as np
import pyomo.environ as pyo
import pytest

from models import supply
from models.declare import goal, law
from planner.arrays import Refused, arrays, compiled
from planner.engine import Engine, using
from planner.solve import Program
from tests.arrays.small import MINES, small_model, with_law
from tests.models.random_cases import random_case

OVER_MINES = {
    "a text": (lambda m, i: m.dug[i, "2026"] <= (1 if i == "ash" else 2), "compares an index with a text"),
    "one of several": (lambda m, i: m.dug[i, "2026"] <= (1 if i in MINES else 2), "compares an index with a text"),
    "a figure that is a text": (
        lambda m, i: m.dug[i, "2026"] <= (1 if m.kind[i] == "old" else 2), "compares an index with a text",
    ),
    "a number": (lambda m, i: m.dug[i, "2026"] <= (1 if m.grade[i] > 1 else 2), "fails on placeholders"),
    "the least of some": (lambda m, i: m.dug[i, "2026"] <= min(m.grade[i], 1.0), "fails on placeholders"),
    "a plain mapping": (lambda m, i: m.dug[i, "2026"] <= {"ash": 1.0}.get(i, 2.0), "fails on placeholders"),
    "quicksum": (
        lambda m, i: pyo.quicksum(m.dug[i, n] for n in m.YEARS) <= 1, "goes through a set otherwise than in a sum",
    ),
    "a loop": (lambda m, i: max(m.dug[i, n] for n in m.YEARS) <= 1, "placeholders|otherwise than in a sum"),
    "skipped rows": (lambda m, i: pyo.Constraint.Skip, "cannot read"),
    "a tuple": (lambda m, i: (0, m.dug[i, "2026"], 1), "cannot read tuple"),
    "a range": (lambda m, i: pyo.inequality(0, m.dug[i, "2026"], 1), "cannot read RangedExpression"),
    "a product": (lambda m, i: m.dug[i, "2026"] * m.spare <= 1, "product of variables"),
    "a quotient": (lambda m, i: m.grade[i] / m.spare <= m.dug[i, "2026"], "divides by a variable"),
    "a power": (lambda m, i: m.dug[i, "2026"] ** 2 <= 1, "cannot read PowExpression"),
    "a function": (lambda m, i: pyo.exp(m.grade[i]) * m.dug[i, "2026"] <= 1, "cannot read .*UnaryFunction"),
    "an unknown label": (lambda m, i: m.dug[i, "1999"] <= 1, r"dug has no index \('ash', '1999'\)"),
    "an index that leaves its set": (
        lambda m, i: sum(m.dug[i, n] - m.dug[i, m.before[n]] for n in m.YEARS) <= 1, r"before has no index \('2026',\)",
    ),
    "a pair that is no lane": (
        lambda m, i: sum(m.sent[i, j, "2026"] for j in m.WORKS) <= 1, r"sent has no index \('ash', 'two', '2026'\)",
    ),
    "a key without members": (
        lambda m, i: sum(m.sent[a, j, "2026"] for a, b in m.LANES for j in m.SOME[i]) <= m.spare,
        r"SOME has no index \(\"birch's\",\)",
    ),
    "a figure that is missing": (lambda m, i: m.known[i] * m.dug[i, "2026"] <= 1, "known has no figure"),
    "a figure that is no number": (lambda m, i: m.kind[i] * m.dug[i, "2026"] <= 1, "kind does not hold numbers"),
    "a sum of labels": (lambda m, i: m.dug[i, "2026"] <= i, "cannot read IndexTemplate"),
    "an index that is reckoned": (lambda m, i: m.dug[i, m.grade[i] + 1] <= 1, "cannot read .* in an index"),
    "an expression": (lambda m, i: m.half[i] <= 1, "neither a variable nor a parameter"),
}  # fmt: skip


@pytest.mark.parametrize("what", OVER_MINES)
def test_what_is_refused(what):
    rule, why = OVER_MINES[what]
    with pytest.raises(Refused, match=f"^awkward: .*{why}"):
        compiled(_with_more(rule))


def _with_more(rule):
    """The small model with figures that are texts, an expression, and one law."""
    m = small_model()
    m.kind = pyo.Param(m.MINES, initialize=dict.fromkeys(MINES, "old"), within=pyo.Any)
    m.half = pyo.Expression(m.MINES, rule=lambda m, i: 0.5 * m.dug[i, "2026"])
    law(m, rule, m.MINES, name="awkward")
    return m


def test_a_sum_over_sets_of_different_widths_is_refused():
    m = small_model()
    m.MIXED = pyo.Set(initialize=["ash", ("ash", "1")], dimen=None)
    law(m, lambda m, n: sum(m.grade[k] for k in m.MIXED) * m.dug["ash", n] <= 1, m.YEARS, name="mixed")
    with pytest.raises(Refused, match="differ in width"):
        compiled(m)


def test_a_law_a_variable_and_a_goal_of_plain_pyomo_are_refused():
    m = small_model()
    m.plain = pyo.Constraint(m.YEARS, rule=lambda m, n: m.dug["ash", n] <= 1)
    with pytest.raises(Refused, match="plain: it was not declared by its rule"):
        compiled(m)
    m = small_model()
    m.plain = pyo.Var(m.YEARS, bounds=(0, 1))
    with pytest.raises(Refused, match="plain: its bounds are not declared"):
        compiled(m)
    m = small_model()
    m.del_component("cost")
    goal(m, lambda m: m.spare**2)
    with pytest.raises(Refused, match="<lambda>: it cannot read PowExpression"):
        compiled(m)


def test_the_whole_model_is_written_out_where_one_law_is_refused():
    m = with_law(lambda m, i: m.dug[i, "2026"] <= (1 if i == "ash" else 2), "MINES", name="awkward")
    form = arrays(m)
    assert form.made == "row by row, since awkward: its rule compares an index with a text"
    assert form.row_upper.tolist() == [1.0, 2.0, 2.0]
    assert arrays(with_law(lambda m, i: m.dug[i, "2026"] <= m.grade[i], "MINES")).made == "by templates"


def test_a_range_cannot_be_written_out_either():
    m = _with_more(OVER_MINES["a range"][0])
    with pytest.raises(ValueError, match="is a range"):
        arrays(m)


def test_the_plan_is_the_same_where_a_law_is_refused(monkeypatch):
    of = random_case(1)
    expected = Program(of).solve()
    right = supply.arrival

    @functools.wraps(right)
    def awkward(m, i, n):
        if i == "nobody":
            raise KeyError(i)
        return right(m, i, n)

    monkeypatch.setattr(supply, "arrival", awkward)
    found = Program(of).solve()
    assert found.certificate["Arrays"].startswith("row by row, since arrival: ")
    assert expected.certificate["Arrays"] == "by templates"
    assert found.cost == pytest.approx(expected.cost, rel=1e-12)
    np.testing.assert_allclose(found.column_values, expected.column_values, atol=1e-9)
    assert found.values(found.model.offtake_tonnes) == pytest.approx(expected.values(expected.model.offtake_tonnes))


def test_the_engine_can_be_chosen():
    of = random_case(2)
    with using(Engine.PYOMO):
        classic = Program(of)
    templates = Program(of)
    assert (classic.form.made, templates.form.made) == ("row by row", "by templates")
    assert classic.solve().cost == pytest.approx(templates.solve().cost, rel=1e-12)


def test_a_function_that_cannot_be_read_at_once_is_evaluated_one_by_one():
    found = Program(random_case(3)).solve()
    values = found.evaluate(lambda m, n: m.stock_tonnes["co / ore", n] ** 2, found.model.NODES)
    stock = found.values(found.model.stock_tonnes)
    assert values == pytest.approx({(n,): stock["co / ore", n] ** 2 for n in found.model.NODES})
