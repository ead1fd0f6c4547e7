"""What must be signed, ordered, built, opened or put in stock in the first year, and what each decision serves."""

from collections.abc import Iterator

from models.places import kind_of, name_of
from planner.results.commitments import Decision, building, opening, signing
from planner.results.contracts import contract_lines, taken_from
from planner.results.flows import shipments
from planner.results.memory import once
from planner.results.results import NOISE, Results
from planner.results.serving import arrivals, ids, minima, ruled, served
from planner.results.wording import figure, percent


@once
def decisions(results: Results) -> list[Decision]:
    """All decisions of the first year, kind by kind; within a kind by material and stage, the dearest first."""
    rank = {pair: number for number, pair in enumerate(results.pairs)}

    def order(d: Decision) -> tuple[object, ...]:
        return (d.node, rank.get((d.material, d.stage), 0), -d.money, -d.amount, d.what)

    groups = (signing, _orders, _takings, _untaken, building, opening, _substituting, _stocking)
    return [d for group in groups for d in sorted(group(results), key=order)]


def _orders(results: Results) -> Iterator[Decision]:
    """What is bought outside contracts."""
    offtake, taken = results.values(results.model.offtake_tonnes), taken_from(results)
    for name in results.case.suppliers:
        for node in results.first_year:
            tonnes = offtake[name, node] - taken.get((name, node), 0.0)
            if tonnes > NOISE * offtake[name, node]:
                price = results.case.suppliers[name].unit_cost[node]
                yield _purchase(results, ("Order", name), name, node, (tonnes, price))


def _takings(results: Results) -> Iterator[Decision]:
    """What is taken under contracts."""
    for name, line in contract_lines(results).items():
        for node in results.first_year:
            if tonnes := line.taken.get(node, 0.0):
                yield _purchase(
                    results, ("Take", name), line.contract.supplier, node, (tonnes, line.contract.price[node])
                )


def _purchase(
    results: Results, lead: tuple[str, str], supplier: str, node: str, bought: tuple[float, float]
) -> Decision:
    """So many tonnes at a price, with tariff and freight."""
    (tonnes, price), offer = bought, results.case.suppliers[supplier]
    action, what = lead
    arriving = arrivals(results, supplier, [node])
    landed = price * (1.0 + offer.tariff_share.get(node, 0.0)) + offer.freight_cost.get(node, 0.0)
    return Decision(
        action, node, offer.material, offer.stage, what, offer.country, tonnes, "t",
        money=tonnes * landed,
        terms=f"{figure(price)} {results.currency}/t",
        effective=f"arrives {arriving[0]}",
        serves=served(results, ((supplier, n) for n in arriving[:1])),
    )  # fmt: skip


def _untaken(results: Results) -> Iterator[Decision]:
    """What is paid under take-or-pay and not taken."""
    for name, line in contract_lines(results).items():
        supplier = results.case.suppliers[line.contract.supplier]
        for node in results.first_year:
            if tonnes := line.unused.get(node, 0.0):
                yield Decision(
                    "Pay untaken", node, supplier.material, supplier.stage, name, supplier.country, tonnes, "t",
                    money=tonnes * line.contract.price[node],
                    terms=f"{figure(line.contract.price[node])} {results.currency}/t",
                    effective="for the year of the contract",
                    serves="take-or-pay of the contract",
                )  # fmt: skip


def _substituting(results: Results) -> Iterator[Decision]:
    """What sectors do without."""
    for (key, node), tonnes in results.values(results.model.substituted_tonnes).items():
        if tonnes and node in results.first_year:
            demand, cost = results.case.demands[key], results.model.substitution_cost.said(key, node)
            yield Decision(
                "Substitute", node, demand.material, "", key, "", tonnes, "t",
                money=tonnes * cost,
                terms=f"{figure(cost)} {results.currency}/t",
                effective="",
                serves=f"{demand.sector}, {percent(tonnes / demand.tonnes[node])} of its demand",
            )  # fmt: skip


def _stocking(results: Results) -> Iterator[Decision]:
    filled: dict[tuple[str, str], float] = {}
    for shipment in shipments(results):
        if kind_of(shipment.destination) == "stockpile" and shipment.node in results.first_year:
            key = (name_of(shipment.destination), shipment.node)
            filled[key] = filled.get(key, 0.0) + shipment.tonnes
    stock = results.values(results.model.stock_tonnes)
    for (name, node), tonnes in filled.items():
        pile = results.case.stockpiles[name]
        rules = ids(line for line in minima(results) if (name, node) in line.term.members.get("STOCKS", ()))
        yield Decision(
            "Put in stock", node, pile.material, pile.stage, name, "", tonnes, "t",
            money=stock[name, node] * pile.holding_cost[node],
            terms="",
            effective=f"{stock[name, node]:,.1f} t held at close",
            serves=ruled(rules)[0] if rules else "later use, or the closing stock",
        )  # fmt: skip
