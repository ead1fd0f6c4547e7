"""Contracts, ventures and substitution of a case."""

from models.records import Contract, Substitution, Supplier, Venture
from planner.assembly.horizon import Horizon, annuity_share
from planner.workbook import Book
from planner.workbook.schema import Contract as ContractRow
from planner.workbook.schema import Substitution as SubstitutionRow
from planner.workbook.schema import Venture as VentureRow


def contracts(book: Book, horizon: Horizon, suppliers: dict[str, Supplier]) -> dict[str, Contract]:
    """Every contract by name, with what a tonne costs under it at each node."""
    rows = sorted(book.contracts, key=lambda row: row.contract)
    return {row.contract: _contract(row, horizon, suppliers[row.supplier]) for row in rows}


def ventures(book: Book, horizon: Horizon) -> dict[str, Venture]:
    """Every venture by name."""
    return {row.venture: _venture(row, horizon) for row in sorted(book.ventures, key=lambda row: row.venture)}


def substitutions(book: Book, horizon: Horizon) -> dict[str, Substitution]:
    """Every substitution by its key."""
    made = (_substitution(row, horizon) for row in book.substitution)
    return {substitution.key: substitution for substitution in sorted(made, key=lambda s: s.key)}


def _contract(row: ContractRow, horizon: Horizon, supplier: Supplier) -> Contract:
    return Contract(
        name=row.contract,
        supplier=row.supplier,
        most_tonnes=horizon.tonnes(row.max_volume),
        price=_price(row, horizon, supplier),
        nodes=horizon.nodes(row.from_, row.to),
        least_tonnes=horizon.tonnes(row.min_volume),
        signed=row.status == "signed",
        take_or_pay_share=row.take_or_pay,
    )


def _price(row: ContractRow, horizon: Horizon, supplier: Supplier) -> dict[str, float]:
    """The contract's own price, or the supplier's unit cost less the discount; at least the floor."""
    stated = horizon.rates(row.price)
    discounted = {n: cost * (1.0 - (row.discount or 0.0)) for n, cost in supplier.unit_cost.items()}
    floor = row.price_floor or 0.0
    return {n: max(floor, price) for n, price in (stated or discounted).items()}


def _venture(row: VentureRow, horizon: Horizon) -> Venture:
    return Venture(
        name=row.venture,
        suppliers=tuple(row.supplier),
        most_tonnes_per_year=row.max_capacity,
        capex=row.capex,
        annuity_share=annuity_share(row.financing_rate, row.life),
        lead_time_periods=horizon.periods(row.lead_time),
        life_periods=horizon.life_periods(row.life),
        support_share=row.support,
        equity_share=row.equity_share,
        under_way_tonnes_per_year=horizon.standing(row.under_way, row.ready, row.life),
        decision_nodes=horizon.nodes(row.earliest, row.latest),
    )


def _substitution(row: SubstitutionRow, horizon: Horizon) -> Substitution:
    return Substitution(
        sector=row.sector,
        material=row.material,
        most_share=horizon.rates(row.max_share),
        cost=row.cost,
        share_today=row.share_today,
        growth_share_per_year=row.max_growth,
        capex=row.capex,
        annuity_share=annuity_share(row.financing_rate, row.life),
        lead_time_periods=horizon.periods(row.lead_time),
        life_periods=horizon.life_periods(row.life),
    )
