"""The model, as a table of contents: every family declares its quantities, then every family its laws."""

import pyomo.environ as pyo

from models import (
    classes,
    contracts,
    cost,
    demand,
    horizon,
    network,
    recycling,
    rules,
    stockpile,
    substitution,
    supply,
    totals,
    ventures,
)
from models.case import Case

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
    rules,
    cost,
)


def build(case: Case) -> pyo.ConcreteModel:
    """The linear program of a case. Laws refer to each other's variables, so all quantities come first."""
    m = pyo.ConcreteModel()
    for family in FAMILIES:
        family.quantities(m, case)
    for family in FAMILIES:
        family.laws(m)
    return m
