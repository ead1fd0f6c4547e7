"""What a plan costs, by kind and by material."""

from collections.abc import Mapping
from typing import Any

from models import cost
from models.routing import pair_of
from planner.comparing.figures import Figure, Found, Measure
from planner.results import Results
from planner.results.costs import costs, expected, outlays, paid_cost, present_value, unpaid_cost
from planner.results.investments import RECYCLING, SUBSTITUTION, VENTURE, outlays_by_kind
from planner.results.shortages import shortage_lines

PAID = Measure("Cost", "Paid cost", format="money")
OUTLAY = Measure("Capital outlay", "All", format="money")


def money_figures(results: Results) -> Found:
    """Cost in present value by kind, capital outlay undiscounted, paid cost per tonne of each material."""
    size = paid_cost(results)
    yield in_money(results, PAID), Figure(size, size)
    for kind in cost.PAID:
        yield _of_kind(results, kind, f"of it: {kind.lower()}", size)
    for kind in cost.UNPAID:
        yield _of_kind(results, kind, f"not paid: {kind.lower()}", size)
    whole = size + unpaid_cost(results)
    yield in_money(results, Measure("Cost", "Objective: paid and not paid", format="money")), Figure(whole, size)
    yield in_money(results, OUTLAY), Figure(expected(results, outlays(results)), size)
    for kind in (RECYCLING, VENTURE, SUBSTITUTION):
        spent = expected(results, outlays_by_kind(results).get(kind, {}))
        measure = Measure("Capital outlay", f"of it: {kind.lower()}", format="money")
        yield in_money(results, measure), Figure(spent, size)
    for material, price in cost_per_tonne(results).items():
        unit = f"{results.currency} per t"
        yield Measure("Cost per tonne", "Paid cost per tonne met", material, unit=unit, format="price"), Figure(price)


def in_money(results: Results, measure: Measure) -> Measure:
    """The measure in the currency of the plan."""
    return Measure(measure.group, measure.name, unit=results.currency, format=measure.format)


def cost_per_tonne(results: Results) -> dict[str, float]:
    """Paid cost of a material over the tonnes of its demand that are met, both in present value."""
    met: dict[str, float] = dict.fromkeys(results.case.stages, 0.0)
    for line in shortage_lines(results):
        by_node = {n: line.demand.tonnes[n] - short for n, short in line.short.items()}
        met[line.demand.material] += present_value(results, by_node)
    paid = paid_by_material(results)
    return {material: paid[material] / tonnes for material, tonnes in met.items() if tonnes > 0}


def paid_by_material(results: Results) -> dict[str, float]:
    """Paid cost in present value by material; a plant's is divided as its yields are, a partnership's is of none."""
    case, m = results.case, results.model
    found = {material: _paid(results, _members(results, material)) for material in case.stages}
    nothing = _members(results, None)
    for name, plant in case.plants.items():
        whole = _paid(results, nothing | {"PLANTS": [name]})
        for material in plant.yield_share:
            found[material] += m.recovery_part[name, material] * whole
    return found


def _of_kind(results: Results, kind: str, name: str, size: float) -> tuple[Measure, Figure]:
    value = present_value(results, costs(results)[kind])
    return in_money(results, Measure("Cost", name, format="money")), Figure(value, size)


def _paid(results: Results, members: Mapping[str, Any]) -> float:
    keys = [(kind, node) for kind in cost.PAID for node in results.periods]
    part = results.solution.evaluate(lambda m, kind, node: cost.PAID[kind](_Part(m, members), node), keys)
    nodes = results.case.tree.nodes
    return sum(nodes[node].weight * value for (_, node), value in part.items())


def _members(results: Results, material: str | None) -> dict[str, Any]:
    """The members of one material in every set that kinds of cost are sums over; plants belong to several."""
    case, m = results.case, results.model
    of_supplier = {name: i.material for name, i in case.suppliers.items()}
    of_contract = {name: of_supplier[k.supplier] for name, k in case.contracts.items()}
    return {
        "SUPPLIERS": [i for i in m.SUPPLIERS if of_supplier[i] == material],
        "CONTRACTS_AT": {n: [k for k in m.CONTRACTS_AT[n] if of_contract[k] == material] for n in case.tree},
        "SETTLED_AT": {n: [k for k in m.SETTLED_AT[n] if of_contract[k] == material] for n in case.tree},
        "PAID_ROUTES": [(o, d) for o, d in m.PAID_ROUTES if pair_of(case, o)[0] == material],
        "PLANTS": [],
        "VENTURES_PAID_AT": {
            n: [(v, u) for v, u in m.VENTURES_PAID_AT[n] if of_supplier[case.ventures[v].suppliers[0]] == material]
            for n in case.tree
        },
        "PARTNERSHIPS": [],
        "DEMANDS": [d for d in m.DEMANDS if case.demands[d].material == material],
        "OPENED_AT": {
            n: [(j, u) for j, u in m.OPENED_AT[n] if case.substitutions[j].material == material] for n in case.tree
        },
        "STOCKPILES": [h for h in m.STOCKPILES if case.stockpiles[h].material == material],
    }


class _Part:
    """The model with only some members in the sets that kinds of cost are sums over."""

    def __init__(self, model: Any, members: Mapping[str, Any]) -> None:
        self._model, self._members = model, members

    def __getattr__(self, name: str) -> Any:
        return self._members[name] if name in self._members else getattr(self._model, name)
