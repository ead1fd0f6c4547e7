"""Scrap streams and recycling plants of a case."""

from models.records import Plant, Returns, Stream
from planner.assembly.horizon import Horizon, annuity_share
from planner.workbook import Book
from planner.workbook.schema import Plant as RecyclingRow
from planner.workbook.schema import Scrap as ScrapRow


def streams(book: Book, horizon: Horizon) -> dict[str, Stream]:
    """Every scrap stream by name; what was used before the plan and comes back in it stands in its tonnes."""
    return {row.stream: _stream(row, book, horizon) for row in sorted(book.scrap, key=lambda r: r.stream)}


def plants(book: Book, horizon: Horizon) -> dict[str, Plant]:
    """Every recycling plant by name, with the materials that it recovers."""
    recovered: dict[str, dict[str, float]] = {}
    for row in book.recovery:
        recovered.setdefault(row.plant, {})[row.material] = row.yield_
    rows = sorted(book.recycling, key=lambda r: r.plant)
    return {row.plant: _plant(row, recovered.get(row.plant, {}), horizon) for row in rows}


def _stream(row: ScrapRow, book: Book, horizon: Horizon) -> Stream:
    table = dict.fromkeys(horizon.tree, 0.0) | horizon.tonnes(row.tonnes)
    if row.from_sector is None:
        return Stream(row.stream, table, row.keep)
    returns = Returns(row.from_sector, row.material or "", horizon.periods(row.lag), row.collection)
    back = _returned_before(book, horizon, returns)
    return Stream(row.stream, {n: value + back.get(n, 0.0) for n, value in table.items()}, row.keep, returns)


def _returned_before(book: Book, horizon: Horizon, returns: Returns) -> dict[str, float]:
    """Scrap at each node from what the sector used before the plan."""
    back: dict[str, float] = {}
    for row in book.demand:
        if (row.sector, row.material) == (returns.sector, returns.material):
            used = horizon.history_tonnes(row.tonnes)
            for n, node in horizon.tree.nodes.items():
                tonnes = used.get(node.period - returns.lag_periods, 0.0)
                back[n] = back.get(n, 0.0) + returns.collection_share * tonnes
    return back


def _plant(row: RecyclingRow, recovered: dict[str, float], horizon: Horizon) -> Plant:
    delay = horizon.periods(row.delay)
    treated = horizon.history_tonnes(row.treated)
    return Plant(
        name=row.plant,
        stream=row.stream,
        country=row.country or "",
        yield_share=dict(sorted(recovered.items())),
        opex=horizon.rates(row.opex),
        capacity_tonnes=horizon.tonnes(row.capacity),
        under_way_tonnes_per_year=horizon.standing(row.under_way, row.ready, row.life),
        build_limit_tonnes_per_year=row.max_build * horizon.period_years,
        capex=row.capex,
        support_share=row.support,
        annuity_share=annuity_share(row.financing_rate, row.life),
        lead_time_periods=horizon.periods(row.lead_time),
        life_periods=horizon.life_periods(row.life),
        delay_periods=delay,
        treated_before_tonnes={n: treated.get(p.period - delay, 0.0) for n, p in horizon.tree.nodes.items()},
        emissions_tco2e=horizon.rates(row.emissions),
    )
