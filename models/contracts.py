"""Offtake contracts: how much of each is signed, what is taken under it, and what is paid for and not taken."""

from typing import Any

import pyomo.environ as pyo

from models.case import Case
from models.declare import data, law, quantity, ragged
from models.records import Contract


def quantities(m: Any, case: Case) -> None:
    """`contracted_share` where a contract begins, `taken_tonnes` over its life, `unused_tonnes` by year of it."""
    contracts = case.contracts
    m.CONTRACTS = pyo.Set(initialize=list(contracts))
    starts = {(k, n): _start(case, contract, n) for k, contract in contracts.items() for n in _life(case, contract)}
    m.CONTRACT_NODES = pyo.Set(initialize=list(starts), dimen=2)
    m.CONTRACT_STARTS = pyo.Set(initialize=list(dict.fromkeys((k, start) for (k, _), start in starts.items())), dimen=2)
    data(m, "contract_start", m.CONTRACT_NODES, values=starts)
    quantity(m, "contracted_share", m.CONTRACT_STARTS, most=1.0, group="share", unit="share")
    left = {(k, n): case.left_of_duties(case.suppliers[contracts[k].supplier], n) for k, n in starts}
    most = {(k, n): contracts[k].most_tonnes[n] for k, n in starts}
    quantity(m, "taken_tonnes", m.CONTRACT_NODES, most=most, group=_materials(case))
    data(m, "contract_tonnes", m.CONTRACT_NODES, values=most)
    data(m, "owed_tonnes", m.CONTRACT_NODES, values={key: left[key] * tonnes for key, tonnes in most.items()})
    least = {(k, n): left[k, n] * contracts[k].least_tonnes.get(n, 0.0) for k, n in starts}
    data(m, "contract_least_tonnes", m.CONTRACT_NODES, values=least)
    owed = [key for key, tonnes in least.items() if tonnes > 0 and _is_free(case, *key)]
    m.CONTRACT_MINIMUMS = pyo.Set(initialize=owed, dimen=2)
    m.SIGNED = pyo.Set(initialize=[(k, n) for k, n in m.CONTRACT_STARTS if contracts[k].signed], dimen=2)
    ragged(m, "CONTRACTS_AT", m.NODES, lambda n: [k for k, u in starts if u == n], 1)
    held: dict[tuple[str, str], list[str]] = {}
    for k, n in starts:
        held.setdefault((contracts[k].supplier, n), []).append(k)
    ragged(m, "CONTRACTS_OF", m.SUPPLIERS * m.NODES, lambda key: held.get(key, []), 1)
    _years(m, case)


def laws(m: Any) -> None:
    """Most and least taken, take-or-pay by year, and contracts that are signed already."""
    law(m, signed, m.SIGNED)
    law(m, most_taken, m.CONTRACT_NODES)
    law(m, least_taken, m.CONTRACT_MINIMUMS)
    law(m, take_or_pay, m.CONTRACT_YEARS)
    law(m, taken_of_offtake, m.CONTRACTED_SUPPLIERS, m.NODES)


def signed(m: Any, k: Any, n: Any) -> Any:
    """A signed contract is contracted in full."""
    return m.contracted_share[k, n] == 1


def most_taken(m: Any, k: Any, n: Any) -> Any:
    """`taken <= contracted share · most`."""
    return m.taken_tonnes[k, n] <= m.contract_tonnes[k, n] * m.contracted_share[k, m.contract_start[k, n]]


def least_taken(m: Any, k: Any, n: Any) -> Any:
    """`taken >= contracted share · least`; not where a ban of our own stands against it."""
    return m.taken_tonnes[k, n] >= m.contract_least_tonnes[k, n] * m.contracted_share[k, m.contract_start[k, n]]


def take_or_pay(m: Any, k: Any, n: Any) -> Any:
    """`unused >= take-or-pay share · Σ contracted - Σ taken` over the periods of a year that lie in the contract."""
    contracted = m.contracted_share[k, m.contract_start[k, n]]
    return m.unused_tonnes[k, n] >= m.take_or_pay_share[k] * contracted * sum(
        m.owed_tonnes[e, u] for e, u in m.CONTRACT_YEAR[k, n]
    ) - sum(m.taken_tonnes[e, u] for e, u in m.CONTRACT_YEAR[k, n])


def taken_of_offtake(m: Any, i: Any, n: Any) -> Any:
    """`Σ taken <= offtake`: contract tonnes are part of what is bought from the supplier."""
    return sum(m.taken_tonnes[k, n] for k in m.CONTRACTS_OF[i, n]) <= m.offtake_tonnes[i, n]


def _life(case: Case, contract: Contract) -> list[str]:
    """The nodes of a contract at which what is taken still arrives within the horizon."""
    supplier = case.suppliers[contract.supplier]
    return [n for n in case.tree if n in contract.nodes and case.in_time(supplier, n)]


def _start(case: Case, contract: Contract, node: str) -> str:
    """The node of the same course at which the contract begins, where its share is decided."""
    return [n for n in case.tree.before(node) if n in contract.nodes][-1]


def _materials(case: Case) -> dict[str, str]:
    """The material of every contract."""
    return {k: case.suppliers[contract.supplier].material for k, contract in case.contracts.items()}


def _is_free(case: Case, contract: str, node: str) -> bool:
    return not case.is_banned(case.suppliers[case.contracts[contract].supplier], node)


def _years(m: Any, case: Case) -> None:
    paying = {k: c for k, c in case.contracts.items() if c.take_or_pay_share > 0}
    data(m, "take_or_pay_share", m.CONTRACTS, values={k: c.take_or_pay_share for k, c in case.contracts.items()})
    years: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for k, contract in paying.items():
        life = set(_life(case, contract))
        for last in life:
            if not any(
                case.tree.nodes[c].year == case.tree.nodes[last].year for c in case.tree.children[last] if c in life
            ):
                same = [n for n in case.tree.path(last) if case.tree.nodes[n].year == case.tree.nodes[last].year]
                years[k, last] = [(k, n) for n in same if n in life]
    ordered = sorted(years, key=lambda key: (key[0], list(case.tree).index(key[1])))
    m.CONTRACT_YEARS = pyo.Set(initialize=ordered, dimen=2)
    ragged(m, "CONTRACT_YEAR", m.CONTRACT_YEARS, years.__getitem__, 2)
    quantity(
        m, "unused_tonnes", m.CONTRACT_YEARS,
        most={(k, n): sum(case.contracts[k].most_tonnes[u] for _, u in years[k, n]) for k, n in ordered},
        group=_materials(case),
    )  # fmt: skip
    ragged(m, "SETTLED_AT", m.NODES, lambda n: [k for k, last in ordered if last == n], 1)
    m.CONTRACTED_SUPPLIERS = pyo.Set(initialize=list(dict.fromkeys(c.supplier for c in case.contracts.values())))
