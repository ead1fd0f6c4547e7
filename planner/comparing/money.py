"""What a plan costs, by kind and by material."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from inspect import signature
from typing import Any

import pyomo.environ as pyo

from models import cost
from models.declare import as_index, ragged
from models.routing import pair_of
from planner.comparing.figures import Figure, Found, Measure
from planner.results import Results
from planner.results.costs import costs, expected, outlays, paid_cost, present_value, unpaid_cost
from planner.results.investments import RECYCLING, SUBSTITUTION, VENTURE, outlays_by_kind
from planner.results.shortages import shortage_lines

PAID = Measure("Cost", "Paid cost", format="money")
OUTLAY = Measure("Capital outlay", "All", format="money")
Part = tuple[str, str]
"""What a cost belongs to: a material, or a plant, of which several may."""


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
    case, m, paid = results.case, results.model, _paid_by_part(results)
    found = {material: paid[material, ""] for material in case.stages}
    for name, plant in case.plants.items():
        for material in plant.yield_share:
            found[material] += m.recovery_part[name, material] * paid["", name]
    return found


def _of_kind(results: Results, kind: str, name: str, size: float) -> tuple[Measure, Figure]:
    value = present_value(results, costs(results)[kind])
    return in_money(results, Measure("Cost", name, format="money")), Figure(value, size)


def _paid_by_part(results: Results) -> dict[Part, float]:
    case = results.case
    parts: list[Part] = [*((material, "") for material in case.stages), *(("", plant) for plant in case.plants)]
    keys, sets = [(*part, node) for part in parts for node in results.periods], _sets(results, parts)
    found = dict.fromkeys(parts, 0.0)
    for kind in cost.PAID.values():
        values = results.solution.evaluate(lambda m, k, p, n, of=kind: of(_OfPart(m, sets, (k, p)), n), keys)
        for (material, plant, node), value in values.items():
            found[material, plant] += case.tree.nodes[node].weight * value
    return found


def _sets(results: Results, parts: Iterable[Part]) -> dict[str, Any]:
    """The sets that kinds of cost are sums over, divided among the parts, and by node where the model's own are."""
    case, found = results.case, pyo.ConcreteModel()
    of_supplier = {name: (i.material, "") for name, i in case.suppliers.items()}
    of_contract = {name: of_supplier[k.supplier] for name, k in case.contracts.items()}
    part_of: dict[str, Callable[..., Part]] = {
        "SUPPLIERS": lambda i: of_supplier[i],
        "CONTRACTS_AT": lambda k: of_contract[k],
        "SETTLED_AT": lambda k: of_contract[k],
        "PAID_ROUTES": lambda origin, _: (pair_of(case, origin)[0], ""),
        "PLANTS": lambda p: ("", p),
        "VENTURES_PAID_AT": lambda v, _: of_supplier[case.ventures[v].suppliers[0]],
        "PARTNERSHIPS": lambda _: ("", ""),
        "DEMANDS": lambda d: (case.demands[d].material, ""),
        "OPENED_AT": lambda j, _: (case.substitutions[j].material, ""),
        "STOCKPILES": lambda h: (case.stockpiles[h].material, ""),
    }
    for name, of in part_of.items():
        whole = getattr(results.model, name)
        at: Any = {(n,): whole[n] for n in case.tree} if whole.is_indexed() else {(): whole}
        divided: dict[Any, list[Any]] = {(*part, *node): [] for part in parts for node in at}
        for node, members in at.items():
            for member in members:
                divided.setdefault((*of(*as_index(member)), *node), []).append(member)
        ragged(found, name, list(divided), divided.__getitem__, len(signature(of).parameters))
    return {name: getattr(found, name) for name in part_of}


class _OfPart:
    """The model with only the members of one part in the sets that kinds of cost are sums over."""

    def __init__(self, model: Any, sets: Mapping[str, Any], part: Sequence[Any]) -> None:
        self._model, self._sets, self._part = model, sets, part

    def __getattr__(self, name: str) -> Any:
        whole = getattr(self._model, name)
        if name not in self._sets:
            return whole
        return _AtNode(self._sets[name], self._part) if whole.is_indexed() else self._sets[name][*self._part]


class _AtNode:
    """The members of one part by node."""

    def __init__(self, members: Any, part: Sequence[Any]) -> None:
        self._members, self._part = members, part

    def __getitem__(self, node: Any) -> Any:
        return self._members[*self._part, node]
