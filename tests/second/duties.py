"""What the rules measure that are not about who sends: emissions, risk, money, fill and cover."""

from tests.second.asked import EACH, Asked, yearly
from tests.second.program import Line, total


def max_emissions(tonnes, row):
    world = tonnes.world
    allowed = yearly(tonnes, row)

    def measured(t):
        suppliers = [s for s in world.book.suppliers if _about(world, row, s, t)]
        found = total(
            (tonnes.supply.offtake[s.supplier, t] + tonnes.supply.ordered[s.supplier, t]) * world.on(s.emissions)[t]
            for s in suppliers
        )
        plants = [p for p in world.book.recycling if row.partner_kind in ("country", "bloc", "")]
        if row.partner_kind:
            plants = [p for p in plants if p.country in world.countries(row.partner_kind, row.partner, t)]
        return found + total(tonnes.recycling.treated[p.plant, t] * world.on(p.emissions)[t] for p in plants)

    def before(inside, bound):
        return max(0.0, total(measured(t) for t in inside).constant - bound.constant)

    yield Asked(measured, allowed, True, row.per, None, before)


def _about(world, row, supplier, t):
    if row.material not in (*EACH, "all", supplier.material) or row.stage not in (*EACH, "all", supplier.stage):
        return False
    return not row.partner_kind or world.is_partner(supplier, row.partner_kind, row.partner, t)


def max_supply_risk(tonnes, row):
    world, limit = tonnes.world, tonnes.world.on(row.limit)
    risk = {c.country: c.governance_risk if row.base == "governance" else c.esg_risk for c in world.book.countries}
    materials = [[m] for m in world.listed if row.material in ("each", m)] or [list(world.listed)]
    for chosen in materials:
        across = len(chosen) > 1
        pairs = [(m, s) for m in chosen for s in world.ruled[m] if row.stage in (None, "all", s)]

        def value(m, t, across=across):
            return world.price(m, t) if across else 1.0

        def measured(t, pairs=pairs, value=value):
            return total(tonnes.of_countries((m, s), t, {c}) * (risk[c] * value(m, t)) for m, s in pairs for c in risk)

        def bound(t, pairs=pairs, value=value):
            return total(tonnes.of_countries((m, s), t, set(risk)) * (limit[t] * value(m, t)) for m, s in pairs)

        yield Asked(measured, bound, True, row.per, None if across else chosen[0])


NOT_PAID = ("shortage", "penalties", "closing credit")


def max_budget(tonnes, row):
    world = tonnes.world

    def measured(t):
        if row.base == "capex":
            return world.outlay[t]
        return total(lines[t] for kind, lines in world.spent.items() if kind not in NOT_PAID and t in lines)

    yield Asked(measured, yearly(tonnes, row), True, row.per)


def min_fill(tonnes, row):
    world, limit = tonnes.world, tonnes.world.on(row.limit)
    demands = [d for d in world.book.demand if row.material in (*EACH, "all", d.material)]
    demands = [d for d in demands if row.sector in (*EACH, "all", d.sector)]
    found = {}
    for d in demands:
        key = (None if row.material == "all" else d.material, None if row.sector == "all" else d.sector)
        found.setdefault(key, []).append(d)
    for rows in found.values():

        def need(t, rows=rows):
            return sum(world.on(d.tonnes)[t] for d in rows) * world.length

        yield Asked(
            lambda t, rows=rows, need=need: need(t) - total(tonnes.shortage[d.sector, d.material, t] for d in rows),
            lambda t, need=need: Line(constant=need(t) * limit[t]),
            False,
            row.per,
            rows[0].material,
        )


DAYS = 365


def min_days_of_cover(tonnes, row):
    world, limit = tonnes.world, tonnes.world.on(row.limit)
    for m in world.listed:
        held = [place for place in world.stocks if place.material == m and row.stage in (*EACH, "all", place.stage)]
        if row.material not in (*EACH, m) or not held:
            continue

        def measured(t, m=m, held=held):
            return total(
                tonnes.held[place, t, mask] * _worth(world, place, t) for place in held for mask in tonnes.net.masks(m)
            )

        imports = row.base == "net imports"
        known = [t for t in world.periods if not imports or net_imports(tonnes, m, t) is not None]

        def bound(t, m=m, imports=imports):
            daily = net_imports(tonnes, m, t) if imports else world.demand(m, t) / world.length
            return daily * (limit[t] / DAYS) + Line()

        yield Asked(measured, bound, False, "period", m, None, known)


def _worth(world, place, t):
    """Last-stage tonnes in a tonne of stock: the lowest yield at each later stage."""
    worth, stage = 1.0, place.stage
    while stage != world.last(place.material):
        stage = world.after(place.material, stage)
        rows = [s for s in world.suppliers(place.material, stage) if world.buys_feed(s) and t in world.open(s)]
        worth *= min((s.yield_ for s in rows), default=0.0)
    return worth


def net_imports(tonnes, material, t):
    """Net imports of the twelve months before a period; None where they are not all known."""
    world = tonnes.world
    pair = (material, world.last(material))
    history = next((s.net_imports.history for s in world.book.stockpiles if (s.material, s.stage) == pair), {})
    found = []
    for u in range(t - world.book.calendar.length.per_year, t):
        label = world.book.calendar.label(u)
        if u < 0 and label not in history:
            return None
        found.append(_imported(tonnes, material, u) if u >= 0 else history[label] * world.length)
    return total(found)


def _imported(tonnes, material, t):
    world, last = tonnes.world, tonnes.world.last(material)
    found = [tonnes.arrived(material, last, t, lambda row: row.country not in world.home)]
    for row in world.suppliers(material, last):
        if row.country not in world.home:
            continue
        if row.own_feed_from is not None:
            abroad = 1 - sum(share for country, share in row.own_feed_from.items() if country in world.home)
            found.append(tonnes.supply.offtake[row.supplier, t] * abroad)
        for (sender, taker, period), lines in tonnes.net.flow.items():
            comes = sender.kind == "supplier" and not sender.countries & world.home
            if comes and (taker.kind, taker.name, period) == ("supplier", row.supplier, t):
                found.append(total(lines.values()) * row.yield_)
    return total(found)
