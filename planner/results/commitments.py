"""Decisions of the first year that reach beyond it: contracts to sign, plants and ventures to build, research."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.records import Plant, Substitution, Venture
from planner.results.contracts import ContractLine, contract_lines, life_of
from planner.results.investments import Investment, investments
from planner.results.results import Results
from planner.results.serving import arrivals, asked_of_plant, asked_of_venture, served
from planner.results.wording import figure, percent


@dataclass(frozen=True)
class Decision:
    """Something to do in a period of the first year: its amount in `unit`, and money, undiscounted.

    `money` is what is paid in that period for it; what it commits to later stands in `terms`.
    """

    action: str
    node: str
    material: str
    stage: str
    what: str
    country: str
    amount: float
    unit: str
    money: float
    terms: str
    effective: str
    serves: str


def signing(results: Results) -> Iterator[Decision]:
    """Candidate contracts that begin in the first year, as far as the plan signs them."""
    for line in contract_lines(results).values():
        for start, share in line.shares.items():
            if share and start in results.first_year and not line.contract.signed:
                yield _signed(results, line, start)


def building(results: Results) -> Iterator[Decision]:
    """Recycling plants and ventures to build in the first year."""
    for i in investments(results):
        if i.node in results.first_year and isinstance(i.of, Plant):
            yield _plant(results, i, i.of)
        elif i.node in results.first_year and isinstance(i.of, Venture):
            yield _venture(results, i, i.of)


def opening(results: Results) -> Iterator[Decision]:
    """Substitution to open in the first year."""
    for i in investments(results):
        if i.node in results.first_year and isinstance(i.of, Substitution):
            yield _substitution(results, i, i.of)


def _signed(results: Results, line: ContractLine, start: str) -> Decision:
    contract, supplier = line.contract, results.case.suppliers[line.contract.supplier]
    life = life_of(results, contract.name, start)
    return Decision(
        "Sign", start, supplier.material, supplier.stage, contract.name, supplier.country,
        amount=contract.most_tonnes[start] * line.shares[start] / results.case.tree.period_years,
        unit="t/yr",
        money=0.0,
        terms=f"{percent(line.shares[start])} of it, {_owed(results, line, start)}",
        effective=f"from {start} to {[start, *life][-1]}",
        serves=served(results, ((supplier.name, n) for n in arrivals(results, supplier.name, life))),
    )  # fmt: skip


def _owed(results: Results, line: ContractLine, start: str) -> str:
    """What a contract commits to, at its first price."""
    contract, share, years = line.contract, line.shares[start], results.case.tree.period_years
    least = share * contract.least_tonnes.get(start, 0.0) / years
    paid = share * contract.take_or_pay_share * contract.most_tonnes[start] / years
    price = f"{figure(contract.price[start])} {results.currency}/t"
    taken = [f"at least {figure(least)} t/yr taken"] if least else []
    owed = [f"{figure(paid)} t/yr paid even if untaken"] if paid else []
    return "; ".join([f"at {price}", *taken, *owed])


def _plant(results: Results, i: Investment, plant: Plant) -> Decision:
    recovers = ", ".join(plant.yield_share)
    return Decision(
        "Build", i.node, recovers, "recycling", i.name, plant.country, i.amount, i.unit,
        money=i.outlay,
        terms=_support(results, i),
        effective=f"ready {i.ready}",
        serves="; ".join([f"recovers {recovers}", *asked_of_plant(results, plant)]),
    )  # fmt: skip


def _venture(results: Results, i: Investment, venture: Venture) -> Decision:
    suppliers = [results.case.suppliers[name] for name in venture.suppliers]
    stands = [n for n in results.periods if i.node in _standing(results, venture, n)]
    sent = {(s.name, n) for s in suppliers for n in arrivals(results, s.name, stands)}
    ours = f"{percent(venture.equity_share)} is ours" if venture.equity_share < 1.0 else ""
    return Decision(
        "Build", i.node, suppliers[0].material, suppliers[0].stage, i.name,
        ", ".join(dict.fromkeys(s.country for s in suppliers)), i.amount, i.unit,
        money=i.outlay,
        terms="; ".join(part for part in (ours, _support(results, i)) if part),
        effective=f"ready {i.ready}",
        serves="; ".join(part for part in (served(results, sent), *asked_of_venture(results, venture, stands)) if part),
    )  # fmt: skip


def _substitution(results: Results, i: Investment, found: Substitution) -> Decision:
    return Decision(
        "Open", i.node, found.material, "", i.name, "", i.amount, i.unit,
        money=i.outlay,
        terms=f"then {figure(found.cost)} {results.currency} per t done without",
        effective=f"open {i.ready}",
        serves=f"{found.sector}, which can then do without",
    )  # fmt: skip


def _support(results: Results, i: Investment) -> str:
    return f"support of {figure(i.support)} {results.currency}" if i.support else ""


def _standing(results: Results, venture: Venture, node: str) -> tuple[str, ...]:
    return results.case.standing(node, venture.lead_time_periods, venture.life_periods)
