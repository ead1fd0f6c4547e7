"""Whether contracts are kept and ventures deliver: what Offtake says of them below each supplier."""

from math import inf

from planner.audit.audit import Audit
from planner.audit.facts import is_unlimited
from planner.audit.investments import online
from planner.audit.partnerships import available
from planner.audit.volumes import ADDS, CONTRACTED, SPOT, TAKEN, UNUSED, VENTURE
from planner.workbook.schema import Contract, Supplier, Venture


def check_deals(audit: Audit) -> None:
    """Every number of Offtake about contracts and ventures."""
    for contract in audit.facts.book.contracts:
        _contract(audit, contract)
        _settled(audit, contract)
    for venture in audit.facts.book.ventures:
        _venture(audit, venture)
    for row in audit.facts.suppliers.values():
        _spot(audit, row)
    for line in audit.volumes.deal_lines.values():
        audit.adds_up(line, "Whole plan")


def price(audit: Audit, contract: Contract) -> list[float]:
    """What a tonne costs under a contract: its price or the supplier's less the discount, at least the floor."""
    facts = audit.facts
    cost = facts.unit_cost(facts.suppliers[contract.supplier])
    agreed = (
        facts.rates(contract.price) if contract.price else [each * (1.0 - (contract.discount or 0.0)) for each in cost]
    )
    return [max(each, contract.price_floor or 0.0) for each in agreed]


def taken(audit: Audit, contract: Contract) -> list[float]:
    """Tonnes taken under a contract."""
    return audit.volumes.deal(contract.supplier, contract.contract, TAKEN, audit.periods)


def unused(audit: Audit, contract: Contract) -> list[float]:
    """Tonnes paid for and not taken, in the period in which they are settled."""
    return audit.volumes.deal(contract.supplier, contract.contract, UNUSED, audit.periods)


def contracts_with(audit: Audit, supplier: str) -> list[Contract]:
    """The contracts with a supplier."""
    return [contract for contract in audit.facts.book.contracts if contract.supplier == supplier]


def in_force(audit: Audit, contract: Contract) -> list[int]:
    """The periods of a contract in which an order is open and arrives inside the horizon."""
    facts = audit.facts
    span = available(facts, contract)
    return [t for t in facts.orderable(facts.suppliers[contract.supplier]) if t in span]


def _signed_part(audit: Audit, contract: Contract) -> float:
    """The part of a contract that is signed: one share of its Max volume for its whole life."""
    most = audit.facts.tonnes(contract.max_volume)
    signed = audit.volumes.deal(contract.supplier, contract.contract, CONTRACTED, audit.periods)
    parts = [1.0 if most[t] == inf else signed[t] / most[t] for t in in_force(audit, contract) if most[t]]
    return 1.0 if contract.status == "signed" else min(max(parts, default=0.0), 1.0)


def contracted(audit: Audit, contract: Contract) -> list[float]:
    """What is contracted in each period; of an unlimited volume, what the sheet says."""
    most, part = audit.facts.tonnes(contract.max_volume), _signed_part(audit, contract)
    said = audit.volumes.deal(contract.supplier, contract.contract, CONTRACTED, audit.periods)
    life = in_force(audit, contract)
    right = [said[t] if is_unlimited(most) else part * most[t] for t in audit.facts.every]
    return [tonnes if t in life else 0.0 for t, tonnes in enumerate(right)]


def _contract(audit: Audit, contract: Contract) -> None:
    facts, ledger, lines = audit.facts, audit.ledger, audit.volumes.deal_lines
    row, life = facts.suppliers[contract.supplier], in_force(audit, contract)
    signed = lines.get((contract.supplier, contract.contract, CONTRACTED))
    line = lines.get((contract.supplier, contract.contract, TAKEN))
    least, most, size = facts.tonnes(contract.min_volume), contracted(audit, contract), facts.size(row.material)
    part = _signed_part(audit, contract)
    if signed is None or (line is None and part and life):
        ledger.missing("Offtake", f"what is contracted and taken under {contract.contract}")
    for t, period in enumerate(audit.periods):
        if signed is not None:
            ledger.equal(signed, period, most[t], "one share of Max volume for the whole contract", most[t])
        if line is not None:
            ledger.at_most(line, period, most[t], "what is contracted", size)
            floor = part * least[t] * facts.left(row, t) if t in life else 0.0
            ledger.at_least(line, period, floor, "the signed part of Min volume", size)


def _settled(audit: Audit, contract: Contract) -> None:
    """What must be paid though it was not taken, over the periods of each calendar year of the contract."""
    facts = audit.facts
    row, life, got = facts.suppliers[contract.supplier], in_force(audit, contract), taken(audit, contract)
    line = audit.volumes.deal_lines.get((contract.supplier, contract.contract, UNUSED))
    most, right = contracted(audit, contract), [0.0 for _ in facts.every]
    for periods in facts.years.values():
        inside = [t for t in periods if t in life]
        if inside and contract.take_or_pay:
            due = sum(contract.take_or_pay * most[t] * facts.left(row, t) - got[t] for t in inside)
            right[inside[-1]] = max(0.0, due)
    if line is not None:
        law = "take or pay on what is contracted, less what is taken"
        audit.over_periods(line, right, law, facts.size(row.material))
    elif max(right) > 1e-6 * facts.size(row.material):
        audit.ledger.missing("Offtake", f"what is paid for and not taken under {contract.contract}")


def _spot(audit: Audit, row: Supplier) -> None:
    """What is bought outside contracts is within the spot share of the capacity, and what ventures add."""
    facts, bought = audit.facts, audit.volumes.bought[row.supplier]
    deals = [taken(audit, contract) for contract in contracts_with(audit, row.supplier)]
    line = audit.volumes.deal_lines.get((row.supplier, "", SPOT)) or audit.volumes.bought_lines.get(row.supplier)
    if line is None:
        return
    for t, period in enumerate(audit.periods):
        outside = bought[t] - sum(deal[t] for deal in deals)
        if line.text("Figure") == SPOT:
            audit.ledger.equal(line, period, outside, "bought less taken under contracts", facts.size(row.material))
        free = row.spot_share * facts.capacity(row)[t] + facts.left(row, t) * audit.added(row.supplier, t)
        audit.ledger.at_most(line, period, free, "capacity times spot share, and ventures", facts.size(row.material))
        audit.ledger.at_least(line, period, 0.0, "nothing", facts.size(row.material))


def _venture(audit: Audit, venture: Venture) -> None:
    """What a venture adds to its suppliers is our share of what stands of it."""
    facts, stands = audit.facts, online(audit, VENTURE, venture)
    lines = {name: audit.volumes.deal_lines.get((name, venture.venture, ADDS)) for name in venture.supplier}
    known = [line for line in lines.values() if line is not None]
    for t, period in enumerate(audit.periods):
        rows = [facts.suppliers[name] for name in venture.supplier]
        able = any(t in facts.orderable(row) and facts.left(row, t) == 1.0 for row in rows)
        most = venture.equity_share * stands[t] * facts.step
        whole = sum(line.number(period) for line in known)
        right = most if able and known else min(whole, most)
        largest = max(known, key=lambda line: line.number(period), default=None)
        sums = (whole, right, venture.max_capacity * facts.step)
        audit.ledger.total(largest or "Offtake", period, sums, "our share of what stands of the venture")
