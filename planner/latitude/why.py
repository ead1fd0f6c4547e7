"""Why an offer is not used, or not used more, and why a demand goes short."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from models.records import Supplier
from planner.errors import Infeasible, Stopped
from planner.latitude.offers import Offer, offers
from planner.results import Results
from planner.results.holding_back import rows_on
from planner.results.latitude import Reason, State
from planner.results.shortages import shortage_lines
from planner.solve import Program
from planner.solve.probe import Probe

UNUSED_TONNES = 1e-6
WORTH = 1e-6
LEVEL = 1e-9


def reasons(results: Results, program: Program, probe: Probe) -> Iterator[Reason]:
    """The offers that are not used, the nearest to entering first; those at their limit; the shortages."""
    unused = [_unused(results, program, probe, offer) for offer in offers(results) if _is_unused(results, offer)]
    yield from sorted(unused, key=lambda reason: reason.nearness)
    for supplier in results.case.suppliers.values():
        yield from _limits(results, supplier)
    for line in shortage_lines(results):
        if line.tonnes:
            periods = listed(results, [n for n, tonnes in line.short.items() if tonnes])
            name = line.demand.key
            yield Reason(State.SHORT, "demand", name, line.demand.material, why=line.cause, periods=periods)


def _is_unused(results: Results, offer: Offer) -> bool:
    """Whether nothing of an offer is in the plan; what stood before the plan is not part of it."""
    return _present(results, offer) - offer.given <= UNUSED_TONNES * max(
        weight for weights in offer.weights.values() for weight in weights.values()
    )


def _present(results: Results, offer: Offer) -> float:
    found = 0.0
    for name, weights in offer.weights.items():
        values = results.values(getattr(results.model, name))
        found += sum(weight * values.get(index, 0.0) for index, weight in weights.items())
    return found


def _unused(results: Results, program: Program, probe: Probe, offer: Offer) -> Reason:
    """The price at which an offer would enter, or what keeps it out at any price."""
    reason = Reason(
        State.UNUSED, offer.kind, offer.name, offer.material, offer.stage, offer.country,
        offer.unit, offer.price, cell=offer.cell,
    )  # fmt: skip
    weights: dict[int, float] = {}
    for name, factors in offer.weights.items():
        place = program.form.columns.of(getattr(results.model, name)).place
        weights |= {place[index]: factor for index, factor in factors.items() if index in place}
    try:
        enters_at = offer.price - probe.price_of_more(weights, _present(results, offer))
    except Infeasible:
        return replace(reason, why=_out_of_reach(results, offer))
    except Stopped:
        return replace(reason, why="the solver found no price that can be trusted")
    if enters_at < LEVEL * offer.price:
        return replace(reason, why="would not enter as a gift")
    return replace(
        reason, enters_at=enters_at, why="too dear" if enters_at < offer.price else "as good as what is used"
    )


def _out_of_reach(results: Results, offer: Offer) -> str:
    """What keeps an offer out whatever it costs."""
    case = results.case
    supplier = case.suppliers.get(offer.name) if offer.kind == "spot" else None
    if offer.kind == "contract":
        supplier = case.suppliers[case.contracts[offer.name].supplier]
    if supplier is None:
        return "rules and limits leave no room for it"
    banning = [
        term.row.id
        for term in case.terms
        if term.row.rule.bans and term.penalty is None and _counts(term.members, supplier)
    ]
    if banning:
        return f"rule {', '.join(dict.fromkeys(banning))}"
    if not any(case.in_time(supplier, n) for n in supplier.open_nodes):
        return "would arrive after the horizon"
    if not any(case.open_capacity(supplier, n) for n in supplier.open_nodes):
        return "no capacity open to us"
    if offer.kind == "spot" and not supplier.spot_share:
        return "only under contract"
    return "rules and limits leave no room for it"


def _counts(members: Mapping[str, object], supplier: Supplier) -> bool:
    sent = members.get("SUPPLIERS", ())
    origins = members.get("ORIGINS", ())
    named = any(i == supplier.name for i, _ in sent)  # type: ignore[attr-defined]
    mine = (supplier.material, supplier.stage, supplier.country)
    return named or any(tuple(key[1:4]) == mine for key in origins)  # type: ignore[attr-defined]


def _limits(results: Results, supplier: Supplier) -> Iterator[Reason]:
    """The limits and rules that hold a used supplier, each with its periods and the most that one more unit saves."""
    offtake = results.values(results.model.offtake_tonnes)
    used = [n for n in results.periods if offtake[supplier.name, n] > UNUSED_TONNES]
    reason = Reason(
        State.AT_LIMIT, "spot", supplier.name, supplier.material, supplier.stage, supplier.country, "per t",
        supplier.unit_cost[used[0]] if used else None,
    )  # fmt: skip
    for why, law in HOLDERS.items():
        prices = results.prices(getattr(results.model, law))
        held = {n: -prices[supplier.name, n] for n in used if -prices.get((supplier.name, n), 0.0) > WORTH}
        if held:
            periods = listed(results, list(held))
            yield replace(reason, why=why, saving=max(held.values()), periods=periods)
    if used and (ruling := rows_on(results, supplier.name, used)):
        yield replace(reason, why=f"rule {', '.join(ruling)}", periods=listed(results, used))


HOLDERS = {
    "its capacity": "within_capacity",
    "its spot share": "within_spot_share",
    "its growth": "later_growth",
    "its recent volume": "first_growth",
}
"""The laws that limit what is bought from a supplier, in words."""


def listed(results: Results, nodes: list[str]) -> str:
    """Periods in words: runs of them from the first to the last."""
    order = {n: place for place, n in enumerate(results.periods)}
    runs: list[list[str]] = []
    for n in sorted(nodes, key=order.__getitem__):
        if runs and order[n] == order[runs[-1][-1]] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)
