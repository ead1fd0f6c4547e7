"""What could be bought, signed, built or opened, each with the price that decides and how the cost depends on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from models.case import Case
from planner.results import Results
from planner.workbook import Book

Cells = Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class Offer:
    """An offer at a price: the derivative of total cost by that price is `Σ weight · variable`, less `given`.

    `weights` are by variable and index; `given` is what stood there before the plan and costs nothing any more.
    """

    kind: str
    name: str
    material: str
    stage: str
    country: str
    price: float
    unit: str
    weights: Mapping[str, Mapping[tuple[str, str], float]]
    given: float = 0.0
    cell: str = ""


def offers(results: Results) -> Iterator[Offer]:
    """Every offer of a case: spot, candidate contracts, ventures, recycling plants to be built, substitution."""
    cells = price_cells(results.book)
    for kind in (_spot, _candidates, _ventures, _plants, _substitutions):
        yield from kind(results.case, cells)


def price_cells(book: Book) -> dict[tuple[str, str], str]:
    """The cell of the price of each offer, by kind and name."""
    contracts = {("contract", c.contract): c.at("price" if c.price else "discount") for c in book.contracts}
    found = {
        "Suppliers": {("spot", i.supplier): i.at("unit_cost") for i in book.suppliers},
        "Contracts": contracts,
        "Ventures": {("venture", v.venture): v.at("capex") for v in book.ventures},
        "Recycling": {("plant", p.plant): p.at("capex") for p in book.recycling},
        "Substitution": {("substitution", f"{s.sector} / {s.material}"): s.at("cost") for s in book.substitution},
    }
    return {key: f"{sheet}!{cell}" for sheet, rows in found.items() for key, cell in rows.items()}


def _spot(case: Case, cells: Cells) -> Iterator[Offer]:
    """A supplier's unit cost is paid, and its tariff on it, on what is bought beside contracts."""
    for i in case.suppliers.values():
        bought = {(i.name, n): _per_tonne(case, i.name, n) for n in case.tree if n in i.open_nodes}
        contracts = [c for c in case.contracts.values() if c.supplier == i.name]
        taken = {(c.name, n): -bought[i.name, n] for c in contracts for n in c.nodes if (i.name, n) in bought}
        if bought:
            first = next(iter(bought))[1]
            weights = {"offtake_tonnes": bought, "taken_tonnes": taken}
            asked = i.unit_cost[first]
            at = cells[("spot", i.name)]
            yield Offer("spot", i.name, i.material, i.stage, i.country, asked, "per t", weights, cell=at)


def _candidates(case: Case, cells: Cells) -> Iterator[Offer]:
    """The price of a contract is paid on what is taken, with the tariff on it, and on what is not taken."""
    for c in case.contracts.values():
        nodes = [n for n in case.tree if n in c.nodes]
        if c.signed or not nodes:
            continue
        i = case.suppliers[c.supplier]
        weights = {
            "taken_tonnes": {(c.name, n): _per_tonne(case, c.supplier, n) for n in nodes},
            "unused_tonnes": {(c.name, n): case.tree.nodes[n].weight for n in nodes},
        }
        at, asked = cells[("contract", c.name)], c.price[nodes[0]]
        yield Offer("contract", c.name, i.material, i.stage, i.country, asked, "per t", weights, cell=at)


def _ventures(case: Case, cells: Cells) -> Iterator[Offer]:
    """Our part of a venture's capex is paid as an annuity while what we built stands."""
    for v in case.ventures.values():
        yearly = v.equity_share * (1.0 - v.support_share) * v.annuity_share
        i = case.suppliers[v.suppliers[0]]
        offer = Offer("venture", v.name, i.material, i.stage, i.country, v.capex, "per t/yr", {})
        yield from _capacity(
            case, offer, ("venture_online_tonnes_per_year", v.under_way_tonnes_per_year, yearly), cells
        )


def _plants(case: Case, cells: Cells) -> Iterator[Offer]:
    """The capex of a recycling plant is paid as an annuity while what we built stands."""
    for p in case.plants.values():
        yearly = (1.0 - p.support_share) * p.annuity_share
        offer = Offer("plant", p.name, ", ".join(p.yield_share), "recycling", p.country, p.capex, "per t/yr", {})
        if p.build_limit_tonnes_per_year:
            yield from _capacity(case, offer, ("online_tonnes_per_year", p.under_way_tonnes_per_year, yearly), cells)


def _capacity(
    case: Case, offer: Offer, standing: tuple[str, Mapping[str, float], float], cells: Cells
) -> Iterator[Offer]:
    """An offer to build, by the variable of what stands, what stood before and the annuity per unit of capex."""
    variable, under_way, yearly = standing
    weights = {(offer.name, n): case.tree.nodes[n].weight * case.tree.period_years * yearly for n in case.tree}
    if any(weights.values()):
        given = sum(weights[offer.name, n] * under_way.get(n, 0.0) for n in case.tree)
        at = cells[(offer.kind, offer.name)]
        yield Offer(
            offer.kind, offer.name, offer.material, offer.stage, offer.country, offer.price, offer.unit,
            {variable: weights}, given, at,
        )  # fmt: skip


def _substitutions(case: Case, cells: Cells) -> Iterator[Offer]:
    """The cost of substitution is paid per tonne that a sector does without."""
    for key, s in case.substitutions.items():
        demands = [d.key for d in case.demands.values() if (d.sector, d.material) == (s.sector, s.material)]
        weights = {(d, n): node.weight for d in demands for n, node in case.tree.nodes.items()}
        if weights:
            at = cells[("substitution", key)]
            yield Offer(
                "substitution", key, s.material, "", "", s.cost, "per t", {"substituted_tonnes": weights}, 0.0, at
            )


def _per_tonne(case: Case, supplier: str, node: str) -> float:
    """What one unit of a supplier's price adds to total cost per tonne bought, tariff on it included."""
    return case.tree.nodes[node].weight * (1.0 + case.suppliers[supplier].tariff_share.get(node, 0.0))
