"""Whether sectors could be served as Losses says when a country is lost for a year: every stage from its own cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from planner.audit.audit import Audit
from planner.audit.measuring import Measure, Measuring
from planner.audit.reach import check_reach, grown, in_year, reach
from planner.audit.scopes import LOSS, Scope, Window
from planner.audit.tables import Line
from planner.workbook.schema import Policy, Stockpile, Supplier

RULE, ALL = LOSS, "all sectors"
SENT, MADE, RECYCLED, RELEASED, LEFT = "sent", "made in the year", "recycled, used", "taken from stock", "left in stock"
UNMET, SHARE, SUBSTITUTED, MOST = "unmet", "unmet, of demand", "substituted", "at most"


@dataclass(frozen=True)
class Loss:
    """A material and the country that is lost, with the periods that are looked at."""

    material: str
    country: str
    periods: tuple[int, ...]


def unmet(measuring: Measuring, row: Policy, scope: Scope, window: Window) -> Measure | None:
    """Tonnes that go unmet in the emergency, against demand; None where nothing can come from the country."""
    audit, country = measuring.audit, scope.partners[0]
    used = years_of_use(audit, country, scope.materials)
    periods = [t for t in window.periods if audit.facts.book.calendar.years[t] in used]
    if not periods or not any(audit.facts.demands(material) for material in scope.materials):
        return None
    lines = [audit.loss_lines.get((material, country, "", ALL, UNMET)) for material in scope.materials]
    tonnes = sum(line.number(audit.periods[t]) for line in lines if line for t in periods)
    needed = [audit.facts.needed(material) for material in scope.materials]
    return Measure(tonnes, tonnes, {t: sum(by_period[t] for by_period in needed) for t in periods})


def years_of_use(audit: Audit, country: str, materials: tuple[str, ...]) -> set[int]:
    """The years in which anything of some materials can come from a country."""
    facts, years = audit.facts, audit.facts.book.calendar.years
    if any(row.country == country for material in materials for row in facts.plants_of(material)):
        return set(years)
    found = set()
    for row in facts.suppliers.values():
        if row.country == country and row.material in materials:
            joint = any(row.supplier in venture.supplier for venture in facts.book.ventures)
            able, ordered = facts.capacity(row), facts.tonnes(row.ordered)
            found |= {years[t + facts.lead_from(row, t)] for t in facts.orderable(row) if able[t] > 0 or joint}
            found |= {years[t] for t in facts.every if ordered[t]}
    return found


def check_losses(audit: Audit) -> None:
    """Every number of the Losses sheet."""
    found = list(_losses(audit))
    for material in dict.fromkeys(loss.material for loss in found):
        looked_at = {t for loss in found if loss.material == material for t in loss.periods}
        check_reach(audit, material, sorted(looked_at))
    for loss in found:
        _sums(audit, loss)
        _suppliers(audit, loss)
        _plants(audit, loss)
        for pile in (row for row in audit.facts.book.stockpiles if row.material == loss.material):
            _stock(audit, loss, pile)
        _substituted(audit, loss)
        for stage in audit.facts.stages[loss.material]:
            _stage(audit, loss, stage)
    known = {(loss.material, loss.country) for loss in found} | {(loss.material, "any country") for loss in found}
    for (material, country, *_), line in audit.loss_lines.items():
        if (material, country) not in known:
            audit.ledger.unexpected(line, "Lost", "no rule asks about this loss")


def _losses(audit: Audit) -> Iterator[Loss]:
    """The losses that rows of the policy set ask about, each with the periods from the beginning of their years."""
    facts, asked = audit.facts, dict[tuple[str, str], set[int]]()
    years = facts.book.calendar.years
    for row in (row for row in audit.rows if row.rule == RULE):
        needed = [material for material in facts.stages if facts.demands(material)]
        together = tuple(facts.stages) if row.material == "all" else ()
        for material in (m for m in needed if row.material in (None, "each", "all", m)):
            for country in facts.sending(together or (material,)):
                used = years_of_use(audit, country, together or (material,))
                force = [t for t in facts.span(row.from_, row.to) if years[t] in used]
                looked_at = {u for t in force for u in in_year(audit, t) if u <= t}
                asked.setdefault((material, country), set()).update(looked_at)
    for (material, country), periods in asked.items():
        if periods:
            yield Loss(material, country, tuple(sorted(periods)))


def _line(audit: Audit, loss: Loss, stage: str, who: str, figure: str) -> Line | None:
    return audit.loss_lines.get((loss.material, loss.country, stage, who, figure))


def _tonnes(audit: Audit, loss: Loss, stage: str, who: str, figure: str) -> list[float]:
    line = _line(audit, loss, stage, who, figure)
    return line.series(audit.periods) if line else [0.0 for _ in audit.periods]


def _of(audit: Audit, loss: Loss, figure: str, stage: str | None = None) -> list[Line]:
    """The lines of a figure of a loss, those of all sectors together left out."""
    return [
        line
        for (material, country, at, who, said), line in audit.loss_lines.items()
        if (material, country, said) == (loss.material, loss.country, figure) and who != ALL and stage in (None, at)
    ]


def _sums(audit: Audit, loss: Loss) -> None:
    """Unmet in all, its part of demand, and the lowest limit."""
    total, share, most = (_line(audit, loss, "", ALL, figure) for figure in (UNMET, SHARE, MOST))
    if total is None or share is None or most is None:
        audit.ledger.missing("Losses", f"{loss.material} without {loss.country}: unmet, its share and its limit")
        return
    needed, parts = audit.facts.needed(loss.material), _of(audit, loss, UNMET)
    limits = _limits(audit, loss)
    for t, period in enumerate(audit.periods):
        inside, tonnes = t in loss.periods, sum(line.number(period) for line in parts)
        size = audit.facts.size(loss.material)
        audit.ledger.equal(total, period, tonnes if inside else None, "the sum of the sectors", size)
        part = tonnes / needed[t] if inside and needed[t] else None
        audit.ledger.equal(share, period, part, "unmet over demand", 1.0)
        audit.ledger.equal(most, period, limits.get(t), "the lowest limit of the policy set", 1.0)
    for line in parts:
        for period in audit.periods:
            audit.ledger.at_least(line, period, 0.0, "nothing", audit.facts.size(loss.material))


def _limits(audit: Audit, loss: Loss) -> dict[int, float]:
    """The lowest limit of the rows about the material alone, in each period in force."""
    facts, found = audit.facts, dict[int, float]()
    years, used = facts.book.calendar.years, years_of_use(audit, loss.country, (loss.material,))
    for row in (row for row in audit.rows if row.rule == RULE):
        alone = row.material in (None, "each", loss.material) or (row.material == "all" and len(facts.stages) == 1)
        for t in facts.span(row.from_, row.to) if alone else ():
            if years[t] in used:
                found[t] = min(found.get(t, inf), facts.rates(row.limit)[t])
    return found


def _suppliers(audit: Audit, loss: Loss) -> None:
    """Each sends no more than what is under way and what is bought or made within the year; the lost ones nothing."""
    facts, size = audit.facts, audit.facts.size(loss.material)
    for row in (row for row in facts.suppliers.values() if row.material == loss.material):
        sent = _line(audit, loss, row.stage, row.supplier, SENT)
        made = _line(audit, loss, row.stage, row.supplier, MADE)
        for t in loss.periods:
            period = audit.periods[t]
            if sent is not None:
                most = 0.0 if row.country == loss.country else _arriving(audit, loss, row, t)
                audit.ledger.at_most(sent, period, most, "what is under way, and bought within the year", size)
                audit.ledger.at_least(sent, period, 0.0, "nothing", size)
            if made is not None:
                audit.ledger.at_most(made, period, _most_made(audit, loss, row, t), "what could be bought", size)


def _most_made(audit: Audit, loss: Loss, row: Supplier, t: int) -> float:
    could = 0.0 if row.country == loss.country else reach(audit, row)[t]
    if t - 1 not in in_year(audit, t) or t - 1 not in audit.facts.span(row.from_, row.to):
        return could
    return min(could, grown(audit, row, t, _tonnes(audit, loss, row.stage, row.supplier, MADE)[t - 1]))


def _arriving(audit: Audit, loss: Loss, row: Supplier, t: int) -> float:
    """Ordered before the plan, bought by the plan before the year, and bought or made within it."""
    facts, within = audit.facts, in_year(audit, t)
    sold_here = row.own_feed_from or not _buys_feed(audit, row)
    now = reach(audit, row) if sold_here else _tonnes(audit, loss, row.stage, row.supplier, MADE)
    departed = [u for u in facts.orderable(row) if u + facts.lead_from(row, u) == t]
    bought = audit.volumes.bought[row.supplier]
    return facts.tonnes(row.ordered)[t] + sum(now[u] if u in within else bought[u] for u in departed)


def _buys_feed(audit: Audit, row: Supplier) -> bool:
    stages = audit.facts.stages[row.material]
    place = stages.index(row.stage)
    return place > 0 and audit.facts.is_sold((row.material, stages[place - 1])) and not row.own_feed_from


def _plants(audit: Audit, loss: Loss) -> None:
    """Recycled output is used no further than the plan recovers it."""
    facts, last = audit.facts, audit.facts.stages[loss.material][-1]
    for row in facts.plants_of(loss.material):
        line = _line(audit, loss, last, row.plant, RECYCLED)
        made = audit.volumes.recovered(row.plant, row.stream, loss.material, audit.periods)
        for t in loss.periods if line else ():
            most = 0.0 if row.country == loss.country else made[t]
            if line is not None:
                audit.ledger.at_most(line, audit.periods[t], most, "recovered in the plan", facts.size(loss.material))


def _stock(audit: Audit, loss: Loss, row: Stockpile) -> None:
    """Stock is what the plan had before the year, less what is taken."""
    facts, size = audit.facts, audit.facts.size(loss.material)
    out, left = (_tonnes(audit, loss, row.stage, "stockpile", figure) for figure in (RELEASED, LEFT))
    lines = [line for figure in (RELEASED, LEFT) if (line := _line(audit, loss, row.stage, "stockpile", figure))]
    end = audit.volumes.stock((row.material, row.stage), "at the end", audit.periods)
    release = facts.tonnes(row.max_release) if row.max_release else None
    for t in loss.periods if lines else ():
        before = row.opening_stock if t == 0 else left[t - 1] if t - 1 in in_year(audit, t) else end[t - 1]
        sums = (out[t] + left[t], facts.kept(row) * before, size)
        audit.ledger.total(lines[0], audit.periods[t], sums, "what the plan had before, taken or left")
        for line in lines:
            audit.ledger.at_least(line, audit.periods[t], 0.0, "nothing", size)
        if release is not None:
            sums = (out[t], min(out[t], release[t]), size)
            audit.ledger.total(lines[0], audit.periods[t], sums, "at most Max release")


def _substituted(audit: Audit, loss: Loss) -> None:
    """No more is done without than what is open to it in the plan."""
    for line in _of(audit, loss, SUBSTITUTED):
        for row in (row for row in audit.facts.demands(loss.material) if row.sector == line.text("Who")):
            share = audit.volumes.short_lines.get((row.material, row.sector, row.member or "", "open to substitution"))
            needed = audit.facts.needs(row)
            for t in loss.periods:
                most = needed[t] * (share.number(audit.periods[t]) if share else 0.0)
                size = audit.facts.size(loss.material)
                audit.ledger.at_most(line, audit.periods[t], most, "demand times the share that is open", size)


def _stage(audit: Audit, loss: Loss, stage: str) -> None:
    """What comes to a stage is what the next one works on, or what sectors are delivered."""
    facts = audit.facts
    comes = [line for figure in (SENT, RECYCLED, RELEASED) for line in _of(audit, loss, figure, stage)]
    total = _line(audit, loss, "", ALL, UNMET)
    later = [row for row in facts.takers((loss.material, stage)) if _buys_feed(audit, row)]
    for t in loss.periods if total else ():
        period = audit.periods[t]
        if facts.is_last((loss.material, stage)):
            without = sum(line.number(period) for line in (*_of(audit, loss, UNMET), *_of(audit, loss, SUBSTITUTED)))
            used = facts.needed(loss.material)[t] - without
        else:
            used = sum(_tonnes(audit, loss, row.stage, row.supplier, MADE)[t] / row.yield_ for row in later)
        sums = (sum(line.number(period) for line in comes), used, facts.size(loss.material))
        if total is not None:
            audit.ledger.total(comes[0] if comes else total, period, sums, f"what is used of {stage} comes from there")
