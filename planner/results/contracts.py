"""Offtake contracts: what of each is signed, taken and paid for, and why not more of it is signed."""

from dataclasses import dataclass, field

from models.records import Contract
from planner.results.holding_back import rows_on
from planner.results.memory import once
from planner.results.results import Results
from planner.results.wording import figure, percent, some_periods

TIGHT = 1e-6


@dataclass(frozen=True)
class ContractLine:
    """A contract in tonnes by node of its life; `shares` are those signed, by the node at which it begins.

    `unused` is paid for and not taken, at the last node of each year of the contract.
    """

    contract: Contract
    shares: dict[str, float] = field(default_factory=dict)
    contracted: dict[str, float] = field(default_factory=dict)
    taken: dict[str, float] = field(default_factory=dict)
    unused: dict[str, float] = field(default_factory=dict)


@once
def contract_lines(results: Results) -> dict[str, ContractLine]:
    """A line for every contract by its name; one of which nothing arrives within the horizon has no nodes."""
    m, found = results.model, {k: ContractLine(contract) for k, contract in results.case.contracts.items()}
    shares, taken = results.values(m.contracted_share), results.values(m.taken_tonnes)
    unused = results.values(m.unused_tonnes)
    for (k, start), share in shares.items():
        found[k].shares[start] = share
    for (k, n), start in m.contract_start.said.values.items():
        line = found[k]
        line.contracted[n] = line.contract.most_tonnes[n] * shares[k, start]
        line.taken[n] = taken[k, n]
        line.unused[n] = unused.get((k, n), 0.0)
    return found


@once
def taken_from(results: Results) -> dict[tuple[str, str], float]:
    """Tonnes taken under all contracts with a supplier, by supplier and node."""
    found: dict[tuple[str, str], float] = {}
    for line in contract_lines(results).values():
        for node, tonnes in line.taken.items():
            key = (line.contract.supplier, node)
            found[key] = found.get(key, 0.0) + tonnes
    return found


@once
def excess(results: Results) -> dict[tuple[str, str], float]:
    """What a tonne under a contract costs more than it is worth, by contract and node, in money of the node.

    Negative where it saves. The contract's own laws are left out of it. Exact where the supplier sells at that node;
    where it does not, a tonne costs at least so much more.
    """
    m, case = results.model, results.case
    beyond, spot = results.prices(m.taken_of_offtake), results.prices(m.within_spot_share)
    found = {}
    for k, n in m.contract_start.said.values:
        i = case.contracts[k].supplier
        dearer = _money(results, i, n) * (case.contracts[k].price[n] - case.suppliers[i].unit_cost[n])
        found[k, n] = dearer + abs(beyond[i, n]) - abs(spot.get((i, n), 0.0))
    return found


def life_of(results: Results, name: str, start: str) -> list[str]:
    """The nodes of a contract that begins at a node at which something can be taken."""
    starts, most = results.model.contract_start.said.values, results.case.contracts[name].most_tonnes
    return [n for (k, n), begun in starts.items() if (k, begun) == (name, start) and most[n] > 0]


def why(results: Results, name: str, start: str) -> str:
    """How much of a contract is signed at the node at which it begins and, of a candidate, why not more."""
    line = contract_lines(results)[name]
    share = line.shares[start]
    if line.contract.signed:
        return "signed before the plan"
    if share > 1.0 - TIGHT:
        return "sign in full"
    if not life_of(results, name, start):
        return "nothing can be taken under it within the horizon"
    reason = _in_part(results, line, start) if share else _not_at_all(results, line, start)
    rows = rows_on(results, line.contract.supplier, life_of(results, name, start))
    counted = f"; {', '.join(rows)} on this supplier bind{'s' * (len(rows) == 1)}" if rows else ""
    return f"{f'sign {percent(share)}' if share else 'do not sign'}: {reason}{counted}"


def _not_at_all(results: Results, line: ContractLine, start: str) -> str:
    contract, life = line.contract, life_of(results, line.contract.name, start)
    dearer = {n: excess(results)[contract.name, n] for n in life}
    if any(dearer[n] < -_small(contract, n) for n in life):
        owed = some_periods(n for n in life if dearer[n] > _small(contract, n) and _binds(results, contract, n))
        return f"what it would save is outweighed by what must be taken or paid for{f' in {owed}' if owed else ''}"
    n = min(life, key=lambda n: dearer[n])
    if dearer[n] <= _small(contract, n):
        return "at its price no tonne of it would lower the cost"
    worth = contract.price[n] - dearer[n] / _money(results, contract.supplier, n)
    prices = f"costs {figure(contract.price[n])} {results.currency}/t and is worth at most {figure(worth)}"
    return f"no tonne of it would pay; nearest to it in {n}, where it {prices}"


def _in_part(results: Results, line: ContractLine, start: str) -> str:
    contract, life = line.contract, life_of(results, line.contract.name, start)
    owed = [n for n in life if excess(results)[contract.name, n] > _small(contract, n) and _binds(results, contract, n)]
    if owed:
        where = f"{some_periods(owed)}, where it costs more than it is worth"
        return f"more of it would have to be taken or paid for in {where}"
    return "beyond that, a tonne of it costs as much as it is worth"


def _binds(results: Results, contract: Contract, node: str) -> bool:
    """Whether something must be taken, or paid for untaken; a ban of our own lifts the first."""
    return (contract.name, node) in results.model.CONTRACT_MINIMUMS or contract.take_or_pay_share > 0


def _money(results: Results, supplier: str, node: str) -> float:
    """What one unit of price costs: itself, tariff on it, and the room that it takes in a budget for paid cost."""
    budget = abs(results.prices(results.model.paid_spent).get(("paid cost", node), 0.0))
    return (1.0 + budget) * (1.0 + results.case.suppliers[supplier].tariff_share.get(node, 0.0))


def _small(contract: Contract, node: str) -> float:
    return TIGHT * max(1.0, abs(contract.price[node]))
