"""One plan, not one of many: among all plans of least cost, the one that a fixed order of wishes prefers.

At an optimum every column with a reduced cost and every row with a dual is at its bound, and the plans that keep them
there are exactly the plans of least cost. A second run moves over that face alone, to lower supply risk first, then to
contracts already signed, then by a weight that depends on nothing but the name of the quantity: the order of rows in
the workbook does not matter. Where
a rule asks what the loss of a country would leave unmet, that is as little, and what could be bought then as much, as
the plan allows.
"""

from dataclasses import replace

import numpy as np

from models.case import Case
from planner.arrays import StandardForm, Vector
from planner.solve.highs import Answer, Engine, Status
from planner.timings import step

FACE_TOLERANCE = 1e-7
NAME_WEIGHT = 1e-3
EMERGENCY_WEIGHTS = {
    "unmet_tonnes": 0.1,
    "reach_tonnes": -3.0 * NAME_WEIGHT,
    "reach_output_tonnes": -3.0 * NAME_WEIGHT,
}
"""Unmet weighs more than all the names on the way of a tonne through an emergency; reach is weighed up, not down."""
UNKNOWN_RISK = 0.5
SIGNED_WEIGHT = -0.01
"""Taking what is signed already is worth less than any risk that is told, and more than all names."""


@step("choosing among ties")
def break_ties(engine: Engine, case: Case, first: Answer) -> Answer | None:
    """The preferred plan of least cost, or None where the second run did not end well; the engine stands at it.

    What has a price does not move on the face, so where the second run ends is an optimal basis of the first one, too:
    whoever starts there has most ties broken already.
    """
    form = engine.form
    with engine.instead(_on_face(form, first, preference(form, case))):
        found = engine.answer() if engine.solve() is Status.OPTIMAL else None
        places = engine.ended(form) if found else None
    if places:
        engine.stand(places)
    return found


@step("choosing against all wishes")
def least_liked(engine: Engine, case: Case, first: Answer) -> Answer | None:
    """A plan of least cost that buys where `break_ties` would not, or None as there; the engine is left as it was.

    What the two buy alike is bought by wish or by need, what they do not is a matter of choice.
    """
    bought = np.zeros_like(engine.form.cost)
    for family in engine.form.columns:
        if family.component.local_name == "offtake_tonnes":
            bought[family.positions] = -preference(engine.form, case)[family.positions]
    with engine.instead(_on_face(engine.form, first, bought)):
        return engine.answer() if engine.solve() is Status.OPTIMAL else None


def _on_face(form: StandardForm, first: Answer, weights: Vector) -> StandardForm:
    """The program of the plan of least cost in which a weighted sum of all quantities is least."""
    return replace(optimal_face(form, first), cost=weights)


def preference(form: StandardForm, case: Case) -> Vector:
    """Weights of the second run: a hash of every name, the risk of what is bought, what is signed, emergencies.

    A column that belongs to no family has none.
    """
    weights = np.zeros_like(form.cost)
    for family in form.columns:
        weights[family.positions] = NAME_WEIGHT * (1.0 + family.members.lots)
        if family.component.local_name == "offtake_tonnes":
            weights[family.positions] += [_risk(supplier, case) for supplier, _ in family.keys]
        if family.component.local_name == "taken_tonnes":
            weights[family.positions] += [SIGNED_WEIGHT * case.contracts[k].signed for k, _ in family.keys]
        weights[family.positions] += EMERGENCY_WEIGHTS.get(family.component.local_name, 0.0)
    return weights


def optimal_face(form: StandardForm, first: Answer) -> StandardForm:
    """The program whose plans are exactly those of least cost, given one of them with its prices."""
    priced = np.abs(first.column_dual) > FACE_TOLERANCE
    bound = np.where(first.column_dual < 0, form.column_upper, form.column_lower)
    tight = np.abs(first.row_dual) > FACE_TOLERANCE
    side = np.where(first.row_dual > 0, form.row_lower, form.row_upper)
    return replace(
        form,
        column_lower=np.where(priced, bound, form.column_lower),
        column_upper=np.where(priced, bound, form.column_upper),
        row_lower=np.where(tight, side, form.row_lower),
        row_upper=np.where(tight, side, form.row_upper),
    )


def _risk(supplier: str, case: Case) -> float:
    return case.governance_risk.get(case.suppliers[supplier].country, UNKNOWN_RISK)
