"""What each rule measures and allows, per material, stage and partner."""

from tests.second.asked import EACH, Asked, groups, of_partner, only_ordered, partners, yearly
from tests.second.duties import max_budget, max_emissions, max_supply_risk, min_days_of_cover, min_fill
from tests.second.loss import max_unmet
from tests.second.program import Line, total


def max_share(kind):
    def asked(tonnes, row):
        world, limit = tonnes.world, tonnes.world.on(row.limit)
        for pairs in groups(world, row):
            for name in partners(world, row, kind):
                yield _share_of(tonnes, row, pairs, (kind, name), limit)

    return asked


def _share_of(tonnes, row, pairs, partner, limit):
    recycled = row.base != "primary"

    def before(inside, bound):
        ordered = sum(only_ordered(tonnes, pairs, t, partner) for t in inside)
        return max(0.0, ordered - bound.constant) if not bound.terms else 0.0

    return Asked(
        lambda t: of_partner(tonnes, pairs, t, partner, recycled=recycled),
        lambda t: total(tonnes.base(row.base, pair, t) for pair in pairs) * limit[t],
        True,
        row.per,
        pairs[0][0],
        before,
    )


def min_bloc_share(tonnes, row):
    world, limit = tonnes.world, tonnes.world.on(row.limit)
    recycled = row.base != "primary"
    for pairs in groups(world, row):
        yield Asked(
            lambda t, pairs=pairs: of_partner(tonnes, pairs, t, ("bloc", row.partner), least=True, recycled=recycled),
            lambda t, pairs=pairs: total(tonnes.base(row.base, pair, t) for pair in pairs) * limit[t],
            False,
            row.per,
            pairs[0][0],
        )


def min_home_share(tonnes, row):
    world, limit = tonnes.world, tonnes.world.on(row.limit)
    for pairs in groups(world, row):
        yield Asked(
            lambda t, pairs=pairs: total(tonnes.of_countries(pair, t, world.home, False) for pair in pairs),
            lambda t, pairs=pairs: total(tonnes.base(row.base, pair, t) for pair in pairs) * limit[t],
            False,
            row.per,
            pairs[0][0],
        )


def min_home_capacity(tonnes, row):
    world, limit = tonnes.world, tonnes.world.on(row.limit)
    if row.stage == "recycling":
        found = [[(m, "recycling")] for m in world.listed if row.material in (*EACH, m)]
    else:
        found = groups(world, row)
    for pairs in found:
        based = [(m, world.last(m) if s == "recycling" else s) for m, s in pairs]
        yield Asked(
            lambda t, pairs=pairs: total(_home_capacity(tonnes, *pair, t) for pair in pairs),
            lambda t, based=based: total(tonnes.consumption(pair, t) for pair in based) * (limit[t] / world.length),
            False,
            "period",
            pairs[0][0],
        )


def _home_capacity(tonnes, material, stage, t):
    """Capacity at home in t/yr: of suppliers that are open, of whole ventures that stand there, of plants."""
    world = tonnes.world
    if stage == "recycling":
        yields = {row.plant: row.yield_ for row in world.book.recovery if row.material == material}
        rows = [row for row in world.plants_of(material) if row.country in world.home]
        return total(tonnes.recycling.capacity[row.plant, t] * yields[row.plant] for row in rows)
    rows = [row for row in world.suppliers(material, stage) if row.country in world.home and t in world.open(row)]
    names = {row.supplier for row in rows}
    ventures = [row for row in world.book.ventures if names & set(row.supplier)]
    own = total(min(world.on(row.capacity)[t], 1e9) for row in rows)
    return own + total(tonnes.supply.online[row.venture, t] for row in ventures)


def ban(tonnes, row):
    """Nothing new of a partner arrives, of each stage and material; with a sector it is a clean chain."""
    if row.sector:
        return
    partner = (row.partner_kind, row.partner)
    for pairs in groups(tonnes.world, row):
        yield Asked(
            lambda t, pairs=pairs: of_partner(tonnes, pairs, t, partner) - only_ordered(tonnes, pairs, t, partner),
            lambda t: Line(),
            True,
            "period",
            pairs[0][0],
        )


def volume(most):
    def asked(tonnes, row):
        world, partner = tonnes.world, (row.partner_kind, row.partner)
        allowed = yearly(tonnes, row)
        for pairs in groups(world, row):
            if not most and (row.stage in EACH or row.material in EACH) and not _has_supplier(world, pairs, partner):
                continue

            def before(inside, bound, pairs=pairs):
                ordered = sum(only_ordered(tonnes, pairs, t, partner) for t in inside)
                return max(0.0, ordered - bound.constant)

            yield Asked(
                lambda t, pairs=pairs: of_partner(tonnes, pairs, t, partner, least=not most),
                allowed,
                most,
                row.per,
                pairs[0][0],
                before if most else None,
            )

    return asked


def _has_supplier(world, pairs, partner):
    return any(world.is_partner(row, *partner, t) for t in world.periods for p in pairs for row in world.suppliers(*p))


def min_recycled_share(tonnes, row):
    world, limit = tonnes.world, tonnes.world.on(row.limit)
    for m in world.listed:
        if row.material in (*EACH, m):
            pair = (m, world.last(m))
            yield Asked(
                lambda t, pair=pair: tonnes.recycled(*pair, t),
                lambda t, pair=pair: tonnes.base(row.base, pair, t) * limit[t],
                False,
                row.per,
                m,
            )


MEASURES = {
    "Max supplier share": max_share("supplier"),
    "Max country share": max_share("country"),
    "Max bloc share": max_share("bloc"),
    "Max owner share": max_share("owner"),
    "Min bloc share": min_bloc_share,
    "Min home share": min_home_share,
    "Min home capacity": min_home_capacity,
    "Ban": ban,
    "Clean chain": lambda tonnes, row: (),
    "Max volume": volume(most=True),
    "Min volume": volume(most=False),
    "Min recycled share": min_recycled_share,
    "Min days of cover": min_days_of_cover,
    "Max emissions": max_emissions,
    "Max supply risk": max_supply_risk,
    "Max budget": max_budget,
    "Min fill": min_fill,
    "Max unmet after losing a partner": max_unmet,
}
"""What each rule asks, by its name."""
