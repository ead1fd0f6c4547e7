"""Cost: one named kind after another, each a function of the model and a node, in money of that node's period.

Expected cost is the sum of all kinds weighted by probability and discount factor. Paid cost is the part that is money;
what shortage and broken rules cost is shown apart from it.
"""

from collections.abc import Callable
from typing import Any

import pyomo.environ as pyo

from models.case import Case
from models.declare import data, law, quantity
from models.records import Series, Supplier

Kind = Callable[[Any, Any], Any]
MOST_MONEY = 1e15


def quantities(m: Any, case: Case) -> None:
    """Prices per tonne by supplier and node, of carbon and partnerships, closing credit, and `spent_money`."""
    _prices(m, case, "unit_cost", lambda i: i.unit_cost)
    _prices(m, case, "tariff_cost", lambda i: {n: share * i.unit_cost[n] for n, share in i.tariff_share.items()})
    _prices(m, case, "freight_cost", lambda i: i.freight_cost)
    _prices(m, case, "emissions_tco2e", lambda i: i.emissions_tco2e)
    _contract_prices(m, case)
    m.PARTNERSHIPS = pyo.Set(initialize=list(case.partnership_cost))
    data(m, "partnership_cost", m.PARTNERSHIPS, m.NODES, values=case.partnership_cost, otherwise=0.0)
    data(m, "carbon_price", m.NODES, values={n: case.carbon_price.get(n, 0.0) for n in case.tree})
    leaves = frozenset(case.tree.leaves)
    credit = {(h, n): s.closing_value * (n in leaves) for h, s in case.stockpiles.items() for n in case.tree}
    data(m, "closing_credit", m.STOCKPILES, m.NODES, values=credit)
    asked = [base for (base,) in case.asked("SPENT")]
    m.SPENT = pyo.Set(initialize=asked)
    quantity(m, "spent_money", m.SPENT, m.NODES, most=MOST_MONEY, group="money", unit="money")
    m.CAPEX_BASE = pyo.Set(initialize=[e for e in asked if e == "capex"])
    m.PAID_BASE = pyo.Set(initialize=[e for e in asked if e == "paid cost"])


def laws(m: Any) -> None:
    """What budgets measure."""
    law(m, capex_spent, m.CAPEX_BASE, m.NODES)
    law(m, paid_spent, m.PAID_BASE, m.NODES)


def offtake(m: Any, n: Any) -> Any:
    """`Σ unit cost · (offtake - taken under contracts)`, paid at departure."""
    return sum(m.unit_cost[i, n] * m.offtake_tonnes[i, n] for i in m.SUPPLIERS) - sum(
        m.replaced_cost[k, n] * m.taken_tonnes[k, n] for k in m.CONTRACTS_AT[n]
    )


def contracts(m: Any, n: Any) -> Any:
    """`Σ contract price · taken`; the price is at least the floor."""
    return sum(m.contract_price[k, n] * m.taken_tonnes[k, n] for k in m.CONTRACTS_AT[n])


def take_or_pay(m: Any, n: Any) -> Any:
    """`Σ contract price · paid for and not taken`, settled in the last period of each year of the contract."""
    return sum(m.contract_price[k, n] * m.unused_tonnes[k, n] for k in m.SETTLED_AT[n])


def tariff(m: Any, n: Any) -> Any:
    """`Σ tariff · price` of the tonnes bought: unit cost for spot, contract price under a contract."""
    return sum(m.tariff_cost[i, n] * m.offtake_tonnes[i, n] for i in m.SUPPLIERS) + sum(
        m.contract_tariff_change[k, n] * m.taken_tonnes[k, n] for k in m.CONTRACTS_AT[n]
    )


def freight(m: Any, n: Any) -> Any:
    """`Σ freight · offtake`."""
    return sum(m.freight_cost[i, n] * m.offtake_tonnes[i, n] for i in m.SUPPLIERS)


def routes(m: Any, n: Any) -> Any:
    """`Σ route cost · flow`, paid at arrival."""
    return sum(m.route_cost[o, d, n] * m.flow_tonnes[o, d, n] for o, d in m.PAID_ROUTES)


def recycling(m: Any, n: Any) -> Any:
    """`Σ opex · scrap treated`."""
    return sum(m.recycling_opex[p, n] * m.treated_scrap_tonnes[p, n] for p in m.PLANTS)


def recycling_capacity(m: Any, n: Any) -> Any:
    """`Σ annuity · Δ · capacity built in the plan that stands`; nothing while it is being built."""
    return sum(
        m.plant_annuity[p] * m.period_years * (m.online_tonnes_per_year[p, n] - m.under_way_tonnes_per_year[p, n])
        for p in m.PLANTS
    )


def venture_capacity(m: Any, n: Any) -> Any:
    """`Σ annuity of our part · Δ · venture capacity built that stands`, less the support of its decision."""
    return sum(
        m.venture_annuity[v, u] * m.period_years * m.venture_built_tonnes_per_year[v, u]
        for v, u in m.VENTURES_PAID_AT[n]
    )


def substitution(m: Any, n: Any) -> Any:
    """`Σ cost · substituted`."""
    return sum(m.substitution_cost[d, n] * m.substituted_tonnes[d, n] for d in m.DEMANDS)


def substitution_research(m: Any, n: Any) -> Any:
    """`Σ annuity · Δ · shares opened in the plan that stand`, each at the price of the period it was opened in."""
    return sum(m.substitution_annuity[j, u] * m.period_years * m.opened_share[j, u] for j, u in m.OPENED_AT[n])


def holding(m: Any, n: Any) -> Any:
    """`Σ holding cost · closing stock of the period`."""
    return sum(m.holding_cost[h, n] * m.stock_tonnes[h, n] for h in m.STOCKPILES)


def carbon(m: Any, n: Any) -> Any:
    """`carbon price · emissions` of offtake at departure and of scrap treated."""
    return m.carbon_price[n] * emissions(m, n)


def partnerships(m: Any, n: Any) -> Any:
    """`Σ yearly cost · Δ` of the partnerships in force: what they cost whatever the plan takes from them."""
    return sum(m.partnership_cost[w, n] for w in m.PARTNERSHIPS)


def closing_stock(m: Any, n: Any) -> Any:
    """Credit `- Σ closing value · stock` at the leaves."""
    return -sum(m.closing_credit[h, n] * m.stock_tonnes[h, n] for h in m.STOCKPILES)


def shortage(m: Any, n: Any) -> Any:
    """`Σ shortage cost · shortage`: a value, not a payment."""
    return sum(m.shortage_cost[d, n] * m.shortage_tonnes[d, n] for d in m.DEMANDS)


def penalties(m: Any, n: Any) -> Any:
    """`Σ penalty · violation` of the soft rules whose window ends at the node, and of Least fill in a shock."""
    lacking = sum(m.lack_cost[d] * m.lacking_tonnes[d, n] for d in m.FILLED)
    return lacking + sum(sum(b.penalty[key] * b.violation[key] for key in b.ENDING[n]) for b in m.rules)


def emissions(m: Any, n: Any) -> Any:
    """Tonnes of CO2 equivalent from what is bought and treated at a node."""
    return sum(m.emissions_tco2e[i, n] * m.offtake_tonnes[i, n] for i in m.SUPPLIERS) + sum(
        m.recycling_emissions[p, n] * m.treated_scrap_tonnes[p, n] for p in m.PLANTS
    )


def outlay(m: Any, n: Any) -> Any:
    """Capex committed at a node, net of support and undiscounted."""
    return (
        sum(m.plant_outlay[p] * m.built_tonnes_per_year[p, n] for p in m.PLANTS)
        + sum(m.venture_outlay[v, n] * m.venture_built_tonnes_per_year[v, n] for v in m.VENTURES)
        + sum(m.substitution_outlay[j, n] * m.opened_share[j, n] for j in m.SUBSTITUTIONS)
    )


PAID: dict[str, Kind] = {
    "Offtake": offtake,
    "Contracts": contracts,
    "Take or pay": take_or_pay,
    "Tariff": tariff,
    "Freight": freight,
    "Routes": routes,
    "Recycling": recycling,
    "Recycling capacity": recycling_capacity,
    "Venture capacity": venture_capacity,
    "Substitution": substitution,
    "Substitution research": substitution_research,
    "Holding": holding,
    "Carbon": carbon,
    "Partnerships": partnerships,
    "Closing stock": closing_stock,
}
UNPAID: dict[str, Kind] = {"Shortage": shortage, "Penalties": penalties}
KINDS: dict[str, Kind] = PAID | UNPAID
BUDGETED: dict[str, Kind] = {name: kind for name, kind in PAID.items() if name != "Closing stock"}


def capex_spent(m: Any, e: Any, n: Any) -> Any:
    """`spent = outlay` of the period of the decision."""
    return m.spent_money[e, n] == outlay(m, n)


def paid_spent(m: Any, e: Any, n: Any) -> Any:
    """`spent = Σ paid kinds` without the credit for closing stock."""
    return m.spent_money[e, n] == sum(kind(m, n) for kind in BUDGETED.values())


def _prices(m: Any, case: Case, name: str, prices: Callable[[Supplier], Series]) -> None:
    values = {i: prices(supplier) for i, supplier in case.suppliers.items()}
    data(m, name, m.SUPPLIERS, m.NODES, values=values, otherwise=0.0)


def _contract_prices(m: Any, case: Case) -> None:
    """What a contract costs per tonne, the unit cost that it replaces, and by how much it changes the tariff."""
    price, replaced, tariff_change = {}, {}, {}
    for k, contract in case.contracts.items():
        supplier = case.suppliers[contract.supplier]
        for n in case.tree:
            price[k, n] = contract.price.get(n, 0.0)
            replaced[k, n] = supplier.unit_cost[n]
            tariff_change[k, n] = supplier.tariff_share.get(n, 0.0) * (price[k, n] - replaced[k, n])
    data(m, "contract_price", m.CONTRACTS, m.NODES, values=price)
    data(m, "replaced_cost", m.CONTRACTS, m.NODES, values=replaced)
    data(m, "contract_tariff_change", m.CONTRACTS, m.NODES, values=tariff_change)
