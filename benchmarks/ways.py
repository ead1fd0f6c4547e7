"""The same program built in five ways, each as its own users would, and handed to HiGHS."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from benchmarks.core import CAP, HOLDING, SHORTAGE, Core


@dataclass(frozen=True)
class Way:
    """A way to build the program, and to hand what was built to a HiGHS object."""

    title: str
    build: Callable[[Core], Any]
    hand_over: Callable[[Any], Any]


def declared(core: Core) -> Any:
    """The model as the planner's own are declared."""
    import pyomo.environ as pyo

    from models.declare import data, goal, law, quantity, ragged

    m = pyo.ConcreteModel()
    suppliers, sectors = range(len(core.material_of_supplier)), range(len(core.material_of_sector))
    periods, materials = range(core.periods), range(core.materials)
    m.I, m.D, m.T, m.K = (pyo.Set(initialize=list(of)) for of in (suppliers, sectors, periods, materials))
    m.R, m.CAPPED = pyo.Set(initialize=core.routes, dimen=2), pyo.Set(initialize=core.capped, dimen=2)
    m.FIRST, m.LATER = pyo.Set(initialize=[0]), pyo.Set(initialize=list(periods)[1:])
    places = {"sent": (m.R, m.T), "stored": (m.I, m.T), "drawn": (m.D, m.T), "short": (m.D, m.T)}
    for name, sets in {**places, "stock": (m.K, m.T), "bought": (m.K, m.T)}.items():
        quantity(m, name, *sets, most=core.most, group="all")
    figures = {"capacity": (m.I, core.capacity), "price": (m.I, core.price), "demand": (m.D, core.demand)}
    for name, (of, tables) in figures.items():
        series = {record: dict(zip(periods, table, strict=True)) for record, table in enumerate(tables)}
        data(m, name, of, m.T, values=series)
    data(m, "freight", m.R, values=dict(zip(core.routes, core.freight, strict=True)))
    data(m, "before", m.LATER, values={t: t - 1 for t in m.LATER})
    for name, keys, of, width in _members(core):
        ragged(m, name, keys, lambda key, of=of: of.get(key, []), width)  # type: ignore[misc]
    law(m, within_capacity, m.I, m.T)
    law(m, met, m.D, m.T)
    law(m, opening, m.K, m.FIRST)
    law(m, carried, m.K, m.LATER)
    law(m, all_bought, m.K, m.T)
    law(m, share, m.CAPPED, m.T)
    goal(m, cost)
    return m


def _members(core: Core) -> list[tuple[str, Any, dict[Any, list[Any]], int]]:
    """The members of every ragged sum."""
    of, at = core.material_of_supplier, core.country
    suppliers, sectors = range(len(of)), range(len(core.material_of_sector))
    routes, materials = core.routes, range(core.materials)
    return [
        ("FROM", suppliers, _grouped((r[0], r) for r in routes), 2),
        ("INTO", sectors, _grouped((r[1], r) for r in routes), 2),
        ("ROUTES_OF", materials, _grouped((of[r[0]], r) for r in routes), 2),
        ("SUPPLIERS_OF", materials, _grouped((of[i], i) for i in suppliers), 1),
        ("SECTORS_OF", materials, _grouped((core.material_of_sector[d], d) for d in sectors), 1),
        ("ROUTES_IN", core.capped, _grouped(((at[r[0]], of[r[0]]), r) for r in routes), 2),
        ("SUPPLIERS_IN", core.capped, _grouped(((at[i], of[i]), i) for i in suppliers), 1),
    ]


def _grouped(pairs: Any) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for key, member in pairs:
        found.setdefault(key, []).append(member)
    return found


def within_capacity(m: Any, i: Any, t: Any) -> Any:
    """`Σ sent + stored <= capacity`."""
    return sum(m.sent[o, d, t] for o, d in m.FROM[i]) + m.stored[i, t] <= m.capacity[i, t]


def met(m: Any, d: Any, t: Any) -> Any:
    """`Σ sent + drawn + short = demand`."""
    return sum(m.sent[o, e, t] for o, e in m.INTO[d]) + m.drawn[d, t] + m.short[d, t] == m.demand[d, t]


def opening(m: Any, k: Any, t: Any) -> Any:
    """`stock = Σ stored - Σ drawn` in the first period."""
    return m.stock[k, t] == _stored(m, k, t)


def carried(m: Any, k: Any, t: Any) -> Any:
    """`stock = stock before + Σ stored - Σ drawn`."""
    return m.stock[k, t] == m.stock[k, m.before[t]] + _stored(m, k, t)


def _stored(m: Any, k: Any, t: Any) -> Any:
    return sum(m.stored[i, t] for i in m.SUPPLIERS_OF[k]) - sum(m.drawn[d, t] for d in m.SECTORS_OF[k])


def all_bought(m: Any, k: Any, t: Any) -> Any:
    """`bought = Σ sent + Σ stored`."""
    sent = sum(m.sent[i, d, t] for i, d in m.ROUTES_OF[k])
    return m.bought[k, t] == sent + sum(m.stored[i, t] for i in m.SUPPLIERS_OF[k])


def share(m: Any, c: Any, k: Any, t: Any) -> Any:
    """`Σ sent + Σ stored <= cap · bought` for the suppliers of a country."""
    sent = sum(m.sent[i, d, t] for i, d in m.ROUTES_IN[c, k])
    return sent + sum(m.stored[i, t] for i in m.SUPPLIERS_IN[c, k]) <= CAP * m.bought[k, t]


def cost(m: Any) -> Any:
    """Price and freight of what is sent, price of what is stored, holding, shortage."""
    sent = sum((m.price[i, t] + m.freight[i, d]) * m.sent[i, d, t] for i, d in m.R for t in m.T)
    stored = sum(m.price[i, t] * m.stored[i, t] for i in m.I for t in m.T)
    held = sum(HOLDING * m.stock[k, t] for k in m.K for t in m.T)
    return sent + stored + held + sum(SHORTAGE * m.short[d, t] for d in m.D for t in m.T)


def by_templates(core: Core) -> Any:
    """As the planner does."""
    from planner.arrays import arrays

    form = arrays(declared(core))
    if form.made != "by templates":
        raise ValueError(form.made)
    return form


def row_by_row(core: Core) -> Any:
    """As the planner does with `--engine pyomo`: Pyomo writes out the rows of the same model."""
    from planner.arrays import arrays
    from planner.engine import Engine, using

    with using(Engine.PYOMO):
        return arrays(declared(core))


def engine(form: Any) -> Any:
    """Arrays to HiGHS, as the planner does."""
    from planner.solve.highs import Engine

    return Engine(form).highs


def linopy(core: Core) -> Any:
    """With linopy: dense in periods, sums by groups of routes."""
    import linopy as lp
    import numpy as np
    import pandas as pd
    import xarray as xr

    of, at = np.array(core.material_of_supplier), np.array(core.country)
    origin, into = np.array(core.routes).T
    axes = {name: pd.RangeIndex(size, name=name) for name, size in _sizes(core).items()}
    m = lp.Model()
    over = {"sent": "route", "stored": "supplier", "drawn": "sector", "short": "sector", "stock": "k", "bought": "k"}
    v = {n: m.add_variables(lower=0, upper=core.most, coords=[axes[a], axes["t"]], name=n) for n, a in over.items()}

    def by(name: str, groups: Any, into: str) -> Any:
        return v[name].groupby(pd.Series(groups, index=axes[over[name]], name=into)).sum()

    def figures(values: Any, axis: str) -> Any:
        return xr.DataArray(np.array(values), coords=[axes[axis], axes["t"]])

    price, sector_of = np.array(core.price), np.array(core.material_of_sector)
    stored, country = by("stored", of, "k"), [f"{c} {k}" for c, k in zip(at, of, strict=True)]
    m.add_constraints(by("sent", origin, "supplier") + v["stored"] <= figures(core.capacity, "supplier"))
    m.add_constraints(by("sent", into, "sector") + v["drawn"] + v["short"] == figures(core.demand, "sector"))
    m.add_constraints(v["stock"] - v["stock"].shift(t=1).fillna(0) - stored + by("drawn", sector_of, "k") == 0)
    m.add_constraints(v["bought"] - by("sent", of[origin], "k") - stored == 0)
    sent_in = by("sent", [country[i] for i in origin], "capped")
    capped = pd.Index(sent_in.coords["capped"].values, name="capped")
    bought = v["bought"].sel(k=xr.DataArray([int(label.split()[1]) for label in capped], coords=[capped]))
    m.add_constraints(sent_in + by("stored", country, "capped") - CAP * bought <= 0)
    freight = figures(price[origin] + np.array(core.freight)[:, None], "route")
    m.add_objective(
        (freight * v["sent"]).sum() + (figures(price, "supplier") * v["stored"]).sum()
        + (HOLDING * v["stock"]).sum() + (SHORTAGE * v["short"]).sum()
    )  # fmt: skip
    return m


def _sizes(core: Core) -> dict[str, int]:
    suppliers, sectors = len(core.material_of_supplier), len(core.material_of_sector)
    return {"route": len(core.routes), "supplier": suppliers, "sector": sectors, "k": core.materials, "t": core.periods}


def from_linopy(model: Any) -> Any:
    """Directly, without a file."""
    from linopy.io import to_highspy

    return to_highspy(model)


def pulp(core: Core) -> Any:
    """With PuLP: one object for each variable, one sum for each row."""
    import pulp as lp

    sizes: dict[str, Any] = {"sent": core.routes, "stored": range(len(core.material_of_supplier))}
    sizes |= dict.fromkeys(("drawn", "short"), range(len(core.material_of_sector)))
    sizes |= dict.fromkeys(("stock", "bought"), range(core.materials))
    names: dict[str, list[Any]] = {name: list(keys) for name, keys in sizes.items()}
    periods = range(core.periods)
    v = {n: {(key, t): lp.LpVariable(f"{n}_{place}_{t}", 0, core.most) for place, key in enumerate(keys)
             for t in periods} for n, keys in names.items()}  # fmt: skip
    m, members = lp.LpProblem("core", lp.LpMinimize), {name: of for name, _, of, _ in _members(core)}

    def sums(name: str, keys: Any, t: int) -> Any:
        return lp.lpSum(v[name][key, t] for key in keys)

    freight = dict(zip(core.routes, core.freight, strict=True))
    m += lp.lpSum(
        [(core.price[r[0]][t] + freight[r]) * v["sent"][r, t] for r in core.routes for t in periods]
        + [core.price[i][t] * v["stored"][i, t] for i in names["stored"] for t in periods]
        + [HOLDING * var for var in v["stock"].values()] + [SHORTAGE * var for var in v["short"].values()]
    )  # fmt: skip
    for t in periods:
        for i in names["stored"]:
            m += sums("sent", members["FROM"][i], t) + v["stored"][i, t] <= core.capacity[i][t]
        for d in names["drawn"]:
            m += sums("sent", members["INTO"][d], t) + v["drawn"][d, t] + v["short"][d, t] == core.demand[d][t]
        for k in range(core.materials):
            stored = sums("stored", members["SUPPLIERS_OF"][k], t)
            before = v["stock"][k, t - 1] if t else 0
            m += v["stock"][k, t] == before + stored - sums("drawn", members["SECTORS_OF"][k], t)
            m += v["bought"][k, t] == sums("sent", members["ROUTES_OF"][k], t) + stored
        for key in core.capped:
            counted = sums("sent", members["ROUTES_IN"][key], t) + sums("stored", members["SUPPLIERS_IN"][key], t)
            m += counted <= CAP * v["bought"][key[1], t]
    return m


def from_pulp(problem: Any) -> Any:
    """By PuLP's own HiGHS interface."""
    import pulp as lp

    solver = lp.HiGHS(msg=False)
    solver.createAndConfigureSolver(problem)
    solver.buildSolverModel(problem)
    return problem.solverModel
