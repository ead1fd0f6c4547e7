"""A program of another case that differs in its policy rules alone: the rows that change, the rest as it is.

To ask what a rule costs, its limit is moved or its rows are freed, and the same program is solved again from the basis
at hand. That is the program of the changed workbook as long as nothing else in the case depends on what changed: bans
also lift duties to take, protected sectors split metal into classes, a least volume widens every bound, and squares of
shares get breakpoints where the shares are. Those cases are built anew.
"""

from dataclasses import replace
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, diags

from models.case import Case
from models.policies import Term
from models.restated import restated as rows_restated
from planner.arrays import StandardForm, rows_over


def restated(model: Any, form: StandardForm, before: Case, after: Case) -> StandardForm | None:
    """The arrays of `after`, made from those of `before`; None where they differ in more than limits and rows left out.

    A row that is left out keeps its place, without bounds.
    """
    rows = {row.key: row for row in after.rules}
    changed = [row for row in before.rules if rows.get(row.key) != row]
    widens = before.most_tonnes != after.most_tonnes or not rows.keys() <= {row.key for row in before.rules}
    moves = widens or any(row.rule.squares for row in before.rules)
    if moves or any(row.rule.bans or row.rule.protects(row) for row in changed):
        return None
    for row in changed:
        had = [term for term in before.terms if term.row.key == row.key]
        has = list(row.rule.terms(after, rows[row.key])) if row.key in rows else []
        if has and not _same_shape(had, has):
            return None
        family = form.rows.of(getattr(model, row.rule.key).held)
        positions = [family.place[term.key] for term in had]
        form = _with(form, model, has, positions) if has else _without(form, positions)
    return form


def _same_shape(had: list[Term], has: list[Term]) -> bool:
    """Whether terms are about the same, with the same members in every sum: only figures differ."""
    return [(t.key, t.members, t.penalty) for t in had] == [(t.key, t.members, t.penalty) for t in has]


def _without(form: StandardForm, positions: list[int]) -> StandardForm:
    """The arrays with some rows that ask for nothing."""
    lower, upper = form.row_lower.copy(), form.row_upper.copy()
    lower[positions], upper[positions] = -np.inf, np.inf
    return replace(form, row_lower=lower, row_upper=upper)


def _with(form: StandardForm, model: Any, terms: list[Term], positions: list[int]) -> StandardForm:
    """The arrays with the rows of terms of one policy row in place of those that stood there."""
    instead, least, most = rows_over(form.columns, rows_restated(model, terms))
    kept = np.ones(form.rows.size)
    kept[positions] = 0.0
    into = csr_matrix((np.ones(len(positions)), (positions, range(len(positions)))), (form.rows.size, len(positions)))
    lower, upper = form.row_lower.copy(), form.row_upper.copy()
    lower[positions], upper[positions] = least, most
    matrix = csr_matrix(diags(kept) @ form.matrix + into @ instead)
    return replace(form, matrix=matrix, row_lower=lower, row_upper=upper)
