"""How policy rules join the model: one block per kind of rule, one constraint per term, a violation in every row.

A hard row's violation has the upper bound 0, a soft row pays a penalty on it. So no row is trivial, none is left out
because nobody counts, and softening a row is a change of one bound.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

import pyomo.environ as pyo

from models.case import Case
from models.declare import data, law, quantity, ragged
from models.policies.row import Term
from models.policies.rule import Rule

MOST = 1e15


def quantities(m: Any, case: Case) -> None:
    """For each kind of rule in force a block: ROWS, the members of its sums, `limit`, `penalty` and `violation`."""
    m.rules = []
    kinds = dict.fromkeys(row.rule for row in case.rules)
    for rule in kinds:
        terms = {term.key: term for term in case.terms if term.row.rule is rule}
        block = pyo.Block()
        m.add_component(rule.key, block)
        block.rule = rule
        m.rules.append(block)
        _fill(block, case, rule, terms)


def laws(m: Any) -> None:
    """`measured - violation <= bound`, or `measured + violation >= bound`."""
    for block in m.rules:
        law(block, at_most if block.rule.sense == "<=" else at_least, block.ROWS, name="held")


def at_most(block: Any, *key: Any) -> Any:
    """`measured - violation <= bound`."""
    m = block.model()
    return block.rule.measured(m, block, key) - block.violation[key] <= block.rule.bound(m, block, key)


def at_least(block: Any, *key: Any) -> Any:
    """`measured + violation >= bound`."""
    m = block.model()
    return block.rule.measured(m, block, key) + block.violation[key] >= block.rule.bound(m, block, key)


def _fill(block: Any, case: Case, rule: Rule, terms: dict[tuple[str, ...], Term]) -> None:
    block.ROWS = pyo.Set(initialize=list(terms), dimen=6)
    for name, width in rule.members.items():
        ragged(block, name, block.ROWS, partial(_members, terms, name), width)
    for figure in rule.figures:
        data(block, figure, block.ROWS, values={key: term.figures[figure] for key, term in terms.items()})
    rows = {term.row.key: term.row for term in terms.values()}
    limits = {at: value for row in rows.values() for at, value in row.limits.items()}
    block.LIMITS = pyo.Set(initialize=list(limits), dimen=2)
    data(block, "limit", block.LIMITS, values=limits)
    data(block, "penalty", block.ROWS, values={key: term.penalty or 0.0 for key, term in terms.items()})
    most = {key: _most_violation(case, term) for key, term in terms.items()}
    groups = {key: rule.group(term.scope) for key, term in terms.items()}
    quantity(block, "violation", block.ROWS, most=most, group=groups, unit=rule.unit)
    ending: dict[str, list[tuple[str, ...]]] = {n: [] for n in case.tree}
    for ended in terms:
        ending[ended[-1]].append(ended)
    ragged(block, "ENDING", block.model().NODES, ending.__getitem__, 6)


def _members(terms: dict[tuple[str, ...], Term], name: str, key: tuple[str, ...]) -> Sequence[Any]:
    return terms[key].members[name]


def _most_violation(case: Case, term: Term) -> float:
    return 0.0 if term.penalty is None else greatest_violation(case, term)


def greatest_violation(case: Case, term: Term) -> float:
    """The most by which any plan could break a row: the bound of its violation where it is soft."""
    if term.row.rule.group(term.scope) == "money" or term.row.rule.unit == "tCO2e":
        return MOST
    width = 1 + len(case.suppliers) + len(case.plants)
    return sum(case.most_tonnes[pair] for pair in term.scope.pairs) * width * len(case.tree.nodes)
