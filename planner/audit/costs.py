"""Whether the plan costs what its volumes and the input's prices make: the Costs sheet."""

from collections.abc import Mapping

from planner.audit.audit import Audit
from planner.audit.deals import contracts_with, price, taken, unused
from planner.audit.investments import annuity, outlay, standing
from planner.audit.partnerships import tariffs, yearly_costs
from planner.audit.tables import Line
from planner.audit.volumes import PLANT, SUBSTITUTION, VENTURE
from planner.audit.ways import way_costs

CAPITAL = {PLANT: "Recycling capacity", VENTURE: "Venture capacity", SUBSTITUTION: "Substitution research"}
PURCHASES = ("Offtake", "Contracts", "Take or pay", "Tariff", "Freight")
PAID = (
    *(*PURCHASES, "Routes", "Recycling", *CAPITAL.values(), "Substitution", "Holding", "Carbon"),
    *("Partnerships", "Closing stock"),
)
UNPAID = ("Shortage", "Penalties")
NO_CASH = (*CAPITAL.values(), "Closing stock")
Money = Mapping[str, list[float]]


def check_costs(audit: Audit, money: Money) -> None:
    """Every number of the Costs sheet; `money` is what the audit makes of each kind of cost."""
    lines = {(line.text("Group"), line.text("Kind")): line for line in audit.tables["Costs"]}
    size = max((abs(value) for values in money.values() for value in values), default=0.0)
    rows = {("paid cost", kind): money[kind] for kind in PAID} | {("not paid", kind): money[kind] for kind in UNPAID}
    rows["paid cost", "Paid cost"] = together(money, PAID)
    rows["not paid", "Shortage cost and penalties"] = together(money, UNPAID)
    rows["cash", "Capital outlay when committed"] = outlays(audit)
    rows["cash", "All cash, outlay instead of annuities"] = cash(audit, money)
    for key, values in rows.items():
        if key in lines:
            _money(audit, lines[key], values, size)
        else:
            audit.ledger.missing("Costs", " / ".join(key))
    for key, line in lines.items():
        if key == ("cash", "All cash of the year, in its last period"):
            _by_year(audit, line, cash(audit, money))
        elif key not in rows:
            audit.ledger.unexpected(line, "Kind", "no kind of cost")


def reckoned(audit: Audit, penalties: list[float]) -> Money:
    """Money of each kind by period, undiscounted, from the plan's volumes and the input's prices."""
    return {
        **_purchases(audit),
        "Routes": way_costs(audit),
        "Recycling": _recycling(audit),
        **_capital(audit),
        "Substitution": _substitution(audit),
        **_stocks(audit),
        "Carbon": _carbon(audit),
        "Partnerships": yearly_costs(audit.facts),
        "Shortage": _shortage(audit),
        "Penalties": penalties,
    }


def together(money: Money, kinds: tuple[str, ...]) -> list[float]:
    """Several kinds in one sum, by period."""
    return [sum(values) for values in zip(*(money[kind] for kind in kinds), strict=True)]


def present_value(audit: Audit, values: list[float]) -> float:
    """Money of all periods, each discounted to the beginning of the plan."""
    return sum(weight * value for weight, value in zip(audit.facts.weights, values, strict=True))


def outlays(audit: Audit) -> list[float]:
    """Capex net of support, in the period of the decision."""
    found = [0.0 for _ in audit.facts.every]
    for build in audit.volumes.builds:
        found[build.period] += outlay(audit.facts, build)
    return found


def cash(audit: Audit, money: Money) -> list[float]:
    """Money that leaves in each period: outlays in place of annuities, no credit for the closing stock."""
    running = together(money, tuple(kind for kind in PAID if kind not in NO_CASH))
    return [sum(values) for values in zip(running, outlays(audit), strict=True)]


def _money(audit: Audit, line: Line, values: list[float], size: float) -> None:
    own = max(map(abs, values), default=0.0) or size
    audit.over_periods(line, values, "the plan's volumes at the input's prices", own)
    audit.ledger.equal(line, "Undiscounted", sum(values), "the sum of the periods", own)
    audit.ledger.equal(line, "Present value", present_value(audit, values), "discounted from mid-period", own)


def _by_year(audit: Audit, line: Line, values: list[float]) -> None:
    for periods in audit.facts.years.values():
        for t in periods:
            whole = sum(values[u] for u in periods) if t == periods[-1] else None
            audit.ledger.equal(line, audit.periods[t], whole, "the cash of the year")


def _purchases(audit: Audit) -> Money:
    """Spot tonnes at unit cost, contract tonnes at the contract's price, tariff on both, freight on all."""
    facts = audit.facts
    found = {kind: [0.0 for _ in facts.every] for kind in PURCHASES}
    for name, row in facts.suppliers.items():
        cost, tariff, freight = facts.unit_cost(row), tariffs(facts, row), facts.rates(row.freight)
        for t, tonnes in enumerate(audit.volumes.bought[name]):
            _book(found, t, ("Offtake", cost[t] * tonnes), tariff[t])
            found["Freight"][t] += freight[t] * tonnes
        for contract in contracts_with(audit, name):
            agreed, got, lost = price(audit, contract), taken(audit, contract), unused(audit, contract)
            for t in facts.every:
                _book(found, t, ("Offtake", -cost[t] * got[t]), tariff[t])
                _book(found, t, ("Contracts", agreed[t] * got[t]), tariff[t])
                _book(found, t, ("Take or pay", agreed[t] * lost[t]), 0.0)
    return found


def _book(found: dict[str, list[float]], t: int, item: tuple[str, float], tariff: float) -> None:
    kind, paid = item
    found[kind][t] += paid
    found["Tariff"][t] += tariff * paid


def _recycling(audit: Audit) -> list[float]:
    facts, found = audit.facts, [0.0 for _ in audit.facts.every]
    for plant in facts.book.recycling:
        opex, treated = facts.rates(plant.opex), audit.volumes.treated(plant.plant, plant.stream, audit.periods)
        for t in facts.every:
            found[t] += opex[t] * treated[t]
    return found


def _capital(audit: Audit) -> Money:
    """Annuities of what is built or opened, while it stands."""
    found = {kind: [0.0 for _ in audit.facts.every] for kind in CAPITAL.values()}
    for build in audit.volumes.builds:
        for t in standing(audit.facts, build):
            found[CAPITAL[build.kind]][t] += annuity(audit.facts, build) * audit.facts.step
    return found


def _substitution(audit: Audit) -> list[float]:
    found = [0.0 for _ in audit.facts.every]
    for row in audit.facts.book.substitution:
        for demand in audit.facts.replaceable(row):
            without = audit.volumes.substituted(row.material, row.sector, demand.member or "", audit.periods)
            for t in audit.facts.every:
                found[t] += row.cost * without[t]
    return found


def _stocks(audit: Audit) -> Money:
    facts = audit.facts
    found = {kind: [0.0 for _ in facts.every] for kind in ("Holding", "Closing stock")}
    for row in facts.book.stockpiles:
        rent, end = (
            facts.tonnes(row.holding_cost),
            audit.volumes.stock((row.material, row.stage), "at the end", audit.periods),
        )
        for t in facts.every:
            found["Holding"][t] += rent[t] * end[t]
        found["Closing stock"][-1] -= row.closing_value * end[-1]
    return found


def emitted(audit: Audit) -> list[float]:
    """Tonnes of CO2 equivalent of what is bought, at departure, and of what is treated."""
    facts, found = audit.facts, [0.0 for _ in audit.facts.every]
    for name, row in facts.suppliers.items():
        rate = facts.rates(row.emissions)
        for t, tonnes in enumerate(audit.volumes.bought[name]):
            found[t] += rate[t] * tonnes
    for plant in facts.book.recycling:
        rate = facts.rates(plant.emissions)
        for t, tonnes in enumerate(audit.volumes.treated(plant.plant, plant.stream, audit.periods)):
            found[t] += rate[t] * tonnes
    return found


def _carbon(audit: Audit) -> list[float]:
    price = audit.facts.rates(audit.facts.book.settings.carbon_price)
    return [each * tonnes for each, tonnes in zip(price, emitted(audit), strict=True)]


def _shortage(audit: Audit) -> list[float]:
    facts, found = audit.facts, [0.0 for _ in audit.facts.every]
    for row in facts.book.demand:
        cost = facts.rates(row.shortage_cost)
        short = audit.volumes.short(row.material, row.sector, row.member or "", audit.periods)
        for t in facts.every:
            found[t] += cost[t] * short[t]
    return found
