"""The most that the base of a share can usefully be, against which orders from before the plan are held."""

from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.case import Case


def greatest_base(case: "Case", base: str, material: str, stage: str, node: str) -> float:
    """The most of a base at a node in tonnes: what can be worked, or what can be sent and is of use."""
    if base == "consumption" and case.is_last(material, stage):
        return _needed(case, material, node)
    if base == "consumption":
        able = sum(j.capacity_tonnes[node] / j.yield_share for j in case.processors_of(material, stage))
    else:
        of_use = inf if base == "imports" else _of_use(case, material, stage, node)
        able = min(_sent(case, material, stage, node), of_use)
    return min(able, case.most_tonnes[material, stage] / 2.0)


def _sent(case: "Case", material: str, stage: str, node: str) -> float:
    """What suppliers can send at the most, orders from before the plan among it."""
    suppliers = case.suppliers_at(material, stage)
    able = sum(i.capacity_tonnes[u] for i in suppliers for u in case.departures(i, node))
    return able + sum(i.ordered_tonnes.get(node, 0.0) for i in suppliers)


def _of_use(case: "Case", material: str, stage: str, node: str) -> float:
    """What of a last stage cannot be surplus: what sectors need, and what its stock can take in."""
    if not case.is_last(material, stage):
        return inf
    stock = case.stockpiles.get(f"{material} / {stage}")
    taken_in = (stock.fill_tonnes or stock.capacity_tonnes)[node] if stock else 0.0
    return _needed(case, material, node) + taken_in


def _needed(case: "Case", material: str, node: str) -> float:
    return sum(d.tonnes[node] for d in case.demands.values() if d.material == material)
