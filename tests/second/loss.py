"""Max unmet after losing a partner: the best that sectors can be given in a year in which a country is lost."""

from math import inf

from tests.second import partnerships
from tests.second.asked import EACH, Asked
from tests.second.program import Line, total
from tests.second.routes import matches
from tests.second.world import place_of


def max_unmet(tonnes, row):
    """For each material, or all in one sum, and each country with a supplier or plant of it."""
    world = tonnes.world
    limit, emergencies = world.on(row.limit), Emergencies.of(tonnes)
    materials = [list(world.listed)] if row.material == "all" else [[m] for m in world.listed]
    for chosen in (found for found in materials if row.material in (*EACH, "all", found[0])):
        needed = [m for m in chosen if any(d.material == m for d in world.book.demand)]
        for country in _countries(world, chosen) if needed else ():
            yield Asked(
                lambda t, needed=needed, country=country: total(emergencies.unmet(country, m, t) for m in needed),
                lambda t, needed=needed: Line(constant=sum(world.demand(m, t) for m in needed) * limit[t]),
                True,
                row.per,
                chosen[0],
                None,
                [t for t in world.periods if world.years[t] in _years(world, country, chosen)],
            )


def _countries(world, materials):
    rows = [row for row in world.book.suppliers if row.material in materials]
    return sorted({row.country for row in [*rows, *(p for m in materials for p in world.plants_of(m))]})


def _years(world, country, materials):
    """The years in which anything can come from a country."""
    if any(plant.country == country for m in materials for plant in world.plants_of(m)):
        return set(world.years)
    found = set()
    for row in world.book.suppliers:
        if row.country != country or row.material not in materials:
            continue
        joint = any(row.supplier in venture.supplier for venture in world.book.ventures)
        for u in world.open(row):
            arrival = u + partnerships.lead(world, row, u)
            if arrival in world.periods and (partnerships.capacity(world, row, u) > 0 or joint):
                found.add(world.years[arrival])
        found |= {world.years[t] for t in world.periods if world.on(row.ordered)[t]}
    return found


class Emergencies:
    """What can be bought in an emergency of each year, and what each loss leaves unmet."""

    def __init__(self, tonnes):
        self.tonnes, self.world = tonnes, tonnes.world
        self.reaches, self.lost = {}, {}
        self.outputs = {}

    @classmethod
    def of(cls, tonnes):
        """Those of a plan, the same for all its rules."""
        if not hasattr(tonnes, "emergencies"):
            tonnes.emergencies = cls(tonnes)
        return tonnes.emergencies

    def unmet(self, country, material, t):
        """Tonnes of a material that go unmet in a period if a country is lost in its year."""
        key = (country, material, self.world.years[t])
        if key not in self.lost:
            self.lost[key] = _Year(self, *key).unmet()
        return self.lost[key][t]

    def reach(self, row, t):
        """What can be bought from a supplier in a period, nothing that arrives after its year or is banned."""
        if (row.supplier, t) not in self.reaches:
            self.reaches[row.supplier, t] = self._reach(row, t)
        return self.reaches[row.supplier, t]

    def _reach(self, row, t):
        world, supply = self.world, self.tonnes.supply
        arrival = t + partnerships.lead(world, row, t)
        here = t in world.open(row) and arrival in world.periods and world.years[arrival] == world.years[t]
        if not here or self.tonnes.banned(row, t):
            return Line()
        bought, program = world.program.column(), world.program
        capacity, joint = partnerships.capacity(world, row, t), self._joint(row, t)
        if capacity < inf:
            program.at_most(bought, capacity * world.length + joint)
        spot = row.spot_share * capacity if row.spot_share else 0.0
        if spot < inf:
            program.at_most(bought, total(supply.contracted[row.supplier, t]) + spot * world.length + joint)
        if row.max_growth is not None:
            self._growth(row, t, bought)
        return bought

    def _joint(self, row, t):
        """What ventures add: the output of each is shared out once, whoever is lost."""
        world, found = self.world, Line()
        for venture in world.book.ventures:
            if row.supplier in venture.supplier:
                if (venture.venture, t) not in self.outputs:
                    shares = {name: world.program.column() for name in venture.supplier}
                    stands = self.tonnes.supply.online[venture.venture, t] * (venture.equity_share * world.length)
                    world.program.at_most(total(shares.values()), stands)
                    self.outputs[venture.venture, t] = shares
                found = found + self.outputs[venture.venture, t][row.supplier]
        return found

    def before(self, row, t, within):
        """Tonnes from which growth counts: the plan's before the year, within it those of the emergency."""
        world, first = self.world, self.world.open(row)[0]
        if t == first:
            return row.recent_volume * world.length
        same_year = world.years[t - 1] == world.years[t]
        return within(t - 1) if same_year else self.tonnes.supply.offtake[row.supplier, t - 1]

    def grown(self, row, t, before):
        """The most that growth allows in a period, None where nothing limits it."""
        world, ramp = self.world, row.ramp
        if ramp is None:
            capacity = partnerships.capacity(world, row, t)
            if capacity == inf:
                return None
            own = [v for v in world.book.ventures if row.supplier in v.supplier]
            ramp = 0.1 * (capacity + total(self.tonnes.supply.online[v.venture, t] * v.equity_share for v in own))
        return (1 + row.max_growth) ** world.length * before + ramp * world.length**2

    def _growth(self, row, t, bought):
        most = self.grown(row, t, self.before(row, t, lambda u: self.reach(row, u)))
        if most is not None:
            self.world.program.at_most(bought, most)


class _Year:
    """One year without one country's suppliers and plants of a material."""

    def __init__(self, emergencies, country, material, year):
        self.all, self.country, self.material = emergencies, country, material
        self.tonnes, self.world = emergencies.tonnes, emergencies.world
        self.periods = [t for t in self.world.periods if self.world.years[t] == year]
        self.flow = {}
        self.rows = {row.supplier: row for row in self.world.book.suppliers if row.material == material}

    def unmet(self):
        """Tonnes by period."""
        self._ways()
        self._suppliers()
        self._plants()
        self._stocks()
        return {t: total(self._short(place, t) for place in self._sectors()) for t in self.periods}

    def _senders(self):
        """Those that are left."""
        found = [place for place in self.world.senders if place.material == self.material]
        gone = ("supplier", "plant")
        return [place for place in found if place.kind not in gone or self.country not in place.countries]

    def _ways(self):
        world = self.world
        for sender in self._senders():
            for taker in world.takers(sender):
                lost = taker.kind == "supplier" and self.country in taker.countries
                for t in self.periods if taker.kind != "stockpile" and not lost else ():
                    rows = [row for row in world.book.routes if matches(world, row, sender, taker, t)]
                    if all(world.on(row.open)[t] for row in rows):
                        self.flow[sender, taker, t] = world.program.column()
        for row in world.book.routes:
            for t in self.periods if row.max_volume is not None else ():
                volume = world.on(row.max_volume, inf)[t]
                named = [x for (a, b, u), x in self.flow.items() if u == t and matches(world, row, a, b, t)]
                if volume not in (None, inf):
                    world.program.at_most(total(named), volume * world.length)

    def _out(self, sender, t):
        return total(line for (a, _, u), line in self.flow.items() if (a, u) == (sender, t))

    def _into(self, taker, t):
        return total(line for (_, b, u), line in self.flow.items() if (b, u) == (taker, t))

    def _suppliers(self):
        program = self.world.program
        for sender in (place for place in self._senders() if place.kind == "supplier"):
            row = self.rows[sender.name]
            for t in self.periods:
                comes = self.tonnes.supply.ordered[row.supplier, t]
                for u in self.world.periods:
                    if u + partnerships.lead(self.world, row, u) == t:
                        comes = comes + self._bought(row, u)
                program.at_most(self._out(sender, t), comes)
                if self.world.buys_feed(row):
                    self._processor(row, t)

    def _bought(self, row, u):
        """What is bought in a period: by the plan before the year, else in the emergency."""
        if u < self.periods[0]:
            return self.tonnes.supply.offtake[row.supplier, u]
        return self._made(row, u) if self.world.buys_feed(row) else self.all.reach(row, u)

    def _made(self, row, t):
        return self._into(place_of(row), t) * row.yield_

    def _processor(self, row, t):
        program = self.world.program
        program.at_most(self._made(row, t), self.all.reach(row, t))
        if row.max_growth is not None and t in self.world.open(row) and t - 1 in self.periods:
            most = self.all.grown(row, t, self.all.before(row, t, lambda u: self._made(row, u)))
            if most is not None and t > self.world.open(row)[0]:
                program.at_most(self._made(row, t), most)

    def _plants(self):
        for sender in (place for place in self._senders() if place.kind == "plant"):
            for t in self.periods:
                used = self.tonnes.recycling.recovered[sender.name, self.material, t]
                self.world.program.at_most(self._out(sender, t), used)

    def _stocks(self):
        world, net = self.world, self.tonnes.net
        for row, place in zip(world.book.stockpiles, world.stocks, strict=True):
            if place.material != self.material:
                continue
            first = self.periods[0]
            held = row.opening_stock
            if first:
                held = total(self.tonnes.held[place, first - 1, mask] for mask in net.masks(place.material))
            for t in self.periods:
                out, rate = self._out(place, t), world.on(row.max_release)[t]
                held = held * (1 - row.loss) ** world.length - out
                world.program.at_least(held)
                if rate is not None:
                    world.program.at_most(out, rate * world.length)

    def _sectors(self):
        return [place for place in self.world.sectors if place.material == self.material]

    def _short(self, place, t):
        world = self.world
        (demand,) = (d for d in world.book.demand if (d.sector, d.material) == (place.name, self.material))
        need = world.on(demand.tonnes)[t] * world.length
        without, short = world.program.column(), world.program.column()
        world.program.at_most(without, world.open_shares.get((place.name, self.material, t), Line()) * need)
        world.program.equal(self._into(place, t) + without + short, need)
        return short
