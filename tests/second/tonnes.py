"""What rules measure: tonnes by partner, and the bases that limits are shares of."""

from tests.second.program import Line, total
from tests.second.world import World


class Tonnes:
    """Tonnes of a plan by material, stage and period."""

    def __init__(self, world: World, supply, net):
        self.world, self.supply, self.net = world, supply, net
        self.recycling = self.shortage = self.held = None

    def arrived(self, material, stage, t, keep=lambda row: True):
        """What arrives from the suppliers that are kept, ordered before or not."""
        rows = self.world.suppliers(material, stage)
        return total(self.supply.arrived(row, t) for row in rows if keep(row))

    def fed(self, material, stage):
        """The suppliers whose own feed is of a stage."""
        rows = [row for row in self.world.book.suppliers if row.material == material and row.own_feed_from is not None]
        return [row for row in rows if self.world.above(row) == stage]

    def own_feed(self, material, stage, t, countries=None):
        """Own feed of a stage that suppliers work on, all of it or that of some countries."""
        return total(self.intake(row, t) * _share(row, countries) for row in self.fed(material, stage))

    def intake(self, row, t):
        return self.supply.offtake[row.supplier, t] * (1 / row.yield_)

    def recycled(self, material, stage, t, countries=None):
        """Recycled output that is used, at the last stage."""
        if stage != self.world.last(material):
            return Line()
        rows = [row for row in self.world.plants_of(material) if countries is None or row.country in countries]
        return total(self.recycling.recovered[row.plant, material, t] for row in rows)

    def surplus(self, material, stage, t):
        senders = [s for s in self.world.senders if (s.kind, s.material, s.stage) == ("supplier", material, stage)]
        return total(self.net.surplus[sender, t] for sender in senders)

    def of_countries(self, pair, t, countries, recycled=True):
        """Origin tonnes of countries: their suppliers, own feed, and recycled output where it counts."""
        m, s = pair
        found = self.arrived(m, s, t, lambda row: row.country in countries) + self.own_feed(m, s, t, countries)
        return found + self.recycled(m, s, t, countries) if recycled else found

    def consumption(self, pair, t):
        m, s = pair
        if s == self.world.last(m):
            return Line(constant=self.world.demand(m, t))
        rows = self.world.suppliers(m, self.world.after(m, s))
        takes = [row for row in rows if row.own_feed_from is not None or self.world.buys_feed(row)]
        return total(self.intake(row, t) for row in takes)

    def base(self, name, pair, t):
        """The tonnes that a share is of."""
        m, s = pair
        if name == "consumption":
            return self.consumption(pair, t)
        primary = self.arrived(m, s, t) + self.own_feed(m, s, t) - self.surplus(m, s, t)
        if name == "primary":
            return primary
        if name == "supply":
            return primary + self.recycled(m, s, t)
        abroad = self.arrived(m, s, t, lambda row: row.country not in self.world.home)
        abroad = abroad + self.own_feed(m, s, t) - self.own_feed(m, s, t, self.world.home)
        return abroad + self.recycled(m, s, t) - self.recycled(m, s, t, self.world.home)

    def banned(self, supplier, t):
        """Whether a hard ban of the whole plan stops what a supplier would be asked for in a period."""
        return any(self._bans(row, supplier, t) for row in self.world.rules)

    def _bans(self, row, supplier, t):
        if (
            row.rule != "Ban"
            or row.sector
            or row.penalty
            or row.material not in (None, "each", "all", supplier.material)
        ):
            return False
        arrival = t + self.world.wait(supplier.lead_time)
        partner = (row.partner_kind, row.partner)
        staged = row.stage in (None, "each", "all", supplier.stage)
        direct = staged and self.world.is_partner(supplier, *partner, arrival)
        if row.partner_kind == "bloc" and supplier.country in self.world.home:
            direct = False
        return direct and arrival in self.world.cut(row)


def _share(row, countries):
    if countries is None:
        return 1.0
    return sum(share for country, share in row.own_feed_from.items() if country in countries)
