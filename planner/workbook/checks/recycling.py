"""Checks of scrap and recycling."""

from collections import defaultdict

from planner.workbook.draft import Draft
from planner.workbook.kinds.names import ROUNDING
from planner.workbook.schema import Demand, Plant, Recovery, Scrap


def at_most_everything_recovered(draft: Draft) -> None:
    """A plant recovers at most a tonne from a tonne of scrap."""
    yields: dict[tuple[str, str], float] = {}
    totals: dict[str, float] = defaultdict(float)
    for row in draft.of(Recovery, "plant", "material", "yield_"):
        others = totals[row.plant] - yields.get((row.plant, row.material), 0.0)
        totals[row.plant] = others + yields.setdefault((row.plant, row.material), row.yield_)
        if others <= 1 + ROUNDING < others + row.yield_:
            expected = f"at most {1 - others:.6g}, since the yields of {row.plant} are at most 1 in sum"
            draft.refuse(row, "yield_", "out-of-range", expected)


def scrap_from_something(draft: Draft) -> None:
    """A stream has tonnes of its own or comes from the use of a material in a sector that needs it."""
    needed = {(row.sector, row.material) for row in draft.all(Demand, "sector", "material")}
    for row in draft.of(Scrap, "tonnes", "from_sector", "material"):
        if row.from_sector is None and row.material is not None:
            draft.refuse(row, "from_sector", "blank-cell", "a sector, since Material is given")
        elif row.from_sector is not None and row.material is None:
            draft.refuse(row, "material", "blank-cell", "a material, since From sector is given")
        elif row.from_sector is None and row.tonnes is None:
            draft.refuse(row, "tonnes", "blank-cell", "tonnes for every period, or From sector and Material")
        elif row.from_sector is not None and (row.from_sector, row.material) not in needed:
            draft.refuse(row, "material", "unknown-name", f"a material that Demand lists for {row.from_sector}")


def scrap_takes_time(draft: Draft) -> None:
    """What comes back from use cannot serve the demand of the same period that it comes from."""
    quick = {row.stream: row.plant for row in draft.all(Plant, "stream", "plant", "delay") if not row.delay.amount}
    for row in draft.of(Scrap, "stream", "from_sector", "lag"):
        if row.from_sector is not None and not row.lag.amount and row.stream in quick:
            draft.refuse(row, "lag", "out-of-range", f"more than 0, since {quick[row.stream]} has no Delay")
