"""Orders that are made and arrive later: `Ordered` at the supplier, and what they cost."""

from collections.abc import Iterator

from models.records import Supplier as SupplierRecord
from planner.changes.edits import BLANK, MATTERS, Decided, Edit, Value, Where, period, rounded
from planner.results.contracts import ContractLine, contract_lines, taken_from
from planner.workbook import Label
from planner.workbook.schema import Contract, Supplier


def arriving_later(decided: Decided) -> Iterator[Edit]:
    """What the first year orders and a later one receives, and the volume from which growth goes on."""
    for row in decided.book.suppliers:
        ordered = _ordered(decided, row, decided.next_index)
        if ordered:
            yield Edit(row, ordered, f"ordered in {_span(decided)}, arrives later")
        if row.max_growth is not None:
            yield from _recent_volume(decided, row)


def closed_in_the_first_year(decided: Decided) -> Iterator[Edit]:
    """Orders of the first year with a lead time, from suppliers that work on nobody's feed: made, and no more of them.

    With them go the contracts that they were taken under: what these ask of the first year is settled.
    """
    for row in decided.book.suppliers:
        if is_settled(decided, row):
            why = f"ordered and paid in {_span(decided)}; From closes these periods"
            yield Edit(row, _ordered(decided, row, 0) | _from_next(decided, row), why, paid=_paid(decided, row))
            yield from _recent_volume(decided, row)
            yield from _contracts(decided, row)


def is_settled(decided: Decided, row: Supplier) -> bool:
    """Whether a supplier's orders of the first year arrive later and needed no feed that is planned with them."""
    supplier = decided.results.case.suppliers[row.supplier]
    return bool(supplier.lead_time_periods and decided.results.case.buys_no_feed(supplier) and _bought(decided, row))


def _bought(decided: Decided, row: Supplier) -> dict[str, float]:
    offtake = decided.results.values(decided.results.model.offtake_tonnes)
    return {n: tonnes for n in decided.first_year if (tonnes := offtake[row.supplier, n]) > MATTERS}


def _ordered(decided: Decided, row: Supplier, from_index: int) -> dict[Where, Value]:
    """What arrives from a period on, with what was ordered before, in t/yr."""
    lead = decided.results.case.suppliers[row.supplier].lead_time_periods
    values: dict[Where, Value] = {}
    for node, tonnes in _bought(decided, row).items() if lead else ():
        arrival = decided.label(node, lead)
        if decided.index(node) + lead >= from_index:
            values["ordered", arrival] = rounded((row.ordered.at(arrival) or 0.0) + decided.rate(tonnes))
    return values


def _recent_volume(decided: Decided, row: Supplier) -> Iterator[Edit]:
    last = decided.first_year[-1]
    if row.max_growth is not None and last in decided.results.case.suppliers[row.supplier].open_nodes:
        rate = rounded(decided.rate(_bought(decided, row).get(last, 0.0)))
        yield Edit(row, {("recent_volume", None): rate}, f"bought in {last}; growth goes on from it")


def _from_next(decided: Decided, row: Supplier | Contract) -> dict[Where, Value]:
    """In force from the end of the first year on, or never again where it ends by then."""
    if row.to is not None and decided.book.calendar.covered(row.to).stop <= decided.next_index:
        before: Label = decided.book.calendar.label(-1)
        return {("from_", None): BLANK, ("to", None): period(before)}
    return {("from_", None): period(decided.next_label)}


def _contracts(decided: Decided, row: Supplier) -> Iterator[Edit]:
    by_name = {contract.contract: contract for contract in decided.book.contracts}
    for name, line in contract_lines(decided.results).items():
        begun = any(n in decided.first_year and share > MATTERS for n, share in line.shares.items())
        if line.contract.supplier == row.supplier and begun:
            why = f"what it delivers in {_span(decided)} stands in Ordered of {row.supplier}"
            yield Edit(by_name[name], _from_next(decided, by_name[name]), why, paid=_unused(decided, line))


def _paid(decided: Decided, row: Supplier) -> float:
    """Present value of the orders: unit cost or contract price, tariff, freight and carbon."""
    case, tree = decided.results.case, decided.results.case.tree
    supplier, whole = case.suppliers[row.supplier], 0.0
    for n, tonnes in _bought(decided, row).items():
        price = supplier.unit_cost[n] * (tonnes - taken_from(decided.results).get((row.supplier, n), 0.0))
        for line in contract_lines(decided.results).values():
            if line.contract.supplier == row.supplier:
                price += line.contract.price.get(n, 0.0) * line.taken.get(n, 0.0)
        whole += tree.nodes[n].weight * (price * (1.0 + supplier.tariff_share.get(n, 0.0)))
        whole += tree.nodes[n].weight * tonnes * _on_top(decided, supplier, n)
    return whole


def _on_top(decided: Decided, supplier: SupplierRecord, node: str) -> float:
    """Freight and carbon of a tonne."""
    carbon = decided.results.case.carbon_price.get(node, 0.0) * supplier.emissions_tco2e.get(node, 0.0)
    return supplier.freight_cost.get(node, 0.0) + carbon


def _unused(decided: Decided, line: ContractLine) -> float:
    """Present value of what is paid in the first year and not taken."""
    tree = decided.results.case.tree
    return sum(tree.nodes[n].weight * line.contract.price[n] * line.unused.get(n, 0.0) for n in decided.first_year)


def _span(decided: Decided) -> str:
    first, last = decided.first_year[0], decided.first_year[-1]
    return first if first == last else f"{first} to {last}"
