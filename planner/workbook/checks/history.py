"""Warnings where the plan begins without the history that a delay, a lag or a rule looks back to."""

from math import inf

from models.policies import RULES
from planner.workbook.declare import Row
from planner.workbook.draft import Draft
from planner.workbook.periods import Calendar, Duration
from planner.workbook.schema import Demand, Plant, Policy, Scrap, Stockpile
from planner.workbook.series import Series


def plants_without_history(draft: Draft) -> None:
    """A plant with a delay delivers nothing at first but what it treated before."""
    for row in draft.of(Plant, "delay", "capacity", "treated"):
        if not row.treated.history:
            at_stake = capacity_before(row.delay, row.capacity, draft.calendar)
            warn(draft, row, "delay", row.delay, f"what comes of up to {at_stake} of scrap")


def scrap_without_use(draft: Draft) -> None:
    """Scrap from use looks back to what was used before the plan."""
    calendar = draft.calendar
    used = {(row.sector, row.material): row.tonnes for row in draft.all(Demand, "sector", "material", "tonnes")}
    for row in draft.of(Scrap, "from_sector", "material", "lag", "collection"):
        tonnes = used.get((row.from_sector or "", row.material or ""))
        back = calendar.periods_in(row.lag)
        if tonnes is not None and any(calendar.label(-n) not in tonnes.history for n in range(1, back + 1)):
            now = (tonnes.at(calendar.first) or 0) * row.collection * calendar.period_years * min(back, calendar.count)
            warn(draft, row, "lag", row.lag, f"some {now:.6g} t if use was as in {calendar.first}")


def cover_without_imports(draft: Draft) -> None:
    """Cover of net imports looks back to those of the year before the plan."""
    calendar = draft.calendar
    stockpiles = draft.all(Stockpile, "material", "net_imports")
    known = {row.material for row in stockpiles if row.net_imports.history}
    kept = [row.material for row in stockpiles]
    for row in draft.of(Policy, "rule", "base", "material"):
        about = [row.material] if row.material in kept else kept
        bare = sorted(set(about) - known)
        if bare and "net imports" in RULES[row.rule].bases and row.base == "net imports":
            begins = calendar.label(calendar.length.per_year)
            text = f"Stockpiles has no Net imports of {', '.join(bare)} before the plan: the duty begins in {begins}."
            draft.report.warning(row.cell("base"), "missing-history", text)


def warn(draft: Draft, row: Row, field: str, time: Duration, at_stake: str) -> None:
    """Warn that nothing comes before a time is over, with what is at stake."""
    calendar = draft.calendar
    periods = calendar.periods_in(time)
    if periods:
        first = f"before {calendar.label(periods)}" if periods < calendar.count else "within the plan"
        text = f"{row.name} has no history: nothing of it arrives {first}; at stake is {at_stake}."
        draft.report.warning(row.cell(field), "missing-history", text)


def capacity_before(time: Duration, capacity: Series[float], calendar: Calendar) -> str:
    """What a capacity adds up to until a time is over."""
    rates = capacity.on(calendar)[: calendar.periods_in(time)]
    tonnes = sum(rate or 0 for rate in rates) * calendar.period_years
    return "any amount" if tonnes == inf else f"{tonnes:.6g} t"
