"""What the templates give is what Pyomo writes out, entry by entry: for every family, every rule and any law."""

import threading
from dataclasses import replace

import numpy as np
import pyomo.environ as pyo
import pytest

from models import cost, totals
from models.build import declared
from models.policies import RULES
from planner.arrays import compiled
from planner.arrays.templates import template_at
from planner.assembly import assemble
from planner.solve import Program
from planner.workbook import read_workbook
from tests.arrays.random_laws import random_law
from tests.arrays.routes import check_same_arrays
from tests.arrays.small import LANES, small_model, with_law
from tests.models.cases import averse, branching_tree, demand, full_case, shaken, supplier
from tests.models.cases import case as plain_case
from tests.models.random_cases import random_case
from tests.second.test_second import random_path
from tests.test_example import EXAMPLE


@pytest.mark.parametrize("per", ["period", "year", "horizon"])
def test_every_family_and_every_rule(per):
    m = declared(averse(shaken(full_case(per))))
    assert {block.rule.name for block in m.rules} == set(RULES)
    form = check_same_arrays(m)
    assert all(family.keys for family in form.rows)


@pytest.mark.parametrize("seed", range(6))
def test_random_cases(seed):
    check_same_arrays(declared(random_case(seed, branching_tree() if seed % 2 else None)))


@pytest.mark.parametrize("seed", range(8))
def test_random_workbooks(seed, tmp_path):
    book = read_workbook(random_path(seed, tmp_path)).book
    check_same_arrays(declared(assemble(book, book.base_policy)))


def test_the_example():
    check_same_arrays(declared(assemble(read_workbook(EXAMPLE).book, "EU 2030 soft")))


@pytest.mark.parametrize("seed", range(40))
def test_random_laws(seed):
    check_same_arrays(with_law(random_law(seed), "MINES", "LATER"))


def test_a_law_over_a_sparse_set():
    form = check_same_arrays(with_law(lambda m, i, j, n: m.sent[i, j, n] <= m.dug[i, n], "LANES", "YEARS"))
    assert form.matrix.shape[0] == 3 * len(LANES)


def test_a_law_without_an_index():
    check_same_arrays(with_law(lambda m: sum(m.dug[i, n] for i in m.MINES for n in m.YEARS) >= m.spare))


def test_a_figure_alone_on_the_left_side_turns_an_equation_and_no_inequality():
    equation = check_same_arrays(with_law(lambda m, i: m.grade[i] == m.dug[i, "2026"] + m.spare, "MINES"))
    assert (equation.matrix.data > 0).all()
    assert equation.row_upper == pytest.approx([0.5, 1.5, 2.5])
    least = check_same_arrays(with_law(lambda m, i: m.grade[i] <= m.dug[i, "2026"] + m.spare, "MINES"))
    assert (least.matrix.data < 0).all()
    assert least.row_upper == pytest.approx([-0.5, -1.5, -2.5])


def test_an_equation_is_turned_where_the_sum_on_its_left_has_no_members():
    form = check_same_arrays(
        with_law(lambda m, i: sum(m.sent[a, b, "2026"] for a, b in m.FROM[i]) == m.dug[i, "2026"], "MINES")
    )
    assert (form.matrix @ np.ones(form.columns.size)).tolist() == [0.0, 1.0, 1.0]


def test_a_column_that_is_named_twice_has_one_entry_and_one_that_cancels_has_none():
    form = check_same_arrays(with_law(lambda m, i: m.dug[i, "2026"] + m.spare <= m.spare - m.dug[i, "2026"], "MINES"))
    assert form.matrix.data == pytest.approx([2.0, 2.0, 2.0])


def test_a_row_without_columns_binds_nothing_where_it_holds():
    m = with_law(lambda m, i: sum(m.sent[a, b, "2026"] for a, b in m.FROM[i]) <= m.grade[i], "MINES")
    form = compiled(m)
    assert (form.row_lower == -np.inf).all()
    assert form.row_upper == pytest.approx([0.5, np.inf, 2.5])


def test_a_row_without_columns_that_does_not_hold_is_kept():
    m = with_law(lambda m, i: sum(m.sent[a, b, "2026"] for a, b in m.FROM[i]) >= m.grade[i], "MINES")
    assert compiled(m).row_upper == pytest.approx([-0.5, -1.5, -2.5])


def test_names_are_those_of_pyomo():
    odd = ["O'Neil, sons", "12", "a:b [c]", "plain"]
    tree = branching_tree()
    m = declared(plain_case(tree, *(supplier(tree, name, 1.0) for name in odd), demand(tree, 1.0)))
    columns = compiled(m).columns
    expected = [member.name for family in columns for member in _members(family)]
    assert list(columns.names) == expected
    assert "offtake_tonnes['O\\'Neil, sons',a]" in expected or 'offtake_tonnes["O\'Neil, sons",a]' in expected


def _members(family):
    return [family.component[key if len(key) > 1 else key[0]] for key in family.keys]


FUNCTIONS = {**cost.KINDS, "outlay": cost.outlay, "emissions": cost.emissions}


@pytest.fixture(scope="module")
def found():
    solution = Program(averse(shaken(full_case()))).solve()
    values = np.random.default_rng(0).uniform(0.0, 9.0, solution.form.columns.size)
    return replace(solution, column_values=values)


def one_by_one(solution):
    """The same solution, with every expression evaluated by Pyomo."""
    return replace(solution, form=replace(solution.form, read=None))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_have_the_values_that_pyomo_gives_them(found, name):
    nodes = found.model.NODES
    assert found.evaluate(FUNCTIONS[name], nodes) == pytest.approx(one_by_one(found).evaluate(FUNCTIONS[name], nodes))


@pytest.mark.parametrize("side", ["measured", "bound"])
def test_both_sides_of_every_rule_have_the_values_that_pyomo_gives_them(found, side):
    for block in found.model.rules:
        function = _side(block, side)
        assert found.evaluate(function, block.ROWS) == pytest.approx(one_by_one(found).evaluate(function, block.ROWS))


def _side(block, side):
    return lambda m, *key: getattr(block.rule, side)(m, block, key)


def test_functions_of_part_of_the_indices(found):
    keys = [("co", "refined", "c"), ("co", "ore", "a"), ("co", "refined", "c")]
    values = found.evaluate(totals.consumption, keys)
    assert list(values) == keys[:2]
    assert values == pytest.approx(one_by_one(found).evaluate(totals.consumption, keys))
    assert found.evaluate(totals.consumption, []) == {}


def test_a_template_disturbs_no_other_thread():
    """While one thread calls a rule with placeholders, sums and sets are in another what they always are."""
    m, called, go_on = small_model(), threading.Event(), threading.Event()

    def slow(m, i, n):
        called.set()
        go_on.wait(10)
        return sum(m.dug[k, n] for k in m.MINES)

    templates = []
    other = threading.Thread(target=lambda: templates.append(template_at(m, slow, [("ash", "2026")])))
    other.start()
    called.wait(10)
    seen = list(m.MINES), sum(k for k in range(4)), sum((k for k in ()), start=5.0), sum(k for k in ())
    go_on.set()
    other.join()
    assert seen == (["ash", "birch's", "cedar, red"], 6, 5.0, 0)
    assert "SUM" in str(templates[0][0])


def test_a_model_of_plain_pyomo_can_be_written_out():
    from planner.arrays import written

    m = pyo.ConcreteModel()
    m.x = pyo.Var([1, 2], bounds=(0, 4))
    m.law = pyo.Constraint([1, 2], rule=lambda m, k: 3 * m.x[k] <= 2)
    m.cost = pyo.Objective(expr=m.x[1])
    form = written(m)
    assert (form.matrix.toarray() == np.diag([3.0, 3.0])).all()
    assert form.row_upper == pytest.approx([2.0, 2.0])
