"""A program of another case that differs in its policy rules alone: the rows that change, the rest as it is.

To ask what a rule costs, its limit is moved or its rows are freed, and the same program is solved again from the basis
at hand. That is the program of the changed workbook as long as nothing else follows from what changed: a least volume
widens every bound, a ban lifts duties to take and leaves less to be bought in an emergency, hard rows that protect the
same sector are one excluded set, and squares of shares get breakpoints where the shares are. Where any of that differs
the case is built anew. Finer classes of metal than a case needs are no difference.
"""

from dataclasses import replace
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from models.case import Case
from models.emergencies import losses
from models.policies import PolicyRow, Term
from models.restated import restated as rows_restated
from planner.arrays import StandardForm, Vector, rows_over, times
from planner.arrays.standard_form import Positions

ROOM = 1e-6


def restated(model: Any, form: StandardForm, before: Case, after: Case) -> StandardForm | None:
    """The arrays of `after`, made from those of `before`; None where they differ in more than limits and rows left out.

    A row that is left out keeps its place, without bounds.
    """
    rows = {row.key: row for row in after.rules}
    changed = [row for row in before.rules if rows.get(row.key) != row]
    if not rows.keys() <= {row.key for row in before.rules} or not _same_beside(before, after, changed):
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


def leaves_be(before: StandardForm, after: StandardForm, values: Vector) -> bool:
    """Whether a plan of least cost keeps away from the bounds of all rows in which two programs differ, in both.

    Then those rows have no price, and it is the plan of both, also by the wishes that choose among ties.
    """
    changed = np.unique((before.matrix != after.matrix).nonzero()[0])
    bounds = (before.row_lower != after.row_lower) | (before.row_upper != after.row_upper)
    rows = np.union1d(changed, np.flatnonzero(bounds))
    return all(_has_room(form, rows, values) for form in (before, after))


def _has_room(form: StandardForm, rows: Positions, values: Vector) -> bool:
    """Whether rows lie within their bounds by more than a small part of what they add up."""
    matrix = form.matrix[rows]
    activity, size = matrix @ values, abs(matrix) @ abs(values)
    room = np.minimum(activity - form.row_lower[rows], form.row_upper[rows] - activity)
    return bool((room > ROOM * np.maximum(size, 1.0)).all())


def _same_beside(before: Case, after: Case, changed: list[PolicyRow]) -> bool:
    """Whether what follows from rules beside their own constraints is the same, as far as it bears on those left."""
    if any(row.rule.squares for row in before.rules) or before.most_tonnes != after.most_tonnes:
        return False
    if any(row.rule.bans for row in changed) and (_duties(before) != _duties(after) or _reaches_less(before, after)):
        return False
    protected = after.protections if any(row.rule.protects(row) for row in changed) else {}
    return all(before.protections[key] == excluded for key, excluded in protected.items())


def _duties(case: Case) -> set[tuple[str, str]]:
    """The contracts and nodes at which a least volume must be taken: not where a ban of our own stands against it."""
    suppliers = {name: case.suppliers[contract.supplier] for name, contract in case.contracts.items()}
    duties = ((name, n) for name, c in case.contracts.items() for n, least in c.least_tonnes.items() if least)
    return {(name, n) for name, n in duties if not case.is_banned(suppliers[name], n)}


def _reaches_less(before: Case, after: Case) -> bool:
    """Whether bans leave something else to be bought in the emergencies that rules ask about."""
    return bool(losses(before)) and before.banned != after.banned


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
    matrix = csr_matrix(times(form.matrix, kept, np.ones(form.columns.size)) + into @ instead)
    return replace(form, matrix=matrix, row_lower=lower, row_upper=upper)
