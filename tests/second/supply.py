"""What is bought: capacity, growth, contracts, ventures, and what it costs."""

from collections import defaultdict
from math import ceil, inf

from tests.second import partnerships
from tests.second.program import Line, total
from tests.second.world import annuity


class Supply:
    """Offtake of every supplier, taken tonnes of every contract, and what stands of every venture."""

    def __init__(self, world):
        self.world = world
        self.offtake = {}
        self.ordered = {}
        self.online = {}
        self.from_ventures = defaultdict(Line)
        self.taken = defaultdict(list)
        self.contracted = defaultdict(list)
        for row in world.book.suppliers:
            for t in world.periods:
                self.offtake[row.supplier, t] = self._offtake(row, t)
                self.ordered[row.supplier, t] = world.on(row.ordered)[t] * world.length

    def _offtake(self, row, t):
        world = self.world
        here = t in world.open(row) and self.owed(row, t)
        return world.program.column() if here else Line()

    def arrived_new(self, row, t):
        """What arrives of what the plan itself orders."""
        ordered = (u for u in self.world.periods if u + partnerships.lead(self.world, row, u) == t)
        return total(self.offtake[row.supplier, u] for u in ordered)

    def arrived(self, row, t):
        return self.arrived_new(row, t) + self.ordered[row.supplier, t]

    def owed(self, row, t):
        """Whether least volumes hold: not where the order would arrive after the horizon."""
        return t + partnerships.lead(self.world, row, t) in self.world.periods


def ventures(supply):
    """What is built and stands, and its output by supplier."""
    world = supply.world
    for row in world.book.ventures:
        stands = building(supply, row, row.max_capacity, row.equity_share)
        for t in world.periods:
            world.program.at_most(stands[t], row.max_capacity)
            supply.online[row.venture, t] = stands[t]
            outputs = []
            for name in row.supplier:
                output = world.program.column()
                supply.from_ventures[name, t] = supply.from_ventures[name, t] + output
                outputs.append(output)
            world.program.at_most(total(outputs), stands[t] * (row.equity_share * world.length))


def building(supply, row, most, equity=1.0):
    """What stands of a venture or plant in each period; `most` may be built in a period. Pays the annuities."""
    world = supply.world
    lead, life = world.wait(row.lead_time), ceil(row.life / world.length - 1e-9)
    ready = world.book.calendar.index(row.ready) if row.ready else 0
    under_way = [row.under_way if ready <= t < ready + life else 0.0 for t in world.periods]
    stands = [Line(constant=tonnes) for tonnes in under_way]
    decide = world.book.calendar.cut(getattr(row, "earliest", None), getattr(row, "latest", None))
    for u in decide:
        built = world.program.column(most)
        paid = partnerships.support(world, row, u) if hasattr(row, "venture") else row.support
        price = equity * row.capex * (1 - paid)
        yearly = price * annuity(row.financing_rate, row.life)
        world.outlay[u] = world.outlay[u] + built * price
        for t in range(u + lead, min(u + lead + life, len(world.periods))):
            stands[t] = stands[t] + built
            world.pay("annuities", t, built * (yearly * world.length))
    return stands


def limits(supply):
    """Capacity, spot share, growth and least purchases of every supplier."""
    world, program = supply.world, supply.world.program
    for row in world.book.suppliers:
        for t in world.open(row):
            offtake = supply.offtake[row.supplier, t]
            capacity, own = partnerships.capacity(world, row, t), supply.from_ventures[row.supplier, t]
            spot = offtake - total(supply.taken[row.supplier, t])
            program.at_least(spot)
            if capacity < inf:
                program.at_most(offtake, capacity * world.length + own)
            share = row.spot_share * capacity if row.spot_share else 0.0
            if share < inf:
                program.at_most(spot, share * world.length + own)
            if row.max_growth is not None:
                _growth(supply, row, t)
            least = partnerships.within(world, row, world.on(row.min_purchase)[t], t)
            if least and supply.owed(row, t):
                program.at_least(offtake, least * world.length)
            _spend(supply, row, t, spot)


def _growth(supply, row, t):
    world = supply.world
    first = world.open(row)[0]
    before = supply.offtake[row.supplier, t - 1] * (1 / world.length) if t > first else row.recent_volume
    ramp = row.ramp
    if ramp is None:
        capacity = partnerships.capacity(world, row, t)
        if capacity == inf:
            return
        own = [v for v in world.book.ventures if row.supplier in v.supplier]
        ramp = 0.1 * (capacity + total(supply.online[v.venture, t] * v.equity_share for v in own))
    grown = (1 + row.max_growth) ** world.length
    rate = supply.offtake[row.supplier, t] * (1 / world.length)
    world.program.at_most(rate, grown * before + ramp * world.length)


def _spend(supply, row, t, spot):
    world, offtake = supply.world, supply.offtake[row.supplier, t]
    cost, tariff = world.on(row.unit_cost)[t], partnerships.tariff(world, row, t)
    world.pay("spot", t, spot * cost)
    world.pay("tariff", t, spot * (cost * tariff))
    world.pay("freight", t, offtake * world.on(row.freight)[t])
    emitted = world.on(row.emissions)[t] * world.on(world.book.settings.carbon_price)[t]
    world.pay("carbon", t, offtake * emitted)


def contracts(supply, banned):
    """What is contracted, taken and paid for; `banned(supplier, t)` says where our bans lift least volumes."""
    world = supply.world
    rows = {row.supplier: row for row in world.book.suppliers}
    for row in world.book.contracts:
        supplier = rows[row.supplier]
        share = Line(constant=1.0) if row.status == "signed" else world.program.column(1.0)
        years = defaultdict(list)
        for t in partnerships.life(world, row):
            taken = world.program.column() if t in world.open(supplier) else Line()
            supply.taken[row.supplier, t].append(taken)
            _volumes(supply, row, t, (taken, share, banned(supplier, t)))
            price = _price(world, row, supplier, t)
            world.pay("contracts", t, taken * price)
            world.pay("tariff", t, taken * (price * partnerships.tariff(world, supplier, t)))
            if supply.owed(supplier, t):
                volume = partnerships.within(world, supplier, world.on(row.max_volume)[t], t)
                years[world.years[t]].append((t, taken, price, volume))
        if row.take_or_pay:
            for entries in years.values():
                _take_or_pay(world, row, share, entries)


def _volumes(supply, row, t, terms):
    world, (taken, share, banned) = supply.world, terms
    supplier = next(s for s in world.book.suppliers if s.supplier == row.supplier)
    volumes = (world.on(row.max_volume)[t], world.on(row.min_volume)[t])
    most, least = (partnerships.within(world, supplier, volume, t) for volume in volumes)
    if most < inf:
        world.program.at_most(taken, share * (most * world.length))
    supply.contracted[row.supplier, t].append(share * (min(most, 1e9) * world.length))
    if least and supply.owed(supplier, t) and not banned:
        world.program.at_least(taken, share * (least * world.length))


def _price(world, row, supplier, t):
    price = world.on(supplier.unit_cost)[t] * (1 - row.discount) if row.price is None else world.on(row.price)[t]
    return max(price, row.price_floor or 0.0)


def _take_or_pay(world, row, share, entries):
    last, _, price, _ = entries[-1]
    unused = world.program.column()
    contracted = total(share * (volume * world.length) for _, _, _, volume in entries)
    world.program.at_least(unused, contracted * row.take_or_pay - total(taken for _, taken, _, _ in entries))
    world.pay("contracts", last, unused * price)
