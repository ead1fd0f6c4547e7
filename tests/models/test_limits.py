"""Every law, every bound and every kind of rule has somebody who says so: a new one without an entry fails here."""

import pyomo.environ as pyo

from models.build import build
from models.limits import BOUNDS, LAWS, Held
from tests.models.cases import full_case

CASE = full_case()
MODEL = build(CASE)


def helds(entries, components):
    """What every member of some components holds to."""
    for component in components:
        for key in component.index_set():
            held = entries[component.local_name](CASE, *(key if isinstance(key, tuple) else (key,)))
            if held is not None:
                yield held


def test_every_law_and_every_variable_stands_in_the_lists_and_nothing_else_does():
    assert {law.local_name for law in MODEL.component_objects(pyo.Constraint)} == set(LAWS)
    assert {variable.local_name for variable in MODEL.component_objects(pyo.Var)} == set(BOUNDS)


def test_what_a_law_holds_to_is_a_figure_of_a_record_of_the_case():
    found = [*helds(LAWS, MODEL.component_objects(pyo.Constraint)), *helds(BOUNDS, MODEL.component_objects(pyo.Var))]
    listed = {"rules": {row.key: row for row in CASE.rules}}
    listed |= {kind: {limit.name: limit for limit in getattr(CASE, kind)} for kind in ("route_limits", "traced_limits")}
    for held in found:
        records = listed.get(held.kind) or getattr(CASE, held.kind)
        assert hasattr(records[held.name], held.figure), held
        assert held.node in CASE.tree.nodes


def test_a_lead_time_says_what_arrives_only_while_nothing_of_the_plan_can():
    tree = CASE.tree
    late = next(i for i in CASE.suppliers.values() if i.lead_time_periods)
    said = {n: LAWS["arrival"](CASE, late.name, n) for n in tree}
    early = [n for n in tree if not CASE.departures(late, n)]
    assert early
    assert said == {n: Held("suppliers", late.name, "lead_time_periods", n) if n in early else None for n in tree}
