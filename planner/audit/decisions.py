"""Whether the Decisions sheet names what the other sheets decide in the first year, and nothing else."""

from collections.abc import Iterator

from planner.audit.audit import Audit
from planner.audit.deals import contracts_with, in_force, price, taken, unused
from planner.audit.investments import outlay
from planner.audit.partnerships import tariffs
from planner.audit.volumes import CONTRACTED, SUBSTITUTION

Decided = tuple[str, int, str, float, float]
"""What is done, in which period, about what: amount, and money undiscounted."""
LEAST = 1e-9


def check_decisions(audit: Audit) -> None:
    """Every number of the Decisions sheet, and that none of the first year is left out."""
    right = {(action, period, what): values for action, period, what, *values in _named(audit)}
    whole = 0.0
    for line in audit.tables["Decisions"]:
        key = (line.text("Decision"), line.text("In"), line.text("What"))
        if key[0] == "Total" and line is audit.tables["Decisions"][-1]:
            audit.ledger.equal(line, "Money", whole, "the sum of all decisions", whole)
            return
        if key not in right:
            audit.ledger.unexpected(line, "What", "the plan decides no such thing in the first year")
            continue
        amount, cost = right.pop(key)
        audit.ledger.equal(line, "Amount", amount, "what the other sheets say", amount)
        audit.ledger.equal(line, "Money", cost, "its amount at the input's prices", cost)
        whole += line.number("Money")
    for key in right:
        audit.ledger.missing("Decisions", ", ".join(key))


def _named(audit: Audit) -> Iterator[tuple[str, str, str, float, float]]:
    for part in (_orders, _deals, _built, _stocked):
        for action, t, what, amount, money in part(audit, next(iter(audit.facts.years.values()))):
            yield action, audit.periods[t], what, amount, money


def _orders(audit: Audit, first: list[int]) -> Iterator[Decided]:
    """What is bought outside contracts."""
    facts = audit.facts
    for name, row in facts.suppliers.items():
        cost, tariff, freight = facts.unit_cost(row), tariffs(facts, row), facts.rates(row.freight)
        for t in first:
            bought = audit.volumes.bought[name][t]
            spot = bought - sum(taken(audit, contract)[t] for contract in contracts_with(audit, name))
            if spot > LEAST * bought:
                yield "Order", t, name, spot, spot * (cost[t] * (1.0 + tariff[t]) + freight[t])


def _deals(audit: Audit, first: list[int]) -> Iterator[Decided]:
    """What is signed, taken and paid for without being taken."""
    facts = audit.facts
    for contract in facts.book.contracts:
        row, agreed, name = facts.suppliers[contract.supplier], price(audit, contract), contract.contract
        tariff, freight = tariffs(facts, row), facts.rates(row.freight)
        signed = audit.volumes.deal(contract.supplier, name, CONTRACTED, audit.periods)
        start = next(iter(in_force(audit, contract)), -1)
        if start in first and signed[start] and contract.status != "signed":
            yield "Sign", start, name, signed[start] / facts.step, 0.0
        for t in first:
            got, lost = taken(audit, contract)[t], unused(audit, contract)[t]
            if got:
                yield "Take", t, name, got, got * (agreed[t] * (1.0 + tariff[t]) + freight[t])
            if lost:
                yield "Pay untaken", t, name, lost, lost * agreed[t]


def _built(audit: Audit, first: list[int]) -> Iterator[Decided]:
    """What is built and opened, and what sectors do without."""
    for build in audit.volumes.builds:
        if build.period in first:
            action = "Open" if build.kind == SUBSTITUTION else "Build"
            yield action, build.period, build.name, build.amount, outlay(audit.facts, build)
    for row in audit.facts.book.substitution:
        for demand in audit.facts.replaceable(row):
            without = audit.volumes.substituted(row.material, row.sector, demand.member or "", audit.periods)
            name = " / ".join(part for part in (row.sector, row.material, demand.member) if part)
            for t in (t for t in first if without[t]):
                yield "Substitute", t, name, without[t], row.cost * without[t]


def _stocked(audit: Audit, first: list[int]) -> Iterator[Decided]:
    """What is put in stock, and what holding all that lies there costs."""
    for pile in audit.facts.book.stockpiles:
        rent, pair = audit.facts.tonnes(pile.holding_cost), (pile.material, pile.stage)
        put, end = (audit.volumes.stock(pair, figure, audit.periods) for figure in ("put in", "at the end"))
        for t in (t for t in first if put[t]):
            yield "Put in stock", t, " / ".join(pair), put[t], end[t] * rent[t]
