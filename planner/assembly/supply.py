"""Suppliers of a case, from the sheet of that name."""

from dataclasses import replace

from models.case import Case
from models.records import Growth, Supplier
from planner.assembly.horizon import Horizon, bounded
from planner.workbook import Book
from planner.workbook.schema import Supplier as SupplierRow

RAMP_SHARE = 0.1


def suppliers(book: Book, horizon: Horizon) -> dict[str, Supplier]:
    """Every supplier by name; an unlimited capacity is still infinite here."""
    return {row.supplier: _supplier(row, horizon) for row in sorted(book.suppliers, key=lambda r: r.supplier)}


def with_finite_capacities(case: Case) -> Case:
    """The case with every unlimited capacity replaced by the most that could ever be of use, the ramp with it."""
    contracts = {}
    for name, contract in case.contracts.items():
        supplier = case.suppliers[contract.supplier]
        most = bounded(contract.most_tonnes, case.most_tonnes[supplier.material, supplier.stage])
        contracts[name] = replace(contract, most_tonnes=most)
    suppliers = {name: _finite(case, supplier) for name, supplier in case.suppliers.items()}
    return replace(case, suppliers=suppliers, contracts=contracts)


def _supplier(row: SupplierRow, horizon: Horizon) -> Supplier:
    open_nodes = horizon.nodes(row.from_, row.to)
    capacity = horizon.tonnes(row.capacity)
    return Supplier(
        name=row.supplier,
        material=row.material,
        stage=row.stage,
        country=row.country,
        owner=row.owner,
        capacity_tonnes={n: value if n in open_nodes else 0.0 for n, value in capacity.items()},
        unit_cost=horizon.rates(row.unit_cost),
        open_nodes=open_nodes,
        spot_share=row.spot_share,
        minimum_tonnes={n: value for n, value in horizon.tonnes(row.min_purchase).items() if n in open_nodes},
        tariff_share=horizon.rates(row.tariff),
        freight_cost=horizon.rates(row.freight),
        emissions_tco2e=horizon.rates(row.emissions),
        yield_share=row.yield_,
        lead_time_periods=horizon.periods(row.lead_time),
        ordered_tonnes=horizon.tonnes(row.ordered),
        own_feed=row.own_feed_from,
        growth=_growth(row, horizon, capacity),
    )


def _growth(row: SupplierRow, horizon: Horizon, capacity: dict[str, float]) -> Growth | None:
    """Growth in tonnes per period: `(1+g)^Δ` on the volume before, and the ramp, in t/yr per year, over Δ years."""
    if row.max_growth is None:
        return None
    years = horizon.period_years
    default = {n: RAMP_SHARE * years * tonnes for n, tonnes in capacity.items()}
    return Growth(
        factor=(1.0 + row.max_growth) ** years,
        recent_tonnes=(row.recent_volume or 0.0) * years,
        ramp_tonnes=default if row.ramp is None else dict.fromkeys(capacity, row.ramp * years**2),
        venture_ramp_share=RAMP_SHARE if row.ramp is None else 0.0,
    )


def _finite(case: Case, supplier: Supplier) -> Supplier:
    most = case.most_tonnes[supplier.material, supplier.stage]
    growth = supplier.growth
    if growth:
        growth = replace(growth, ramp_tonnes=bounded(growth.ramp_tonnes, most))
    spot = most / supplier.spot_share if supplier.spot_share else most
    return replace(supplier, capacity_tonnes=bounded(supplier.capacity_tonnes, spot), growth=growth)
