"""Stockpiles: what is put in, what is taken out, what a period leaves, and what must be there at the end."""

from typing import Any

import pyomo.environ as pyo

from models.case import Case
from models.declare import data, law, quantity, ragged
from models.places import place
from models.records import Series


def quantities(m: Any, case: Case) -> None:
    """`stock_tonnes` [t at the close of the period] by stockpile and node, and the figures of each stockpile."""
    stocks = case.stockpiles
    m.STOCKPILES = pyo.Set(initialize=list(stocks))
    quantity(
        m, "stock_tonnes", m.STOCKPILES, m.NODES,
        most={h: case.most_tonnes[s.material, s.stage] for h, s in stocks.items()},
        group={h: s.material for h, s in stocks.items()},
    )  # fmt: skip
    for name in ("opening_tonnes", "closing_tonnes", "kept_share", "closing_value"):
        data(m, name, m.STOCKPILES, values={h: getattr(stock, name) for h, stock in stocks.items()})
    data(m, "stock_room_tonnes", m.STOCKPILES, m.NODES, values=_series(case, "capacity_tonnes"))
    data(m, "holding_cost", m.STOCKPILES, m.NODES, values=_series(case, "holding_cost"))
    data(m, "last_stage_share", m.STOCKPILES, m.NODES, values=_series(case, "last_stage_share"))
    into, out = case.routes_into, case.routes_out_of
    for limit, ways in (("fill_tonnes", into), ("release_tonnes", out)):
        values = _series(case, limit)
        limited = pyo.Set(initialize=[h for h in stocks if getattr(stocks[h], limit) and place("stockpile", h) in ways])
        m.add_component(f"LIMITED_{limit.upper()}", limited)
        data(m, limit, limited, m.NODES, values=values)
    closed = [(h, n) for h, s in stocks.items() for n in case.tree.leaves if not case.shock.touches(n, [s.material])]
    m.CLOSED = pyo.Set(initialize=closed, dimen=2)
    ragged(m, "STOCKED", m.STOCKPILES, lambda h: into.get(place("stockpile", h), []), 2)
    ragged(m, "RELEASED", m.STOCKPILES, lambda h: out.get(place("stockpile", h), []), 2)


def laws(m: Any) -> None:
    """Stock balance, room, filling and release limits, closing stock."""
    law(m, first_stock_balance, m.STOCKPILES, m.ROOT)
    law(m, stock_balance, m.STOCKPILES, m.LATER_NODES)
    law(m, stock_room, m.STOCKPILES, m.NODES)
    law(m, stock_fill, m.LIMITED_FILL_TONNES, m.NODES)
    law(m, stock_release, m.LIMITED_RELEASE_TONNES, m.NODES)
    law(m, closing_stock, m.CLOSED)


def first_stock_balance(m: Any, h: Any, n: Any) -> Any:
    """`stock = (1-loss)^Δ · opening stock + in - out`."""
    return m.stock_tonnes[h, n] == m.kept_share[h] * m.opening_tonnes[h] + put_in(m, h, n) - taken_out(m, h, n)


def stock_balance(m: Any, h: Any, n: Any) -> Any:
    """`stock = (1-loss)^Δ · stock of the period before + in - out`."""
    before = m.stock_tonnes[h, m.parent[n]]
    return m.stock_tonnes[h, n] == m.kept_share[h] * before + put_in(m, h, n) - taken_out(m, h, n)


def stock_room(m: Any, h: Any, n: Any) -> Any:
    """`stock <= capacity`."""
    return m.stock_tonnes[h, n] <= m.stock_room_tonnes[h, n]


def stock_fill(m: Any, h: Any, n: Any) -> Any:
    """`in <= greatest fill`."""
    return put_in(m, h, n) <= m.fill_tonnes[h, n]


def stock_release(m: Any, h: Any, n: Any) -> Any:
    """`out <= greatest release`."""
    return taken_out(m, h, n) <= m.release_tonnes[h, n]


def closing_stock(m: Any, h: Any, n: Any) -> Any:
    """`stock >= closing stock` at every leaf that lies in no shock of the material."""
    return m.stock_tonnes[h, n] >= m.closing_tonnes[h]


def put_in(m: Any, h: Any, n: Any) -> Any:
    """Tonnes that go into a stockpile."""
    return sum(m.flow_tonnes[o, d, n] for o, d in m.STOCKED[h])


def taken_out(m: Any, h: Any, n: Any) -> Any:
    """Tonnes that leave a stockpile."""
    return sum(m.flow_tonnes[o, d, n] for o, d in m.RELEASED[h])


def _series(case: Case, name: str) -> dict[str, Series]:
    series = {h: getattr(stock, name) for h, stock in case.stockpiles.items()}
    return {h: values for h, values in series.items() if values}
