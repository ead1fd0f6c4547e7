"""What is owed whatever the plan: contracts, least purchases and orders, against capacities, caps and budgets."""

from collections.abc import Iterable, Iterator

from models.policies.row import Term
from models.records import Contract
from planner.diagnosis.arithmetic.asked import allowed, beyond
from planner.diagnosis.arithmetic.finding import Finding, Sums, subject
from planner.diagnosis.words import listed, rounded


def more_than_capacity(sums: Sums) -> Iterator[Finding]:
    """Contracts and least purchases that ask for more than a supplier has."""
    for name, supplier in sums.case.suppliers.items():
        for n in sums.case.tree:
            least, most = sums.able.least_bought(name, n), sums.able.bought(supplier, n)
            if beyond(least, most):
                duties = listed(_forced(sums, name, [n]))
                capacity = sums.named("suppliers", name, "capacity_tonnes", n)
                said = f"{rounded(least)} t must be bought ({duties}), and {capacity} allows {rounded(most)} t"
                yield Finding("duties over capacity", f"{supplier.material} {n}: {said}.")
                break


def more_than_allowed(sums: Sums) -> Iterator[Finding]:
    """What must be taken from partners, over a cap, a greatest volume or a ban."""
    for term in sums.hard("<="):
        bound, senders = allowed(sums.case, term), sums.able.senders(term)
        least = sum(sums.able.least_arrives(i, n) for i, n in senders)
        if bound is not None and beyond(least, bound):
            who = [said for i, n in senders for said in _forced(sums, i, sums.departures(i, n))]
            duties = listed(list(dict.fromkeys(who)) or ["what was ordered before the plan"])
            said = f"{rounded(least)} t must be bought ({duties}), and {sums.rule(term)} allows {rounded(bound)} t"
            yield Finding("duties over a cap", f"{sums.when(term)}: {said}.", subject(term))


def budget_below_commitments(sums: Sums) -> Iterator[Finding]:
    """A budget that signed contracts and least purchases alone exceed."""
    for term in sums.hard("<="):
        if {base for base, _ in term.members.get("SPENT", ())} == {"paid cost"}:
            nodes = [n for _, n in term.members["SPENT"]]
            bound = sum(term.row.limit[n] * term.figures["limit_years"] for n in term.members["NODES"])
            committed = sum(_committed(sums, name, nodes) for name in sums.case.suppliers)
            if beyond(committed, bound):
                yield _over_budget(sums, term, nodes, (committed, bound))


def _over_budget(sums: Sums, term: Term, nodes: list[str], money: tuple[float, float]) -> Finding:
    duties = [said for name in sums.case.suppliers for said in _forced(sums, name, nodes)]
    committed, bound = (f"{rounded(amount)} {sums.words.currency}" for amount in money)
    who = listed(duties or ["what contracts owe"])
    said = f"{sums.when(term)}: {committed} at the least are owed ({who}), and {sums.rule(term)} allows {bound}."
    return Finding("budget below commitments", said, subject(term))


def _committed(sums: Sums, name: str, nodes: list[str]) -> float:
    """The least that must be paid to a supplier at some nodes: purchase alone, at the cheapest price it has."""
    supplier = sums.case.suppliers[name]
    contracts = [contract for contract in sums.case.contracts.values() if contract.supplier == name]
    total = sum(_owed(sums, contract, nodes) for contract in contracts)
    for n in nodes:
        taken = sum(sums.able.least_taken(contract, n) for contract in contracts)
        cheapest = min([supplier.unit_cost[n], *(contract.price.get(n, 0.0) for contract in contracts)])
        total += max(0.0, sums.able.least_bought(name, n) - taken) * cheapest
    return total


def _owed(sums: Sums, contract: Contract, nodes: Iterable[str]) -> float:
    """The least that is paid under a contract: for its minimums, whatever take-or-pay adds."""
    return sum(sums.able.least_taken(contract, n) * contract.price.get(n, 0.0) for n in nodes)


def _forced(sums: Sums, name: str, nodes: Iterable[str]) -> list[str]:
    """The least purchase and the contracts that force tonnes from a supplier at some nodes of departure."""
    found = []
    for n in nodes:
        if sums.case.suppliers[name].minimum_tonnes.get(n):
            found.append(sums.named("suppliers", name, "minimum_tonnes", n))
        owed = [c for c in sums.case.contracts.values() if c.supplier == name and sums.able.least_taken(c, n)]
        found += [sums.named("contracts", contract.name, "least_tonnes", n) for contract in owed]
    return list(dict.fromkeys(found))
