"""Who says so: the figure of the case that each law and each bound holds to, or none where it only defines or balances.

Whoever looks into why laws cannot hold together needs the input behind each of them. Every law stands here by its name,
every variable with what its greatest value means; the index of either begins with the record and ends with the node.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from models.case import Case


@dataclass(frozen=True)
class Held:
    """A figure of a record of the case, such as `capacity_tonnes` of a supplier, at a node.

    `size` is what it comes to in the units of the law, 0 where only its right side says so.
    """

    kind: str
    name: str
    figure: str
    node: str
    size: float = 0.0


Holds = Callable[..., Held | None]
"""From the case and the index of a law or a variable to the figure that it holds to."""


def to(kind: str, figure: str) -> Holds:
    """A law that holds to the same figure at every index."""

    def held(_: Case, name: str, *rest: str) -> Held:
        return Held(kind, name, figure, rest[-1])

    return held


def waits(kind: str, figure: str) -> Holds:
    """A law that holds to a duration while nothing that is decided in the plan can have come of it yet."""

    def held(case: Case, name: str, *rest: str) -> Held | None:
        node = rest[-1]
        early = case.tree.nodes[node].period < getattr(getattr(case, kind)[name], figure)
        return Held(kind, name, figure, node) if early else None

    return held


def nothing(_: Case, *__: Any) -> None:
    """A definition or a balance, or a bound that is no more than its variable's meaning: it always holds."""


def technical(_: Case, *__: Any) -> None:
    """A bound that no plan comes near: it is there because every variable has one."""


def _open(case: Case, i: str, n: str) -> Held:
    supplier = case.suppliers[i]
    if n not in supplier.open_nodes:
        return Held("suppliers", i, "open_nodes", n)
    return Held("suppliers", i, "capacity_tonnes", n, supplier.capacity_tonnes[n])


def _arrival(case: Case, i: str, n: str) -> Held | None:
    return None if case.departures(case.suppliers[i], n) else Held("suppliers", i, "lead_time_periods", n)


def _spot(case: Case, i: str, n: str) -> Held:
    return Held("suppliers", i, "spot_share", n, case.suppliers[i].capacity_tonnes[n])


def _fill(case: Case, d: str, n: str) -> Held:
    demand = case.demands[d]
    return Held("demands", d, "least_fill", n, demand.least_fill * demand.tonnes[n])


def _scrap(case: Case, w: str, n: str) -> Held:
    stream = case.streams[w]
    return Held("streams", w, "returns" if stream.returns else "tonnes", n, stream.tonnes[n])


def _most_built(case: Case, p: str, n: str) -> Held | None:
    plant = case.plants[p]
    in_time = case.ready_in_time(n, plant.lead_time_periods)
    return Held("plants", p, "build_limit_tonnes_per_year", n) if in_time else None


def _most_venture(case: Case, v: str, n: str) -> Held | None:
    venture = case.ventures[v]
    if n not in venture.decision_nodes:
        return Held("ventures", v, "decision_nodes", n, venture.most_tonnes_per_year)
    in_time = case.ready_in_time(n, venture.lead_time_periods)
    return Held("ventures", v, "most_tonnes_per_year", n) if in_time else None


def _most_output(case: Case, v: str, i: str, n: str) -> Held | None:
    supplier = case.suppliers[i]
    opens = n in supplier.open_nodes and case.in_time(supplier, n)
    return Held("ventures", v, "most_tonnes_per_year", n) if opens else None


def _most_opened(case: Case, j: str, n: str) -> Held | None:
    found = case.substitutions[j]
    free = found.growth_share_per_year is None or not case.ready_in_time(n, found.lead_time_periods)
    return None if free else Held("substitutions", j, "growth_share_per_year", n)


def _in_a_loss(holds: Holds) -> Holds:
    """What a law of an emergency holds to, whose index begins with the lost country."""

    def held(case: Case, _: str, *rest: str) -> Held | None:
        return holds(case, *rest)

    return held


LAWS: Mapping[str, Holds] = {
    "within_spot_share": _spot,
    "within_capacity": _open,
    "least_purchase": to("suppliers", "minimum_tonnes"),
    "first_growth": to("suppliers", "growth"),
    "later_growth": to("suppliers", "growth"),
    "arrival": _arrival,
    "shipment": nothing,
    "feed": nothing,
    "signed": nothing,
    "most_taken": to("contracts", "most_tonnes"),
    "least_taken": to("contracts", "least_tonnes"),
    "take_or_pay": to("contracts", "take_or_pay_share"),
    "taken_of_offtake": nothing,
    "venture_online": waits("ventures", "lead_time_periods"),
    "venture_output": nothing,
    "demand_balance": nothing,
    "fill": _fill,
    "standing_open": waits("substitutions", "lead_time_periods"),
    "substituted": nothing,
    "first_stock_balance": nothing,
    "stock_balance": nothing,
    "stock_room": to("stockpiles", "capacity_tonnes"),
    "stock_fill": to("stockpiles", "fill_tonnes"),
    "stock_release": to("stockpiles", "release_tonnes"),
    "closing_stock": to("stockpiles", "closing_tonnes"),
    "first_scrap_balance": _scrap,
    "scrap_balance": _scrap,
    "plant_capacity": to("plants", "capacity_tonnes"),
    "plant_online": waits("plants", "lead_time_periods"),
    "build_limit": _most_built,
    "recovery": waits("plants", "delay_periods"),
    "recovered_shipment": nothing,
    "pool_balance": nothing,
    "route_limit": to("route_limits", "tonnes"),
    "origin": nothing,
    "consumption_base": nothing,
    "supply_base": nothing,
    "primary_base": nothing,
    "imports_base": nothing,
    "net_imports": nothing,
    "class_split": nothing,
    "class_shipment": nothing,
    "class_recovered": nothing,
    "first_class_stock": nothing,
    "class_stock": nothing,
    "class_pool": nothing,
    "traced_limit": to("traced_limits", "tonnes"),
    "chord": nothing,
    "reach_within_capacity": _open,
    "reach_within_spot_share": _spot,
    "reach_of_ventures": nothing,
    "reach_within_growth": to("suppliers", "growth"),
    "emergency_shipment": nothing,
    "emergency_feed": nothing,
    "emergency_growth": _in_a_loss(to("suppliers", "growth")),
    "emergency_recovered": nothing,
    "emergency_pool": nothing,
    "emergency_route_limit": _in_a_loss(to("route_limits", "tonnes")),
    "emergency_traced_limit": _in_a_loss(to("traced_limits", "tonnes")),
    "emergency_stock": nothing,
    "emergency_release": _in_a_loss(to("stockpiles", "release_tonnes")),
    "emergency_balance": nothing,
    "emergency_substitution": nothing,
    "held": to("rules", "limit"),
    "capex_spent": nothing,
    "paid_spent": nothing,
    "first_path_cost": nothing,
    "later_path_cost": nothing,
    "excess": nothing,
}
"""Every law by its name; `held` is the constraint of every kind of policy rule."""

BOUNDS: Mapping[str, Holds] = {
    "offtake_tonnes": technical,
    "arrived_tonnes": technical,
    "flow_tonnes": technical,
    "contracted_share": nothing,
    "taken_tonnes": to("contracts", "most_tonnes"),
    "unused_tonnes": technical,
    "venture_built_tonnes_per_year": _most_venture,
    "venture_online_tonnes_per_year": to("ventures", "most_tonnes_per_year"),
    "venture_output_tonnes": _most_output,
    "shortage_tonnes": nothing,
    "lacking_tonnes": nothing,
    "opened_share": _most_opened,
    "open_share": to("substitutions", "most_share"),
    "substituted_tonnes": nothing,
    "stock_tonnes": technical,
    "treated_scrap_tonnes": technical,
    "untreated_scrap_tonnes": technical,
    "recovered_tonnes": technical,
    "built_tonnes_per_year": technical,
    "online_tonnes_per_year": technical,
    "origin_tonnes": technical,
    "base_tonnes": technical,
    "net_imports_tonnes": technical,
    "class_flow_tonnes": technical,
    "class_stock_tonnes": technical,
    "squared_tonnes": technical,
    "reach_tonnes": technical,
    "reach_output_tonnes": _most_output,
    "emergency_flow_tonnes": technical,
    "emergency_stock_tonnes": technical,
    "emergency_substituted_tonnes": nothing,
    "unmet_tonnes": nothing,
    "spent_money": technical,
    "path_cost": technical,
    "excess_cost": technical,
    "value_at_risk": technical,
    "violation": nothing,
}
"""The greatest value of every variable by the variable's name."""
