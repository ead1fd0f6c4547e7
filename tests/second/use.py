"""Demand, substitution, scrap and recycling."""

from collections import defaultdict
from math import ceil, inf

from tests.second.program import Line, total
from tests.second.supply import building
from tests.second.world import annuity


class Recycling:
    """What each plant may treat, treats and recovers."""

    def __init__(self, world, supply):
        self.world = world
        self.capacity, self.treated, self.recovered = {}, {}, {}
        for row in world.book.recycling:
            most = row.max_build * world.length
            stands = building(supply, row, most)
            for t in world.periods:
                self.capacity[row.plant, t] = stands[t] + world.on(row.capacity)[t]
                treated = self.treated[row.plant, t] = world.program.column()
                if world.on(row.capacity)[t] < inf:
                    world.program.at_most(treated, self.capacity[row.plant, t] * world.length)
                emitted = world.on(row.emissions)[t] * world.on(world.book.settings.carbon_price)[t]
                world.pay("recycling", t, treated * world.on(row.opex)[t])
                world.pay("carbon", t, treated * emitted)
        for row in world.book.recovery:
            for t in world.periods:
                self._recover(row, t)

    def _recover(self, row, t):
        plant = next(p for p in self.world.book.recycling if p.plant == row.plant)
        source = self._treated(plant, t - self.world.wait(plant.delay))
        column = self.recovered[row.plant, row.material, t] = self.world.program.column()
        self.world.program.at_most(column, source * row.yield_)

    def _treated(self, plant, t):
        if t >= 0:
            return self.treated[plant.plant, t]
        label = self.world.book.calendar.label(t)
        return Line(constant=plant.treated.history.get(label, 0.0) * self.world.length)


def scrap(world, recycling, delivered):
    """Every stream: what is treated or kept is what comes up; `delivered[sector, material, t]` comes back."""
    for row in world.book.scrap:
        plants = [plant.plant for plant in world.book.recycling if plant.stream == row.stream]
        kept = Line()
        for t in world.periods:
            found = Line(constant=(world.on(row.tonnes, 0.0)[t] or 0.0) * world.length)
            if row.from_sector:
                found = found + _used(world, row, delivered, t - world.wait(row.lag)) * row.collection
            treated = total(recycling.treated[plant, t] for plant in plants)
            if row.keep:
                before, kept = kept, world.program.column()
                world.program.equal(treated + kept, found + before)
            else:
                world.program.at_most(treated, found)


def _used(world, row, delivered, t):
    if t >= 0:
        return delivered[row.from_sector, row.material, t]
    rows = [d for d in world.book.demand if (d.sector, d.material) == (row.from_sector, row.material)]
    label = world.book.calendar.label(t)
    return Line(constant=sum(d.tonnes.history.get(label, 0.0) for d in rows) * world.length)


def demands(world, net):
    """What each sector gets, does without and lacks; returns the shortages and the deliveries."""
    shortage, delivered = {}, {}
    substituted = _substituted(world)
    for row, place in zip(world.book.demand, world.sectors, strict=True):
        for t in world.periods:
            need = world.on(row.tonnes)[t] * world.length
            short = world.program.column((1 - row.least_fill) * need)
            delivered[row.sector, row.material, t] = net.into(place, t)
            other = substituted.get((row.sector, row.material, t), Line())
            world.program.equal(delivered[row.sector, row.material, t] + other + short, need)
            world.pay("shortage", t, short * world.on(row.shortage_cost)[t])
            shortage[row.sector, row.material, t] = short
    return shortage, delivered


def _substituted(world):
    found = defaultdict(Line)
    for row in world.book.substitution:
        shares = _shares(world, row)
        demand = next(d for d in world.book.demand if (d.sector, d.material) == (row.sector, row.material))
        for t in world.periods:
            need = world.on(demand.tonnes)[t] * world.length
            column = found[row.sector, row.material, t] = world.program.column()
            world.program.at_most(column, shares[t] * need)
            world.open_shares[row.sector, row.material, t] = shares[t]
            world.pay("substitution", t, column * row.cost)
    return found


def _shares(world, row):
    """The share that can be replaced in each period; pays for what opens it."""
    most = world.on(row.max_share)
    lead, paid = world.wait(row.lead_time), range(ceil(row.life / world.length - 1e-9))
    shares = [Line(constant=row.share_today) for _ in world.periods]
    for u in world.periods:
        if not most[u]:
            continue
        opened = world.program.column(inf if row.max_growth is None else row.max_growth * world.length)
        yearly = row.capex / most[u] * annuity(row.financing_rate, row.life)
        world.outlay[u] = world.outlay[u] + opened * (row.capex / most[u])
        for t in range(u + lead, len(world.periods)):
            shares[t] = shares[t] + opened
            if t - u - lead in paid:
                world.pay("annuities", t, opened * (yearly * world.length))
    for t in world.periods:
        world.program.at_most(shares[t], most[t])
    return shares
