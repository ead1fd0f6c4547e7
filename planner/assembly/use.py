"""Demands and stockpiles of a case, and the stages that its materials have."""

from math import prod

from models.records import Demand, Stockpile, Supplier
from planner.assembly.horizon import Horizon, bounded
from planner.workbook import Book
from planner.workbook.schema import Demand as DemandRow
from planner.workbook.schema import Stockpile as StockpileRow

Stages = dict[str, tuple[str, ...]]


def stages(book: Book) -> Stages:
    """The stages that each material has: from the first to the last with a supplier, stockpile or own feed.

    A stage of the material's list before or after those is taken as included in the unit cost. A material that nobody
    offers, and that is needed or recovered, has its last stage alone.
    """
    found = {}
    wanted = {row.material for row in book.demand} | {row.material for row in book.recovery}
    for material in book.materials:
        suppliers = [row for row in book.suppliers if row.material == material.material]
        used = {row.stage for row in suppliers}
        used |= {row.stage for row in book.stockpiles if row.material == material.material}
        for row in suppliers:
            if row.own_feed_from:
                used |= _above(material.stages, row.stage)
        if not used and material.material in wanted:
            used = {material.stages[-1]}
        if used:
            found[material.material] = tuple(stage for stage in material.stages if stage in used)
    return found


def demands(book: Book, horizon: Horizon) -> dict[str, Demand]:
    """Every demand by its key."""
    made = (_demand(row, horizon) for row in book.demand)
    return {demand.key: demand for demand in sorted(made, key=lambda d: d.key)}


def stockpiles(book: Book, horizon: Horizon, stages_of: Stages, suppliers: dict[str, Supplier]) -> dict[str, Stockpile]:
    """Every stockpile by its key; unlimited room is all that the horizon could ever put there."""
    made = {}
    for row in sorted(book.stockpiles, key=lambda r: (r.material, r.stage)):
        later = stages_of[row.material][stages_of[row.material].index(row.stage) + 1 :]
        buyers = [[i for i in suppliers.values() if _buys_feed(i, row.material, stage)] for stage in later]
        stock = _stockpile(row, horizon, buyers, _all_demand(book, horizon, row.material))
        made[stock.key] = stock
    return made


def _above(stages_of_material: tuple[str, ...], stage: str) -> set[str]:
    position = stages_of_material.index(stage)
    return {stages_of_material[position - 1]} if position else set()


def _demand(row: DemandRow, horizon: Horizon) -> Demand:
    return Demand(
        sector=row.sector,
        material=row.material,
        tonnes=horizon.tonnes(row.tonnes),
        shortage_cost=horizon.rates(row.shortage_cost),
        least_fill=row.least_fill,
        member=row.member,
    )


def _stockpile(row: StockpileRow, horizon: Horizon, buyers: list[list[Supplier]], all_demand: float) -> Stockpile:
    shares = {n: prod(_lowest_yield(stage, n) for stage in buyers) for n in horizon.tree}
    usable = min([share for share in shares.values() if share > 0], default=1.0)
    room = bounded(horizon.rates(row.capacity), row.opening_stock + all_demand / usable)
    return Stockpile(
        material=row.material,
        stage=row.stage,
        opening_tonnes=row.opening_stock,
        closing_tonnes=row.closing_stock,
        capacity_tonnes=room,
        holding_cost=horizon.rates(row.holding_cost, horizon.period_years),
        kept_share=(1.0 - row.loss) ** horizon.period_years,
        fill_tonnes=horizon.tonnes(row.max_fill) or None,
        release_tonnes=horizon.tonnes(row.max_release) or None,
        closing_value=row.closing_value,
        clean_share=row.clean_share,
        last_stage_share=shares,
        net_imports_before=horizon.history_tonnes(row.net_imports),
    )


def _buys_feed(supplier: Supplier, material: str, stage: str) -> bool:
    return (supplier.material, supplier.stage) == (material, stage) and not supplier.own_feed


def _lowest_yield(buyers: list[Supplier], node: str) -> float:
    """The lowest yield of those open at a node that buy feed; of all where none is open, 0 where nobody buys any."""
    working = [i for i in buyers if node in i.open_nodes] or buyers
    return min((i.yield_share for i in working), default=0.0)


def _all_demand(book: Book, horizon: Horizon, material: str) -> float:
    rows = [row for row in book.demand if row.material == material]
    return sum(sum(horizon.tonnes(row.tonnes).values()) for row in rows)
