"""Whether there is the scrap that is treated, the capacity to treat it, and metal in it: the Recycling sheet."""

from planner.audit.audit import Audit
from planner.audit.investments import online
from planner.audit.tables import Line
from planner.audit.volumes import PLANT
from planner.workbook.schema import Plant, Scrap


def check_recycling(audit: Audit) -> None:
    """Every number of the Recycling sheet."""
    for stream in audit.facts.book.scrap:
        _stream(audit, stream)
    for plant in audit.facts.book.recycling:
        _capacity(audit, plant)
        _recovered(audit, plant)


def _line(audit: Audit, *key: str) -> Line | None:
    line = audit.volumes.scrap_lines.get(key)
    if line is None:
        audit.ledger.missing("Recycling", " / ".join(part for part in key if part))
    return line


def _scrap(audit: Audit, stream: Scrap) -> list[float]:
    """What comes up of a stream: the table's tonnes and what comes back from use."""
    facts, found = audit.facts, audit.facts.tonnes(stream.tonnes)
    lag = facts.book.calendar.periods_in(stream.lag)
    for row in facts.demands(stream.material or "") if stream.from_sector else []:
        if row.sector == stream.from_sector:
            needed, used = facts.needs(row), facts.before(row.tonnes)
            key = (row.material, row.sector, row.member or "")
            short = audit.volumes.short(*key, audit.periods)
            without = audit.volumes.substituted(*key, audit.periods)
            for t in facts.every:
                earlier = t - lag
                met = needed[earlier] - short[earlier] - without[earlier] if earlier >= 0 else used.get(earlier, 0.0)
                found[t] += stream.collection * met
    return found


def _stream(audit: Audit, stream: Scrap) -> None:
    facts, periods = audit.facts, audit.periods
    plants = [row for row in facts.book.recycling if row.stream == stream.stream]
    treated = [audit.volumes.treated(row.plant, stream.stream, periods) for row in plants]
    used = [sum(row[t] for row in treated) for t in facts.every]
    scrap = _scrap(audit, stream)
    size = max(scrap, default=0.0)
    waits = "left for the next period" if stream.keep else "left untreated"
    left = _line(audit, stream.stream, "", "scrap", waits)
    if left:
        stands, kept = left.series(periods), 0.0
        for t, period in enumerate(periods):
            right = scrap[t] + kept - used[t]
            audit.ledger.equal(left, period, right, "scrap that comes up, and was kept, less what is treated", size)
            audit.ledger.at_least(left, period, 0.0, "no more is treated than there is", size)
            kept = stands[t] if stream.keep else 0.0
        if not stream.keep:
            audit.adds_up(left, "Whole plan")
    if whole := _line(audit, stream.stream, "", "scrap", "treated"):
        audit.over_periods(whole, used, "the sum of its plants", size)
        audit.adds_up(whole, "Whole plan")


def _capacity(audit: Audit, plant: Plant) -> None:
    facts, key = audit.facts, (plant.stream, plant.plant, "scrap")
    added = online(audit, PLANT, plant)
    whole = [own + more for own, more in zip(facts.rates(plant.capacity), added, strict=True)]
    size = max(whole, default=0.0)
    if line := _line(audit, *key, "of it built or under way"):
        audit.over_periods(line, added, "under way and built, while it stands", size)
    if line := _line(audit, *key, "capacity"):
        audit.over_periods(line, whole, "its capacity and what is built or under way", size)
    if line := _line(audit, *key, "treated"):
        for t, period in enumerate(audit.periods):
            audit.ledger.equal(line, period, line.number(period), "a number of tonnes")
            audit.ledger.at_most(line, period, whole[t] * facts.step, "the capacity", size * facts.step)
            audit.ledger.at_least(line, period, 0.0, "nothing", size * facts.step)
        audit.adds_up(line, "Whole plan")


def _recovered(audit: Audit, plant: Plant) -> None:
    facts, delay = audit.facts, audit.facts.book.calendar.periods_in(plant.delay)
    treated, history = audit.volumes.treated(plant.plant, plant.stream, audit.periods), facts.before(plant.treated)
    for (name, material), share in facts.recovered_by.items():
        if name != plant.plant or material not in facts.stages:
            continue
        line = _line(audit, plant.stream, plant.plant, material, "recovered and used")
        for t, period in enumerate(audit.periods) if line else ():
            fed = treated[t - delay] if t >= delay else history.get(t - delay, 0.0)
            law = "yield times what was treated a delay earlier"
            audit.ledger.equal(line, period, line.number(period), "a number of tonnes")  # type: ignore[arg-type, union-attr]
            audit.ledger.at_most(line, period, share * fed, law, facts.size(material))  # type: ignore[arg-type]
            audit.ledger.at_least(line, period, 0.0, "nothing", facts.size(material))  # type: ignore[arg-type]
        if line:
            audit.adds_up(line, "Whole plan")
