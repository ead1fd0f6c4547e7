"""What kept partnerships bring in the second formulation: the best offer of those in force, per country and period."""

from math import inf


def best(world, figure, country, t, kept=True):
    """The largest figure of the partnerships with a country that are in force, of those kept or of all."""
    return max((figure(row) for row in with_country(world, country, t) if not kept or is_kept(world, row)), default=0)


def with_country(world, country, t):
    """The rows in force with a country in a period, kept or not."""
    return [
        row
        for row in world.book.partnerships
        if t in world.cut(row) and country in world.countries(row.partner_kind, row.partner, t)
    ]


def is_kept(world, row):
    return world.kept is None or row.partnership in world.kept


def lead(world, supplier, t):
    """Periods that an order of a period takes to arrive."""
    cut = best(world, lambda row: world.wait(row.lead_time_cut), supplier.country, t)
    return max(0, world.wait(supplier.lead_time) - cut)


def tariff(world, supplier, t):
    """What is paid on the price, as a share of it."""
    return max(0, world.on(supplier.tariff)[t] - best(world, lambda row: row.tariff_cut, supplier.country, t))


def lost(world, supplier, t):
    """The part of a supplier's capacity that is missing."""
    added = [best(world, lambda row: row.capacity_added, supplier.country, t, kept) for kept in (False, True)]
    return added[0] - added[1]


def capacity(world, supplier, t):
    """What is left of a supplier's capacity, in t/yr."""
    stated, gone = world.on(supplier.capacity)[t], lost(world, supplier, t)
    return 0.0 if gone == 1 else stated * (1 - gone)


def within(world, supplier, volume, t):
    """A volume that is owed or contracted, in t/yr: no more than the capacity where some of that is missing."""
    return min(volume, capacity(world, supplier, t)) if lost(world, supplier, t) else volume


def support(world, venture, t):
    """The part of the capex of a venture decided in a period that others pay."""
    countries = {row.country for row in world.book.suppliers if row.supplier in venture.supplier}
    return min(1, venture.support + max(best(world, lambda row: row.support, one, t) for one in countries))


def life(world, contract):
    """The periods of a contract, those in which its partnership is kept and in force where it needs one."""
    rows = [row for row in world.book.partnerships if row.partnership == contract.of_partnership]
    free = not contract.of_partnership
    return [t for t in world.cut(contract) if free or any(is_kept(world, r) and t in world.cut(r) for r in rows)]


def pay(world):
    """The yearly cost of every partnership that is kept."""
    for row in world.book.partnerships:
        for t in world.cut(row) if is_kept(world, row) and row.yearly_cost < inf else ():
            world.pay("partnerships", t, row.yearly_cost * world.length)
