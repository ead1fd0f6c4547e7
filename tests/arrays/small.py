"""A small model of everything that a law can be made of: plain, sparse and ragged sets, figures, figures as indices."""

import pyomo.environ as pyo

from models.declare import data, goal, law, quantity, ragged

MINES, WORKS, YEARS = ["ash", "birch's", "cedar, red"], ["1", "two"], ["2026", "2027", "2028"]
LANES = [("ash", "1"), ("cedar, red", "1"), ("cedar, red", "two")]


def small_model():
    """Sets, figures and variables; the laws are the test's."""
    m = pyo.ConcreteModel()
    m.MINES, m.WORKS, m.YEARS = (pyo.Set(initialize=members) for members in (MINES, WORKS, YEARS))
    m.LATER, m.LANES = pyo.Set(initialize=YEARS[1:]), pyo.Set(initialize=LANES, dimen=2)
    quantity(
        m,
        "dug",
        m.MINES,
        m.YEARS,
        most={i: {n: 10.0 + int(n) for n in YEARS} for i in MINES},
        group={i: i for i in MINES},
    )
    quantity(m, "sent", m.LANES, m.YEARS, most=5.0, group={(i, j): j for i, j in LANES})
    quantity(m, "spare", most=7.0, group="all")
    data(m, "before", m.LATER, values=dict(zip(YEARS[1:], YEARS, strict=False)))
    data(m, "grade", m.MINES, values={i: 0.5 + k for k, i in enumerate(MINES)})
    data(m, "price", m.MINES, m.YEARS, values={(i, n): k + int(n) % 7 for k, i in enumerate(MINES) for n in YEARS})
    data(m, "known", m.MINES, values={"ash": 1.0})
    m.period_years = pyo.Param(initialize=0.25)
    ragged(m, "FROM", MINES, lambda i: [lane for lane in LANES if lane[0] == i], 2)
    ragged(m, "WORKS_OF", MINES, lambda i: [j for k, j in LANES if k == i], 1)
    ragged(m, "UNTIL", [(i, n) for i in MINES for n in YEARS], lambda key: YEARS[: YEARS.index(key[1])], 1)
    ragged(m, "SOME", MINES[:1], lambda i: WORKS, 1)
    goal(m, cost)
    return m


def cost(m):
    return sum(m.price[i, n] * m.dug[i, n] for i in m.MINES for n in m.YEARS) + 3.0 * m.spare + 2.0


def with_law(rule, *sets, name="rule"):
    """The small model with one law."""
    m = small_model()
    law(m, rule, *(getattr(m, of) for of in sets), name=name)
    return m
