"""What each kind of rule measures, and against what: both sides of every constraint, from the plan's own volumes."""

from collections.abc import Callable, Mapping

from planner.audit.audit import Audit
from planner.audit.concentration import concentration
from planner.audit.costs import PAID, outlays
from planner.audit.facts import Pair
from planner.audit.investments import online
from planner.audit.losses import RULE, unmet
from planner.audit.measuring import Measure, Measuring, bases_of, limit_years
from planner.audit.origins import RECYCLED, Origin
from planner.audit.scopes import MAXIMA, Scope, Window, counted
from planner.audit.stocks import DAYS, held_as_last_stage
from planner.audit.volumes import PLANT, TO_PROCESSOR, TO_SECTOR, VENTURE, Flow
from planner.workbook.schema import Policy

CLEAN = "clean"


def _is_counted(measuring: Measuring, row: Policy, scope: Scope, origin: Origin, t: int) -> bool:
    """Whether an origin is of the scope's partners in a period."""
    if origin.pair not in scope.pairs or (row.base == "primary" and origin.source == RECYCLED):
        return False
    facts = measuring.audit.facts
    if scope.kind == "supplier":
        return origin.supplier in scope.partners
    if scope.kind == "owner":
        return bool(origin.supplier) and facts.suppliers[origin.supplier].owner in scope.partners
    if scope.kind == "bloc":
        return any(origin.country in counted(facts, row, bloc, t) for bloc in scope.partners)
    return origin.country in scope.partners


def _partners(measuring: Measuring, row: Policy, scope: Scope, window: Window) -> tuple[float, float]:
    """Tonnes of the partners, and those of them that were ordered before the plan."""
    found = [
        (origin.tonnes[t], origin.ordered[t])
        for t in window.periods
        for origin in measuring.origins.all
        if _is_counted(measuring, row, scope, origin, t)
    ]
    return sum(tonnes for tonnes, _ in found), sum(ordered for _, ordered in found)


def _share(measuring: Measuring, row: Policy, scope: Scope, window: Window) -> Measure:
    tonnes, ordered = _partners(measuring, row, scope, window)
    known = row.base in ("", "consumption") and all(measuring.audit.facts.is_last(pair) for pair in scope.pairs)
    before = ordered if row.rule in MAXIMA else 0.0
    return Measure(tonnes, tonnes, bases_of(measuring, row, scope, window), before, exact=known)


def _home_share(measuring: Measuring, row: Policy, scope: Scope, window: Window) -> Measure:
    here = [o for o in measuring.origins.all if o.pair in scope.pairs and not o.plant]
    at_home = [origin for origin in here if _is_home(measuring, origin)]
    tonnes = sum(origin.tonnes[t] for origin in at_home for t in window.periods)
    return Measure(tonnes, tonnes, bases_of(measuring, row, scope, window))


def _is_home(measuring: Measuring, origin: Origin) -> bool:
    return origin.country in measuring.audit.facts.home


def _home_capacity(measuring: Measuring, row: Policy, scope: Scope, window: Window) -> Measure:
    """Capacity in t/yr: of suppliers at home, or of recycling plants there times their yield."""
    audit, facts, t = measuring.audit, measuring.audit.facts, window.last
    if scope.recycling:
        stands = sum(
            (facts.rates(plant.capacity)[t] + online(audit, PLANT, plant)[t])
            * facts.recovered_by[plant.plant, material]
            for material in scope.materials
            for plant in facts.plants_of(material)
            if plant.country in facts.home or not facts.home
        )
    else:
        at_home = [r for pair in scope.pairs for r in facts.suppliers_at(pair) if r.country in facts.home]
        stands = sum(facts.capacity(row)[t] for row in at_home) / facts.step
        names = {row.supplier for row in at_home}
        joint = [venture for venture in facts.book.ventures if names.intersection(venture.supplier)]
        stands += sum(online(audit, VENTURE, venture)[t] for venture in joint)
    needed = sum(measuring.origins.consumption(pair)[t] for pair in scope.pairs)
    return Measure(stands, stands, {t: needed / facts.step})


def _recycled(measuring: Measuring, row: Policy, scope: Scope, window: Window) -> Measure:
    again = [o for o in measuring.origins.all if o.pair in scope.pairs and o.source == RECYCLED]
    tonnes = sum(origin.tonnes[t] for origin in again for t in window.periods)
    return Measure(tonnes, tonnes, bases_of(measuring, row, scope, window))


def _volume(measuring: Measuring, row: Policy, scope: Scope, window: Window) -> Measure:
    tonnes, ordered = _partners(measuring, row, scope, window)
    before = ordered if row.rule == "Max volume" else 0.0
    return Measure(tonnes, tonnes, limit_years(measuring, row, window), before)


def _ban(measuring: Measuring, row: Policy, scope: Scope, window: Window) -> Measure:
    units = limit_years(measuring, row, window)
    if scope.sectors:
        least, most = _reaching(measuring, row, scope, window.last)
        return Measure(least, most, units)
    tonnes, ordered = _partners(measuring, row, scope, window)
    return Measure(tonnes, tonnes, units, ordered)


def _clean_chain(measuring: Measuring, row: Policy, scope: Scope, window: Window) -> Measure:
    least, most = _reaching(measuring, row, scope, window.last)
    return Measure(least, most, {window.last: 0.0})


def _reaching(measuring: Measuring, row: Policy, scope: Scope, t: int) -> tuple[float, float]:
    """Tonnes that reach the sectors: those whose way the partner is seen on, and all that are not named clean."""
    flows = [
        flow
        for flow in measuring.audit.volumes.flows
        if flow.pair[0] in scope.materials and flow.end == TO_SECTOR
        if measuring.audit.facts.sector(flow.pair[0], flow.destination) in scope.sectors
    ]
    seen = sum(flow.tonnes[t] for flow in flows if _is_seen(measuring, row, scope, flow, t))
    return seen, max(seen, sum(flow.tonnes[t] for flow in flows if flow.word != CLEAN))


def _is_seen(measuring: Measuring, row: Policy, scope: Scope, flow: Flow, t: int) -> bool:
    """Whether the partner stands on the way of a flow, at any stage or at those of a ban."""
    facts, stages = measuring.audit.facts, measuring.audit.facts.stages[flow.pair[0]]
    at = {stage for _, stage in scope.pairs} if row.rule == "Ban" else set(stages)
    if scope.kind in ("supplier", "owner"):
        sender = facts.suppliers.get(flow.sender)
        return sender is not None and sender.stage in at and row.partner in (sender.supplier, sender.owner)
    countries = {row.partner} if scope.kind == "country" else counted(facts, row, row.partner or "", t)
    return any(country in countries for stage, country in zip(stages, flow.countries, strict=False) if stage in at)


def _cover(measuring: Measuring, row: Policy, scope: Scope, window: Window) -> Measure | None:
    audit, t = measuring.audit, window.last
    held = sum(held_as_last_stage(audit, *pair)[t] for pair in scope.pairs)
    if row.base != "net imports":
        a_day = sum(audit.facts.needed(material)[t] for material in scope.materials) / (DAYS * audit.facts.step)
        return Measure(held, held, {t: a_day})
    before = [_imported_before(measuring, material, t) for material in scope.materials]
    if None in before:
        return None
    return Measure(held, held, {t: sum(value or 0.0 for value in before) / DAYS})


def _imported_before(measuring: Measuring, material: str, t: int) -> float | None:
    """Net imports of the twelve months before a period, None where not all of them are known."""
    facts = measuring.audit.facts
    last = (material, facts.stages[material][-1])
    rows = [facts.before(row.net_imports) for row in facts.book.stockpiles if (row.material, row.stage) == last]
    history = rows[0] if rows else {}
    months = range(t - round(1.0 / facts.step), t)
    if any(u < 0 and u not in history for u in months):
        return None
    imported = _imported(measuring, last)
    return sum(history[u] if u < 0 else imported[u] for u in months)


def _imported(measuring: Measuring, last: Pair) -> list[float]:
    """What arrives at the last stage from outside home, and what home suppliers make of metal from outside home."""
    audit, facts = measuring.audit, measuring.audit.facts
    found = [0.0 for _ in facts.every]
    for row in facts.suppliers_at(last):
        flows = [f for f in audit.volumes.flows if f.end == TO_PROCESSOR and f.destination == row.supplier]
        feed = sum(share for country, share in (row.own_feed_from or {}).items() if country not in facts.home)
        for t in facts.every:
            if row.country not in facts.home:
                found[t] += audit.volumes.arrived[row.supplier][t]
                continue
            taken = sum(f.tonnes[t] for f in flows if f.country not in facts.home and not f.from_stock)
            found[t] += row.yield_ * taken + feed * audit.volumes.bought[row.supplier][t]
    return found


def _emissions(measuring: Measuring, row: Policy, scope: Scope, window: Window) -> Measure:
    """What is emitted at departure and in treating, and by what was ordered before, when it arrives."""
    audit, facts = measuring.audit, measuring.audit.facts
    new, old = 0.0, 0.0
    for origin in measuring.origins.all:
        for t in (t for t in window.periods if _is_counted(measuring, row, scope, origin, t)):
            if origin.supplier:
                rate = facts.rates(facts.suppliers[origin.supplier].emissions)[t]
                new += rate * audit.volumes.bought[origin.supplier][t]
                old += rate * origin.ordered[t]
            elif origin.plant:
                new += _treating(audit, origin, t)
    return Measure(new + old, new + old, limit_years(measuring, row, window), old)


def _treating(audit: Audit, origin: Origin, t: int) -> float:
    """A plant's emissions, the part of one of the materials that it recovers, by their yields."""
    facts = audit.facts
    plant = next(row for row in facts.book.recycling if row.plant == origin.plant)
    whole = sum(share for (name, _), share in facts.recovered_by.items() if name == origin.plant)
    part = facts.recovered_by[origin.plant, origin.pair[0]] / whole if whole else 0.0
    return part * facts.rates(plant.emissions)[t] * audit.volumes.treated(plant.plant, plant.stream, audit.periods)[t]


def _risk(measuring: Measuring, row: Policy, scope: Scope, window: Window) -> Measure:
    """Tonnes times risk over tonnes; across materials both by value at the reference price."""
    facts = measuring.audit.facts
    field = "esg_risk" if row.base == "ESG" else "governance_risk"
    risks = {country.country: getattr(country, field) or 0.0 for country in facts.book.countries}
    prices = {material.material: facts.rates(material.reference_price) for material in facts.book.materials}
    risky, units = 0.0, dict.fromkeys(window.periods, 0.0)
    for origin in (o for o in measuring.origins.all if o.pair in scope.pairs):
        for t in window.periods:
            worth = origin.tonnes[t] * (prices[origin.pair[0]][t] if len(scope.materials) > 1 else 1.0)
            risky += risks.get(origin.country, 0.0) * worth
            units[t] += worth
    return Measure(risky, risky, units)


def _budget(measuring: Measuring, row: Policy, scope: Scope, window: Window) -> Measure:
    if row.base == "paid cost":
        kinds = [measuring.money[kind] for kind in PAID if kind != "Closing stock"]
        spent = sum(values[t] for values in kinds for t in window.periods)
    else:
        spent = sum(outlays(measuring.audit)[t] for t in window.periods)
    return Measure(spent, spent, limit_years(measuring, row, window))


def _fill(measuring: Measuring, row: Policy, scope: Scope, window: Window) -> Measure:
    audit, met, units = measuring.audit, 0.0, dict.fromkeys(window.periods, 0.0)
    rows = [d for k in scope.materials for d in audit.facts.demands(k) if d.sector in scope.sectors]
    for demand in rows:
        key = (demand.material, demand.sector, demand.member or "")
        needed, without = audit.facts.needs(demand), audit.volumes.substituted(*key, audit.periods)
        short = audit.volumes.short(*key, audit.periods)
        for t in window.periods:
            met += needed[t] - short[t] - without[t]
            units[t] += needed[t]
    return Measure(met, met, units)


Law = Callable[[Measuring, Policy, Scope, Window], Measure | None]
MEASURES: Mapping[str, Law] = {
    "share of partners": _share,
    "Min home share": _home_share,
    "Min home capacity": _home_capacity,
    "Min recycled share": _recycled,
    "Max volume": _volume,
    "Min volume": _volume,
    "Ban": _ban,
    "Clean chain": _clean_chain,
    "Min days of cover": _cover,
    "Max emissions": _emissions,
    "Max supply risk": _risk,
    "Max HHI": concentration,
    "Max budget": _budget,
    "Min fill": _fill,
    RULE: unmet,
}
"""What each rule measures, by its name in the workbook."""
