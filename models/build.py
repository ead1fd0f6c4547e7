"""The model, as a table of contents: every family declares its quantities, then every family its laws."""

import pyomo.environ as pyo

from models import (
    classes,
    concentration,
    contracts,
    cost,
    demand,
    horizon,
    losses,
    network,
    objective,
    reach,
    recycling,
    rules,
    stockpile,
    substitution,
    supply,
    totals,
    ventures,
)
from models.case import Case
from models.declare import write_out

FAMILIES = (
    horizon,
    network,
    supply,
    contracts,
    ventures,
    demand,
    substitution,
    stockpile,
    recycling,
    totals,
    classes,
    concentration,
    reach,
    losses,
    rules,
    cost,
    objective,
)


def declared(case: Case) -> pyo.ConcreteModel:
    """The linear program of a case as it is said: every law is its rule and its sets, and has no rows yet.

    Laws refer to each other's variables, so all quantities come first; each knows the module that declares it.
    """
    m = pyo.ConcreteModel()
    for family in FAMILIES:
        family.quantities(m, case)
        for variable in m.component_objects(pyo.Var):
            variable.family = getattr(variable, "family", family.__name__)
    for family in FAMILIES:
        family.laws(m)
    return m


def build(case: Case) -> pyo.ConcreteModel:
    """The linear program of a case with all rows written out, for any solver that takes a model of Pyomo."""
    m = declared(case)
    write_out(m)
    return m
